"""What is left of a company's name when the law and the branch are taken away: the part that people say."""

import re
from functools import lru_cache

from guanxi.kernel.text.fold import normal

# What companies add to a name for the law and for order, in simplified characters (a normal form holds no other).
_LEGAL = re.compile(
    r"(?:股份|集团|控股)?(?:有限责任|有限)?公司$|(?:总|分|子|母)公司$|(?:集团|控股|股份)+$|个体工商户$|(?:合伙企业|有限合伙)$"
)
_BRANCH = re.compile(
    r"(?<=公司)[^公司]{1,12}?(?:分公司|办事处|代表处|事务所|分部|营业部|事业部|研发中心|联络处|分行|支行)$"
)
_BRACKETS = re.compile(r"[(\[【〔〈<][^)\]】〕〉>]{0,20}[)\]】〕〉>]")
_LATIN_LEGAL = re.compile(
    r"[\s,]+(?:(?:co|corp|inc|ltd|llc|llp|plc|gmbh|ag|bv|b\.v|sa|s\.a|sas|srl|pty|pte|kk|k\.k|limited|company|corporation"
    r"|incorporated|group|holdings?|international)\.?[\s,]*)+$"
)
_NOISE = re.compile(r"[\s\-_·.,，。、'\"“”‘’/&+!*#|~^]+")


def _without_legal(name: str) -> str:
    while True:
        shorter = _LATIN_LEGAL.sub("", _LEGAL.sub("", _BRANCH.sub("", name))).strip()
        if shorter == name or not _NOISE.sub("", shorter):
            return name
        name = shorter


@lru_cache(maxsize=1 << 14)
def company_core(name: str) -> str:
    """The name without legal form, branch, bracketed place, punctuation and width: equal cores name one house.

    Never empty for a name that has a letter: when nothing would be left, the whole normal form stays.
    """
    core = normal(name)
    while shorter := _NOISE.sub("", _without_legal(_BRACKETS.sub("", core))):
        if shorter == core:
            return core
        # Without its signs a legal form or a bracket may come to light.
        core = shorter
    return _NOISE.sub("", core)
