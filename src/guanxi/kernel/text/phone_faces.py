"""How a stored telephone number is shown, whole or covered."""

import phonenumbers

_AREA_OF_TWO = ("10", "20", "21", "22", "23", "24", "25", "27", "28", "29")


def _parts(value: str) -> tuple[str, str]:
    number, _, extension = value.partition(";ext=")
    return number, extension


def _china(national: str) -> list[str]:
    """The groups in which a Chinese number is read aloud: 138 0013 8000, 021 6543 2100, 400 610 6600."""
    if national.startswith("1") and len(national) == 11:
        return [national[:3], national[3:7], national[7:]]
    if national[:3] in {"400", "800"}:
        return [national[:3], national[3:6], national[6:]]
    size = 2 if national.startswith(_AREA_OF_TWO) else 3
    area, local = national[:size], national[size:]
    return ["0" + area, local[:-4], local[-4:]]


def _groups(number: str) -> list[str]:
    if number.startswith("+86") and len(number) >= 12:
        return _china(number[3:])
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return [number]
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return shown.replace("-", " ").split()


def display_phone(value: str, locale: str = "zh-CN") -> str:
    """The stored number as it is read: '138 0013 8000', '021 6543 2100 转 802', '+886 912 345 678'."""
    number, extension = _parts(value)
    word = "ext." if locale.startswith("en") else "轉" if locale == "zh-TW" else "转"
    return " ".join(_groups(number)) + (f" {word} {extension}" if extension else "")


def mask_phone(value: str) -> str:
    """The stored number with its middle covered: '138 **** 8000'; no more than the last four digits can be searched."""
    number, _ = _parts(value)
    groups = _groups(number)
    if len(groups) == 1:
        return "*" * max(0, len(number) - 2) + number[-2:]
    first, last = groups[0], groups[-1][-4:]
    return f"{first} **** {last}"
