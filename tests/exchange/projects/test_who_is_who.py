"""Which rows are one person: signs that belong to a house do not join, a row that agrees with two joins them."""

import csv
import io
from typing import Any

import pytest
from tests.exchange.projects.flow import Importer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

HEADER = ["姓名", "公司名称", "手机", "座机", "邮箱"]
FIRM = "示例测试甲有限公司"
HOUSE = [
    ["郝测试", FIRM, "13900001111", "0512-66660001", "info@a.example.com"],
    ["孟测试", FIRM, "13900002222", "0512-66660001", "info@a.example.com"],
    ["孟大测", FIRM, "", "0512-66660001", "info@a.example.com"],
    ["孟测试", FIRM, "", "", "INFO@a.example.com"],
]


def sheet(rows: list[list[str]]) -> bytes:
    """The rows under their header, as a text file."""
    stream = io.StringIO()
    csv.writer(stream).writerows([HEADER, *rows])
    return stream.getvalue().encode("gb18030")


def run(importer: Importer, *files: list[list[str]]) -> tuple[dict[str, Any], dict[str, int]]:
    """An import of some files; the import, and how many records each name has."""
    plan = importer.plan([(f"{n}.csv", sheet(rows)) for n, rows in enumerate(files)])
    importer.step(plan["id"], "check")
    done = importer.step(plan["id"], "run")
    found = importer.call("POST", "/records/contacts/query", {"columns": ["name"], "limit": 100})["records"]
    names = [record["values"]["name"] for record in found]
    return done, {name: names.count(name) for name in names}


@pytest.fixture
def importer() -> Importer:
    return Importer()


def test_a_mailbox_or_switchboard_of_the_house_joins_nobody(importer: Importer) -> None:
    done, names = run(importer, HOUSE)
    assert (done["created"], names) == (3, {"郝测试": 1, "孟测试": 1, "孟大测": 1})
    again, names = run(importer, HOUSE)
    assert (again["created"], names) == (0, {"郝测试": 1, "孟测试": 1, "孟大测": 1})


def test_an_address_that_two_share_is_no_sign_when_names_and_mobiles_differ(importer: Importer) -> None:
    pair = [
        ["郝测试", FIRM, "13900001111", "", "home@a.example.com"],
        ["郝小测", FIRM, "13900002222", "", "home@a.example.com"],
        ["郝测试", "示例测试乙有限公司", "13900003333", "", "home@a.example.com"],
    ]
    done, names = run(importer, pair)
    assert (done["created"], names) == (2, {"郝测试": 1, "郝小测": 1})
    assert run(importer, pair)[0]["created"] == 0


def test_a_row_that_agrees_with_two_joins_them(importer: Importer) -> None:
    first = [["郝测试", FIRM, "", "", "hao@a.example.com"]]
    second = [["郝测试", FIRM, "13900001111", "", ""], ["孟测试", FIRM, "13900002222", "", ""]]
    third = [
        ["郝测试", FIRM, "13900001111", "", "hao@a.example.com"],
        ["郝测试", FIRM, "13900002222", "", "hao@a.example.com"],
    ]
    done, names = run(importer, first, second, third)
    assert (done["created"], names) == (2, {"郝测试": 1, "孟测试": 1})
    assert run(importer, first, second, third)[0]["created"] == 0


def test_the_record_that_is_there_leads_whatever_the_order(importer: Importer) -> None:
    run(importer, [["郝测试", FIRM, "", "", "hao@a.example.com"]])
    done, names = run(
        importer,
        [
            ["郝测试", FIRM, "", "0512-66660009", "hao@a.example.com"],
            ["郝测试", FIRM, "13900007777", "", ""],
            ["郝测试", FIRM, "13900007777", "", "hao@a.example.com"],
        ],
    )
    assert (done["created"], names) == (0, {"郝测试": 1})
