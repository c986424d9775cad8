"""Workbooks unlike the development one: two header levels, the 1904 calendar, 万元, subtotals, merged cells, a summary sheet."""

from datetime import date, datetime, time

import pytest
import xlsxwriter
from tests.exchange.acceptance.prepared import expected_form, prepare

HEADER = [
    "序号",
    "客户姓名",
    "所在单位",
    "移动电话",
    "座机",
    "电子邮件",
    "接触日期",
    "预计成交额（万元）",
    "跟进阶段",
    "业务员",
]
ROWS = 40


def serial_1904(day: date) -> int:
    return (day - date(1904, 1, 1)).days


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "other.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        summary = book.add_worksheet("汇总")
        summary.write_row(0, 0, ["阶段", "客户数", "金额"])
        summary.write_row(1, 0, ["新线索", 3, 100])
        sheet = book.add_worksheet("客户")
        day_format = book.add_format({"num_format": "yyyy/m/d"})
        sheet.merge_range("A1:J1", "某公司客户台账")
        sheet.merge_range("A2:J2", "单位：万元　　制表日期：2024-05-01")
        for column, text in enumerate(HEADER):
            if column not in {3, 4, 5}:
                sheet.merge_range(3, column, 4, column, text)
        sheet.merge_range(3, 3, 3, 5, "联系方式")
        sheet.write_row(4, 3, HEADER[3:6])
        line = 5
        for n in range(ROWS):
            if n in {10, 25}:
                sheet.write_row(line, 0, ["小计", None, None, None, None, None, None, n * 3.5])
                line += 1
            if n == 20:
                sheet.write_row(line, 0, HEADER)
                line += 1
            day = date(2024, 3, 1 + n % 28)
            sheet.write(line, 0, n + 1)
            sheet.write(line, 1, "赵钱孙李"[n % 4] + "伟芳娜敏"[n // 4 % 4])
            sheet.write(line, 2, "苏州明德科技有限公司")
            sheet.write(line, 3, [13800138000 + n, f"138 0013 {8000 + n}", "1.38E+10"][n % 3])
            sheet.write(line, 4, "0512-65432100")
            sheet.write(line, 5, f"a{n}@example.com")
            if n % 3 == 0:
                sheet.write_datetime(line, 6, datetime.combine(day, time()), day_format)
            else:
                sheet.write(line, 6, serial_1904(day) if n % 3 == 1 else str(serial_1904(day)))
            sheet.write(line, 7, [12, "12.5", "8万", "壹拾万元整"][n % 4])
            sheet.write(line, 8, ["已成交", "谈判中"][n % 2])
            sheet.write(line, 9, "李 雷")
            line += 1
        sheet.merge_range(line, 0, line, 6, "合 计")
        sheet.write_formula(line, 7, "=SUM(H6:H50)", None, 500)
        sheet.write(line + 1, 0, "制表：李雷　审核：韩梅梅")
    return path


def test_two_levels_1904_and_ten_thousands(workbook):
    rows = list(prepare(workbook))
    assert {sheet.name for sheet, *_ in rows} == {"客户"}
    data = [expected_form(normal) for _, _, _, normal in rows if normal]
    assert len(data) == ROWS
    for n, (fields, errors) in enumerate(data):
        lost = n % 3 == 2
        assert errors == (["mobile"] if lost else [])
        assert fields.get("mobile") == (None if lost else f"+861380013{8000 + n}")
        assert fields["phone"] == "+8651265432100"
        assert fields["first_contact"] == f"2024-03-{1 + n % 28:02d}"
        assert fields["amount_cny"] == [120000, 125000, 80000, 100000][n % 4]
        assert fields["stage"] == ["won", "negotiation"][n % 2]
        assert fields["owner"] == "李雷"
    reasons = [reason for _, _, reason, _ in rows if reason]
    assert reasons == [
        "title", "subtitle", "blank", "header", "header", "total_row", "repeated_header", "total_row", "total_row",
        "footnote",
    ]  # fmt: skip


def test_cells_merged_over_rows_belong_to_each(tmp_path):
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["公司", "姓名", "手机"])
        sheet.merge_range(1, 0, 3, 0, "明德有限公司")
        for n, name in enumerate(["赵伟", "钱芳", "孙娜", "李敏"]):
            sheet.write_row(n + 1, 1, [name, 13800138000 + n])
    found = [expected_form(normal)[0].get("company") for *_, normal in prepare(path) if normal]
    assert found == ["明德有限公司"] * 3 + [None]
