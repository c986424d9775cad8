"""Where a table begins, and which rows are no data."""

from guanxi.exchange.readers import CellError, Row, SheetInfo
from guanxi.exchange.understand import RowSorter, find_table
from guanxi.exchange.understand.tables import gaps

PEOPLE = [
    ["张伟", "明德有限公司", "13800138000", "a@example.com", 1000],
    ["李娜", "启航集团", "13900139000", "b@example.com", 2000],
    ["王芳", "星辰公司", "13700137000", None, 3000],
]
HEADER = ["姓名", "公司名称", "手机", "邮箱", "金额"]


def rows(*lines):
    return [Row(n, list(line)) for n, line in enumerate(lines, start=1) if line]


def reasons(sheet, found, table):
    sorter = RowSorter(table, sheet)
    return {r.number: why for r in gaps(iter(found), 1) if (why := sorter.reason(r))}


def test_titles_totals_notes_and_repeated_headers():
    sheet = SheetInfo("0", "S", merges=[(1, 0, 1, 4), (2, 0, 2, 4), (11, 0, 11, 4)])
    found = rows(
        ["客户资料汇总表"], ["填报人：李雷　单位：万元"], HEADER, *PEOPLE, None, HEADER, PEOPLE[0],
        ["合 计", None, None, None, CellError("#FORMULA")], ["注：以上数据仅供内部使用"],
    )  # fmt: skip
    table = find_table(sheet, found)
    assert table.header_rows == [3]
    assert table.chosen
    assert table.unit.factor == 10000
    assert reasons(sheet, found, table) == {
        1: "title", 2: "subtitle", 3: "header", 7: "blank", 8: "repeated_header", 10: "total_row", 11: "footnote",
    }  # fmt: skip


def test_a_two_level_header_with_merged_groups():
    sheet = SheetInfo("0", "S", merges=[(1, 2, 1, 3), (1, 0, 2, 0), (1, 1, 2, 1), (1, 4, 2, 4)])
    found = rows(["姓名", "公司名称", "联系方式", None, "金额"], [None, None, "手机", "邮箱"], *PEOPLE)
    table = find_table(sheet, found)
    assert table.header_rows == [1, 2]
    assert table.headers == ["姓名", "公司名称", "手机", "邮箱", "金额"]
    assert table.groups[2:4] == ["联系方式", "联系方式"]


def test_a_two_level_header_in_a_csv():
    found = rows(["姓名", "公司名称", "联系方式", None, "金额"], [None, None, "手机", "邮箱", None], *PEOPLE)
    table = find_table(SheetInfo("0", "S"), found)
    assert table.header_rows == [1, 2]
    assert table.headers == ["姓名", "公司名称", "手机", "邮箱", "金额"]


def test_a_sheet_without_header():
    table = find_table(SheetInfo("0", "S"), rows(*PEOPLE))
    assert table.header_rows == []
    assert table.chosen
    assert table.first_row == 1


def test_sheets_that_are_no_data():
    hidden = SheetInfo("1", "数据字典", hidden=True)
    assert not find_table(hidden, rows(["姓名", "手机"], ["张伟", "13800138000"])).chosen
    assert not find_table(SheetInfo("2", "S"), []).chosen
    assert not find_table(SheetInfo("2", "S"), rows(["填表说明"], ["请不要改表头"])).chosen


def test_names_that_look_like_notes_are_data():
    table = find_table(SheetInfo("0", "S"), rows(HEADER, *PEOPLE))
    sorter = RowSorter(table, SheetInfo("0", "S"))
    assert sorter.reason(Row(9, ["注小明", "某公司", "13800138000"])) is None
    assert sorter.reason(Row(10, ["合计网络有限公司", None, "13800138000"])) is None
    assert sorter.reason(Row(11, ["张三"])) is None
    assert sorter.reason(Row(12, ["总计", "明德公司", "13800138000"])) is None


def test_a_data_row_of_words_is_no_second_header():
    found = rows(["姓名", "阶段", "来源"], ["张伟", "意向", "展会"], ["李娜", "成交", "官网"])
    assert find_table(SheetInfo("0", "S"), found).header_rows == [1]


def test_a_table_beside_other_columns_of_titles():
    found = rows(["报表导出人：", "李雷"], ["报表导出时间：", "2024年3月4日"], HEADER, *PEOPLE)
    table = find_table(SheetInfo("0", "S"), found)
    assert table.header_rows == [3]
