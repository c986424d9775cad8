"""Previews through the API: bytes, headers, and who sees them."""

import pytest
from tests.api.company import BASE, Company
from tests.api.test_files import upload
from tests.exchange.previews.test_previews import PDF, docx, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_pdf_has_pages_and_a_docx_words(company: Company) -> None:
    token = upload(company, "sales", "a.pdf", pdf("one", "two")).json()["id"]
    told = company.call("sales", "get", f"/files/{token}/preview")
    assert told.getvalue() == b'{"kind":"pages","pages":2,"shown":2}'
    drawn = company.call("sales", "get", f"/files/{token}/pages/1")
    assert drawn.headers["Content-Type"] == "image/png"
    assert drawn.getvalue().startswith(b"\x89PNG")
    for answer in (told, drawn):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "private, no-store"
    words = upload(company, "sales", "a.docx", docx("<w:p><w:r><w:t>甲方</w:t></w:r></w:p>")).json()["id"]
    assert company.call("sales", "get", f"/files/{words}/preview").getvalue().decode().count("甲方") == 1
    for page in ("0", "-1", "3x"):
        assert company.call("sales", "get", f"/files/{token}/pages/{page}").status_code in (404, 422), BASE
    assert company.call("sales", "get", f"/files/{words}/pages/1").status_code == 404


def test_nobody_else_sees_a_preview(company: Company) -> None:
    token = upload(company, "sales", "a.pdf", pdf("one")).json()["id"]
    for role in ("director", "manager", "readonly", "nobody"):
        for path in ("preview", "pages/1"):
            answer = company.call(role, "get", f"/files/{token}/{path}")
            assert answer.status_code == 404
            assert answer.content == company.call(role, "get", f"/files/{'0' * 32}/{path}").content


def test_what_looks_like_a_pdf_shows_nothing(company: Company) -> None:
    token = upload(company, "sales", "a.pdf", b"%PDF-1.4\n<html><script>alert(1)</script>").json()
    assert token["type"] == PDF
    told = company.call("sales", "get", f"/files/{token['id']}/preview")
    assert told.getvalue() == b'{"kind":"none","why":"corrupt"}'
    assert company.call("sales", "get", f"/files/{token['id']}/pages/1").getvalue() == b""
