"""People who write records."""

from typing import Any

import pytest
from tests.people import House, make_house, person

from guanxi.kernel.actor import Actor
from guanxi.records.read import Query, get, page
from guanxi.records.service import create


@pytest.fixture
def house(db: None) -> House:
    """Departments."""
    return make_house()


@pytest.fixture
def director(house: House) -> Actor:
    """Sees and does everything."""
    return person("director", "director", department=house.head)


@pytest.fixture
def seller(house: House) -> Actor:
    """Own records only."""
    return person("seller", "sales", department=house.north)


@pytest.fixture
def rival(house: House) -> Actor:
    """Own records only, in another department."""
    return person("rival", "sales", department=house.south)


@pytest.fixture
def chief(house: House) -> Actor:
    """Administers people and may assign everything."""
    return person("chief", "administrator", "director", department=house.head)


@pytest.fixture
def li(house: House) -> Actor:
    """Takes over from others."""
    return person("li", "sales", department=house.north)


def make(actor: Actor, module: str, **values: Any) -> int:
    """A new record's id."""
    return create(actor, module, values).record_id


def held(actor: Actor, module: str, record_id: int) -> dict[str, Any]:
    """A record's values in JSON form."""
    values: dict[str, Any] = get(actor, module, record_id).wire()["records"][0]["values"]
    return values


def found(actor: Actor, module: str, typed: str) -> set[int]:
    """The ids that a search finds."""
    return {row["id"] for row in page(actor, module, Query(search=typed)).rows}
