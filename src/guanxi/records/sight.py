"""How much somebody sees: counted for previews, and shown as far as the one who asks sees it too."""

from typing import Any

from guanxi.access import questions
from guanxi.access.preview import Trial, changed_modules
from guanxi.access.rights import actor_of, rights_of
from guanxi.access.scopes import VERBS
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.records import read
from guanxi.records.read import Page, Query
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
    if not questions.can(actor, "view", module_key):
        return 0
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


def as_member(actor: Actor, user_id: int, module_key: str) -> tuple[Page, set[int], set[str]]:
    """The first records that a person sees; of these the ids, and the fields, that the asker may see too. Raises
    NotFound for a module that either does not see."""
    read.opened(ActorReader(actor), module_key)
    member = _member(user_id)
    page = read.page(member, module_key, Query(limit=SHOWN))
    common = read.exists(actor, module_key, [row["id"] for row in page.rows])
    return page, common, set(questions.readable(actor, module_key))
