"""Run in a program that has the module of the recipe: uses it as a browser would, and prints what it saw."""

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guanxi.app.settings")
django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.test import Client  # noqa: E402

from guanxi.access.accounts import create_user, new_token  # noqa: E402
from guanxi.jobs.worker import run_until_idle  # noqa: E402

BASE = "/api/v1"


class Browser:
    """Calls the API as one person."""

    def __init__(self) -> None:
        user = create_user("guide", "导游", "a-rather-long-word-7", ["director"])
        token = new_token(user, "tour")
        self.client = Client(headers={"Authorization": f"Bearer {token}", "Host": "localhost"})

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The answer's JSON; anything but a success ends the tour."""
        data = b"" if body is None else json.dumps(body).encode()
        response = self.client.generic(method, BASE + path, data, content_type="application/json")
        if response.status_code >= 300:
            sys.exit(f"{method} {path}: {response.status_code} {response.content.decode()}")
        content = b"".join(response) if response.streaming else response.content
        kind = response.headers["Content-Type"]
        return json.loads(content) if "json" in kind else content


def tour() -> dict[str, Any]:
    """Schema, create, list, filter, search, related titles, timeline, export, import."""
    browser = Browser()
    schema = browser.call("GET", "/schema")
    module = next(item for item in schema["modules"] if item["key"] == "samples")
    account = browser.call("POST", "/records/accounts", {"values": {"name": "测试样品公司"}})
    liked = {
        "name": "青花瓷杯",
        "account": account["id"],
        "state": "liked",
        "value": {"amount": "88.50", "currency": "CNY"},
    }
    browser.call("POST", "/records/samples", {"values": liked})
    browser.call("POST", "/records/samples", {"values": {"name": "紫砂壶", "pieces": 2}})
    criteria = {"field": "state", "op": "equals", "value": "liked"}
    found = browser.call("POST", "/records/samples/query", {"criteria": criteria, "sums": ["value"]})
    key = found["records"][0]["id"]
    export = browser.call("POST", "/exports", {"module": "samples", "all": True, "format": "csv"})
    run_until_idle()
    file = browser.call("GET", f"/exports/{export['id']}/file")
    return {
        "label": module["label"],
        "form": [section["fields"] for section in module["sections"]],
        "verbs": module["verbs"],
        "filtered": [record["values"]["name"] for record in found["records"]],
        "title": found["records"][0]["titles"]["account"],
        "sums": found["sums"],
        "listed": len(browser.call("POST", "/records/samples/query", {})["records"]),
        "searched": [
            [hit["title"] for group in browser.call("GET", f"/search?q={text}")["groups"] for hit in group["hits"]
             if group["module"] == "samples"]
            for text in ("青花", "测试样品", "紫砂")
        ],
        "timeline": [item["kind"] for item in browser.call("GET", f"/records/samples/{key}/timeline")["items"]],
        "file": file.decode("utf-8-sig").splitlines(),
        "imported": imported(browser),
    }  # fmt: skip


def imported(browser: Browser) -> list[Any]:
    """A small file on its way into the new module: what was made, and whose it is."""
    rows = "样品名称,客户,数量,寄出日期\n白瓷盘,测试样品公司,6,2026-05-01\n漆盒,,,2026-05-02\n"
    file = SimpleUploadedFile("samples.csv", rows.encode())
    plan = browser.client.post(f"{BASE}/imports", {"module": "samples", "file": file}).json()
    for step in ("check", "run"):
        browser.call("POST", f"/imports/{plan['id']}/{step}")
        run_until_idle()
    report = browser.call("GET", f"/imports/{plan['id']}")
    criteria = {"field": "name", "op": "equals", "value": "白瓷盘"}
    found = browser.call("POST", "/records/samples/query", {"criteria": criteria})["records"]
    return [report["created"], found[0]["titles"]["account"], found[0]["values"]["pieces"]]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(tour(), ensure_ascii=False) + "\n")
