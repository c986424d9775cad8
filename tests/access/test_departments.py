"""Departments are renamed and moved; rights by subtree follow, loops are refused."""

import pytest
from tests.people import House, make_house, person

from guanxi.access.departments import change_department
from guanxi.access.models import Department
from guanxi.kernel.actor import SYSTEM
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.records import read, service
from guanxi.trail.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def house(db: None) -> House:
    return make_house()


def paths() -> dict[str, str]:
    """Where everything stands, by names."""
    names = {str(one.pk): one.name for one in Department.objects.all()}
    return {
        one.name: "/".join(names[part] for part in one.path.strip("/").split("/"))
        for one in Department.objects.all()
    }


def test_a_move_takes_everything_below_along(house: House) -> None:
    change_department(SYSTEM, house.north.pk, parent=(house.south.pk,))
    assert paths() == {
        "总部": "总部", "南区": "总部/南区", "北区": "总部/南区/北区", "北区一组": "总部/南区/北区/北区一组",
    }  # fmt: skip
    change_department(SYSTEM, house.north.pk, parent=(None,))
    assert paths()["北区一组"] == "北区/北区一组"
    row = AuditRow.objects.filter(module="departments", verb="edit").latest("pk")
    assert row.changes == {"parent": [house.south.pk, None]}


def test_no_department_stands_below_itself(house: House) -> None:
    before = paths()
    for target in (house.head, house.north, house.north_team):
        with pytest.raises(Refusal) as caught:
            change_department(SYSTEM, house.head.pk, parent=(target.pk,))
        assert (caught.value.code, caught.value.status) == ("department_loop", 409)
    assert paths() == before


def test_rights_follow_at_once(house: House) -> None:
    manager = person("wang", "manager", department=house.south)
    seller = person("sun", "sales", department=house.north_team)
    record = service.create(seller, "contacts", {"name": "张三"}).record_id
    assert not read.exists(manager, "contacts", [record])
    change_department(SYSTEM, house.north.pk, parent=(house.south.pk,))
    manager = person("wang2", "manager", department=house.south)
    assert read.exists(manager, "contacts", [record])


def test_names_and_refusals(house: House) -> None:
    assert change_department(SYSTEM, house.north.pk, name=" 华北  区 ").name == "华北 区"
    for changes in ({"name": "  "}, {"parent": (999_999,)}):
        with pytest.raises(Refusal):
            change_department(SYSTEM, house.north.pk, **changes)
    with pytest.raises(NotFound):
        change_department(SYSTEM, 999_999, name="x")
    with pytest.raises(Forbidden):
        change_department(person("sun", "sales"), house.north.pk, name="x")
    AuditRow.objects.all().delete()
    change_department(SYSTEM, house.north.pk, name="华北 区", parent=(house.head.pk,))
    assert not AuditRow.objects.exists()
