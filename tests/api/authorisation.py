"""The matrix of `tests/suites/authorisation.yaml`: who may call what on whose thing, and the calls that try it."""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.test import Client
from tests.api.company import BASE, MODULES, UNKNOWN, Company, above, values_of

from guanxi.access.account_models import Identity, IdentityProvider, LdapDirectory
from guanxi.access.models import ApiToken, Department, Grant, Post, Role, SharingRule, Team
from guanxi.api.router import api
from guanxi.exchange.models import ImportFile, ImportProject, ImportRow
from guanxi.jobs.queue import enqueue
from guanxi.kernel import clock
from guanxi.records.blobs import blobs
from guanxi.records.handover_models import Handover, HandoverItem
from guanxi.records.leaving_models import Export
from guanxi.records.models import StoredFile, Tag, View

CONTENT = hashlib.sha256(b"x").hexdigest()
FILE = Path(__file__).parents[1] / "suites" / "authorisation.yaml"


@dataclass(frozen=True)
class Case:
    """One call with its expected status."""

    operation: str
    module: str
    target: str
    role: str
    verdict: int


@cache
def matrix() -> dict[str, Any]:
    """The file as it stands."""
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def cases() -> Iterator[Case]:
    """Every row of the matrix, once for each module that it is about and has such a target."""
    whole = matrix()
    for title, rows in whole["operations"].items():
        operation, modules = split(title)
        for module in modules:
            for target, verdicts in rows.items():
                assert len(verdicts) == len(whole["roles"]), f"{title}: {target}"
                if target == "below" and not above(module or "contacts"):
                    continue
                for role, verdict in zip(whole["roles"], verdicts, strict=True):
                    yield Case(operation, module, target, role, verdict)


def split(title: str) -> tuple[str, tuple[str, ...]]:
    """The operation and its modules: `GET /records/{module} [accounts contacts]`, all when none is named."""
    operation, _, rest = title.partition(" [")
    if "/records/{module}" not in operation:
        return operation, ("",)
    return operation, tuple(rest.rstrip("]").split()) or MODULES


def operations() -> set[str]:
    """Every operation of the API."""
    return {
        f"{method} {path}"
        for bound in api._get_bound_routers()
        for path, view in bound.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }


