"""Own small files through the API: what is asked, what is fixed, what is kept, what waits."""

import io

import pytest
import xlsxwriter
from tests.exchange.projects.flow import Importer

from guanxi.access import rights
from guanxi.access.models import Role, User
from guanxi.jobs.worker import run_until_idle

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

HEADER = ["姓名", "公司名称", "手机", "邮箱", "负责人", "生日", "鞋码", "跟进内容"]
ROWS = [
    [
        "郝测试",
        "示例测试甲有限公司",
        "13900001111",
        "hao@a.example.com",
        "没有这人",
        "1990-02-03",
        "42",
        "第一次通话",
    ],
    ["郝测试", "示例测试乙有限公司", "139 0000 1111", "", "", "", "", "第二次通话"],
    ["孟测试", "示例测试甲有限公司", "1390000", "meng@a.example.com", "", "1990-02-31", "", ""],
    ["", "示例测试丙有限公司", "13900002222", "", "", "", "", ""],
]


def workbook(rows: list[list[str]]) -> bytes:
    """A sheet with a title across the table, the header, the rows and a total."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("客户")
        sheet.merge_range(0, 0, 0, len(HEADER) - 1, "客户资料汇总表")
        for line, row in enumerate([HEADER, *rows], 1):
            for column, text in enumerate(row):
                sheet.write_string(line, column, text)
        sheet.write_string(len(rows) + 2, 0, "合计")
    return stream.getvalue()


@pytest.fixture
def importer() -> Importer:
    return Importer()


def contact(importer: Importer, name: str) -> dict:
    """The one contact of a name."""
    body = {"criteria": {"field": "name", "op": "equals", "value": name}}
    records = importer.call("POST", "/records/contacts/query", body)["records"]
    assert len(records) == 1, records
    return records[0]


def test_check_counts_and_writes_nothing(importer: Importer) -> None:
    plan = importer.plan([("客户.xlsx", workbook(ROWS))])
    checked = importer.step(plan["id"], "check")
    assert {key: checked[key] for key in ("state", "total", "partial", "waiting")} == {
        "state": "checked", "total": 4, "partial": 1, "waiting": 1,
    }  # fmt: skip
    assert checked["unknown_owners"] == ["没有这人"]
    reasons = {row["row"]: row["reason"] for row in importer.rows(plan["id"]) if row["state"] == "skipped"}
    assert reasons == {1: "title", 2: "header", 7: "total_row"}
    assert importer.call("POST", "/records/contacts/query", {"count": "exact"})["count"]["value"] == 0


def test_run_merges_keeps_and_lists(importer: Importer) -> None:
    plan = importer.plan([("客户.xlsx", workbook(ROWS))])
    importer.step(plan["id"], "check")
    done = importer.step(plan["id"], "run")
    assert (done["created"], done["updated"], done["waiting"]) == (2, 1, 1)
    one = contact(importer, "郝测试")
    assert one["values"]["other_columns"] == {"鞋码": "42", "负责人": "没有这人"}
    assert [entry["main"] for entry in one["values"]["employments"]] == [True, False]
    assert one["titles"]["account"] == "示例测试甲有限公司"
    talks = importer.call("GET", f"/records/contacts/{one['id']}/related/activities")["records"]
    assert {talk["values"]["content"] for talk in talks} == {"第一次通话", "第二次通话"}
    mend = contact(importer, "孟测试")
    assert mend["values"]["problems"] == {
        "contacts.phones:mobile": "1390000",
        "contacts.birthday": "1990-02-31",
    }
    assert mend["values"]["phones"] == []


def test_what_several_rows_say_in_a_column_that_fills_nothing_is_kept_of_all(importer: Importer) -> None:
    sizes = ["42", "43", "42", "44"]
    rows = [["郝测试", "", "13900001111", "", "", "", size, ""] for size in sizes]
    for files in (rows[:3], rows[3:], rows):
        plan = importer.plan([("客户.xlsx", workbook(files))])
        importer.step(plan["id"], "check")
        importer.step(plan["id"], "run")
    assert contact(importer, "郝测试")["values"]["other_columns"] == {"鞋码": "42\n43\n44"}


def csv(*lines: str) -> tuple[str, bytes]:
    return "客户.csv", "\n".join(lines).encode()


def test_what_is_said_of_no_company_and_no_talk_is_kept_with_the_person(importer: Importer) -> None:
    file = csv(
        "姓名,手机,公司,所属行业,最近跟进时间,跟进记录",
        "郝测试,13900001111,,教育,2024-05-06,",
        "孟测试,13900002222,示例测试甲有限公司,教育,2024-05-07,谈过价格",
    )
    plan = importer.plan([file])
    importer.step(plan["id"], "check")
    importer.step(plan["id"], "run")
    assert contact(importer, "郝测试")["values"]["other_columns"] == {
        "所属行业": "教育",
        "最近跟进时间": "2024-05-06",
    }
    assert contact(importer, "孟测试")["values"]["other_columns"] == {}
    assert account(importer)["values"]["industry"] == "education"


def account(importer: Importer) -> dict:
    """The one account that there is."""
    records = importer.call("POST", "/records/accounts/query", {})["records"]
    assert len(records) == 1, records
    return records[0]


@pytest.mark.parametrize("on_match", ["fill", "newest"])
def test_contradictions_about_a_company_are_listed(importer: Importer, on_match: str) -> None:
    head, company = "姓名,手机,公司,行业,网址", "示例测试甲有限公司"
    files = (
        csv(head, f"郝测试,13900001111,{company},教育,"),
        csv(
            head,
            f"孟测试,13900002222,{company},,https://a.example.com",
            f"齐测试,13900003333,{company},医疗,",
        ),
    )
    for file in files:
        plan = importer.plan([file])
        importer.call("PATCH", f"/imports/{plan['id']}", {"options": {"on_match": on_match}})
        importer.step(plan["id"], "check")
        done = importer.step(plan["id"], "run")
    kept = "education" if on_match == "fill" else "healthcare"
    values = account(importer)["values"]
    assert (values["website"], values["industry"]) == ("https://a.example.com", kept)
    assert [{**item, "file": "", "sheet": ""} for item in done["conflicts"]] == [
        {
            "module": "accounts", "field": "industry", "row": 3, "first": "education", "other": "healthcare",
            "kept": kept, "file": "", "sheet": "", "masked": False,
        }
    ]  # fmt: skip


def test_what_may_not_be_written_on_a_company_is_told(importer: Importer) -> None:
    head, company = "姓名,手机,公司,行业", "示例测试甲有限公司"
    marketing = Importer("marketing", "marketer")
    for who, line in (
        (importer, f"郝测试,13900001111,{company},"),
        (marketing, f"孟测试,13900002222,{company},医疗"),
    ):
        plan = who.plan([csv(head, line)])
        who.step(plan["id"], "check")
        done = who.step(plan["id"], "run")
    assert account(importer)["values"]["industry"] is None
    assert contact(importer, "孟测试")["titles"]["account"] == company
    told = [(item["field"], item["first"], item["other"], item["kept"]) for item in done["conflicts"]]
    assert told == [("industry", None, "healthcare", None)]


def test_the_mapping_shows_cells_as_they_look_and_which_columns_are_hidden(importer: Importer) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "手机", "公司名称"])
        sheet.write_row(1, 0, ["郝测试", "13900001111"])
        sheet.write_formula(1, 2, "=A9#", None, "#REF!")
        sheet.set_column(1, 1, None, None, {"hidden": True})
    columns = importer.plan([("客户.xlsx", stream.getvalue())])["files"][0]["sheets"][0]["columns"]
    assert [column["sample"] for column in columns] == [["郝测试"], ["13900001111"], ["#REF!"]]
    assert [column["hidden"] for column in columns] == [False, True, False]


def test_fixed_in_the_grid_before_the_run(importer: Importer) -> None:
    plan = importer.plan([("客户.xlsx", workbook(ROWS))])
    importer.step(plan["id"], "check")
    bad = importer.call("GET", f"/imports/{plan['id']}/rows?state=partial")["rows"][0]
    assert {error["field"] for error in bad["errors"]} == {"contacts.phones:mobile", "contacts.birthday"}
    path = f"/imports/{plan['id']}/rows/{bad['id']}"
    refused = importer.call("PATCH", path, {"values": {"contacts.phones:mobile": "12"}}, status=422)
    assert refused["errors"][0]["field"] == "contacts.phones:mobile"
    fixed = importer.call(
        "PATCH",
        path,
        {"values": {"contacts.phones:mobile": "13900003333", "contacts.birthday": "1990-02-28"}},
    )
    assert (fixed["state"], fixed["errors"]) == ("ok", [])
    importer.step(plan["id"], "run")
    mended = contact(importer, "孟测试")["values"]
    assert (mended["phones"][0]["value"], mended["birthday"], mended["problems"]) == (
        "+8613900003333",
        "1990-02-28",
        {},
    )


def test_mapping_and_owner_are_settled(importer: Importer) -> None:
    plan = importer.plan([("客户.xlsx", workbook(ROWS))])
    sheet = plan["files"][0]["sheets"][0]
    columns = [{"index": 6, "target": "contacts.hobbies"}]
    body = {
        "files": [{"id": plan["files"][0]["id"], "sheets": [{"key": sheet["key"], "columns": columns}]}],
        "options": {"owner": {"没有这人": "me"}, "on_match": "newest"},
    }
    importer.call("PATCH", f"/imports/{plan['id']}", body)
    checked = importer.step(plan["id"], "check")
    assert checked["unknown_owners"] == []
    importer.step(plan["id"], "run")
    one = contact(importer, "郝测试")
    assert (one["values"]["hobbies"], one["values"]["other_columns"]) == ("42", {})


def test_a_file_that_cannot_be_read_says_so(importer: Importer) -> None:
    plan = importer.plan([("坏.xlsx", b"PK\x03\x04" + b"\0" * 100)])
    error = plan["files"][0]["error"]
    assert error["code"] == "file_corrupt"
    assert "Excel" in error["message"]


def test_steps_out_of_turn_are_refused(importer: Importer) -> None:
    plan = importer.plan([("客户.xlsx", workbook(ROWS))])
    refused = importer.call("POST", f"/imports/{plan['id']}/run", status=409)
    assert refused["code"] == "import_wrong_state"


def test_another_persons_import_is_absent(importer: Importer) -> None:
    plan = importer.plan([("客户.xlsx", workbook(ROWS))])
    from guanxi.access.accounts import create_user, new_token  # lazy: a second person

    other = create_user("other", "别人", "long-enough-password-1", ["director"])
    importer.client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {new_token(other, 'tests')}"
    importer.call("GET", f"/imports/{plan['id']}", status=404)


def test_one_corrected_part_leaves_the_other_problems(importer: Importer) -> None:
    """What was mended of a list field stays mended when the file is checked again, and only that."""
    rows = [["郝测试", "", "1390000", "hao@a.example.com", "", "", "", ""]]
    header = ["姓名", "公司名称", "手机", "邮箱", "负责人", "生日", "座机", "跟进内容"]
    rows[0][6] = "0512-1"
    rows += [[f"人{n}", "", f"1390000500{n}", "", "", "", f"0512-6666000{n}", ""] for n in range(1, 6)]
    plan = importer.plan([("客户.csv", "\n".join(",".join(row) for row in [header, *rows]).encode())])
    importer.step(plan["id"], "check")
    (bad,) = importer.rows(plan["id"])[1:2]
    assert {error["field"] for error in bad["errors"]} == {"contacts.phones:mobile", "contacts.phones:work"}
    path = f"/imports/{plan['id']}/rows/{bad['id']}"
    importer.call("PATCH", path, {"values": {"contacts.phones:mobile": "13900003333"}})
    importer.call("PATCH", path, {"values": {"contacts.phones:mobile": "13900004444"}})
    importer.call("PATCH", f"/imports/{plan['id']}", {"options": {"on_match": "newest"}})
    importer.step(plan["id"], "check")
    again = importer.rows(plan["id"])[1]
    assert [error["field"] for error in again["errors"]] == ["contacts.phones:work"]
    assert [entry["value"] for entry in again["fields"]["contacts.phones"]] == ["+8613900004444"]
    path = f"/imports/{plan['id']}/rows/{again['id']}"
    both = importer.call("PATCH", path, {"values": {"contacts.phones:work": "0512-66660001"}})
    assert both["state"] == "ok"
    assert [entry["value"] for entry in both["fields"]["contacts.phones"]] == [
        "+8613900004444",
        "+8651266660001",
    ]


def test_unknown_owners_can_be_invited(importer: Importer) -> None:
    plan = importer.plan([("客户.xlsx", workbook(ROWS))])
    importer.step(plan["id"], "check")
    wish = {"options": {"owner": {"没有这人": "invite"}}}
    refused = importer.call("PATCH", f"/imports/{plan['id']}", wish, status=403)
    assert refused["code"] == "import_cannot_invite"
    User.objects.get(username="importer").roles.add(Role.objects.get(key="administrator"))
    rights.forget()
    importer.call("PATCH", f"/imports/{plan['id']}", wish)
    assert importer.step(plan["id"], "check")["unknown_owners"] == []
    begun = importer.call("POST", f"/imports/{plan['id']}/run", status=202)
    (invitation,) = begun["invitations"]
    assert invitation["name"] == "没有这人"
    run_until_idle()
    one = contact(importer, "郝测试")
    person = User.objects.get(name="没有这人")
    assert (one["values"]["owner"], person.is_active) == (str(person.pk), False)
    joining = {"token": invitation["link"].partition("=")[2], "username": "xin", "name": "没有这人",
               "password": "long-enough-password-2", "locale": "zh-CN"}  # fmt: skip
    assert importer.client.post("/api/v1/join", joining, content_type="application/json").status_code == 201
    assert User.objects.get(pk=person.pk).is_active
    # The name is known from now on.
    plan = importer.plan([("再来.xlsx", workbook(ROWS))])
    assert importer.step(plan["id"], "check")["unknown_owners"] == []


def test_nobody_is_invited_whom_no_row_names_any_more(importer: Importer) -> None:
    User.objects.get(username="importer").roles.add(Role.objects.get(key="administrator"))
    rights.forget()
    plan = importer.plan([("客户.xlsx", workbook(ROWS))])
    wish = {"options": {"owner": {"没有这人": "invite", "旧同事": "me"}}}
    importer.call("PATCH", f"/imports/{plan['id']}", wish)
    (file,) = plan["files"]
    (sheet,) = file["sheets"]
    column = next(column["index"] for column in sheet["columns"] if column["target"] == "contacts.owner")
    other = [{"key": sheet["key"], "columns": [{"index": column, "target": "other"}]}]
    importer.call("PATCH", f"/imports/{plan['id']}", {"files": [{"id": file["id"], "sheets": other}]})
    assert importer.step(plan["id"], "check")["options"]["owner"] == {"旧同事": "me"}
    begun = importer.call("POST", f"/imports/{plan['id']}/run", status=202)
    assert not begun.get("invitations")
    run_until_idle()
    assert not User.objects.filter(name="没有这人").exists()
