"""Who may import, into which fields, and who takes an import back: asked anew at every step."""

from typing import Any

import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guanxi.access.accounts import create_user, new_token
from guanxi.access.models import Role
from guanxi.access.rights import actor_of, forget
from guanxi.exchange.models import ImportProject
from guanxi.exchange.schema_plan import plan_of
from guanxi.kernel.actor import SYSTEM
from guanxi.records import service

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NARROWED = {"contacts": {"title": "hidden", "birthday": "readonly"}, "accounts": {"industry": "readonly"}}
EVERYTHING = dict.fromkeys(("view", "create", "edit", "import"), "all")


class Person:
    """Somebody with a role of these rights."""

    def __init__(self, rights: dict[str, Any], fields: dict[str, Any] | None = None, **more: Any) -> None:
        self.role = Role.objects.create(key="trial", rights=rights, fields=fields or {}, **more)
        user = create_user("wang", "测试王", "long-enough-password-1", ["trial"])
        self.key = user.pk
        self.client = Client(HTTP_AUTHORIZATION=f"Bearer {new_token(user, 'tests')}")

    def may(self, rights: dict[str, Any]) -> None:
        """Change what the role allows."""
        self.role.rights = rights
        self.role.save()
        forget()

    def project(self, **more: Any) -> ImportProject:
        """An import of this person's that is done."""
        values = {"module": "contacts", "owner_id": self.key, "state": "done", "audit_from": 0, **more}
        return ImportProject.objects.create(**values)

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """The answer to a call."""
        sent = b"" if body is None else orjson.dumps(body)
        return self.client.generic(method, f"/api/v1/imports{path}", sent, content_type="application/json")

    def upload(self, module: str) -> int:
        """The status of the answer to a file."""
        file = SimpleUploadedFile("客户.csv", "姓名\n郝测试\n".encode())
        return int(self.client.post("/api/v1/imports", {"file": file, "module": module}).status_code)


@pytest.mark.parametrize(
    ("rights", "status"),
    [
        ({"accounts": EVERYTHING}, 404),
        ({"*": {**EVERYTHING, "import": "none"}}, 403),
        ({"*": EVERYTHING}, 201),
    ],
)
def test_a_file_is_taken_from_who_may_import(
    rights: dict[str, Any], status: int, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    rights = {
        key: {verb: scope for verb, scope in verbs.items() if scope != "none"}
        for key, verbs in rights.items()
    }
    person = Person(rights)
    assert person.upload("contacts") == status
    assert ImportProject.objects.count() == (status == 201)
    assert person.call("GET", "/template").status_code == (200 if status == 201 else 404)


def test_an_import_that_is_begun_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person({"*": EVERYTHING})
    item = person.project(state="planned")
    choice = {"options": {"on_match": "skip"}}
    assert person.call("PATCH", f"/{item.pk}", choice).status_code == 200
    person.may({"*": {"view": "all", "create": "all"}})
    for method, step in (("PATCH", ""), ("POST", "/check"), ("POST", "/run")):
        assert (
            person.call(method, f"/{item.pk}{step}", choice if method == "PATCH" else None).status_code == 403
        )
    ImportProject.objects.filter(pk=item.pk).update(state="done")
    assert person.call("POST", f"/{item.pk}/undo").status_code == 403
    person.may({"*": EVERYTHING})
    assert person.call("POST", f"/{item.pk}/undo").status_code == 202


def test_who_keeps_the_settings_takes_back_what_others_imported() -> None:
    person = Person({"contacts": {"view": "all"}}, verbs=["settings.manage"])
    item = person.project(owner_id=create_user("li", "测试李", "long-enough-password-1", ["director"]).pk)
    assert person.call("GET", f"/{item.pk}").status_code == 404
    assert person.call("POST", f"/{item.pk}/undo").status_code == 202
    Role.objects.filter(key="trial").update(verbs=[])
    forget()
    assert person.call("POST", f"/{item.pk}/undo").status_code == 404


def test_people_are_invited_by_who_manages_people() -> None:
    person = Person({"*": EVERYTHING})
    item = person.project(state="planned")
    wish = {"options": {"owner": {"没有这人": "invite"}}}
    refused = person.call("PATCH", f"/{item.pk}", wish)
    assert (refused.status_code, refused.json()["code"]) == (403, "import_cannot_invite")
    Role.objects.filter(key="trial").update(verbs=["people.manage"])
    forget()
    assert person.call("PATCH", f"/{item.pk}", wish).status_code == 200


@pytest.mark.parametrize(
    ("module", "closed", "opened"),
    [
        (
            "contacts",
            {"contacts.title", "contacts.birthday", "accounts.industry"},
            {"contacts.name", "accounts.name"},
        ),
        ("accounts", {"accounts.industry"}, {"accounts.name"}),
    ],
)
def test_columns_fill_what_one_may_set(module: str, closed: set[str], opened: set[str]) -> None:
    actor = actor_of(Person({"*": EVERYTHING}, NARROWED).key, "web")
    keys = {target.key for target in plan_of(module).targets(actor)}
    assert opened <= keys
    assert not closed & keys


def test_what_was_left_alone_has_a_name_for_who_sees_it() -> None:
    person = Person({"contacts": EVERYTHING})
    keys = {
        key: service.create(SYSTEM, key, {"name": f"甲{key}"}).record_id for key in ("contacts", "accounts")
    }
    left = [{"module": key, "id": str(one), "reason": "in_use", "fields": []} for key, one in keys.items()]
    item = person.project(state="undone", undone={"deleted": 0, "restored": 0, "kept": 2, "left": left})
    told = person.call("GET", f"/{item.pk}")
    assert told.status_code == 200
    assert [one["title"] for one in told.json()["left_alone"]] == ["甲contacts", ""]
