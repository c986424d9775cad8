"""The chain: what is sealed can be checked, and whoever changes it afterwards is named."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from guanxi.kernel import clock, whence
from guanxi.kernel.actor import Actor
from guanxi.trail import anchor, digests
from guanxi.trail import seal as sealer
from guanxi.trail.erase import erase
from guanxi.trail.models import AuditRow, Erasure, Seal
from guanxi.trail.seal import seal
from guanxi.trail.service import Act, record_acts
from guanxi.trail.verify import Finding, accept_restore, verify

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ACTOR = Actor(7, "测试甲", origin="web")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The anchor lies in a folder of the test."""
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    monkeypatch.setattr(sealer, "_horizon", sealer._Horizon())
    return tmp_path


def acts(count: int, first: int = 1) -> list[int]:
    """So many acts on as many records, sealed together."""
    changes: Any = {"name": [None, "张三"], "amount": [1.5, 20], "phones": [[], [{"b": 1, "a": "x"}]]}
    with whence.coming_from("192.0.2.7"):
        ids = record_acts(
            ACTOR, [Act("edit", "contacts", number, changes, 2) for number in range(first, first + count)]
        )
    seal()
    return ids


def found() -> Finding:
    """What verify names."""
    finding = verify().finding
    assert finding is not None
    return finding


def test_what_nobody_touched_is_whole() -> None:
    acts(5)
    acts(3, 10)
    report = verify()
    assert (report.rows, report.anchored, report.finding, report.unsealed) == (8, 2, None, 0)
    assert Seal.objects.count() == 2


def test_nothing_new_makes_no_seal() -> None:
    acts(1)
    assert seal() == 0
    assert Seal.objects.count() == 1
    assert len(list(anchor.entries())) == 1


def test_many_rows_take_several_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealer, "BATCH", 3)
    acts(10)
    assert list(Seal.objects.order_by("sequence").values_list("sequence", "count")) == [
        (1, 3), (4, 3), (7, 3), (10, 1),
    ]  # fmt: skip
    assert verify().finding is None


CHANGES: dict[str, Any] = {
    "at": clock.now(),
    "actor_id": 8,
    "actor_name": "测试乙",
    "origin": "api",
    "verb": "create",
    "module": "accounts",
    "record_id": 99,
    "version": 3,
    "changes": {"name": [None, "李四"]},
    "whence": {"address": "192.0.2.8"},
}


def test_every_column_is_tried() -> None:
    assert set(CHANGES) == {item.name for item in AuditRow._meta.concrete_fields} - {"id"}
    assert set(digests.COLUMNS) | {"changes", "whence"} == {
        item.name for item in AuditRow._meta.concrete_fields
    }


@pytest.mark.parametrize("column", CHANGES)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_changed_column_is_named(column: str, place: int) -> None:
    ids = acts(5)
    AuditRow.objects.filter(id=ids[place]).update(**{column: CHANGES[column]})
    assert (found().kind, found().sequence, found().row_id) == ("changed", place + 1, ids[place])


def test_the_first_of_several_is_named() -> None:
    ids = acts(5) + acts(5, 20)
    AuditRow.objects.filter(id__in=[ids[8], ids[3]]).update(verb="x")
    AuditRow.objects.filter(id=ids[1]).delete()
    assert (found().kind, found().row_id) == ("deleted", ids[1])


@pytest.mark.parametrize("place", [0, 2, 4, 7])
def test_a_deleted_row_is_named(place: int) -> None:
    ids = acts(5) + acts(3, 20)
    AuditRow.objects.filter(id=ids[place]).delete()
    assert (found().kind, found().sequence, found().row_id) == ("deleted", place + 1, ids[place])


def test_a_deleted_tail_is_named() -> None:
    ids = acts(5) + acts(3, 20)
    AuditRow.objects.filter(id__gte=ids[3]).delete()
    assert (found().kind, found().sequence, found().row_id) == ("deleted", 4, ids[3])


