"""Handing over a team and shared views as the screen does it."""

import pytest
from tests.api.company import Company

from guanxi.access.models import User
from guanxi.access.rights import forget
from guanxi.jobs.worker import run_until_idle
from guanxi.records import views

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_belongings_preview_and_result_tell_of_team_and_views(
    company: Company,
) -> None:
    leaver, heir, member = (company.people[role] for role in ("sales", "manager", "service"))
    User.objects.filter(pk=member.user_id).update(manager=leaver.user_id)
    User.objects.filter(pk=leaver.user_id).update(manager=heir.user_id)
    forget()
    view = views.save(leaver, "contacts", {"name": "老客户", "shared": True})
    owned = company.call("administrator", "get", f"/people/{leaver.user_id}/belongings").json()
    assert owned["manager"]["id"] == str(heir.user_id)
    assert (owned["others"]["reports"], owned["others"]["views"]) == (1, 1)
    body = {"person": str(leaver.user_id), "rules": {}, "successor": str(heir.user_id)}
    plan = company.call("administrator", "post", "/handovers/preview", body).json()
    assert plan["team"] == {"reports": 1, "views": 1, "left": []}
    for role in ("director", "manager", "sales", "nobody"):
        for call in ("/handovers", "/handovers/preview"):
            assert company.call(role, "post", call, body).status_code == 403
    missing = company.call("administrator", "post", "/handovers", {**body, "successor": None})
    assert (missing.status_code, missing.json()["errors"][0]["field"]) == (422, "successor")
    begun = company.call("administrator", "post", "/handovers", body)
    assert begun.status_code == 202
    run_until_idle()
    row = company.call("administrator", "get", f"/handovers/{begun.json()['id']}").json()
    assert (row["state"], row["total"]) == ("done", 0)
    assert row["successor"] == {"id": str(heir.user_id), "name": heir.name}
    assert row["team"] == {"reports": 1, "views": 1, "left": []}
    people = company.call("administrator", "get", "/people").json()["people"]
    assert {one["manager"]["id"] for one in people if one["id"] == str(member.user_id)} == {str(heir.user_id)}
    held = company.call("manager", "get", "/views?module=contacts").json()["views"]
    assert [one["mine"] for one in held if one["id"] == str(view.pk)] == [True]


def test_what_a_successor_does_not_see_is_told(company: Company) -> None:
    leaver, heir = company.people["sales"], company.people["nobody"]
    views.save(leaver, "contacts", {"name": "老客户", "shared": True})
    body = {"person": str(leaver.user_id), "rules": {}, "successor": str(heir.user_id)}
    plan = company.call("administrator", "post", "/handovers/preview", body).json()
    why = "接手人看不到这个视图里的内容"
    assert plan["team"] == {"reports": 0, "views": 0, "left": [{"kind": "views", "why": why, "count": 1}]}
