"""How much somebody sees: counted for previews, and shown as far as the one who asks sees it too."""

from typing import Any

from guanxi.access import questions
from guanxi.access.preview import Trial, changed_modules
from guanxi.access.rights import actor_of, rights_of
from guanxi.access.scopes import VERBS
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.records import read
from guanxi.records.read import Query
from guanxi.records.reader import ActorReader
from guanxi.schema.modules import MODULES, module

# Counts end here.
MOST = 10_000
SHOWN = 50


def counts(trial: Trial) -> list[dict[str, Any]]:
    """How many records a person would see before and after, in each module where that changes."""
    return [
        {"module": key, "before": seen(trial.now, key), "after": seen(trial.then, key)}
        for key in changed_modules(trial)
    ]


def seen(actor: Actor, module_key: str) -> int:
    """How many live records of a module the actor sees, up to MOST."""
    rows = module(module_key).model._default_manager.filter(
        questions.visible(actor, module_key), deleted_at__isnull=True
    )
    return int(rows.order_by().values("pk")[:MOST].count())


def of_person(user_id: int) -> list[dict[str, Any]]:
    """What somebody may do in each module: the scopes of each verb, narrowed fields, how many records they see. Raises
    NotFound."""
    actor = _member(user_id)
    rights = rights_of(actor)
    return [
        {
            "module": item.key,
            "verbs": {verb: sorted(rights.scopes(verb, item.key)) for verb in VERBS if questions.can(actor, verb, item.key)},
            "fields": dict(rights.narrowed(item.key)),
            "seen": seen(actor, item.key),
        }
        for item in sorted(MODULES, key=lambda item: item.order)
        if item.follows is None
    ]  # fmt: skip


def _member(user_id: int) -> Actor:
    """A person who may sign in. Raises NotFound for others."""
    try:
        return actor_of(user_id, "preview")
    except Refusal:
        raise NotFound() from None


def as_member(actor: Actor, user_id: int, module_key: str) -> tuple[list[dict[str, Any]], int]:
    """The first records that a person sees, in JSON form, and how many of them the asker does not see. Of the others the
    asker is shown what both may read. Raises NotFound for a module that either does not see."""
    owner = read.opened(ActorReader(actor), module_key)
    member = _member(user_id)
    theirs = read.page(member, module_key, Query(limit=SHOWN)).wire()["records"]
    # Read again by the asker: of what a record names, too, one sees only what is open to oneself.
    own = read.page(actor, module_key, Query(ids=[int(one["id"]) for one in theirs], limit=SHOWN))
    mine = {one["id"]: one for one in own.wire()["records"]}
    common = [_common(one, mine[one["id"]], owner.title_field) for one in theirs if one["id"] in mine]
    return common, len(theirs) - len(common)


def _common(theirs: dict[str, Any], mine: dict[str, Any], title_field: str) -> dict[str, Any]:
    """A record as somebody sees it, without what the asker does not see of it."""
    values, covered = mine["values"], mine.get("masked", {})
    shown = {
        key: None if values[key] is None else value
        for key, value in theirs["values"].items()
        if key in values
    }
    shown.update({key: values[key] for key in covered if key in shown})
    masks = {key: mask for key, mask in theirs.get("masked", {}).items() if values.get(key)}
    masks.update({key: mask for key, mask in covered.items() if key in shown})
    titles = {
        key: _less(text, mine["titles"][key])
        for key, text in theirs["titles"].items()
        if key in mine["titles"]
    }
    if title_field in covered:
        titles["_title"] = mine["titles"]["_title"]
    more = {"masked": masks} if masks else {}
    return {"id": theirs["id"], "version": theirs["version"], "values": shown, "titles": titles, **more}


def _less(theirs: Any, mine: Any) -> Any:
    """What a reference is called, for who reads no more of it than both do."""
    if isinstance(theirs, list) and isinstance(mine, list):
        return [_less(one, other) for one, other in zip(theirs, mine, strict=False)]
    if isinstance(theirs, dict) and isinstance(mine, dict):
        return {key: _less(text, mine[key]) for key, text in theirs.items() if key in mine}
    return theirs if mine else mine
