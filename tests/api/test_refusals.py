"""A refused call leaves the database and the files as they were: records, audit, outbox, jobs, everything."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from tests.api.authorisation import Things, call, cases
from tests.api.company import Company
from tests.api.refused_calls import refused_calls

from guanxi.access.account_models import Remembered
from guanxi.kernel.actor import SYSTEM
from guanxi.records import service, tagging

pytestmark = pytest.mark.both_databases


def snapshot(home: Path) -> dict[str, Any]:
    """Every row of every table, and every file; but for counted attempts and when a token was used, which refusals
    tell, too."""
    tables = {
        model._meta.db_table: sorted(map(repr, model._base_manager.values_list(*_columns(model))))
        for model in apps.get_models(include_auto_created=True)
        if model is not Remembered
    }
    return {**tables, "files": sorted(str(path) for path in home.rglob("*"))}


def _columns(model: Any) -> list[str]:
    return [item.attname for item in model._meta.concrete_fields if item.attname != "last_used_at"]


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The tables that are not what they were."""
    return [f"{key}: {set(after[key]) ^ set(before[key])}" for key in before if before[key] != after[key]]


def test_each_refusal_changes_nothing(company: Company, own_home: Path) -> None:
    director = company.people["director"]
    top = tagging.add(director, "上级", None, "ochre")
    below = tagging.add(director, "下级", top.pk, "ochre")
    service.create(SYSTEM, "contacts", {"name": "占", "external_id": "taken-1"})
    places = {"{tag}": top.pk, "{below}": below.pk}
    places |= {f"{{{target}}}": company.record("sales", "contacts", target) for target in ("own", "other")}
    before, wrong = snapshot(own_home), []
    for one in refused_calls(company):
        path, body = one.path, one.body
        for mark, key in places.items():
            path = path.replace(mark, str(key))
            if isinstance(body, dict) and body.get("parent") == mark:
                body = {"parent": str(key)}
        with transaction.atomic():
            response = company.call(one.role, one.method, path, body, **one.headers)
            changed = differences(before, snapshot(own_home))
            transaction.set_rollback(bool(changed))
        if response.status_code != one.status or changed:
            wrong.append(f"{one}: {response.status_code} {response.content.decode()[:200]} {changed}")
    assert wrong == []


def test_every_refusal_of_the_matrix_changes_nothing(company: Company, own_home: Path) -> None:
    things = Things(company)
    before = snapshot(own_home)
    for case in cases():
        if case.verdict >= 400 and not case.operation.startswith("GET"):
            call(company, things, case, keep=True)
    assert differences(before, snapshot(own_home)) == []
