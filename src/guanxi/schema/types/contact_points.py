"""Single values by which somebody is reached: e-mail, phone, web address."""

from typing import Any

from guanxi.kernel.i18n import L
from guanxi.kernel.text import ValueFault, display_phone, parse_email, parse_phone
from guanxi.schema.conditions import TEXT
from guanxi.schema.fields import FIELD_TYPES, FieldDef
from guanxi.schema.kits import refuse
from guanxi.schema.types.text import Text, clean_characters


def veiled_email(value: str) -> str:
    """w•••@example.cn: whose mail box it is cannot be told."""
    box, _, domain = value.rpartition("@")
    return f"{box[:1]}•••@{domain}"


def veiled_phone(value: str, locale: str) -> str:
    """138 •••• 5678: as it is shown, with the digits in the middle taken out."""
    shown = display_phone(value.partition(";")[0], locale)
    places = [place for place, sign in enumerate(shown) if sign.isdigit()]
    hidden = set(places[3:-4] if len(places) > 7 else places[1:])
    return "".join("•" if place in hidden else sign for place, sign in enumerate(shown))


@FIELD_TYPES.kit
class Email(Text):
    """One e-mail address."""

    key = "email"
    label = L("邮箱", "電子郵件", "E-mail")
    operators = TEXT

    def clean(self, definition: FieldDef, raw: Any) -> str | None:
        text = super().clean(definition, raw)
        if text is None:
            return None
        try:
            return parse_email(text).value
        except ValueFault as fault:
            raise refuse(definition, f"email_{fault.code}", raw=text[:60]) from None

    def veil(self, definition: FieldDef, value: Any, locale: str) -> str:
        return veiled_email(value)


@FIELD_TYPES.kit
class Phone(Text):
    """One phone number in E.164 form, with ;ext= for an extension."""

    key = "phone"
    label = L("电话", "電話", "Phone")
    operators = TEXT

    def clean(self, definition: FieldDef, raw: Any) -> str | None:
        text = super().clean(definition, raw)
        if text is None:
            return None
        number, _, extension = text.partition(";ext=")
        try:
            parsed = parse_phone(number)
        except ValueFault as fault:
            raise refuse(definition, f"phone_{fault.code}", raw=text[:60]) from None
        extension = extension or parsed.ext or ""
        main = parsed.e164 or parsed.national  # 95588 and the like have no form abroad
        return f"{main};ext={extension}" if extension else main

    def veil(self, definition: FieldDef, value: Any, locale: str) -> str:
        return veiled_phone(value, locale)

    def text(self, definition: FieldDef, value: Any, locale: str) -> str:
        return display_phone(value, locale) if isinstance(value, str) and value else ""


@FIELD_TYPES.kit
class Url(Text):
    """A web address; https:// is put before one without a scheme."""

    key = "url"
    label = L("网址", "網址", "Web address")
    operators = TEXT

    def clean(self, definition: FieldDef, raw: Any) -> str | None:
        if raw is None:
            return None
        text = clean_characters(definition, raw).strip()
        if not text:
            return None
        if "://" not in text:
            text = f"https://{text}"
        host = text.partition("://")[2].split("/")[0]
        if not text.startswith(("http://", "https://")) or "." not in host or any(c.isspace() for c in text):
            raise refuse(definition, "invalid_url")
        if len(text) > 500:
            raise refuse(definition, "too_long", limit=500)
        return text