def test_a_tail_deleted_with_its_seals_is_caught_by_the_anchor() -> None:
    ids = acts(5) + acts(3, 20)
    Seal.objects.filter(sequence=6).delete()
    AuditRow.objects.filter(id__gte=ids[5]).delete()
    assert (found().kind, found().sequence) == ("old_copy", 6)


def test_an_inserted_row_is_named() -> None:
    ids = acts(3)
    spare = AuditRow.objects.order_by("-id").values().first()
    assert spare is not None
    (gap,) = record_acts(ACTOR, [Act("edit", "contacts", 50)])
    AuditRow.objects.filter(id=gap).delete()
    acts(3, 60)
    assert verify().finding is None
    AuditRow.objects.create(**{**spare, "id": gap, "record_id": 51})
    assert (found().kind, found().row_id) == ("inserted", gap)
    assert gap > ids[-1]


@pytest.mark.parametrize("number", [0, -(2**63)])
def test_a_row_inserted_before_the_first_is_named(number: int) -> None:
    """Screens would show it, and no seal begins so early."""
    acts(3)
    spare = AuditRow.objects.order_by("id").values().first()
    assert spare is not None
    AuditRow.objects.create(**{**spare, "id": number, "record_id": 51})
    assert (found().kind, found().sequence, found().row_id) == ("inserted", 1, number)


def test_swapped_rows_are_named() -> None:
    ids = acts(5)
    AuditRow.objects.filter(id=ids[1]).update(id=10**9)
    AuditRow.objects.filter(id=ids[3]).update(id=ids[1])
    AuditRow.objects.filter(id=10**9).update(id=ids[3])
    assert (found().kind, found().sequence, found().row_id) == ("reordered", 2, ids[1])
    assert "number 4" in found().text


@pytest.mark.parametrize("column", ["count", "last_id", "at", "ids", "digests", "salts", "head"])
def test_a_changed_seal_is_found(column: str) -> None:
    acts(3)
    acts(3, 20)
    row = Seal.objects.values().get(sequence=4)
    value = row[column]
    other: Any = value + 1 if isinstance(value, int) else clock.now() if column == "at" else "0" * 64
    if column in ("ids", "digests", "salts"):
        other = bytes([bytes(value)[0] ^ 1]) + bytes(value)[1:]
    Seal.objects.filter(sequence=4).update(**{column: other})
    assert found().kind == ("changed" if column == "salts" else "seal_changed")
    assert found().sequence == 4


def test_a_missing_seal_is_found() -> None:
    acts(3)
    acts(3, 20)
    acts(3, 30)
    Seal.objects.filter(sequence=4).delete()
    assert (found().kind, found().sequence) == ("seal_missing", 4)


def test_a_chain_made_anew_does_not_fit_the_anchor() -> None:
    ids = acts(3)
    acts(3, 20)
    AuditRow.objects.filter(id=ids[1]).update(actor_name="别人")
    Seal.objects.all().delete()
    seal()
    assert verify().finding is not None
    assert found().kind == "rewritten"


def _copy() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    return list(AuditRow.objects.values()), list(Seal.objects.values())


def _put_back(copy: tuple[list[dict[str, Any]], list[dict[str, Any]]]) -> None:
    AuditRow.objects.all().delete()
    Seal.objects.all().delete()
    AuditRow.objects.bulk_create([AuditRow(**row) for row in copy[0]])
    Seal.objects.bulk_create([Seal(**row) for row in copy[1]])


def test_an_old_copy_is_caught_and_can_be_accepted(caplog: pytest.LogCaptureFixture) -> None:
    acts(3)
    copy = _copy()
    acts(3, 20)
    _put_back(copy)
    assert found().kind == "old_copy"
    acts(4, 40)
    assert found().kind == "rewritten"
    assert "an old copy was put back" in caplog.text
    # The anchor keeps what it knew until somebody says that the copy was meant.
    assert accept_restore("restored after a disk failure")
    assert verify().finding is None
    acts(2, 60)
    assert verify().finding is None
    assert [line.sequence for line in anchor.entries()] == [3, 7, 10]
    assert AuditRow.objects.get(verb="accept_restore").changes["agreed"] == [None, 3]
    assert not accept_restore("nothing is wrong")