class Things:
    """What belongs to whom besides records: views, jobs, imports, tags, people."""

    def __init__(self, company: Company) -> None:
        self.company = company
        blobs().put([b"x"], 1)
        self.ids: dict[tuple[str, str, str], int] = {}
        for role, actor in company.people.items():
            self._own(role, "own", actor.user_id or 0)
        self._own("", "other", company.stranger)
        self.shares = self._shares()
        self.files = {role: self._file(role) for role in company.people}
        shared = View.objects.create(module="contacts", name="共享", shared=True, owner_id=company.stranger)
        tag = Tag.objects.create(label="老客户", label_normal="老客户", color="ochre", path="/1/")
        self.ids["view_id", "shared", ""] = shared.pk
        self.ids["tag_id", "any", ""] = tag.pk
        self.ids["user_id", "any", ""] = company.stranger
        self.ids["department_id", "any", ""] = Department.objects.get(name="南区").pk
        server = IdentityProvider.objects.create(name="测试", issuer="https://idp.invalid", client_id="x")
        self.ids["provider_id", "any", ""] = server.pk
        asked = LdapDirectory.objects.create(
            url="ldaps://ldap.invalid", people="(uid=*)", login_attributes="uid", secret="x", **DIRECTORY
        )
        self.ids["directory_id", "any", ""] = asked.pk
        for name in ("session_id", "token_id", "identity_id"):
            self.ids[name, "other", ""] = self._sign_in(name, company.stranger)
            for role, actor in company.people.items():
                self.ids[name, "own", role] = self._sign_in(name, actor.user_id or 0)
        Role.objects.create(key="trial", name="试用")
        self.ids["post_id", "any", ""] = Post.objects.create(name="试用岗").pk
        self.ids["team_id", "any", ""] = Team.objects.create(name="试用组").pk
        rule = {"name": "试用", "module": "contacts", "level": "read", "holder": f"user:{company.stranger}"}
        # Not in force: it would show everybody's records to somebody.
        self.ids["rule_id", "any", ""] = SharingRule.objects.create(**rule, active=False).pk
        self.ids["handover_id", "any", ""] = self._handover()

    def path(self, case: Case) -> str:
        """The address of a case."""
        path = case.operation.split(" ", 1)[1].replace("{module}", case.module or "contacts")
        for name in (
            "view_id",
            "tag_id",
            "job_id",
            "export_id",
            "approval_id",
            "import_id",
            "row_id",
            "user_id",
            "department_id",
            "session_id",
            "token_id",
            "identity_id",
            "provider_id",
            "directory_id",
            "post_id",
            "team_id",
            "rule_id",
            "handover_id",
        ):
            if f"{{{name}}}" in path:
                path = path.replace(f"{{{name}}}", str(self._id(name, case)))
        if "{file_id}" in path:
            path = path.replace("{file_id}", self._file_token(case))
        path = path.replace("{page}", "1")
        if "{record_id}" in path:
            role = case.role if case.role in self.company.people else "sales"
            record = self.company.record(role, case.module, case.target)
            share = self.shares.get((case.module, record), UNKNOWN)
            path = path.replace("{record_id}", str(record)).replace("{share_id}", str(share))
        if path.startswith("/roles/"):
            return path.replace("{key}", "trial" if case.target == "any" else "nothing")
        path = path.replace("{verb}", "edit")
        lists = {"accounts": "contacts", "contacts": "activities", "": "columns"}
        return path.replace("{key}", lists.get(case.module, "none"))

    def _shares(self) -> dict[tuple[str, int], int]:
        """A share of every record with somebody elsewhere."""
        holder, at = f"user:{self.company.stranger}", clock.now()
        records = {(module, key) for (module, _, _), key in self.company.records.items()}
        made = [
            Grant(module=module, record_id=key, holder=holder, level="read", made_at=at)
            for module, key in sorted(records)
        ]
        return {(one.module, one.record_id): int(one.pk) for one in Grant.objects.bulk_create(made)}

    def _id(self, name: str, case: Case) -> int:
        if case.target in ("own", "other", "any", "shared"):
            role = case.role if case.role in self.company.people else "sales"
            return self.ids[name, case.target, role if case.target == "own" else ""]
        return UNKNOWN

    def _file_token(self, case: Case) -> str:
        role = case.role if case.role in self.company.people else "sales"
        if case.target == "loose":
            return self.files[role]["loose"]
        if case.target == "unknown":
            return "0" * 32
        return self.files[role if case.target in ("own", "below", "deleted") else "sales"][case.target]

    def _file(self, role: str) -> dict[str, str]:
        """A file on a contact of every target that the person of `role` has, and a loose one."""
        made = {}
        for target in ("own", "team", "below", "other", "deleted", "loose"):
            token = secrets.token_hex(16)
            record = 0 if target == "loose" else self.company.record(role, "contacts", target)
            StoredFile.objects.create(
                token=token, module="contacts" if record else "", record_id=record, field="card" if record else "",
                name="名片.png", name_normal="名片.png", size=1, kind="image/png", digest=CONTENT, created_at=clock.now(),
                holder_id=self.company.people[role].user_id,
            )  # fmt: skip
            made[target] = token
        return made

    def _handover(self) -> int:
        """A finished handover of one contact, with its certificate."""
        stranger, colleague, at = self.company.stranger, self.company.colleague, clock.now()
        row = Handover.objects.create(
            person_id=stranger, made_by_id=stranger, state="done", total=1, made_at=at, finished_at=at, paper=CONTENT,
            summary={"people": {str(colleague): {"contacts": 1}},
                     "counts": {"before": {"contacts": {"records": 1}}, "after": {"contacts": {"records": 1}}}},
        )  # fmt: skip
        record = self.company.record("", "contacts", "team")
        HandoverItem.objects.create(
            handover=row, position=0, module="contacts", record_id=record, from_id=stranger, to_id=colleague, state="moved"
        )  # fmt: skip
        return int(row.pk)

    def _sign_in(self, kind: str, user_id: int) -> int:
        """A session or a token of a person."""
        key, until = secrets.token_hex(16), clock.now() + timedelta(days=1)
        if kind == "identity_id":
            return Identity.objects.create(issuer="https://idp.invalid", subject=key, user_id=user_id).pk
        if kind == "token_id":
            return ApiToken.objects.create(digest=key, user_id=user_id, name="另一个", expires_at=until).pk
        return int(UserSession.objects.create(user_id=user_id, session_key=key, ip="203.0.113.9").pk)

    def _own(self, role: str, target: str, user_id: int) -> None:
        view = View.objects.create(module="contacts", name="我的", owner_id=user_id)
        payload = {"module": "contacts", "columns": ["name"], "file": "none.csv", "format": "csv"}
        job = enqueue("records.export", payload, user_id)
        asked = {"asker_id": user_id, "kind": job.kind, "module": "contacts", "payload": payload}
        export = Export.objects.create(**asked, state=Export.RELEASED, asked_at=clock.now(), job_id=job.pk)
        late = {"state": Export.WAITING, "asked_at": clock.now(), "until": clock.now() + timedelta(days=1)}
        held = Export.objects.create(**asked, **late)
        project = ImportProject.objects.create(module="contacts", owner_id=user_id, state="planned")
        file = ImportFile.objects.create(project=project, position=0, name="名单.csv", path="none")
        row = ImportRow.objects.create(
            project=project, file=file, sheet="s", row=2, state="ok", source=["王"]
        )
        for name, made in (
            ("view_id", view), ("job_id", job), ("export_id", export), ("approval_id", held), ("import_id", project), ("row_id", row),
        ):  # fmt: skip
            self.ids[name, target, role] = made.pk


