"""What an unknown header means by its values, where no other column has its field: stages, sources, colleagues, amounts.

Each rule wants all signs at once: the field is free, the values are of its sort and of no other, the header says nothing
against it, and no second column looks the same. What lacks one of them is asked about.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from guanxi.exchange.readers import Cell
from guanxi.exchange.understand import evidence
from guanxi.exchange.understand.candidates import Lexicon, Target
from guanxi.exchange.understand.column import Column
from guanxi.exchange.understand.lexicon import concept_of, signs, squeeze, take_apart, value_words

_CONFIDENCE = 0.78
Rule = Callable[[Column, Sequence[Cell], Target, Lexicon], bool]
# Words of these options are said of nothing else; 电话 and 微信 may be ways to talk or to pay as well.
_TELLING = {
    "stage": frozenset({"qualified", "proposal", "negotiation", "won", "lost"}),
    "source": frozenset({"website", "exhibition", "referral", "ads", "partner"}),
}
_CALLED = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+|[小老阿][\u4e00-\u9fff]")
_REGIONS = ("华东", "华南", "华北", "华中", "东北", "西南", "西北", "全国", "海外")


def settle_alone(columns: Sequence[Column], samples: Sequence[Sequence[Cell]], lexicon: Lexicon) -> None:
    """Gives the one column that has all signs of a free field to it."""
    certain = {column.target for column in columns if column.certain}
    held = [column for column in columns if column.header and column.index < len(samples)]
    for concept, rules in _RULES.items():
        target = next(iter(lexicon.by_concept.get(concept, ())), None)
        if target is None or target.key in certain:
            continue
        if concept == "first_contact" and not any(
            _sign(concept, "fair").search(c.header.lower()) for c in held
        ):
            continue
        for fits in rules:
            found = [
                column
                for column in held
                if _open(column, concept, lexicon) and fits(column, samples[column.index], target, lexicon)
            ]
            if found:
                break
        if len(found) == 1:
            found[0].alternatives = [key for key in (found[0].target,) if key and key != target.key]
            found[0].target, found[0].confidence = target.key, _CONFIDENCE


def _open(column: Column, concept: str, lexicon: Lexicon) -> bool:
    """Whether the header says nothing certain; of a note whose every word is a stage (洽谈进展) the stage is meant."""
    if not column.certain:
        return True
    return concept == "stage" and lexicon.concept_of.get(column.target or "") == "follow_up"


def _headed(column: Column, values: Sequence[Cell], target: Target, lexicon: Lexicon) -> bool:
    """推进阶段 and 信息渠道 are what they end in when most words below are options of it."""
    base = take_apart(column.header).base
    if column.certain or not base.endswith(tuple(lexicon.heads(target.key))):
        return False
    found = _said(column, values, target)
    return found.rows >= 2 and found.known >= 0.6


def _worded(column: Column, values: Sequence[Cell], target: Target, _: Lexicon) -> bool:
    """Nearly all words are options of the field, several of them such as no other field has."""
    if not column.certain and concept_of(column.header) not in (None, target.concept, "status"):
        return False
    found = _said(column, values, target)
    telling = found.options & _TELLING[target.concept]
    return found.known >= 0.8 and found.rows >= 5 and found.distinct <= 0.7 * found.rows and len(telling) >= 2


def _said(column: Column, values: Sequence[Cell], target: Target) -> evidence.Words:
    header = take_apart(column.header)
    if target.type not in ("choice", "multichoice") or evidence.of_a_stranger(header.base):
        return evidence.Words(0.0, 0, 0)
    if target.concept in ("stage", "source") and _sign(target.concept, "against").search(header.base):
        return evidence.Words(0.0, 0, 0)
    return evidence.words(values, target.options, target.words or target.concept, header.codes)


def _colleagues(column: Column, values: Sequence[Cell], _: Target, __: Lexicon) -> bool:
    """Few persons who come again and again, under a header that speaks of whoever has to do with customers."""
    base = take_apart(column.header).base
    if concept_of(column.header) not in (None, "owner"):
        return False
    if not _sign("owner", "for").search(base) or _sign("owner", "against").search(base):
        return False
    told = [cell.strip() for cell in values if isinstance(cell, str) and cell.strip()]
    people = [text for text in told if evidence.share([text], "person") or _CALLED.fullmatch(text)]
    people = [text for text in people if squeeze(text) not in _spoken_for() and not evidence.places([text])]
    teams = [text for text in told if _sign("owner", "team").search(text)]
    return (
        len(told) >= 5 and len(set(told)) <= 0.5 * len(told) and len(people) >= 0.5 * len(told) and not teams
    )


@cache
def _sign(concept: str, name: str) -> re.Pattern[str]:
    return re.compile("|".join(signs()[concept][name]))


@lru_cache(maxsize=1)
def _spoken_for() -> frozenset[str]:
    """Words of all choices, and regions: 金融 and 华南 begin as surnames do."""
    said = (word for options in value_words().values() for words in options.values() for word in words)
    return frozenset(squeeze(word) for word in (*said, *_REGIONS))


def _expected(column: Column, values: Sequence[Cell], _: Target, __: Lexicon) -> bool:
    """Numbers under a header of money that is expected: 首批进货预估(万元), 预计团款（元）."""
    base = take_apart(column.header).base
    if column.unit is None or column.unit.currency not in (None, "CNY"):
        return False  # in a currency of its own it may be another price
    if concept_of(column.header) not in (None, "amount"):
        return False
    # in 万 there are pieces too: the words must say that money is meant
    money = _sign("amount", "money").search(column.header.lower()) or _sign("amount", "deal").search(base)
    if not (money and _sign("amount", "expected").search(base)) or _sign("amount", "against").search(base):
        return False
    return evidence.share(values, "number") + evidence.share(values, "phone") >= 0.6


def _visited(column: Column, values: Sequence[Cell], _: Target, __: Lexicon) -> bool:
    """The day of a visit, where a stand at a fair is spoken of: nobody had to do with the visitors before."""
    return (
        bool(_sign("first_contact", "visit").fullmatch(take_apart(column.header).base))
        and evidence.share(values, "date") >= 0.6
    )


_RULES: dict[str, tuple[Rule, ...]] = {
    "stage": (_headed, _worded),
    "source": (_headed, _worded),
    "gender": (_headed,),
    "intent": (_headed,),
    "owner": (_colleagues,),
    "amount": (_expected,),
    "first_contact": (_visited,),
}
