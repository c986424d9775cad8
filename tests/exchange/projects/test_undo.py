"""Taking an import back: what it made, what it changed, what others touched since, who may."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client
from tests.exchange.projects.flow import Importer
from tests.exchange.projects.test_flow import HEADER, ROWS, contact, importer, workbook

from guanxi.access.accounts import create_user, new_token
from guanxi.access.rights import actor_of
from guanxi.exchange.models import ImportProject
from guanxi.exchange.projects import undo
from guanxi.jobs.worker import run_until_idle

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
__all__ = ["importer"]


def landed(importer: Importer, rows: list[list[str]] = ROWS) -> str:
    """An import that is done; its id."""
    plan = importer.plan([("客户.xlsx", workbook(rows))])
    importer.step(plan["id"], "check")
    assert importer.step(plan["id"], "run")["state"] == "done"
    return str(plan["id"])


def total(importer: Importer, module: str) -> int:
    """How many live records a module has."""
    found = importer.call("POST", f"/records/{module}/query", {"count": "exact", "limit": 1})
    return int(found["count"]["value"])


def test_everything_goes_into_the_bin(importer: Importer) -> None:
    done = landed(importer)
    assert [total(importer, key) for key in ("contacts", "accounts", "activities")] == [2, 2, 2]
    gone = importer.step(done, "undo")
    assert (gone["state"], gone["undone"]) == ("undone", {"deleted": 6, "restored": 0, "kept": 0})
    assert [total(importer, key) for key in ("contacts", "accounts", "activities")] == [0, 0, 0]
    refused = importer.call("POST", f"/imports/{done}/undo", status=409)
    assert refused["code"] == "import_wrong_state"
    # Importing the file once more makes new records.
    landed(importer)
    assert [total(importer, key) for key in ("contacts", "accounts", "activities")] == [2, 2, 2]


def test_changed_records_get_their_values_back(importer: Importer) -> None:
    values = {"name": "郝测试", "phones": [{"value": "+8613900001111", "type": "mobile"}]}
    made = importer.call("POST", "/records/contacts", {"values": values}, status=201)
    before = contact(importer, "郝测试")["values"]
    done = landed(importer)
    assert contact(importer, "郝测试")["values"]["account"] is not None
    etag = contact(importer, "郝测试")["version"]
    response = importer.client.patch(
        f"/api/v1/records/contacts/{made['id']}", {"values": {"birthday": "1991-01-01"}},
        content_type="application/json", headers={"If-Match": f'"{etag}"'},
    )  # fmt: skip
    assert response.status_code == 200, response.content
    gone = importer.step(done, "undo")
    assert gone["undone"] == {"deleted": 5, "restored": 1, "kept": 1}
    assert [(item["reason"], item["title"], item["fields"]) for item in gone["left_alone"]] == [
        ("changed_since", "郝测试", ["生日"])
    ]
    after = contact(importer, "郝测试")["values"]
    moved = {key for key in before if before[key] != after[key]}
    assert moved == {"birthday", "updated_at"}
    assert after["birthday"] == "1991-01-01"


def test_tags_that_nobody_else_uses_go_too(importer: Importer) -> None:
    held = importer.call("POST", "/tags", {"label": "早就有的", "color": "neutral"}, status=201)
    text = "姓名,手机,标签\n郝测试,13900001111,早就有的;本次独有\n孟测试,13900002222,本次共用\n".encode()
    plan = importer.plan([("标签.csv", text)])
    importer.step(plan["id"], "check")
    assert importer.step(plan["id"], "run")["state"] == "done"
    labels = {tag["label"]: tag["id"] for tag in importer.call("GET", "/tags")["tags"]}
    assert {"早就有的", "本次独有", "本次共用"} <= set(labels)
    values = {"name": "后来的人", "tags": [labels["本次共用"]]}
    importer.call("POST", "/records/contacts", {"values": values}, status=201)
    assert importer.step(plan["id"], "undo")["undone"] == {"deleted": 2, "restored": 0, "kept": 0}
    left = {tag["label"] for tag in importer.call("GET", "/tags")["tags"]}
    assert left == set(labels) - {"本次独有"}
    assert held["id"] == labels["早就有的"]


def test_what_others_touched_or_use_stays(importer: Importer) -> None:
    done = landed(importer)
    one = contact(importer, "郝测试")
    talk = {"kind": "note", "content": "后来写的", "contact": one["id"]}
    importer.call("POST", "/records/activities", {"values": talk}, status=201)
    gone = importer.step(done, "undo")
    reasons = {(item["module"], item["reason"]) for item in gone["left_alone"]}
    assert reasons == {("contacts", "in_use"), ("accounts", "in_use")}
    assert contact(importer, "郝测试")["titles"]["account"] == "示例测试甲有限公司"
    assert total(importer, "activities") == 1


def test_it_goes_on_where_it_was(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that dies after each chunk loses and doubles nothing; so does beginning anew."""
    done = landed(importer)
    monkeypatch.setattr(undo, "CHUNK", 2)
    project = ImportProject.objects.get(pk=done)
    tally = undo.Tally()
    actor = replace(actor_of(project.owner_id, undo.undo_origin(project)), is_system=True)
    with transaction.atomic():
        undo.take_back(actor, project, None, tally)
    assert tally.deleted == 2
    project.undone = {"deleted": 2, "restored": 0, "kept": 0, "left": []}
    project.save()
    assert importer.step(done, "undo")["undone"] == {"deleted": 6, "restored": 0, "kept": 0}


def test_only_its_owner_or_an_administrator(importer: Importer) -> None:
    done = landed(importer)

    def post(role: str) -> int:
        user = create_user(f"u-{role}", "别人", "long-enough-password-1", [role])
        client = Client(HTTP_AUTHORIZATION=f"Bearer {new_token(user, 'tests')}")
        return client.post(f"/api/v1/imports/{done}/undo").status_code

    assert (post("director"), post("sales"), post("administrator")) == (404, 404, 202)
    run_until_idle()
    assert importer.call("GET", f"/imports/{done}")["state"] == "undone"
    assert total(importer, "contacts") == 0


def test_one_that_is_not_done_is_refused(importer: Importer) -> None:
    plan = importer.plan([("客户.xlsx", workbook([HEADER, *ROWS][1:]))])
    assert importer.call("POST", f"/imports/{plan['id']}/undo", status=409)["code"] == "import_wrong_state"
