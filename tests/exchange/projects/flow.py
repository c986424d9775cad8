"""An import through the HTTP API, and its rows in the form of the expected-result files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guanxi.access.accounts import create_user, new_token
from guanxi.jobs.worker import run_until_idle

# target key -> name in the expected-result files
NAMES = {
    "contacts.name": "name", "accounts.name": "company", "contacts.title": "title", "contacts.emails": "email",
    "contacts.first_contact": "first_contact", "contacts.birthday": "birthday", "contacts.expected_amount": "amount",
    "contacts.stage": "stage", "contacts.source": "source", "contacts.owner": "owner",
    "contacts.description": "remark", "contacts.phones:mobile": "mobile", "contacts.phones:work": "phone",
    "contacts.addresses": "address", "contacts.addresses:city": "city",
}  # fmt: skip


class Importer:
    """Somebody who imports through the API; a director unless another role is said."""

    def __init__(self, role: str = "director", username: str = "importer") -> None:
        user = create_user(username, "导入者", "long-enough-password-1", [role])
        self.client = Client(HTTP_AUTHORIZATION=f"Bearer {new_token(user, 'tests')}")

    def plan(self, files: Sequence[tuple[str, bytes]]) -> dict[str, Any]:
        """Upload files."""
        uploads = [SimpleUploadedFile(name, body) for name, body in files]
        response = self.client.post("/api/v1/imports", {"file": uploads, "module": "contacts"})
        assert response.status_code == 201, response.content
        return response.json()

    def call(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        """One JSON call."""
        response = self.client.generic(
            method, f"/api/v1{path}", b"" if body is None else _json(body), content_type="application/json"
        )
        assert response.status_code == status, response.content
        return response.json() if response.content else None

    def step(self, import_id: str, step: str) -> dict[str, Any]:
        """Begin a step, let the worker do it, and return the import."""
        self.call("POST", f"/imports/{import_id}/{step}", status=202)
        run_until_idle()
        return self.call("GET", f"/imports/{import_id}")

    def rows(self, import_id: str) -> list[dict[str, Any]]:
        """All physical rows."""
        found, cursor = [], ""
        while True:
            page = self.call("GET", f"/imports/{import_id}/rows?limit=200{cursor}")
            found += page["rows"]
            if page["next_cursor"] is None:
                return found
            cursor = f"&cursor={page['next_cursor']}"


def files_of(folder: Path) -> list[tuple[str, bytes]]:
    """The workbooks and text files of a folder, by name."""
    return [
        (path.name, path.read_bytes())
        for path in sorted(folder.iterdir())
        if path.suffix in {".xlsx", ".csv"}
    ]


def expected_form(row: dict[str, Any]) -> dict[str, Any]:
    """A row as the scorer reads it."""
    values = row["fields"]
    fields = {NAMES[key]: value for key, value in values.items() if key in NAMES and isinstance(value, str)}
    for phone in values.get("contacts.phones") or ():
        number, _, extension = phone["value"].partition(";ext=")
        name = "mobile" if phone["type"] == "mobile" else "phone"
        if name not in fields:
            fields[name] = number
            fields.update({"phone_ext": extension or None} if name == "phone" else {})
    for email in (values.get("contacts.emails") or ())[:1]:
        fields["email"] = email["value"]
    for address in (values.get("contacts.addresses") or ())[:1]:
        places = [address.get(part) for part in ("province", "city", "district")]
        fields["address"] = "".join(dict.fromkeys(place for place in places if place)) + (
            address.get("street") or ""
        )
        fields["province"], fields["city"] = address.get("province"), address.get("city")
    if values.get("contacts.expected_amount"):
        fields["amount_cny"] = float(values["contacts.expected_amount"]["amount"])
    errors = [NAMES.get(error["field"], error["field"]) for error in row["errors"]]
    return {"file": row["file"], "row": row["row"], "fields": fields, "errors": errors}


def _json(body: Any) -> bytes:
    return orjson.dumps(body)
