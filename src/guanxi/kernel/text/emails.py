"""E-mail addresses: as typed into a field, and as they stand in cells."""

import re
from dataclasses import dataclass
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from guanxi.kernel.text.faults import ValueFault
from guanxi.kernel.text.fold import visible

# What nearly all addresses look like; the validator sees only the rest (it costs a hundred times as much).
_EVERYDAY = re.compile(
    r"(?P<mailbox>[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*)@"
    r"(?P<domain>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?P<top>[A-Za-z]{2,24}))"
)
_RESERVED = frozenset(
    {"arpa", "invalid", "local", "localhost", "onion", "example", "test", "internal", "alt"}
)
_MAX_EVERYDAY = 100
_MAX_TYPED = 400
# Mailboxes that belong to a house and not to a person; with a number behind them they are somebody's again.
_HOUSE = (
    "info contact contacts office admin administrator service services support help helpdesk sales marketing market hr job jobs"
    " zhaopin recruit recruitment career careers hello hi mail email post postmaster webmaster enquiry enquiries inquiry kefu"
    " cs customerservice reception frontdesk finance caiwu account accounts accounting billing purchase purchasing procurement"
    " caigou business shangwu bd trade export exports import imports order orders public gongwu yewu xiaoshou shichang noreply"
    " no-reply press media pr legal company gongsi manager boss team group all root"
)
_SHARED = frozenset(_HOUSE.split())
_SPACE = " \t\u00a0\u3000"


@dataclass(frozen=True, slots=True)
class Email:
    """An address: `value` as stored, `normal` as compared, and the two sides of its @ in the normal form."""

    value: str
    normal: str
    mailbox: str
    domain: str


def _email(value: str) -> Email:
    normal = value.casefold()
    mailbox, _, domain = normal.rpartition("@")
    return Email(value, normal, mailbox, domain)


def is_shared(email: str) -> bool:
    """Whether several people of a house read the mailbox (info@, sales@), as far as its name tells."""
    return email.partition("@")[0].lower() in _SHARED


def _everyday(text: str) -> Email | None:
    match = _EVERYDAY.fullmatch(text) if len(text) <= _MAX_EVERYDAY else None
    if (
        match is None
        or len(match["mailbox"]) > 64
        or match["top"].lower() in _RESERVED
        or "--" in match["domain"]
    ):
        return None
    return _email(f"{match['mailbox']}@{match['domain'].lower()}")


@lru_cache(maxsize=1 << 12)
def parse_email(typed: str) -> Email:
    """The address that a field holds; ValueFault `invalid` for everything that is not exactly one address.

    Only spaces at the ends and a full-width ＠ in the place of the @ are mended.
    """
    text = typed.strip(_SPACE)
    if "@" not in text and text.count("＠") == 1:
        text = text.replace("＠", "@")
    known = _everyday(text)
    if known:
        return known
    if len(text) > _MAX_TYPED:
        raise ValueFault("invalid")
    try:
        checked = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise ValueFault("invalid", reason=str(error)) from None
    return _email(checked.normalized)


_ANGLES = re.compile(r"[<＜《〈\[]\s*(?:mailto:)?([^<>＜＞《》〈〉\s]+@[^<>＜＞《》〈〉\s\]]+)\s*[>＞》〉\]]")
_REMARK = re.compile(r"(?:[(（][^()（）@]*[)）])")
_WIDE_DOT = re.compile(r"(@[A-Za-z0-9.-]+)[。．｡]((?=[0-9-]*[A-Za-z])[A-Za-z0-9-]++)(?![A-Za-z0-9._+-]*@)")
_MOST_LABELS = 6
_BETWEEN = re.compile(r"[;；,，、。|\s\u3000]+|/(?=[^/@]+@)")
_AROUND_AT = re.compile(r"[ \u00a0\u3000]*[@＠][ \u00a0\u3000]*")
_LABEL = re.compile(
    r"^(?:mailto:|(?:qq|em?|e-?mail|电子邮箱|電子郵件|电子邮件|邮箱|郵箱|邮件|信箱)\s*[:：])\s*",
    re.IGNORECASE,
)
_WRAPPING = "<>＜＞《》()（）[]【】\"'“”‘’`.。,，;；:：、!！"


@dataclass(frozen=True, slots=True)
class ReadEmails:
    """The addresses of a cell and the parts that are none, each with its fault."""

    found: tuple[Email, ...]
    faults: tuple[tuple[str, ValueFault], ...]


# Typed with the keyboard switched to wide letters, from ！ to ～; the same with the narrow ones.
_WIDE = re.compile("[Ａ-Ｚａ-ｚ０-９][＠．＿－]|[＠．＿－][Ａ-Ｚａ-ｚ０-９]|[Ａ-Ｚａ-ｚ０-９]{2}")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def _unwrapped(part: str) -> str:
    return _LABEL.sub("", part.strip(_WRAPPING)).strip(_WRAPPING)


def _parts(raw: str) -> list[str]:
    text = visible(raw)[:4000]
    if _WIDE.search(text):
        text = text.translate(_NARROW)
    text = _AROUND_AT.sub("@", _LABEL.sub("", _REMARK.sub(" ", text).strip()))
    inside = _ANGLES.findall(text)
    if inside:
        rest = [part for part in _BETWEEN.split(_ANGLES.sub(" ", text)) if "@" in part]
        return [*inside, *rest]
    # An ideographic full stop can stand in no address; between two labels of a domain it is the dot.
    dots = text.count("。") + text.count("．") + text.count("｡")
    for _ in range(min(dots, _MOST_LABELS)):
        text = _WIDE_DOT.sub(r"\1.\2", text)
    parts = [part for part in _BETWEEN.split(text) if part]
    addresses = [part for part in parts if "@" in part or "#" in part]
    return addresses or ([text] if text else [])


def read_emails(raw: str) -> ReadEmails:
    """Every address of a cell, without mailto:, brackets, labels, display names and punctuation around it.

    What is mended is only what no address can hold at that place; a missing or wrong @ is a fault.
    """
    found: dict[str, Email] = {}
    faults: list[tuple[str, ValueFault]] = []
    for part in _parts(raw):
        try:
            email = parse_email(_unwrapped(part))
        except ValueFault as fault:
            faults.append((part, fault))
        else:
            found.setdefault(email.normal, email)
    if not found and not faults:
        faults.append((raw, ValueFault("invalid")))
    return ReadEmails(tuple(found.values()), tuple(faults))