DIRECTORY = {
    "name": "测试目录", "bind_name": "cn=x", "base": "dc=x", "id_attribute": "entryUUID", "name_attribute": "cn",
}  # fmt: skip
BODIES: dict[str, Any] = {
    "POST /me/directories": {"directory": "1", "login": "x", "password": "y"},
    "POST /security/directories": {
        **DIRECTORY,
        "url": "ldaps://other.invalid",
        "secret": "y",
        "people": "(uid=*)",
        "login_attributes": ["uid"],
    },
    "PATCH /security/directories/{directory_id}": {"name": "改"},
    "POST /security/directories/{directory_id}/search": {"text": "王"},
    "POST /security/directories/{directory_id}/people": {"people": ["x"], "roles": ["sales"]},
    "PATCH /me": {"time_zone": "Asia/Taipei"},
    "PUT /me/prefs/{key}": {"value": 1},
    "POST /people/invite": {"name": "测试新人", "roles": ["sales"]},
    "PATCH /people/{user_id}": {"name": "测试改名"},
    "POST /me/tokens": {"name": "测试", "scopes": ["read"], "days": 30},
    "POST /identity/begin": {"provider": "999999"},
    "POST /me/identities": {"provider": "1"},
    "POST /security/providers": {
        "name": "测试",
        "issuer": "https://other.invalid",
        "client_id": "x",
        "secret": "y",
    },
    "PATCH /security/providers/{provider_id}": {"name": "改"},
    "PUT /security/policy": {"everyone": False, "roles": ["director"]},
    "POST /departments": {"name": "测试部"},
    "PATCH /departments/{department_id}": {"name": "测试改名"},
    "POST /records/{module}/query": {},
    "POST /records/{module}/bulk": {"all": True, "verb": "delete"},
    "POST /records/{module}/duplicates": {"values": {"name": "other 名"}},
    "POST /records/{module}/upsert": {"records": [{"values": {"external_id": "x-1"}}]},
    "PATCH /records/{module}/{record_id}": {"values": {"external_id": "x-2"}},
    "POST /records/{module}/{record_id}/shares": {"level": "read"},
    "POST /records/{module}/{record_id}/reveal": {"field": "external_id"},
    "POST /roles": {"name": "测试角色"},
    "PATCH /roles/{key}": {"version": 1, "rights": {"contacts": {"view": "own"}}},
    "POST /roles/{key}/preview": {"rights": {"contacts": {"view": "own"}}},
    "POST /posts": {"name": "测试岗"},
    "PATCH /posts/{post_id}": {"name": "测试改名"},
    "POST /teams": {"name": "测试组"},
    "PATCH /teams/{team_id}": {"name": "测试改名"},
    "POST /sharing-rules": {"name": "测试", "module": "contacts", "level": "read"},
    "PUT /sharing-rules/{rule_id}": {"name": "测试", "module": "contacts", "level": "read"},
    "POST /audit/export": {},
    "POST /exports": {"module": "contacts", "all": True},
    "POST /exports/check": {"module": "contacts", "all": True},
    "POST /approvals/{approval_id}": {"approve": True},
    "PUT /leaving": {"reveals": 50},
    "PATCH /imports/{import_id}": {},
    "PATCH /imports/{import_id}/rows/{row_id}": {"values": {}},
    "POST /views": {"module": "contacts", "name": "测试"},
    "PATCH /views/{view_id}": {"name": "改"},
    "POST /tags": {"label": "测试"},
    "PATCH /cadences": {"grades": {"vip": 10}},
    "PATCH /tags/{tag_id}": {"label": "改"},
    "POST /notifications/read": {"all": True},
    "PUT /onboarding": {"dismissed": True},
    "POST /setup": {"token": "x", "company": "x", "name": "x", "username": "xx", "password": "x"},
    "POST /join": {"token": "x", "name": "x", "username": "xx", "password": "x"},
    "POST /join/password": {"token": "x", "password": "x"},
}
QUERIES = {"GET /views": "?module=contacts", "GET /join": "?token=x", "GET /search": "?q=own"}


