"""What somebody who leaves has in the bin goes along with the rest."""

from pathlib import Path

import pytest
from tests.people import House, person
from tests.records.conftest import make
from tests.records.handing import pages, run, state_of

from guanxi.kernel.actor import Actor
from guanxi.records import finder
from guanxi.records.handover import service
from guanxi.records.handover.belongings import owned_by
from guanxi.records.handover.rules import Case, Rule
from guanxi.records.service import Change, write

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def chief(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """Administers people and may assign everything; files and certificates lie in a folder of the test."""
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    return person("chief", "administrator", "director", department=house.head)


def test_what_lies_in_the_bin_goes_along(chief: Actor, seller: Actor, rival: Actor, director: Actor) -> None:
    """By the same rules, and still in the bin; who gets it may restore it, and it comes back to who had it."""
    firm = make(seller, "accounts", name="甲公司")
    south, north = (
        make(seller, "contacts", name=f"张三{city}", title=city, account=str(firm)) for city in ("南", "北")
    )
    write(seller, "accounts", [Change("delete", firm)])
    write(seller, "contacts", [Change("delete", one) for one in (south, north)])
    before = {key: state_of(key) for key in ("accounts", "contacts")}
    owned = {one["module"]: one for one in owned_by(chief, seller.person_id)}
    assert [owned[key][name] for key in ("accounts", "contacts") for name in ("count", "bin")] == [1, 1, 2, 2]
    case = Case({"field": "title", "op": "contains", "value": "南"}, director.person_id)
    rules = {
        "accounts": Rule("one", (rival.person_id,)),
        "contacts": Rule("cases", cases=(case,), rest=rival.person_id),
    }
    row = run(service.start(chief, seller.person_id, rules))
    assert (row.summary["moved"], row.summary["stayed"], row.summary["differences"]) == (3, 0, 0)
    assert row.summary["counts"]["after"]["contacts"]["bin"] == 2
    now = state_of("contacts")
    assert (now[south]["owner_id"], now[north]["owner_id"]) == (director.user_id, rival.user_id)
    assert all(one["deleted_at"] for one in now.values())
    assert finder.search(rival, "张三", 5) == []
    told = "".join(pages(chief, row)).replace("\r\n", "")
    assert "在回收站" in told
    assert "张三南" in told
    back = run(service.undo(chief, row.pk))
    assert (back.summary["moved"], back.summary["differences"]) == (3, 0)
    for key, rows_before in before.items():
        now = state_of(key)
        assert all({**now[one], "version": was["version"]} == was for one, was in rows_before.items())
    run(service.start(chief, seller.person_id, rules))
    write(rival, "contacts", [Change("restore", north)]).only()
    assert [hit.record_id for _, hits in finder.search(rival, "张三", 5) for hit in hits] == [north]


def test_a_record_that_is_deleted_meanwhile_goes_along(chief: Actor, seller: Actor, rival: Actor) -> None:
    contact = make(seller, "contacts", name="张三")
    row = service.start(chief, seller.person_id, {"contacts": Rule("one", (rival.person_id,))})
    write(seller, "contacts", [Change("delete", contact)])
    row = run(row)
    assert (row.summary["moved"], row.summary["differences"]) == (1, 0)
    assert state_of("contacts")[contact]["owner_id"] == rival.user_id