def test_erased_values_still_verify() -> None:
    ids = acts(3)
    assert erase(ACTOR, "contacts", 2) == 1
    assert AuditRow.objects.get(id=ids[1]).changes == {}
    assert verify().finding is None
    seal()
    assert verify().finding is None
    # Without its salt nobody can try values against the digest.
    assert bytes(Seal.objects.get(sequence=1).salts)[16:32] == bytes(16)


def test_some_fields_go_others_stay_and_stay_checked() -> None:
    ids = acts(3)
    erase(ACTOR, "contacts", 2, {"name", "phones"})
    assert AuditRow.objects.get(id=ids[1]).changes == {"amount": [1.5, 20]}
    assert verify().finding is None
    AuditRow.objects.filter(id=ids[1]).update(changes={"amount": [1.5, 21]})
    assert (found().kind, found().row_id) == ("changed", ids[1])


def test_an_erased_row_is_checked_in_all_else_and_its_erasure_must_be_told() -> None:
    ids = acts(3)
    erase(ACTOR, "contacts", 2, {"name"})
    erase(ACTOR, "contacts", 2)
    assert verify().finding is None
    AuditRow.objects.filter(id=ids[1]).update(actor_id=9)
    assert found().kind == "changed"
    AuditRow.objects.filter(id=ids[1]).update(actor_id=7)
    assert verify().finding is None
    AuditRow.objects.filter(verb="erase").update(changes={})
    assert found().row_id == ids[1]
    Erasure.objects.all().delete()
    assert found().row_id == ids[1]


def test_a_changed_row_is_not_covered_by_an_erasure() -> None:
    ids = acts(3)
    AuditRow.objects.filter(id=ids[1]).update(changes={"name": [None, "别人"]})
    with pytest.raises(Exception, match="audit_broken"):
        erase(ACTOR, "contacts", 2)


def test_rows_from_before_the_seal_are_sealed_from_now_on() -> None:
    record_acts(ACTOR, [Act("edit", "contacts", number) for number in range(5)])
    AuditRow.objects.update(whence=None)
    assert verify().unsealed == 5
    assert seal() == 5
    assert verify().finding is None


def test_of_two_who_seal_the_same_one_does() -> None:
    acts(2)
    last = sealer.end()
    record_acts(ACTOR, [Act("edit", "contacts", 9)])
    rows = digests.rows_between(last.row_id, None, 10)
    assert sealer._seal(last, rows) is not None
    assert sealer._seal(last, rows) is None
    assert verify().finding is None


def test_sqlite_holds_anything() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps to types")
    ids = acts(4)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE trail_auditrow SET at = 'never' WHERE id = %s", [ids[2]])
    assert (found().kind, found().sequence, found().row_id) == ("changed", 3, ids[2])


def test_half_a_line_of_the_anchor_harms_nothing(own_home: Path) -> None:
    acts(1)
    path = own_home / "audit" / "anchor.log"
    path.write_bytes(path.read_bytes() + b"2026-11-22T00:00:00 2 ab")
    acts(1, 5)
    assert [line.sequence for line in anchor.entries()] == [1, 2]
    assert verify().finding is None


def test_a_large_anchor_turns_over(monkeypatch: pytest.MonkeyPatch, own_home: Path) -> None:
    monkeypatch.setattr(anchor, "MOST_BYTES", 200)
    for number in range(6):
        acts(1, number + 1)
    assert len(list((own_home / "audit").glob("anchor-*.log"))) >= 2
    report = verify()
    assert (report.finding, report.rows) == (None, 6)
    Seal.objects.filter(sequence=6).delete()
    assert found().kind == "old_copy"
