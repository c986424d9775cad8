"""Numbers written in Chinese characters, everyday (二十三, 三千五百) and financial (壹拾贰万元整)."""

from decimal import Decimal

_DIGITS = {
    **dict.fromkeys("〇零○Ｏ", 0), **dict.fromkeys("一壹弌", 1), **dict.fromkeys("二贰貳两兩弍", 2), **dict.fromkeys("三叁參叄弎", 3),
    **dict.fromkeys("四肆", 4), **dict.fromkeys("五伍", 5), **dict.fromkeys("六陆陸", 6), **dict.fromkeys("七柒", 7),
    **dict.fromkeys("八捌", 8), **dict.fromkeys("九玖", 9),
}  # fmt: skip
_TENS = {**dict.fromkeys("十拾", 10), **dict.fromkeys("百佰", 100), **dict.fromkeys("千仟", 1000)}
_BIG = {**dict.fromkeys("万萬", 10**4), **dict.fromkeys("亿億", 10**8), "兆": 10**12}
_TWENTIES = {"廿": "二十", "卅": "三十"}
CHINESE_NUMERALS = "".join([*_DIGITS, *_TENS, *_BIG, *_TWENTIES])


def positional(text: str) -> int | None:
    """二〇二三 → 2023: one digit a character; None when anything else is in the text."""
    if not text or any(character not in _DIGITS for character in text):
        return None
    return int("".join(str(_DIGITS[character]) for character in text))


def _section(text: str) -> int | None:
    """A number below 10,000; None when its units do not fall from left to right."""
    total, digit, last_unit = 0, None, 10**4
    for position, character in enumerate(text):
        if character in _DIGITS:
            if digit:  # two digits side by side belong to no spoken number
                return None
            digit = _DIGITS[character]
            continue
        unit = _TENS.get(character)
        if (
            unit is None
            or unit >= last_unit
            or (digit in {None, 0} and not (unit == 10 and position in {0, 1}))
        ):
            return None
        total += (digit or 1) * unit
        digit, last_unit = None, unit
    return total + (digit or 0)


def spoken(text: str) -> Decimal | None:
    """The number that the characters say, 贰拾万 → 200000; None when they say none exactly (三五百, 十几万, 三万五)."""
    for short, long in _TWENTIES.items():
        text = text.replace(short, long)
    if not text:
        return None
    plain = positional(text)
    if plain is not None and (len(text) == 1 or len(text) >= 3):
        return Decimal(plain)
    total, rest, last_big = 0, text, 10**13
    while rest:
        end = next((index for index, character in enumerate(rest) if character in _BIG), None)
        if end is None:
            section = _section(rest)
            colloquial = last_big < 10**13 and len(rest) == 1 and rest not in "〇零○Ｏ"
            if section is None or colloquial:  # 三万五 is said for 35,000, written it is not certain
                return None
            return Decimal(total + section)
        size = _BIG[rest[end]]
        section = _section(rest[:end]) if rest[:end] else None
        if not section or size >= last_big:
            return None
        total, last_big, rest = total + section * size, size, rest[end + 1 :]
    return Decimal(total)
