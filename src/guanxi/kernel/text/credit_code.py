"""The unified social credit code of Chinese organisations (GB 32100-2015) and the registration numbers before it."""

import re
import unicodedata

from guanxi.kernel.text.faults import ValueFault
from guanxi.kernel.text.fold import visible

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, Z, S, V: they look like digits and each other
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_LENGTH = 18
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_NOISE = re.compile(r"[\s\-—_.·'\"]+")
_LABEL = re.compile(
    r"^(?:统一)?(?:社会信用代码|社會信用代碼|信用代码|信用代碼|税号|稅號|纳税人识别号|统一编号)[:：]?"
)


def credit_check_character(code: str) -> str:
    """The eighteenth character that belongs to seventeen valid ones."""
    total = sum(_VALUES[character] * pow(3, position, 31) for position, character in enumerate(code[:17]))
    return _ALPHABET[-total % 31]


def _organisation_check_character(body: str) -> str:
    """The check character of the organisation code inside (GB 11714): a digit or X."""
    values = (int(character, 36) for character in body)
    rest = -sum(weight * value for weight, value in zip(_ORGANISATION_WEIGHTS, values, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def parse_credit_code(raw: str) -> str:
    """The code in capital letters without gaps; ValueFault when it cannot be one.

    invalid_length, invalid_character (I, O, Z, S or V stands where a code has none), invalid_check_digit (mistyped).
    """
    text = _LABEL.sub("", visible(unicodedata.normalize("NFKC", raw)))
    code = _NOISE.sub("", text).upper()
    if len(code) != _LENGTH:
        raise ValueFault("invalid_length", digits=len(code), expected=_LENGTH)
    wrong = [character for character in code if character not in _VALUES]
    if wrong:
        raise ValueFault("invalid_character", character=wrong[0])
    if not code[2:8].isdigit() or code[17] != credit_check_character(code):
        raise ValueFault("invalid_check_digit")
    return code


def organisation_code(code: str) -> str | None:
    """The nine characters of the organisation code inside a credit code, None when its own check character is wrong."""
    body, check = code[8:16], code[16]
    return code[8:17] if check == _organisation_check_character(body) else None
