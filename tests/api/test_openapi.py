"""The description of the API: for the caller, complete, and true."""

from typing import Any

from django.test import Client
from django.urls import get_resolver
from tests.api.company import MODULES, Company

from guanxi.access.models import Role, User
from guanxi.access.rights import forget
from guanxi.access.scopes import VERBS
from guanxi.api import openapi_answers
from guanxi.api.router import api

METHODS = {"get", "post", "put", "patch", "delete"}


def described(company: Company, role: str) -> dict[str, Any]:
    response = company.call(role, "get", "/openapi.json")
    assert response.status_code == 200
    return dict(response.json())


def test_signed_in_only(company: Company) -> None:
    assert company.call("signed_out", "get", "/openapi.json").status_code == 401


def test_every_address_of_the_resolver_is_described(company: Company) -> None:
    paths = described(company, "director")["paths"]
    general = {path.replace("/contacts/", "/{module}/").replace("/contacts", "/{module}") for path in paths}
    for pattern in _patterns():
        assert pattern in {item.replace("/{module}", "/{}") for item in _plain(general)}, pattern


def test_a_caller_sees_only_own_verbs_and_fields(company: Company) -> None:
    director, readonly = described(company, "director"), described(company, "readonly")
    assert "post" in director["paths"]["/api/v1/records/contacts"]
    assert "/api/v1/records/contacts" not in readonly["paths"]
    assert "/api/v1/records/contacts/query" in readonly["paths"]
    assert not [path for path in described(company, "nobody")["paths"] if "/records/" in path]


def test_a_caller_with_narrowed_fields_reads_of_the_others(company: Company) -> None:
    """Neither what is read, nor what is written, nor the keys of an upsert name a field that is hidden."""
    fields = {"contacts": {"description": "hidden", "external_id": "hidden", "title": "readonly"}}
    Role.objects.create(key="narrow", rights={"contacts": dict.fromkeys(VERBS, "all")}, fields=fields)
    user = User.objects.get(pk=company.people["nobody"].user_id)
    user.roles.add(Role.objects.get(key="narrow"))
    forget()
    whole = described(company, "nobody")
    paths = {key.removeprefix("/api/v1/records/contacts"): one for key, one in whole["paths"].items()}
    bodies = {
        (method, rest): paths[rest][method]["requestBody"]["content"]["application/json"]["schema"]
        for method, rest in (
            ("post", ""),
            ("patch", "/{record_id}"),
            ("post", "/upsert"),
            ("post", "/duplicates"),
        )
    }
    new, upsert = bodies["post", ""]["oneOf"][0]["properties"], bodies["post", "/upsert"]["properties"]
    written = (new["values"], bodies["patch", "/{record_id}"]["properties"]["values"],
               upsert["records"]["items"]["properties"]["values"])  # fmt: skip
    for one in written:
        assert "name" in one["properties"]
        assert not {"description", "external_id", "title"} & set(one["properties"])
    read = (
        whole["components"]["schemas"]["contacts.values"],
        bodies["post", "/duplicates"]["properties"]["values"],
    )
    for one in read:
        assert {"name", "title"} <= set(one["properties"])
        assert not {"description", "external_id"} & set(one["properties"])
    assert upsert["key"]["enum"] == []
    # Nothing of the modules that are hidden, and no list of their records beside a contact.
    assert {key.split("/")[4] for key in whole["paths"] if "/records/" in key}.isdisjoint(
        {"accounts", "activities"}
    )
    related = {
        one["name"]: one["schema"] for one in paths["/{record_id}/related/{key}"]["get"]["parameters"]
    }["key"]
    assert "activities" not in related["enum"]
    assert "reports" in related["enum"]


def test_values_of_fields(company: Company) -> None:
    paths = described(company, "director")["paths"]
    body = paths["/api/v1/records/contacts"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    new = body["oneOf"][0]["properties"]["values"]
    assert new["required"] == ["name"]
    assert new["additionalProperties"] is False
    assert len(new["properties"]["stage"]["enum"]) > 1
    assert new["properties"]["birthday"]["format"] == "date"
    assert "created_at" not in new["properties"]
    edit = paths["/api/v1/records/contacts/{record_id}"]["patch"]
    assert "If-Match" in {item["name"] for item in edit["parameters"]}
    assert "428" in edit["responses"]


def test_operation_ids_are_unique(company: Company) -> None:
    paths = described(company, "director")["paths"]
    ids = [details["operationId"] for methods in paths.values() for details in methods.values()]
    assert len(ids) == len(set(ids))


def test_imports_are_multipart(company: Company) -> None:
    details = described(company, "director")["paths"]["/api/v1/imports"]["post"]
    assert list(details["requestBody"]["content"]) == ["multipart/form-data"]


def test_tables_of_answers_name_real_operations() -> None:
    general = {(method.lower(), path) for path, method in _operations()}
    named = {*openapi_answers._CREATED, *openapi_answers._ACCEPTED, *openapi_answers._SHAPES}
    assert named <= general
    assert set(openapi_answers._FILES) <= {path for _, path in general}


def test_strict_addresses(company: Company) -> None:
    unknown = company.call("director", "get", "/search?q=x&q2=y")
    assert (unknown.status_code, unknown.json()["code"]) == (422, "unknown_parameter")
    assert company.call("director", "get", "/search?q=%00").status_code == 400
    assert company.call("director", "get", "/me/prefs/%00").status_code == 404


def test_content_types_and_sizes(company: Company) -> None:
    client, headers = Client(), company.headers("director")
    path = "/api/v1/records/contacts/query"
    wrong = client.post(
        path, data="limit=1", content_type="application/x-www-form-urlencoded", headers=headers
    )
    assert (wrong.status_code, wrong.json()["code"]) == (415, "wrong_content_type")
    large = client.post(path, data=b" " * 1_200_000, content_type="application/json", headers=headers)
    assert (large.status_code, large.json()["code"]) == (413, "body_too_large")
    deep = client.post(path, data=b"[" * 100 + b"]" * 100, content_type="application/json", headers=headers)
    assert deep.status_code == 400
    for body in (b"{", b'{"limit": NaN}', b'{"search": "\\ud800"}', b'{"search": "\\u0000"}', b"\xff"):
        assert (
            client.post(path, data=body, content_type="application/json", headers=headers).status_code == 400
        )


def test_methods(company: Company) -> None:
    for method, path in (("put", "/records/contacts"), ("delete", "/search"), ("patch", "/schema")):
        response = company.call("director", method, path)
        assert response.status_code == 405
        assert response["Content-Type"] == "application/problem+json"
        assert response["Allow"]
    assert set(MODULES) <= {
        item["key"] for item in company.call("director", "get", "/schema").json()["modules"]
    }


def _operations() -> list[tuple[str, str]]:
    found = []
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            found.extend((path, method) for operation in view.operations for method in operation.methods)
    return found


def _patterns() -> set[str]:
    """The API's addresses as Django resolves them."""
    for pattern in get_resolver().url_patterns:
        if str(pattern.pattern) == "api/v1/":
            names = {str(one.pattern) for one in pattern.url_patterns} - {""}
            return {"/api/v1/" + _blank(name.replace("<", "{").replace(">", "}")) for name in names}
    raise AssertionError("no API")


def _plain(paths: set[str]) -> set[str]:
    return {_blank(path) for path in paths}


def _blank(path: str) -> str:
    parts = ["{}" if part.startswith("{") else part for part in path.split("/")]
    return "/".join(parts)
