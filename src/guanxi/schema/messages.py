"""What people read when a value does not fit its field."""

from guanxi.kernel.errors import register_messages
from guanxi.kernel.i18n import L

register_messages(
    {
        "not_text": L("{label}应为文字。", "{label}應為文字。", "{label} must be text."),
        "control_characters": L(
            "{label}里有看不见的控制字符，请删掉再试。",
            "{label}裡有看不見的控制字元，請刪除後再試。",
            "{label} contains control characters. Remove them and try again.",
        ),
        "too_long": L(
            "{label}最多 {limit} 个字符。",
            "{label}最多 {limit} 個字元。",
            "{label} may have at most {limit} characters.",
        ),
        "bad_address": L(
            "{label}应填国家、省、市、区、街道和邮编。",
            "{label}應填國家、省、市、區、街道和郵遞區號。",
            "{label} is given by country, province, city, district, street and postcode.",
        ),
        "bad_operand": L(
            "“{label}”的条件不完整，请补上要比较的值。",
            "「{label}」的條件不完整，請補上要比較的值。",
            "The condition on “{label}” is incomplete. Give the value to compare with.",
        ),
        "bad_operator": L(
            "“{label}”不支持这种比较。",
            "「{label}」不支援這種比較。",
            "“{label}” does not support this comparison.",
        ),
        "invalid_date": L(
            "“{raw}”不是有效日期，请写成 2026-05-01 的样子。",
            "「{raw}」不是有效日期，請寫成 2026-05-01 的樣子。",
            "“{raw}” is not a date. Write it like 2026-05-01.",
        ),
        "invalid_instant": L(
            "“{raw}”不是有效时间，请写成 2026-05-01T09:30:00+08:00 的样子。",
            "「{raw}」不是有效時間，請寫成 2026-05-01T09:30:00+08:00 的樣子。",
            "“{raw}” is not a time with an offset. Write it like 2026-05-01T09:30:00+08:00.",
        ),
        "not_a_number": L("{label}应为数字。", "{label}應為數字。", "{label} must be a number."),
        "number_range": L("{label}超出允许的范围。", "{label}超出允許的範圍。", "{label} is out of range."),
        "too_many_decimals": L(
            "{label}最多 {decimals} 位小数。",
            "{label}最多 {decimals} 位小數。",
            "{label} may have at most {decimals} decimals.",
        ),
        "unknown_currency": L(
            "币种应为三个字母，例如 CNY。",
            "幣別應為三個字母，例如 CNY。",
            "Give the currency as three letters, such as CNY.",
        ),
        "not_a_flag": L(
            "{label}只能是“是”或“否”。", "{label}只能是「是」或「否」。", "{label} must be yes or no."
        ),
        "unknown_option": L(
            "{label}没有“{value}”这个选项。",
            "{label}沒有「{value}」這個選項。",
            "{label} has no option “{value}”.",
        ),
        "unknown_record": L(
            "{label}指向的记录不存在，或你看不到它。",
            "{label}指向的記錄不存在，或你看不到它。",
            "The record that {label} names does not exist or is hidden from you.",
        ),
        "invalid_url": L(
            "{label}不是有效网址，例如 https://example.com。",
            "{label}不是有效網址，例如 https://example.com。",
            "{label} is not a web address such as https://example.com.",
        ),
        "required": L("请填写{label}。", "請填寫{label}。", "{label} is required."),
        "readonly": L(
            "{label}不能直接修改。", "{label}不能直接修改。", "{label} cannot be changed directly."
        ),
        "not_unique": L(
            "{label}“{value}”已经有了，不能重复。",
            "{label}「{value}」已存在，不能重複。",
            "{label} “{value}” exists already.",
        ),
        "email_invalid": L(
            "“{raw}”不是有效邮箱，请检查 @ 前后。",
            "「{raw}」不是有效電子郵件，請檢查 @ 前後。",
            "“{raw}” is not a valid e-mail address. Check the parts around @.",
        ),
        "phone_not_a_phone": L(
            "“{raw}”不是电话号码。", "「{raw}」不是電話號碼。", "“{raw}” is not a phone number."
        ),
        "phone_invalid_length": L(
            "“{raw}”的位数不对，手机应为 11 位。",
            "「{raw}」的位數不對，大陸手機應為 11 位。",
            "“{raw}” has the wrong number of digits (a mainland mobile has 11).",
        ),
        "phone_unknown_prefix": L(
            "没有“{raw}”这样的号段，请核对号码。",
            "沒有「{raw}」這樣的號段，請核對號碼。",
            "No mobile number begins like “{raw}”. Check the digits.",
        ),
        "phone_missing_area_code": L(
            "“{raw}”缺少区号，请写成 021-65432100 的样子。",
            "「{raw}」缺少區碼，請寫成 02-2345-6789 的樣子。",
            "“{raw}” lacks its area code. Write it like 021-65432100.",
        ),
        "phone_ambiguous": L(
            "“{raw}”里有几个号码，请分开填写。",
            "「{raw}」裡有幾個號碼，請分開填寫。",
            "“{raw}” holds several numbers. Enter them one by one.",
        ),
        "phone_invalid": L(
            "“{raw}”不是有效号码。", "「{raw}」不是有效號碼。", "“{raw}” is not a valid phone number."
        ),
        "phone_scientific_notation_precision_lost": L(
            "“{raw}”是科学计数法，后几位已丢失，请按原号码重填。",
            "「{raw}」是科學記號，末幾位已遺失，請依原號碼重填。",
            "“{raw}” is in scientific notation and has lost digits. Enter the full number.",
        ),
    }
)
