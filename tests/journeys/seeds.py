"""Invented people and files that journeys begin with."""

from pathlib import Path

import xlsxwriter

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = ("明远", "雅琴", "建国", "思涵", "立群", "晓峰")
HEADERS = ["姓名", "手机", "公司名称", "职务", "邮箱", "备注"]


def invented(number: int) -> str:
    """The name of the n-th invented person; the first 192 differ."""
    return SURNAMES[number % len(SURNAMES)] + GIVEN[number // len(SURNAMES) % len(GIVEN)]


def mobile(number: int) -> str:
    """A mobile number of the form that is given out in mainland China."""
    return f"+86139{number:08d}"


def contact(number: int, **more: object) -> dict[str, object]:
    """The values of an invented contact."""
    return {"name": invented(number), "title": "采购", **more}


def messy_workbook(path: Path) -> Path:
    """A sheet as offices keep it: merged title, header, people, the header again, a total, a remark."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("客户名单")
    bold = book.add_format({"bold": True, "align": "center"})
    sheet.merge_range(0, 0, 0, 5, "2026 年客户名单（内部资料）", bold)
    sheet.write_row(1, 0, HEADERS, bold)
    rows = [
        ["林知夏", "138 0013 8001", "青禾贸易有限公司", "采购经理", "lin@qinghe.example", "老客户"],
        ["周雅婷", "+86 13800138002", "青禾贸易有限公司", "总经理", "zhou@qinghe.example", ""],
        ["苏子墨", "13800138003", "云帆机械有限公司", "工程师", "su@yunfan.example", "展会认识"],
    ]
    more = [
        ["顾长风", "13800138004", "云帆机械有限公司", "销售总监", "gu@yunfan.example", ""],
        ["沈若溪", "13800138005", "恒泰包装有限公司", "财务", "shen@hengtai.example", ""],
    ]
    for number, row in enumerate(rows):
        sheet.write_row(2 + number, 0, row)
    sheet.write_row(5, 0, HEADERS, bold)
    for number, row in enumerate(more):
        sheet.write_row(6 + number, 0, row)
    sheet.write_row(8, 0, ["合计", "5 人", "", "", "", ""])
    book.close()
    return path


def gbk_table(path: Path) -> Path:
    """A comma table in GBK, as older programs save it."""
    lines = ["姓名,手机,公司", "许知远,13800138006,南山茶业有限公司", "陆星河,13800138007,南山茶业有限公司"]
    path.write_bytes("\r\n".join(lines).encode("gbk"))
    return path


def table_with_a_problem(path: Path, name: str) -> Path:
    """Two people; the mobile of the second lacks a digit."""
    lines = [
        "姓名,手机,公司",
        f"{name}一,13800138011,东篱文化有限公司",
        f"{name}二,1380013801,东篱文化有限公司",
    ]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path
