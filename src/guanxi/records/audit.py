"""Who did and saw what, for those who may know it: never more of a record than they may see of it anyway.

An act on a record that the reader does not see shows that it happened, when, by whom and on which module: no title, no value, no id. Of
fields it shows those that the reader reads; of masked ones that they changed.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from guanxi.access import questions
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records.audit_entries import Entry, entries
from guanxi.records.audit_words import GROUPS
from guanxi.records.reader import ActorReader
from guanxi.records.titles import titles_of
from guanxi.schema.conditions import parse_instant
from guanxi.schema.modules import MODULES
from guanxi.trail.look import Look, Place, count, look

MOST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of the audit; days are the asker's own. `verb` is an act or a group of acts."""

    module: str = ""
    record_id: int | None = None
    person: int | None = None
    verb: str = ""
    since: date | None = None
    until: date | None = None
    cursor: str = ""
    limit: int = 50


def require_right(actor: Actor) -> None:
    """Raises Forbidden unless the actor may read the audit."""
    if not questions.can(actor, "audit.read", ""):
        raise Forbidden()


def page(actor: Actor, asked: Asked) -> tuple[list[Entry], str | None]:
    """One page, newest first, and the cursor of the next. Raises Forbidden, NotFound, Refusal."""
    reader = ActorReader(actor)
    if asked.record_id is not None:
        _require_seen(reader, asked.module, asked.record_id)
    require_right(actor)
    rows, following = look(_look(actor, asked), min(max(asked.limit, 1), MOST))
    return entries(reader, rows), _encode(following) if following else None


def how_many(actor: Actor, asked: Asked, most: int) -> int:
    """How many acts meet it, up to `most`."""
    return count(_look(actor, replace(asked, cursor="")), most)


def _require_seen(reader: ActorReader, module_key: str, record_id: int) -> None:
    """A record that is not to be seen has no audit, as one that never was."""
    if module_key in MODULES and not titles_of(reader, module_key, {record_id}):
        raise NotFound()
    if not module_key:
        raise Refusal("invalid", "module")


def _look(actor: Actor, asked: Asked) -> Look:
    verbs: tuple[str, ...] = GROUPS.get(asked.verb, (asked.verb,) if asked.verb else ())
    return Look(
        asked.module or None,
        asked.record_id,
        asked.person,
        verbs,
        clock.day_start(asked.since, actor.zone) if asked.since else None,
        clock.day_start(asked.until + timedelta(days=1), actor.zone) if asked.until else None,
        _decode(asked.cursor) if asked.cursor else None,
    )


def _encode(place: Place) -> str:
    return f"{place.at.isoformat()}|{place.row_id}"


def _decode(cursor: str) -> Place:
    at, _, number = cursor.partition("|")
    moment: datetime | None = parse_instant(at)
    if moment is None or not (number.isascii() and number.isdigit()) or len(number) > 18:
        raise Refusal("bad_cursor", "cursor", status=400)
    return Place(moment, int(number))


def told(asked: Asked) -> dict[str, Any]:
    """What is asked, as an act tells it."""
    parts = {
        "module": asked.module,
        "person": asked.person,
        "group": asked.verb,
        "since": asked.since.isoformat() if asked.since else "",
        "until": asked.until.isoformat() if asked.until else "",
    }
    found: dict[str, Any] = {key: [None, value] for key, value in parts.items() if value}
    return found if asked.record_id is None else {**found, "record": [None, asked.record_id]}
