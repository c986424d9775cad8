"""Makes the demonstration company, hands a part of it to the person who looks at it, and takes it all away."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from guanxi.access import demo as people
from guanxi.access.profile import has_demo
from guanxi.channels import inapp
from guanxi.kernel import clock
from guanxi.kernel.actor import SYSTEM
from guanxi.modules.demo import names
from guanxi.modules.demo.story import Story, tell
from guanxi.records import tagging
from guanxi.records.models import Tag
from guanxi.records.read import Query, selection
from guanxi.records.reader import ActorReader
from guanxi.records.service import SYSTEM_MODE, Change, write
from guanxi.records.shipped_tags import ship_tags

MARK = "示例数据"
DEPARTMENTS = ("示例公司 · 销售中心", "示例公司 · 销售一组")
MODULES = ("activities", "contacts", "accounts")
_OURS = {"all": [{"field": "external_id", "op": "starts_with", "value": "demo-"},
                 {"field": "created_by", "op": "empty"}]}  # fmt: skip


def fill() -> bool:
    """Make the company, whole or not at all; False when it is there already."""
    if has_demo():
        return False
    with transaction.atomic():
        ship_tags()
        staff = people.make_people(names.STAFF, DEPARTMENTS)
        tags = _tags()
        story = tell(clock.now())
        accounts = _make(
            "accounts", [_with_tags(item, tags) | _owned(item, staff) for item in story.accounts]
        )
        contacts = _contacts(story, accounts, staff, tags)
        _make("activities", [
            item | _owned(item, staff)
            | {"contact": str(contacts[item["contact"]]), "account": str(accounts[item["account"]])}
            for item in story.activities
        ])  # fmt: skip
        due = story.follow_ups.items()
        _write("contacts", [Change("edit", contacts[place], {"next_follow_up": at}) for place, at in due])
        viewer = people.first_director()
        if viewer is not None:
            adopt(viewer)
    return True


def adopt(user_id: int) -> int:
    """Give what the demonstration's manager owns to a real person, whose own pages then have life; how many."""
    if not has_demo():
        return 0
    manager = {"field": "owner", "op": "in", "value": [str(people.demo_ids()[0])]}
    moved = 0
    with transaction.atomic():
        for module_key in MODULES:
            ids = _ids(module_key, {"all": [_OURS, manager]})
            _write(module_key, [Change("edit", key, {"owner": str(user_id)}) for key in ids])
            moved += len(ids)
    return moved


def remove() -> int:
    """Take away exactly what was made, wherever it went since; how many records. Own data stays as it is."""
    if not has_demo():
        return 0
    removed = 0
    with transaction.atomic():
        for module_key in MODULES:
            ids = _ids(module_key, _OURS)
            _write(module_key, [Change("delete", key) for key in ids])
            inapp.forget_records(module_key, ids)
            removed += len(ids)
        made = Tag.objects.filter(pk__in=people.remembered("tags"), children__isnull=True)
        for tag in list(made.values_list("pk", flat=True)):
            tagging.delete(SYSTEM, tag)
        people.hide_people()
    return removed


def _contacts(
    story: Story, accounts: Sequence[int], staff: Sequence[int], tags: Mapping[str, str]
) -> list[int]:
    """Those who have nobody above first: the others report to them."""
    made: dict[int, int] = {}
    for leads in (True, False):
        places = [place for place, item in enumerate(story.contacts) if (item["boss"] is None) is leads]
        values = []
        for place in places:
            item = story.contacts[place]
            above = {} if leads else {"reports_to": str(made[item["boss"]])}
            plain = {key: value for key, value in item.items() if key != "boss"}
            account = {"account": str(accounts[item["account"]])}
            values.append(_with_tags(plain, tags) | _owned(item, staff) | account | above)
        made.update(zip(places, _make("contacts", values), strict=True))
    return [made[place] for place in range(len(story.contacts))]


def _tags() -> dict[str, str]:
    """Ids of tags by label; the mark is made when it is not there, and remembered so that it goes again."""
    known = {label: str(key) for label, key in Tag.objects.order_by("-pk").values_list("label", "pk")}
    if MARK not in known:
        made = tagging.add(SYSTEM, MARK, None, "violet")
        people.remember("tags", [made.pk])
        known[MARK] = str(made.pk)
    return known


def _with_tags(item: Mapping[str, Any], tags: Mapping[str, str]) -> dict[str, Any]:
    wanted = [MARK, item["tags"]] if item["tags"] else [MARK]
    return {**item, "tags": [tags[label] for label in wanted if label in tags]}


def _owned(item: Mapping[str, Any], staff: Sequence[int]) -> dict[str, str]:
    return {"owner": str(staff[item["owner"]])}


def _make(module_key: str, values: Sequence[Mapping[str, Any]]) -> list[int]:
    return _write(module_key, [Change("create", values=item) for item in values])


def _write(module_key: str, changes: list[Change]) -> list[int]:
    """The ids in the order of the changes. Raises the first refusal."""
    outcome = write(SYSTEM, module_key, changes, SYSTEM_MODE)
    if outcome.refused:
        raise outcome.refused[0].refusals[0]
    return [saved.record_id for saved in sorted(outcome.saved, key=lambda saved: saved.index)]


def _ids(module_key: str, criteria: Mapping[str, Any]) -> list[int]:
    rows = selection(ActorReader(SYSTEM), module_key, Query(criteria=criteria))
    return list(rows.order_by("pk").values_list("pk", flat=True))
