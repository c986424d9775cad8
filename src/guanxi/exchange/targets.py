"""What columns may fill, by the declaration of a module: a target for each field, or for each part of one."""

from collections.abc import Iterator, Mapping, Sequence

from guanxi.exchange.understand import Target
from guanxi.exchange.understand.lexicon import squeeze
from guanxi.kernel.i18n import L
from guanxi.schema.fields import FieldDef

# field or field:part -> (concept of the header dictionary, concept of the value dictionary)
Concepts = Mapping[str, tuple[str, str]]

PARTS: Mapping[str, tuple[str, ...]] = {
    "phones": (":mobile", ":work", ":other"),
    "emails": ("", ":other"),
    "socials": ("", ":wechat", ":qq", ":whatsapp", ":linkedin", ":weibo"),
    "addresses": ("", ":region", ":postcode", ":country", ":province", ":city", ":district"),
}
PART_CONCEPTS = {
    "phones:mobile": "mobile", "phones:work": "phone", "phones:other": "phone_other", "emails": "email",
    "emails:other": "email_other", "socials:wechat": "wechat", "socials:qq": "qq", "socials:whatsapp": "whatsapp",
    "socials:linkedin": "linkedin", "socials:weibo": "weibo", "addresses": "address", "addresses:region": "region",
    "addresses:postcode": "postcode",
    "addresses:country": "country", "addresses:province": "province", "addresses:city": "city",
    "addresses:district": "district",
}  # fmt: skip
# What fields of these types usually are where nobody said more.
SYSTEM_CONCEPTS = {"owner": "owner", "external_id": "external_id"}
TYPE_CONCEPTS = {"tags": "tags"}
# Several columns may fill these: texts are put together, numbers listed.
MULTIPLE = frozenset({"phones:work", "phones:other", "emails:other"})
MULTIPLE_TYPES = frozenset({"longtext", "tags"})
# Filled by the system, by uploads or by other fields.
_NOT_FROM_CELLS = frozenset({"autonumber", "json", "file", "employments", "record", "people"})
PART_LABELS = {
    "phones:mobile": L("手机", "行動電話", "Mobile"),
    "phones:work": L("电话", "電話", "Phone"),
    "phones:other": L("其他电话", "其他電話", "Other phone"),
    "emails:other": L("其他邮箱", "其他電子郵件", "Other e-mail"),
    "socials:wechat": L("微信", "微信", "WeChat"),
    "socials:qq": L("QQ", "QQ", "QQ"),
    "socials:whatsapp": L("WhatsApp", "WhatsApp", "WhatsApp"),
    "socials:linkedin": L("领英", "LinkedIn", "LinkedIn"),
    "socials:weibo": L("微博", "微博", "Weibo"),
    "addresses:region": L("省市区", "縣市區", "Province and city"),
    "addresses:postcode": L("邮编", "郵遞區號", "Postcode"),
    "addresses:country": L("国家/地区", "國家/地區", "Country or region"),
    "addresses:province": L("省份", "省份", "Province"),
    "addresses:city": L("城市", "縣市", "City"),
    "addresses:district": L("区县", "鄉鎮市區", "District"),
}


def importable(item: FieldDef) -> bool:
    """Whether cells can fill the field."""
    return item.type not in _NOT_FROM_CELLS and not item.readonly and not item.kit.given


def targets_of(module_key: str, item: FieldDef, concepts: Concepts, locale: str) -> Iterator[Target]:
    """The targets of one field; header words are its labels in every language and those of its concept."""
    for part in PARTS.get(item.type, ("",)):
        key = f"{item.key}{part}"
        kind = f"{item.type}{part}"
        usual = PART_CONCEPTS.get(kind) or SYSTEM_CONCEPTS.get(item.key) or TYPE_CONCEPTS.get(item.type, "")
        concept, words = concepts.get(key, (usual, ""))
        label = PART_LABELS.get(kind, item.label) if part else item.label
        yield Target(
            f"{module_key}.{key}",
            label.get(locale),
            module_key,
            item.type,
            synonyms=words_of(item, part, label),
            concept=concept,
            required=item.required and item.default is None,
            multiple=kind in MULTIPLE or item.type in MULTIPLE_TYPES,
            options=tuple(
                (one.value, (one.label.zh_cn, one.label.zh_tw, one.label.en)) for one in item.options
            ),
            words=words,
        )


def words_of(item: FieldDef, part: str, label: L) -> tuple[str, ...]:
    """The labels of a target in every language; a column of all telephones is read where the switchboard stands."""
    labels = (label, item.label) if (item.type, part) == ("phones", ":work") else (label,)
    return tuple(dict.fromkeys(word for one in labels for word in (one.zh_cn, one.zh_tw, one.en)))


def header_words(targets: Sequence[Target]) -> frozenset[str]:
    """The words that only this module's headers use, as headers are compared; the others are in the dictionary."""
    own = [target for target in targets if not target.concept]
    return frozenset(squeeze(word) for target in own for word in (target.label, *target.synonyms) if word)
