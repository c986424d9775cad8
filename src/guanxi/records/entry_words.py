"""The words by which files tell the kinds of several values apart: 0512 6666 0001 (传真); 微信: abc."""

from collections.abc import Mapping

from guanxi.kernel.i18n import L
from guanxi.kernel.text import normal

PHONES: Mapping[str, L] = {
    "mobile": L("手机", "行動電話", "mobile"),
    "work": L("办公", "辦公", "work"),
    "home": L("住宅", "住宅", "home"),
    "fax": L("传真", "傳真", "fax"),
    "other": L("其他", "其他", "other"),
}
EMAILS: Mapping[str, L] = {
    "work": L("工作", "工作", "work"),
    "home": L("个人", "個人", "home"),
    "other": L("其他", "其他", "other"),
}
SOCIALS: Mapping[str, L] = {
    "wechat": L("微信", "微信", "WeChat"),
    "qq": L("QQ", "QQ", "QQ"),
    "linkedin": L("领英", "LinkedIn", "LinkedIn"),
    "whatsapp": L("WhatsApp", "WhatsApp", "WhatsApp"),
    "weibo": L("微博", "微博", "Weibo"),
    "other": L("其他", "其他", "Other"),
}
ADDRESSES: Mapping[str, L] = {
    "office": L("办公", "辦公", "office"),
    "branch": L("分支", "分支", "branch"),
    "home": L("住宅", "住宅", "home"),
    "shipping": L("收货", "收貨", "shipping"),
    "other": L("其他", "其他", "other"),
}


def kind_of(words: Mapping[str, L], word: str) -> str | None:
    """The kind that a word names in any language."""
    wanted = normal(word)
    for kind, label in words.items():
        if wanted in (kind, *(normal(one) for one in (label.zh_cn, label.zh_tw, label.en))):
            return kind
    return None


def with_kind(words: Mapping[str, L], usual: str, kind: str, text: str, locale: str) -> str:
    """The text with its kind in brackets where that is not the usual one."""
    return text if kind == usual or kind not in words else f"{text} ({words[kind].get(locale)})"
