"""Persons of the journeys: each has an account, a session, and the API in place of hands."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import APIRequestContext, APIResponse, Playwright
from tests.journeys.house import House

PASSWORD = "korrekt-pferd-9"


@dataclass(slots=True)
class Person:
    """Somebody who is signed in."""

    username: str
    name: str
    locale: str
    http: APIRequestContext

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer of the API as JSON. Raises AssertionError for a refusal."""
        response = self.ask(method, path, body, **headers)
        assert response.ok, f"{method} {path}: {response.status} {response.text()[:500]}"
        return response.json() if response.body() else None

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> APIResponse:
        """The answer of the API as it is."""
        cookies = self.http.storage_state()["cookies"]
        token = next((item["value"] for item in cookies if item["name"].endswith("guanxi_csrf")), "")
        sent = {"X-CSRFToken": token, **{key.replace("_", "-"): value for key, value in headers.items()}}
        return self.http.fetch(f"/api/v1{path}", method=method, data=body, headers=sent)

    def create(self, module: str, *records: dict[str, Any]) -> list[str]:
        """Make records; their ids."""
        body = {"records": [{"values": values} for values in records]}
        answer = self.call("POST", f"/records/{module}", body)
        refused = [item for item in answer["rows"] if "id" not in item]
        assert not refused, refused
        return [item["id"] for item in answer["rows"]]

    def values(self, module: str, record_id: str) -> dict[str, Any]:
        """What the server holds of a record."""
        return self.call("GET", f"/records/{module}/{record_id}")["values"]

    def column(self, module: str, field: str) -> dict[str, Any]:
        """One field of every record that the person sees, by id."""
        found = self.call("POST", f"/records/{module}/query", {"columns": [field], "limit": 200})
        return {item["id"]: item["values"][field] for item in found["records"]}

    def change(self, module: str, record_id: str, values: dict[str, Any]) -> None:
        """Change a record over what it is now."""
        version = self.call("GET", f"/records/{module}/{record_id}")["version"]
        self.call("PATCH", f"/records/{module}/{record_id}", {"values": values}, If_Match=f'"{version}"')

    def label(self, module: str, field: str) -> str:
        """How a field is called in the person's language."""
        return str(self._field(module, field)["label"])

    def option(self, module: str, field: str, value: str) -> str:
        """How an option of a field is called in the person's language."""
        options = self._field(module, field)["options"]
        return next(str(item["label"]) for item in options if item["value"] == value)

    def _module(self, key: str) -> Any:
        return next(item for item in self.call("GET", "/schema")["modules"] if item["key"] == key)

    def _field(self, module: str, key: str) -> Any:
        return next(item for item in self._module(module)["fields"] if item["key"] == key)


def first_person(house: House, playwright: Playwright, username: str) -> Person:
    """The person who has set up a house by the one-time link."""
    http = playwright.request.new_context(base_url=house.url)
    person = Person(username, "管理员", "zh-CN", http)
    http.get("/_allauth/browser/v1/config")
    token = house.setup_link().rsplit("token=", 1)[1]
    body = {"token": token, "company": "测试商行", "name": person.name, "username": username,
            "password": PASSWORD, "locale": person.locale}  # fmt: skip
    person.call("POST", "/setup", body)
    return person


def colleague(
    admin: Person,
    house: House,
    playwright: Playwright,
    username: str,
    name: str,
    roles: list[str],
    locale: str,
) -> Person:
    """Somebody who has followed an invitation of the administrator's."""
    link = admin.call("POST", "/people/invite", {"name": name, "roles": roles})["link"]
    http = playwright.request.new_context(base_url=house.url)
    http.get("/_allauth/browser/v1/config")
    person = Person(username, name, locale, http)
    token = link.rsplit("token=", 1)[1].split("&")[0]
    body = {"token": token, "name": name, "username": username, "password": PASSWORD, "locale": locale}
    person.call("POST", "/join", body)
    return person
