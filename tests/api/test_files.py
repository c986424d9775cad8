"""Files through the API: what comes in is served harmless, and only to those who see the record."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.api.company import BASE, Company

from guanxi.access.models import Role
from guanxi.access.rights import forget
from guanxi.records import files

pytestmark = pytest.mark.both_databases
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
HOSTILE = b"<script>alert(1)</script>"


def upload(
    company: Company, role: str, name: str, content: bytes, kind: str = "text/html", **more: Any
) -> Any:
    sent = {"file": SimpleUploadedFile(name, content, content_type=kind), **more}
    return Client(raise_request_exception=False).post(f"{BASE}/files", sent, headers=company.headers(role))


def fetch(company: Company, role: str, token: str, more: str = "") -> Any:
    return company.call(role, "get", f"/files/{token}{more}")


def test_a_file_comes_back_as_it_was(company: Company) -> None:
    made = upload(company, "sales", "合同 2026.pdf", b"%PDF-1.7 x")
    assert made.status_code == 201
    body = made.json()
    assert body == {"id": body["id"], "name": "合同 2026.pdf", "size": 10, "type": "application/pdf"}
    answer = fetch(company, "sales", body["id"])
    assert answer.getvalue() == b"%PDF-1.7 x"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%90%88")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name", ["a.html", "a.svg", "a.png", "a.pdf", "x.html\r\nSet-Cookie: a=b", '"a".html']
)
def test_what_could_run_is_only_ever_saved(company: Company, name: str) -> None:
    token = upload(company, "sales", name, HOSTILE, "image/png").json()["id"]
    for more in ("", "?inline=true"):
        answer = fetch(company, "sales", token, more)
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "Set-Cookie" not in answer.headers
        assert "sandbox; default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_pictures_are_shown_when_asked(company: Company) -> None:
    token = upload(company, "sales", "card.png", PNG).json()["id"]
    answer = fetch(company, "sales", token, "?inline=true")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_hidden_files_name_is_in_no_answer(company: Company) -> None:
    token = upload(company, "director", "金丝雀QZX.pdf", b"%PDF-").json()["id"]
    values = {"name": "别人的", "owner": str(company.stranger), "card": [token]}
    made = company.call("director", "post", "/records/contacts", {"values": values})
    assert made.json()["titles"]["card"][0]["name"] == "金丝雀QZX.pdf"
    record = made.json()["id"]
    criteria = {"field": "card", "op": "contains", "value": "金丝雀"}
    for role in ("sales", "nobody", "administrator"):
        for method, path, body in (
            ("get", f"/files/{token}", None),
            ("get", f"/records/contacts/{record}", None),
            ("get", f"/records/contacts/{record}/timeline", None),
            ("get", "/search?q=QZX", None),
            ("get", "/pick/contacts?q=QZX", None),
            ("post", "/records/contacts/query", {"criteria": criteria, "count": "exact"}),
            ("post", "/records/contacts/query", {"search": "金丝雀", "count": "capped"}),
            ("patch", f"/records/contacts/{company.record('sales', 'contacts', 'own')}", {"values": {"card": [token]}}),
        ):  # fmt: skip
            answer = company.call(role, method, path, body, If_Match='"1"')
            assert "金丝雀" not in answer.content.decode(), (role, path)
            assert answer.status_code in (200, 403, 404, 422), (role, path, answer.content)
            if "query" in path and answer.status_code == 200:
                assert answer.json()["count"]["value"] == 0
            if path.startswith("/files"):
                assert answer.content == fetch(company, role, "0" * 32).content


def test_a_hidden_field_hides_its_files(company: Company) -> None:
    token = upload(company, "sales", "a.png", PNG).json()["id"]
    own = company.record("sales", "contacts", "own")
    assert (
        company.call(
            "sales", "patch", f"/records/contacts/{own}", {"values": {"card": [token]}}, If_Match='"1"'
        ).status_code
        == 200
    )
    assert fetch(company, "sales", token).status_code == 200
    Role.objects.filter(key="sales").update(fields={"contacts": {"card": "hidden"}})
    forget()
    assert fetch(company, "sales", token).status_code == 404


def test_refusals(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    assert upload(company, "sales", "a", b"x", other="1").status_code == 422
    # Who may only read may still comment, and show something with it.
    assert upload(company, "readonly", "a", b"x").status_code == 201
    assert upload(company, "nobody", "a", b"x").status_code == 403
    assert company.call("sales", "post", "/files", {"file": "x"}).status_code in (415, 422)
    monkeypatch.setattr(files, "MOST_MB", 0)
    answer = upload(company, "sales", "a", b"x")
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")
    own = company.record("sales", "contacts", "own")
    for bad in (["0" * 32], "名片.jpg", [1], [["x"]]):
        answer = company.call(
            "sales", "patch", f"/records/contacts/{own}", {"values": {"card": bad}}, If_Match='"1"'
        )
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "card"
