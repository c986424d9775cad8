"""Hints on duplicates say nothing that the asker may not read."""

import pytest
from tests.records.conftest import make

from guanxi.access.models import Role
from guanxi.kernel.actor import Actor
from guanxi.kernel.recent import forget_everything
from guanxi.records import duplicates

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PHONES = {"phones": [{"value": "13800138000"}]}


def test_a_title_that_is_hidden_is_hidden_in_hints_too(seller: Actor) -> None:
    key = make(seller, "contacts", name="张三", **PHONES)
    told = [(match.record_id, match.title) for match in duplicates.find(seller, "contacts", PHONES)]
    assert told == [(key, "张三")]
    Role.objects.filter(key="sales").update(fields={"contacts": {"name": "hidden"}})
    forget_everything()
    told = [(match.record_id, match.title) for match in duplicates.find(seller, "contacts", PHONES)]
    assert told == [(key, "")]
