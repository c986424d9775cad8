"""What people read about the cells of an import."""

from collections.abc import Mapping
from typing import Any

from guanxi.kernel.errors import register_messages, say
from guanxi.kernel.i18n import L

_TEXTS = {
    "required": L("缺少{label}。", "缺少{label}。", "{label} is missing."),
    "column_count": L(
        "这一行有 {found} 列，表头有 {expected} 列；请检查引号和分隔符。",
        "這一列有 {found} 欄，表頭有 {expected} 欄；請檢查引號和分隔符號。",
        "This row has {found} columns, the header has {expected}. Check quotes and delimiters.",
    ),
    "not_a_phone": L(
        "{label}“{raw}”不是电话号码。",
        "{label}「{raw}」不是電話號碼。",
        "{label}: “{raw}” is not a phone number.",
    ),
    "invalid_length": L(
        "{label}“{raw}”的位数不对。",
        "{label}「{raw}」的位數不對。",
        "{label}: “{raw}” has the wrong number of digits.",
    ),
    "scientific_notation_precision_lost": L(
        "{label}“{raw}”是科学计数法，后几位已丢失，请按原号码重填。",
        "{label}「{raw}」是科學記號，末幾位已遺失，請依原號碼重填。",
        "{label}: “{raw}” is in scientific notation and has lost digits. Enter the full number.",
    ),
    "invalid_date": L(
        "{label}“{raw}”不是存在的日期。",
        "{label}「{raw}」不是存在的日期。",
        "{label}: “{raw}” is not an existing date.",
    ),
    "not_a_date": L(
        "{label}“{raw}”不是日期。", "{label}「{raw}」不是日期。", "{label}: “{raw}” is not a date."
    ),
    "not_a_number": L(
        "{label}“{raw}”不是数字。", "{label}「{raw}」不是數字。", "{label}: “{raw}” is not a number."
    ),
    "ambiguous": L(
        "{label}“{raw}”有多种读法，请写明确。",
        "{label}「{raw}」有多種讀法，請寫明確。",
        "{label}: “{raw}” can be read in several ways. Write it plainly.",
    ),
    "ambiguous_date": L(
        "{label}“{raw}”分不清月和日，请写成 2026-05-01。",
        "{label}「{raw}」分不清月和日，請寫成 2026-05-01。",
        "{label}: day and month of “{raw}” are unclear. Write 2026-05-01.",
    ),
    "unknown_option": L(
        "{label}里没有“{raw}”这个选项。", "{label}裡沒有「{raw}」這個選項。", "{label} has no option “{raw}”."
    ),
    "several_people": L(
        "“{raw}”像是几个人，请一行写一个人。",
        "「{raw}」像是幾個人，請一列寫一個人。",
        "“{raw}” looks like several people. Write one a row.",
    ),
    "cell_error": L(
        "{label}的单元格是错误值 {raw}。",
        "{label}的儲存格是錯誤值 {raw}。",
        "The cell of {label} holds the error {raw}.",
    ),
    "bad_encoding": L(
        "这一行有无法识别的文字。", "這一列有無法辨識的文字。", "This row has text that cannot be decoded."
    ),
    "unclosed_quote": L(
        "这一行的引号没有配对。", "這一列的引號沒有配對。", "A quote in this row is not closed."
    ),
    "lossy_text": L(
        "{label}“{raw}”里有丢失的字。",
        "{label}「{raw}」裡有遺失的字。",
        "{label}: characters of “{raw}” were lost.",
    ),
    "unknown_prefix": L(
        "{label}“{raw}”不是现有号段的手机号。",
        "{label}「{raw}」不是現有號段的手機號碼。",
        "{label}: “{raw}” has a prefix that no mobile number has.",
    ),
    "missing_area_code": L(
        "{label}“{raw}”缺少区号。", "{label}「{raw}」缺少區碼。", "{label}: “{raw}” lacks its area code."
    ),
    "incomplete_date": L(
        "{label}“{raw}”缺少年、月或日。",
        "{label}「{raw}」缺少年、月或日。",
        "{label}: “{raw}” lacks a year, month or day.",
    ),
    "approximate": L(
        "{label}“{raw}”只是约数，请填确切数字。",
        "{label}「{raw}」只是約數，請填確切數字。",
        "{label}: “{raw}” is only approximate. Enter the exact number.",
    ),
    "out_of_range": L("{label}“{raw}”太大。", "{label}「{raw}」太大。", "{label}: “{raw}” is too large."),
    "invalid_url": L(
        "{label}“{raw}”不是网址。", "{label}「{raw}」不是網址。", "{label}: “{raw}” is not a web address."
    ),
    "ditto": L(
        "{label}写的是“{raw}”，请填上具体内容。",
        "{label}寫的是「{raw}」，請填上具體內容。",
        "{label} says “{raw}”. Enter the value itself.",
    ),
    "unknown_place": L(
        "{label}“{raw}”不是省、市或区县。",
        "{label}「{raw}」不是縣市或鄉鎮市區。",
        "{label}: “{raw}” is no province, city or district.",
    ),
    "invalid": L("{label}“{raw}”无效。", "{label}「{raw}」無效。", "{label}: “{raw}” is not valid."),
}
register_messages({f"import_{code}": text for code, text in _TEXTS.items()})


def fault_text(error: Mapping[str, Any], locale: str, label: str) -> str:
    """The sentence about one cell: what is wrong, with what stood there."""
    code = error["code"] if error["code"] in _TEXTS else "invalid"
    params = {**(error.get("params") or {}), "label": label, "raw": error.get("raw") or ""}
    return say(f"import_{code}", locale, params)