def call(company: Company, things: Things, case: Case, keep: bool = False) -> Any:
    """The answer to a case; whatever it changed is rolled back unless it is to be kept."""
    headers = company.headers(case.role)
    if case.operation == "PATCH /records/{module}/{record_id}":
        headers["If-Match"] = '"1"'
    method, client = case.operation.split(" ")[0], Client(raise_request_exception=False)
    path = BASE + things.path(case) + QUERIES.get(case.operation, "")
    with transaction.atomic():
        if case.operation in ("POST /imports", "POST /files"):
            form = {"module": "contacts"} if case.operation == "POST /imports" else {}
            upload = SimpleUploadedFile("名单.csv", "姓名,手机\n".encode())
            response = client.post(path, {**form, "file": upload}, headers=headers)
        else:
            body = body_of(company, case)
            sent: dict[str, Any] = {} if body is None else {"data": body, "content_type": "application/json"}
            response = getattr(client, method.lower())(path, headers=headers, **sent)
        if response.headers.get("Content-Type") == "text/event-stream":
            # It would last as long as its listener. Its end must not end the test's own connection.
            request_finished.disconnect(close_old_connections)
            response.close()
            request_finished.connect(close_old_connections)
        else:
            _ = response.getvalue()
        transaction.set_rollback(not keep)
    return response


def body_of(company: Company, case: Case) -> Any:
    """The body of a case, if its operation takes one."""
    if "shar" in case.operation and case.operation in BODIES:
        return {**BODIES[case.operation], "holder": f"user:{company.stranger}"}
    if case.operation in ("POST /handovers", "POST /handovers/preview"):
        rule = {"way": "one", "to": [str(company.colleague)]}
        return {
            "person": str(company.stranger),
            "rules": {"contacts": rule},
            "successor": str(company.colleague),
        }
    if case.operation == "POST /tags/{tag_id}/merge":
        return {"into": str(Tag.objects.get(label="老客户").pk)}
    if case.operation == "POST /records/{module}":
        return {"values": values_of(case.module, "测试")}
    if case.operation.endswith("/print"):
        role = case.role if case.role in company.people else "sales"
        return {"ids": [str(company.record(role, case.module, "own"))]}
    return BODIES.get(case.operation)
