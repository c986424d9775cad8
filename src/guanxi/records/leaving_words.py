"""What somebody wants to take out, in words for who decides about it: never more than that person may know anyway
(`condition_words`)."""

from dataclasses import dataclass
from typing import Any

from guanxi.access.directory import names_of
from guanxi.access.rights import actor_of
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import L
from guanxi.records.audit_words import GROUPS, THINGS, VERBS, module_label, word
from guanxi.records.condition_words import described, names, names_known
from guanxi.records.leaving_models import Export
from guanxi.records.reader import ActorReader
from guanxi.records.titles import wholly_open
from guanxi.records.veils import OPAQUE
from guanxi.schema.modules import MODULES, module

_GROUP_WORDS = {
    "write": L("修改", "修改", "Changes"),
    "read": L("查看", "檢視", "Views"),
    "out": L("导出", "匯出", "Exports"),
    "access": L("登录与拒绝", "登入與拒絕", "Sign-ins and refusals"),
}
_SEARCH = L("搜索“{typed}”", "搜尋「{typed}」", "searched for “{typed}”")
_CHOSEN = L("手工选中的 {count} 条", "手動選取的 {count} 筆", "chosen by hand: {count}")
_EVERYTHING = L("全部（没有筛选）", "全部（沒有篩選）", "everything (no conditions)")
_AND = L("，并且", "，並且", ", and ")
_SPAN = L("{since} 至 {until}", "{since} 至 {until}", "{since} to {until}")


@dataclass(frozen=True, slots=True)
class Words:
    """What is wanted: the module, the conditions, the columns and which of them hold personal data; `more` columns
    have names that the reader may not know, `more_personal` of them hold personal data."""

    module: str
    conditions: str
    columns: list[str]
    personal: list[str]
    more: int = 0
    more_personal: int = 0


def words(actor: Actor, row: Export) -> Words:
    """What an export holds, for one who asks or decides."""
    reader, locale = ActorReader(actor), actor.locale
    if row.module not in MODULES:
        return Words(word(THINGS, row.module, locale), _of_audit(reader, row.payload), [], [])
    owner = module(row.module)
    own = row.asker_id == actor.user_id
    known = own or names_known(actor)
    fields = [owner.fields[key] for key in row.payload["columns"] if key in owner.fields]
    shown = reader.shown(row.module)
    named = [one for one in fields if known or one.key in shown]
    others = [one for one in fields if one not in named]
    return Words(
        owner.plural.get(locale),
        _conditions(reader, row, own),
        [one.label.get(locale) for one in named],
        [one.label.get(locale) for one in named if one.personal],
        len(others),
        sum(one.personal for one in others),
    )


def _conditions(reader: ActorReader, row: Export, own: bool) -> str:
    payload, locale = row.payload, reader.actor.locale
    parts = []
    if payload.get("criteria") is not None:
        parts.append(_described(reader, row, own))
    if payload.get("search"):
        typed = payload["search"] if own or wholly_open(reader, module(row.module)) else OPAQUE
        parts.append(_SEARCH.get(locale).format(typed=typed))
    if payload.get("ids") is not None:
        parts.append(_CHOSEN.get(locale).format(count=f"{len(payload['ids']):,}"))
    return _AND.get(locale).join(part for part in parts if part) or _EVERYTHING.get(locale)


def _described(reader: ActorReader, row: Export, own: bool) -> str:
    try:
        asker = actor_of(row.asker_id, "export")
    except Refusal:
        # Whoever asked left meanwhile; the export would be refused alike.
        return OPAQUE
    return described(reader, asker, [(row.module, row.payload["criteria"])], own)[0]


def _of_audit(reader: ActorReader, payload: dict[str, Any]) -> str:
    """Which acts: of whom, on what, of which kind, when."""
    locale, parts = reader.actor.locale, []
    if payload.get("person"):
        parts.append(names_of([payload["person"]]).get(payload["person"], OPAQUE))
    if key := payload.get("of_module"):
        parts.append(module_label(key, locale))
        if record := payload.get("record"):
            parts.append(names(reader, key, {record}).get(record) or OPAQUE)
    if verb := payload.get("verb"):
        parts.append(word(_GROUP_WORDS if verb in GROUPS else VERBS, verb, locale))
    if payload.get("since") or payload.get("until"):
        span = {"since": payload.get("since") or "…", "until": payload.get("until") or "…"}
        parts.append(_SPAN.get(locale).format(**span))
    return " · ".join(parts) or _EVERYTHING.get(locale)
