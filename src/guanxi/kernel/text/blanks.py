"""The words that people write where they know nothing."""

import re

from guanxi.kernel.text.fold import normal

_DASHES = re.compile(r"[\s\-—–－_~～/\\.。,，?？*×xX#]*")
_SAID = (
    "无 没有 无此项 不详 不祥 未知 未详 待定 待补 待补充 待确认 暂无 暂缺 空 空白 缺 略 同上 面议 保密 不便透露 未提供 未填 尚未提供 "
    "电话不详 手机不详 n/a na none null nil tbd tbc unknown undefined nan #n/a #ref! #value! #name? #div/0! #null! #num!"
)
_WORDS = frozenset(_SAID.split())


def is_placeholder(text: str) -> bool:
    """True for a text that only says that there is no value: 无, 不详, 待定, n/a, a row of dashes; also for nothing."""
    return bool(_DASHES.fullmatch(text)) or normal(text).strip(" ()[]") in _WORDS
