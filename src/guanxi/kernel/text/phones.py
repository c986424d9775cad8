"""Telephone numbers as people and spreadsheets write them, read without guessing."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberType

from guanxi.kernel.text.blanks import is_placeholder
from guanxi.kernel.text.faults import ValueFault
from guanxi.kernel.text.fold import visible

MOBILE, FIXED, SERVICE, OTHER = "mobile", "fixed", "service", "other"
_TYPES = {
    PhoneNumberType.MOBILE: MOBILE,
    PhoneNumberType.FIXED_LINE: FIXED,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: FIXED,
    PhoneNumberType.TOLL_FREE: "toll_free",
    PhoneNumberType.PREMIUM_RATE: "premium",
    PhoneNumberType.SHARED_COST: SERVICE,
    PhoneNumberType.UAN: SERVICE,
    PhoneNumberType.VOIP: "voip",
}
_EXTENSION = re.compile(
    r"[\s,;(]*(?:转|轉|分机号?|分機號?|内线|內線|;ext=|ext(?:ension)?\b\.?|x|#|\*)\s*[:.]?\s*(\d{1,6})\s*\)?\s*$",
    re.IGNORECASE,
)
_DASHED_EXTENSION = re.compile(r"(.*\d\)?)\s*[-‐–—_*]+\s*(\d{1,6})")
_SCIENTIFIC = re.compile(r"([+-]?\d)(?:\.(\d+))?[eE]\+?(\d+)")
_COVERED = re.compile(r"\d[ -]?(?:[*•●]{2,}|x{3,})", re.IGNORECASE)
_LABEL = re.compile(r"^[^\d+(]{0,16}(?=[\d+(])")
_REMARK = re.compile(r"[(\[【<][^()\[\]【】<>\d]*[)\]】>]|[^\d()+]{1,24}$")
_PUNCTUATION = re.compile(r"[\s\-‐‑‒–—―−()._/~·]+")
_DIALLED = re.compile(r"\+?\d+")
_LOST_ZERO_TEXT = re.compile(r"\d{11,12}")
_SHORT_CN = re.compile(r"95\d{3,6}|96\d{3,6}|1[012]\d{1,3}|123\d{2}|118\d{3}")
_SERVICE_CN = re.compile(r"(?:\+?86)?([48]00\d{7})")
# What a database or a program writes when a number does not fit: never a telephone.
_OVERFLOWS = frozenset({"2147483647", "2147483648", "4294967295", "9223372036854775807"})


@dataclass(frozen=True, slots=True)
class Phone:
    """A number: `e164` (None for short numbers such as 95588), extension, type, and digits as dialled at home."""

    e164: str | None
    ext: str | None
    type: str
    national: str
    region: str

    @property
    def value(self) -> str:
        """The form in which it is stored and sent: '+86…', '+86…;ext=12', '95588'."""
        return (self.e164 or self.national) + (f";ext={self.ext}" if self.ext else "")


@lru_cache(maxsize=1)
def _mobile_cn() -> re.Pattern[str]:
    return re.compile(rf"(?:\+?86|0086)?0?({_mobile_pattern()})")


@lru_cache(maxsize=1)
def _canonical_mobile_cn() -> re.Pattern[str]:
    return re.compile(rf"\+86(?:{_mobile_pattern()})", re.ASCII)


def _mobile_pattern() -> str:
    metadata = PhoneMetadata.metadata_for_region("CN")
    found = metadata.mobile.national_number_pattern if metadata and metadata.mobile else None
    return found or r"1[3-9]\d{9}"


def is_canonical_cn(text: str) -> bool:
    """Whether the text is the canonical form of a mainland mobile or fixed line; most numbers of a file are one."""
    if _canonical_mobile_cn().fullmatch(text):
        return True
    pattern, lengths = _fixed_cn()
    fixed = pattern.fullmatch(text) if text.startswith("+86") and text.isascii() else None
    return fixed is not None and len(fixed[1]) in lengths and text == "+86" + fixed[1]


@lru_cache(maxsize=1)
def _fixed_cn() -> tuple[re.Pattern[str], frozenset[int]]:
    """Fixed lines with their area code, and how long they are without the leading zero."""
    metadata = PhoneMetadata.metadata_for_region("CN")
    plan = metadata.fixed_line if metadata else None
    pattern = plan.national_number_pattern if plan and plan.national_number_pattern else "(?!)"
    lengths = frozenset(plan.possible_length or ()) if plan else frozenset()
    return re.compile(rf"(?:\+86|0086|0)({pattern})"), lengths


def _number_text(value: float) -> str:
    """The digits of a numeric cell; ValueFault where the spreadsheet kept fewer than the number had."""
    if value != value or value in {float("inf"), float("-inf")} or value < 0 or value != int(value):
        raise ValueFault("not_a_phone")
    digits = str(int(value))
    if len(digits) > 15 or (len(digits) >= 10 and digits.endswith("0" * 8)):
        raise ValueFault("scientific_notation_precision_lost")
    return digits


def _from_scientific(text: str) -> str:
    match = _SCIENTIFIC.fullmatch(text)
    if match is None:
        return text
    lead, fraction, power = match[1], (match[2] or "").rstrip("0"), int(match[3])
    if not 6 <= power <= 15:
        raise ValueFault("not_a_phone")
    if len(match[2] or "") < power:
        raise ValueFault("scientific_notation_precision_lost")
    return lead.lstrip("+") + fraction.ljust(power, "0")


def _cleaned(raw: str | float) -> tuple[str, bool]:
    """The number without label, remark and quotes, and whether the cell held a number and not a text."""
    if isinstance(raw, (int, float)):
        return _number_text(raw), True
    text = visible(unicodedata.normalize("NFKC", raw)).strip("'\"`‘’“” \t,;")
    if not text.isascii():  # Arabic and other digits are digits; only those of ASCII are stored
        text = "".join(str(unicodedata.decimal(character, character)) for character in text)
    if is_placeholder(text) or _COVERED.search(text):
        raise ValueFault("not_a_phone")
    text = _from_scientific(re.sub(r"^(?:tel|callto):", "", text, flags=re.IGNORECASE))
    numeric = re.fullmatch(r"\+?(\d+)\.0+", text)
    if numeric:
        return _number_text(float(numeric[1])) if len(numeric[1]) <= 15 else numeric[1], True
    return text, False


def split_extension(text: str) -> tuple[str, str | None]:
    """The number and the extension written behind it."""
    match = _EXTENSION.search(text)
    return (text[: match.start()], match[1]) if match else (text, None)


def _without_remark(text: str) -> str:
    previous = None
    while text != previous:
        previous = text
        text = _REMARK.sub("", text).strip()
    return text


def bare_digits(text: str) -> str:
    """Only + and digits; ValueFault where letters stand between the digits."""
    digits = _PUNCTUATION.sub("", _without_remark(_LABEL.sub("", text)))
    if not _DIALLED.fullmatch(digits):
        raise ValueFault("not_a_phone")
    return digits


def _foreign(digits: str, region: str, numeric: bool) -> Phone | None:
    """What the world's numbering plans say; None when the digits are no valid number."""
    if digits.startswith("886") and len(digits) == 12:
        digits = "+" + digits
    unmarked = not digits.startswith(("+", "0", "86"))
    if region == "CN" and unmarked and not numeric and not _LOST_ZERO_TEXT.fullmatch(digits):
        return None  # an area code without its zero is read only where a spreadsheet is known to eat zeros
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    found = phonenumbers.region_code_for_number(number) or "001"
    kind = _TYPES.get(phonenumbers.number_type(number), OTHER)
    return Phone(e164, None, kind, phonenumbers.national_significant_number(number), found)


