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
    assert sorter.reason(Row(13, ["合计", "", "1286.4"])) == "total_row"


def test_a_data_row_of_words_is_no_second_header():
    found = rows(["姓名", "阶段", "来源"], ["张伟", "意向", "展会"], ["李娜", "成交", "官网"])
    assert find_table(SheetInfo("0", "S"), found).header_rows == [1]


def test_a_table_beside_other_columns_of_titles():
    found = rows(["报表导出人：", "李雷"], ["报表导出时间：", "2024年3月4日"], HEADER, *PEOPLE)
    table = find_table(SheetInfo("0", "S"), found)
    assert table.header_rows == [3]


def test_signatures_and_headings_between_rows_are_no_data():
    wide = ["姓名", "公司名称", "手机", "邮箱", "金额"]
    found = rows(
        wide, ["华东区"], PEOPLE[0], ["二、成交客户"], PEOPLE[1], ["2024年3月"], PEOPLE[2], ["共3条"],
        ["制表：李雷", None, "审核：韩梅梅", None, "日期：2024年7月1日"],
    )  # fmt: skip
    table = find_table(SheetInfo("0", "S"), found)
    assert reasons(SheetInfo("0", "S"), found, table) == {
        1: "header", 2: "subtitle", 4: "subtitle", 6: "subtitle", 8: "total_row", 9: "footnote",
    }  # fmt: skip
    sorter = RowSorter(table, SheetInfo("0", "S"))
    for name in ("张三", "华东升", "欧阳区伟", "南宫月"):
        assert sorter.reason(Row(20, [name])) is None, name


def test_a_header_of_two_levels_is_known_again_with_both():
    sheet = SheetInfo("0", "S", merges=[(1, 2, 1, 3), (1, 0, 2, 0), (1, 1, 2, 1), (1, 4, 2, 4)])
    upper, lower = ["姓名", "公司名称", "联系方式", None, "金额"], [None, None, "手机", "邮箱"]
    found = rows(upper, lower, PEOPLE[0], upper, lower, PEOPLE[1])
    table = find_table(sheet, found)
    assert reasons(sheet, found, table) == {
        1: "header", 2: "header", 4: "repeated_header", 5: "repeated_header",
    }  # fmt: skip


def test_another_table_below_is_left_alone_until_the_header_comes_again():
    found = rows(
        HEADER, *PEOPLE, None, ["附：各阶段统计"], ["阶段", "数量", "金额"], ["新线索", 2, 5000], ["已成交", 1, 900],
        None, HEADER, PEOPLE[0],
    )  # fmt: skip
    table = find_table(SheetInfo("0", "S"), found)
    assert reasons(SheetInfo("0", "S"), found, table) == {
        1: "header", 5: "blank", 6: "subtitle", 7: "other_table", 8: "other_table", 9: "other_table", 10: "blank",
        11: "repeated_header",
    }  # fmt: skip


def test_words_of_data_behind_a_gap_begin_no_table():
    header = ["姓名", "阶段", "来源", "手机"]
    found = rows(header, ["张伟", "意向", "展会", "13800138000"], None, ["李娜", "成交", "官网", None])
    table = find_table(SheetInfo("0", "S"), found)
    assert reasons(SheetInfo("0", "S"), found, table) == {1: "header", 3: "blank"}


def test_instructions_with_a_date_in_them_are_no_list_of_people():
    found = rows(
        ["填写说明"], ["1", "姓名、手机为必填项"], ["2", "日期格式：2024-01-01"], ["3", "金额单位：元"]
    )
    assert not find_table(SheetInfo("0", "S"), found).chosen


NUMBERED = ["序号", "姓名", "公司名称", "手机", "邮箱", "金额"]


def test_what_stands_between_and_behind_the_rows_of_a_list():
    people = [[n, *person] for n, person in enumerate(PEOPLE, 1)]
    table = find_table(SheetInfo("0", "S"), rows(NUMBERED, *people))
    told = {
        "footnote": [["第 1 页 共 3 页"], ["Page 1 of 3"], ["- 2 -"], ["（续）"], ["续表"], ["以下空白"], ["====="], ["本表由系统自动生成"],
                     ["End of report - 26 records"],
                     ["填表人", None, "李雷"], ["制表日期", "2024-6-30"], ["经办人：", None, "负责人签字："], ["总人数", 25]],
        "total_row": [["华东区小计", None, None, None, None, 3000], ["2024年3月小计", None, None, None, None, 3000],
                      [None, "合计", "3家", None, None, 6000]],
        "subtitle": [["2024/3/1"], ["星期一"], ["第一季度"], ["重点客户"], ["表二：流失客户"], ["公司名称：明德有限公司"], ["二部"],
                     ["李强"], ["王总"], ["张伟负责"], ["以下为2024年新增"], ["以下均為老客戶"]],
        "blank": [[4], [5, "", "", None], ["6"]],
        None: [[7, "张三"], [None, "小计测试"], [None, "王总"], [8, "李四", None, None, None, "待定"],
               [None, "统计", "某公司", "13800138000"]],
    }  # fmt: skip
    for reason, lines in told.items():
        for cells in lines:
            sorter = RowSorter(table, SheetInfo("0", "S"))
            assert sorter.reason(Row(50, cells)) == reason, cells
