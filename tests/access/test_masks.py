"""Fields of which one is shown a mask: covered ones are revealed and found by equality, masked ones never."""

from typing import Any

import pytest
from tests.people import person

from guanxi.access import quotas
from guanxi.access.leaving_models import LeavingPolicy
from guanxi.access.models import Role
from guanxi.kernel.actor import SYSTEM, Actor
from guanxi.kernel.errors import NotFound, Refusal
from guanxi.records import duplicates, finder, read
from guanxi.records.conflicts import Conflict
from guanxi.records.read import Query
from guanxi.records.reveal import reveal
from guanxi.records.service import create, edit
from guanxi.records.timeline import timeline
from guanxi.trail.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PHONE, MAIL = "+8613812345678", "wang.canary@example.cn"


@pytest.fixture
def seller() -> Actor:
    """A seller with covered phones and e-mails and a masked amount."""
    fields = {
        "contacts": {"phones": "covered", "emails": "covered", "expected_amount": "masked", "title": "masked"}
    }
    verbs = ("view", "create", "edit", "export")
    Role.objects.create(key="veiled", rights={"*": dict.fromkeys(verbs, "own")}, fields=fields)
    return person("veiled", "veiled")


@pytest.fixture
def key(seller: Actor) -> int:
    """A contact of the seller's with a value in each of these fields."""
    values = {"name": "王五", "phones": [{"value": PHONE}], "emails": [{"value": MAIL}],
              "expected_amount": "777.00", "title": "采购总监", "owner": str(seller.user_id)}  # fmt: skip
    return create(SYSTEM, "contacts", values).record_id


def shown(actor: Actor, key: int) -> dict[str, Any]:
    record: dict[str, Any] = read.get(actor, "contacts", key).wire()["records"][0]
    return record


def refused(call: Any) -> tuple[str, int]:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.code, caught.value.status


def asked(actor: Actor, field: str, op: str, value: Any = None) -> list[int]:
    tree = {"field": field, "op": op, "value": value} if value is not None else {"field": field, "op": op}
    return [row["id"] for row in read.page(actor, "contacts", Query(criteria=tree)).rows]


def test_masks_stand_in_place_of_values(seller: Actor, key: int) -> None:
    record = shown(seller, key)
    assert record["values"]["phones"] == record["values"]["emails"] == []
    assert record["values"]["expected_amount"] is record["values"]["title"] is None
    assert record["masked"] == {
        "phones": "138 •••• 5678", "emails": "w•••@example.cn", "expected_amount": "•••", "title": "•••",
        "employments": "•••",
    }  # fmt: skip
    empty = create(seller, "contacts", {"name": "空"}).record_id
    assert "masked" not in shown(seller, empty)
    assert "masked" not in shown(SYSTEM, key)


def test_covered_values_answer_only_to_who_knows_them(seller: Actor, key: int) -> None:
    assert (
        asked(seller, "phones", "equals", "13812345678")
        == asked(seller, "phones", "last_four", "5678")
        == [key]
    )
    assert asked(seller, "emails", "equals", MAIL) == asked(seller, "emails", "not_empty") == [key]
    assert asked(seller, "emails", "equals", "other@example.cn") == []
    masked = {"name": "x", "title": "采购总监", "phones": [{"value": PHONE}]}
    assert [(hit.record_id, hit.why) for hit in duplicates.find(seller, "contacts", masked)] == [
        (key, ("phones",))
    ]
    for field, op, value in (("emails", "contains", "canary"), ("phones", "not_equals", "13812345678")):
        assert refused(lambda: asked(seller, field, op, value))[1] == 422  # noqa: B023 - called at once


def test_masked_values_are_as_hidden_ones(seller: Actor, key: int) -> None:
    condition = {"field": "title", "op": "equals", "value": "采购总监"}
    through = {"relation": "reports", "where": condition}
    calls = [
        lambda: read.page(seller, "contacts", Query(criteria=condition)),
        lambda: read.page(seller, "contacts", Query(criteria=through)),
        lambda: read.page(seller, "contacts", Query(sort=["expected_amount"])),
        lambda: read.page(seller, "contacts", Query(sort=["phones"])),
        lambda: read.sums(seller, "contacts", Query(), ["expected_amount"]),
        lambda: reveal(seller, "contacts", key, "title"),
        lambda: reveal(seller, "contacts", key, "nonsense"),
    ]
    assert {refused(call) for call in calls} <= {("unknown_field", 422), ("not_sortable", 422)}
    assert refused(lambda: edit(seller, "contacts", key, {"title": "x"}))[1] == 422
    assert shown(SYSTEM, key)["values"]["title"] == "采购总监"


def test_a_reveal_is_told_and_counted(seller: Actor, key: int) -> None:
    LeavingPolicy.objects.create(reveals=2)
    assert reveal(seller, "contacts", key, "phones")[0]["value"] == PHONE
    assert reveal(seller, "contacts", key, "emails")[0]["value"] == MAIL
    told = AuditRow.objects.filter(verb="reveal", module="contacts", record_id=key)
    assert [list(row.changes) for row in told.order_by("pk")] == [["phones"], ["emails"]]
    assert refused(lambda: reveal(seller, "contacts", key, "phones")) == ("reveal_quota", 429)
    assert (told.count(), quotas.used(seller, "reveal")) == (2, 2)


def test_nobody_reveals_of_a_record_that_he_does_not_see(seller: Actor) -> None:
    other = create(SYSTEM, "contacts", {"name": "赵六", "phones": [{"value": PHONE}]}).record_id
    with pytest.raises(NotFound):
        reveal(seller, "contacts", other, "phones")
    assert (quotas.used(seller, "reveal"), AuditRow.objects.filter(verb="reveal").count()) == (0, 0)


def test_covered_values_may_be_replaced_and_masked_ones_not(seller: Actor, key: int) -> None:
    edit(seller, "contacts", key, {"phones": [{"value": "13900001111"}]})
    assert shown(SYSTEM, key)["values"]["phones"][0]["value"] == "+8613900001111"
    assert shown(seller, key)["masked"]["phones"] == "139 •••• 1111"


def test_a_conflict_tells_no_covered_value(seller: Actor, key: int) -> None:
    edit(SYSTEM, "contacts", key, {"phones": [{"value": "13811112222"}]})
    with pytest.raises(Conflict) as caught:
        edit(seller, "contacts", key, {"phones": [{"value": "13900001111"}]}, version=1)
    told = caught.value.fields["phones"]
    assert (told["base"], told["theirs"]) == (None, None)


def test_no_channel_tells_a_masked_value(seller: Actor, key: int) -> None:
    edit(SYSTEM, "contacts", key, {"phones": [{"value": "13811112222"}], "title": "采购副总监"})
    items, _ = timeline(seller, "contacts", key, None, 50, frozenset())
    hits = [finder.search(seller, text, 9) for text in ("王五",)]
    assert hits[0]
    whole = repr((items, hits, read.page(seller, "contacts", Query()).wire(), shown(seller, key)))
    for canary in ("13812345678", "13811112222", "采购", "777", "wang.canary"):
        assert canary not in whole