def read_digits(digits: str, region: str, numeric: bool) -> Phone | None:
    """The number that + and digits stand for; `numeric` cells may have lost the zero before an area code."""
    if digits in _OVERFLOWS:
        return None
    mobile = _mobile_cn().fullmatch(digits)
    if mobile and (region == "CN" or digits.startswith(("+86", "0086", "86"))):
        return Phone("+86" + mobile[1], None, MOBILE, mobile[1], "CN")
    if region == "CN":
        service = _SERVICE_CN.fullmatch(digits)
        if service and service[1].startswith("400"):
            return Phone("+86" + service[1], None, SERVICE, service[1], "CN")
        if _SHORT_CN.fullmatch(digits):
            return Phone(None, None, SERVICE, digits, "CN")
        pattern, lengths = _fixed_cn()
        fixed = pattern.fullmatch(digits)
        if fixed and len(fixed[1]) in lengths:
            return Phone("+86" + fixed[1], None, FIXED, fixed[1], "CN")
    return _foreign(digits, region, numeric)


def _fault(digits: str, region: str) -> ValueFault:
    bare = digits.removeprefix("+").removeprefix("00").removeprefix("86")
    length = len(bare)
    if digits in _OVERFLOWS or length < 5 or length > 15:
        return ValueFault("invalid_length" if 0 < length < 5 or length > 15 else "not_a_phone", digits=length)
    if region == "CN" and re.match(r"1[3-9]", bare):
        return ValueFault("unknown_prefix" if length == 11 else "invalid_length", digits=length, expected=11)
    if region == "CN" and length in {7, 8}:
        return ValueFault("missing_area_code")
    return ValueFault("not_a_phone")


_BETWEEN = re.compile(
    r"[;,、|\n\r]+|\s*/\s*|\s+(?=\+|0|1[3-9]\d[\d -]{8,}|[\u4e00-\u9fff]{1,6}:?\s*[+(\d])|(?:或者?|和|及)(?=[\d+(])"
)


def _digit_count(text: str) -> int:
    return sum(character.isdigit() for character in text)


def split_phones(raw: str) -> list[str]:
    """The parts of a cell that each look like a number of their own, as they were written."""
    text = visible(unicodedata.normalize("NFKC", raw))
    parts: list[str] = []
    for part in _BETWEEN.split(text):
        if _digit_count(part) >= 5 and (not parts or _digit_count(parts[-1]) >= 7):
            parts.append(part.strip())
        elif parts and part.strip():
            parts[-1] += " " + part.strip()
        elif part.strip():
            parts = [part.strip()]
    return parts


@lru_cache(maxsize=1 << 12)
def _parse(text: str, region: str, numeric: bool) -> Phone:
    main, extension = split_extension(_without_remark(text))
    try:
        digits = bare_digits(main)
    except ValueFault:
        if len(split_phones(text)) > 1:
            raise ValueFault("ambiguous") from None
        raise
    phone = read_digits(digits, region, numeric)
    if phone is None and extension is None:
        dashed = _DASHED_EXTENSION.fullmatch(_LABEL.sub("", main))
        if dashed:
            phone, extension = read_digits(bare_digits(dashed[1]), region, numeric), dashed[2]
    if phone is None:
        raise ValueFault("ambiguous") if len(split_phones(text)) > 1 else _fault(digits, region)
    return Phone(phone.e164, extension, phone.type, phone.national, phone.region) if extension else phone


def parse_phone(raw: str | float, region: str = "CN") -> Phone:
    """The one number that a cell or a field holds; `region` is where numbers without a country code are at home.

    ValueFault: not_a_phone, invalid_length, unknown_prefix, missing_area_code, scientific_notation_precision_lost
    (digits are gone), ambiguous (several numbers: see read_phones).
    """
    text, numeric = _cleaned(raw)
    return _parse(text[:120], region, numeric)
