"""Any module can be imported by its declaration: accounts, follow-ups, and a module that nobody wrote a plan for."""

import io
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.exchange.projects.flow import Importer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def book(*rows: list[Any]) -> bytes:
    """A sheet of these rows, the first the header."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        sheet = made.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return stream.getvalue()


def landed(importer: Importer, module: str, body: bytes) -> dict[str, Any]:
    """The finished import of one file into a module."""
    upload = SimpleUploadedFile("file.xlsx", body)
    response = importer.client.post("/api/v1/imports", {"file": [upload], "module": module})
    assert response.status_code == 201, response.content
    plan = response.json()
    checked = importer.step(plan["id"], "check")
    assert checked["state"] == "checked", checked
    return importer.step(plan["id"], "run")


def records(importer: Importer, module: str) -> list[dict[str, Any]]:
    """All records of a module, the oldest first."""
    body = {"sort": ["created_at"], "limit": 100}
    return importer.call("POST", f"/records/{module}/query", body)["records"]


@pytest.fixture
def importer() -> Importer:
    return Importer()


ACCOUNTS = [
    ["客户名称", "行业", "电话", "统一社会信用代码", "年营业额（万元）", "标签", "暗号"],
    ["示例测试甲有限公司", "制造业", "0512-66660001", "", 120, "重点，老客户", "甲1"],
    ["示例测试乙有限公司", "不知何业", "", "", "", "", ""],
    ["示例测试甲有限公司", "", "", "", "", "", ""],
]


def test_accounts(importer: Importer) -> None:
    done = landed(importer, "accounts", book(*ACCOUNTS))
    assert (done["state"], done["created"], done["updated"]) == ("done", 2, 1)
    one, two = sorted(records(importer, "accounts"), key=lambda row: row["values"]["name"], reverse=True)
    one, two = (one, two) if "甲" in one["values"]["name"] else (two, one)
    assert one["values"]["revenue"] == {"amount": "1200000.00", "currency": "CNY"}
    assert one["values"]["phones"][0]["value"] == "+8651266660001"
    assert {tag["label"] for tag in one["titles"]["tags"]} == {"重点", "老客户"}
    assert one["values"]["other_columns"] == {"暗号": "甲1"}
    assert two["values"]["other_columns"] == {"行业": "不知何业"}
    again = landed(importer, "accounts", book(*ACCOUNTS))
    assert (again["created"], again["failed"]) == (0, 0)


def test_follow_ups_find_their_people(importer: Importer) -> None:
    for name in ("郝测试", "孟测试", "孟测试"):
        importer.call("POST", "/records/contacts", {"values": {"name": name}}, status=201)
    rows = [
        ["联系人", "跟进方式", "跟进时间", "跟进内容"],
        ["郝测试", "电话", "2026-05-01", "谈了报价"],
        ["孟测试", "拜访", "2026-05-02", "两个人都叫这名字"],
        ["", "微信", "2026-05-03", "不知道是谁"],
    ]
    done = landed(importer, "activities", book(*rows))
    assert (done["created"], done["failed"]) == (3, 0)
    found = {row["values"]["content"]: row for row in records(importer, "activities")}
    assert found["谈了报价"]["titles"]["contact"] == "郝测试"
    assert found["谈了报价"]["values"]["kind"] == "call"
    assert found["两个人都叫这名字"]["values"]["contact"] is None
    assert found["两个人都叫这名字"]["values"]["other_columns"] == {"联系人": "孟测试"}
    again = landed(importer, "activities", book(*rows))
    assert (again["created"], again["unchanged"]) == (0, 3)


@pytest.mark.usefixtures("gadgets")
def test_a_module_without_a_plan(importer: Importer) -> None:
    importer.call("POST", "/records/accounts", {"values": {"name": "示例测试甲有限公司"}}, status=201)
    rows = [
        ["Name", "Pieces", "Price", "Day", "Color", "Colors", "Account", "E-mail", "Serial"],
        ["Lamp", 3, 12.5, "2026-05-01", "red", "red, blue", "示例测试甲有限公司", "a@b.example.com", "G-7"],
        ["Chair", "many", "", "2026-13-01", "pink", "", "Nobody Ltd", "", ""],
    ]
    done = landed(importer, "gadgets", book(*rows))
    assert (done["created"], done["failed"]) == (2, 0)
    lamp, chair = sorted(records(importer, "gadgets"), key=lambda row: row["values"]["name"], reverse=True)
    values = lamp["values"]
    assert (values["pieces"], values["price"]["amount"], values["day"]) == (3, "12.50", "2026-05-01")
    assert (values["color"], values["colors"]) == ("red", ["red", "blue"])
    assert lamp["titles"]["account"] == "示例测试甲有限公司"
    assert values["serial"] != "G-7" or values["other_columns"] == {"Serial": "G-7"}
    kept = chair["values"]["other_columns"]
    assert kept == {"Pieces": "many", "Day": "2026-13-01", "Color": "pink", "Account": "Nobody Ltd"}


@pytest.mark.usefixtures("gadgets")
@pytest.mark.parametrize("module", ["contacts", "accounts", "activities", "gadgets"])
def test_a_filled_template_comes_in(importer: Importer, module: str) -> None:
    """Every column of the template is recognised as what it is."""
    response = importer.client.get(f"/api/v1/imports/template?module={module}")
    assert response.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    header = [cell.value for cell in sheet[1]]
    upload = SimpleUploadedFile("filled.xlsx", book(header, ["x"] * len(header)))
    plan = importer.client.post("/api/v1/imports", {"file": [upload], "module": module}).json()
    (table,) = plan["files"][0]["sheets"]
    assert table["header_rows"] == [1]
    wanted = [target["key"] for target in plan["targets"]]
    assert [column["target"] or column["proposed"] for column in table["columns"]] == wanted


def test_unknown_modules_are_absent(importer: Importer) -> None:
    upload = SimpleUploadedFile("file.xlsx", book(["Name"], ["x"]))
    response = importer.client.post("/api/v1/imports", {"file": [upload], "module": "nothing"})
    assert response.status_code == 404
