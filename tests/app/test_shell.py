"""The page that every screen begins with."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from guanxi.access import accounts
from guanxi.app import shell

pytestmark = [pytest.mark.django_db]
PASSWORD = "korrekt-pferd-9"
PAGE = '<head><!--boot--><!--signed-in<script async src="/early.js"></script>signed-in--></head>'


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser; the web UI need not be built."""
    monkeypatch.setattr(shell, "_index", lambda: PAGE)
    accounts.create_user("sun", "孙</script>七", PASSWORD, ["sales"])
    return Client()


def boot_of(html: str) -> Any:
    """What the page tells its scripts."""
    found = re.search(r'<script id="boot" type="application/json">(.*?)</script>', html)
    assert found
    return json.loads(found[1])


def test_a_stranger_is_told_nothing_and_loads_nothing_ahead(browser: Client) -> None:
    html = browser.get("/login").content.decode()
    boot = boot_of(html)
    assert boot["user"] is None
    assert not {"me", "prefs", "schema", "unread"} & set(boot)
    assert "<!--signed-in<script" in html


def test_who_is_signed_in_gets_the_schema_with_the_page(browser: Client, tmp_path: Path) -> None:
    login = {"username": "sun", "password": PASSWORD}
    browser.post("/_allauth/browser/v1/auth/login", login, content_type="application/json")
    html = browser.get("/m/contacts").content.decode()
    boot = boot_of(html)
    assert boot["user"]["name"] == "孙</script>七"
    assert boot["schema"] == browser.get("/api/v1/schema").json()
    assert '--><script async src="/early.js"></script>' not in html
    assert '<script async src="/early.js"></script></head>' in html


def test_the_page_is_compressed_for_browsers(browser: Client) -> None:
    plain = browser.get("/login")
    packed = browser.get("/login", headers={"accept-encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"].split(", ")[0] == "Accept-Encoding"
    assert boot_of(gzip.decompress(packed.content).decode()).keys() == boot_of(plain.content.decode()).keys()
    assert "Content-Encoding" not in plain.headers
