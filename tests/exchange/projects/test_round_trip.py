"""What an export writes an import reads back: nothing of what cells can say is lost on the way."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.exchange.projects.flow import Importer

from guanxi.jobs.worker import run_until_idle

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

COLUMNS = [
    "name", "gender", "account", "title", "department", "decision_role", "phones", "emails", "socials", "addresses",
    "types", "stage", "source", "intent", "expected_amount", "first_contact", "birthday", "hobbies", "tags",
    "description", "next_follow_up", "external_id", "owner",
]  # fmt: skip
PHONES = [
    {"value": "+8613800138000", "type": "mobile", "main": True},
    {"value": "+8613900139000", "type": "work", "main": False},
    {"value": "+8651266660001;ext=802", "type": "work", "main": False},
    {"value": "+8651266660002", "type": "fax", "main": False},
    {"value": "+886912345678", "type": "mobile", "main": False},
]
EMAILS = [
    {"value": "hao@a.example.com", "type": "work", "main": True},
    {"value": "hao.home@a.example.com", "type": "home", "main": False},
]
SOCIALS = [
    {"kind": "wechat", "value": "hao_1", "main": True},
    {"kind": "qq", "value": "100001", "main": False},
]
ADDRESSES = [
    {"kind": "office", "country": "CN", "province": "江苏省", "city": "苏州市", "district": "吴中区",
     "street": "星湖街218号", "postcode": "215000", "main": True},
    {"kind": "home", "country": "CN", "province": "上海市", "city": "上海市", "district": "浦东新区",
     "street": "世纪大道1号", "postcode": "", "main": False},
]  # fmt: skip


@pytest.fixture
def importer() -> Importer:
    return Importer()


def filled(importer: Importer) -> str:
    """A contact with a value in every column, and one with a name that looks like a formula."""
    account = importer.call(
        "POST", "/records/accounts", {"values": {"name": "示例测试甲有限公司"}}, status=201
    )
    tag = importer.call("POST", "/tags", {"label": "重点"}, status=201)
    values = {
        "name": "郝测试", "gender": "female", "account": account["id"], "title": "采购经理", "department": "采购部",
        "decision_role": "decision_maker", "phones": PHONES, "emails": EMAILS, "socials": SOCIALS,
        "addresses": ADDRESSES, "types": ["customer", "partner"], "stage": "new", "source": "exhibition",
        "intent": "high", "expected_amount": {"amount": "1200.50", "currency": "USD"},
        "first_contact": "2026-05-01", "birthday": "1990-02-28", "hobbies": "=羽毛球", "tags": [tag["id"]],
        "description": "第一行\n-第二行", "next_follow_up": "2026-06-01T06:30:00Z", "external_id": "-K1",
    }  # fmt: skip
    schema = importer.call("GET", "/schema")
    fields = next(one for one in schema["modules"] if one["key"] == "contacts")["fields"]
    for field in fields:
        options = [option["value"] for option in field.get("options") or ()]
        if options and field["key"] in values:
            values[field["key"]] = options[:2] if field["multiple"] else options[0]
    made = importer.call("POST", "/records/contacts", {"values": values}, status=201)
    return str(made["id"])


def exported(importer: Importer, file_format: str) -> bytes:
    """The file of all contacts."""
    wanted = {"module": "contacts", "all": True, "columns": COLUMNS, "format": file_format}
    export = importer.call("POST", "/exports", wanted, status=202)
    run_until_idle()
    response = importer.client.get(f"/api/v1/exports/{export['id']}/file")
    return b"".join(response.streaming_content) if response.streaming else response.content


def values_of(importer: Importer) -> dict[str, Any]:
    """The values of the only contact."""
    (row,) = importer.call("POST", "/records/contacts/query", {"columns": COLUMNS})["records"]
    return dict(row["values"])


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW", "en"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_record_comes_back_whole(importer: Importer, file_format: str, locale: str) -> None:
    importer.call("PATCH", "/me", {"locale": locale, "time_zone": "Asia/Taipei"})
    record = filled(importer)
    before = values_of(importer)
    body = exported(importer, file_format)
    assert importer.client.delete(f"/api/v1/records/contacts/{record}").status_code == 204
    upload = SimpleUploadedFile(f"contacts.{file_format}", body)
    plan = importer.client.post("/api/v1/imports", {"file": [upload], "module": "contacts"}).json()
    assert [column["target"] is not None for column in plan["files"][0]["sheets"][0]["columns"]] == [
        True
    ] * len(COLUMNS), [
        (c["header"], c["proposed"], c["confidence"]) for c in plan["files"][0]["sheets"][0]["columns"]
    ]
    importer.step(plan["id"], "check")
    rows = [row for row in importer.rows(plan["id"]) if row["state"] != "skipped"]
    assert [row["errors"] for row in rows] == [[]]
    assert importer.step(plan["id"], "run")["created"] == 1
    after = values_of(importer)
    for key in COLUMNS:
        assert _form(after[key]) == _form(before[key]), key


def _form(value: Any) -> Any:
    """Entries as a set: which comes first is told by their kinds."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return sorted(
            str(sorted((k, v or "") for k, v in entry.items() if k not in ("id", "main"))) for entry in value
        )
    return value


def test_phones_and_times_as_people_read_them(importer: Importer) -> None:
    importer.call("PATCH", "/me", {"time_zone": "Asia/Shanghai"})
    filled(importer)
    text = exported(importer, "csv").decode("utf-8-sig")
    header, row = list(csv.reader(io.StringIO(text)))
    told = dict(zip(header, row, strict=True))
    assert told["电话"].startswith("138 0013 8000; 139 0013 9000 (办公); 0512 6666 0001 转 802;")
    assert told["下次跟进"] == "2026-06-01 14:30"
    # Nothing that a spreadsheet would run begins a cell.
    assert (told["爱好"], told["外部编号"]) == ("'=羽毛球", "'-K1")


def test_a_workbook_says_whose_it_is_and_an_import_passes_that_over(importer: Importer) -> None:
    filled(importer)
    body = exported(importer, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(body))
    data, about = book.worksheets
    assert (data.max_row, about.title) == (2, "导出说明")
    who = about["B1"].value
    assert who == "导入者 (importer)"
    number = about["B3"].value
    foot = data.oddFooter.left.text
    assert (who in foot, str(number) in foot) == (True, True)
    assert who in (book.properties.description or "")
    plan = importer.plan([("contacts.xlsx", body)])
    sheets = plan["files"][0]["sheets"]
    assert [(sheet["name"], sheet["chosen"]) for sheet in sheets] == [(data.title, True), ("导出说明", False)]
