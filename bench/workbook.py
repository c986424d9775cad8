"""The 20-column workbooks that import measurements read; every person and company in them is invented."""

import random
from pathlib import Path
from typing import Any

import xlsxwriter

from bench import names

SHAPES = ("full", "contacts")
PEOPLE_AN_ACCOUNT = 4
FULL = ("姓名", "公司名称", "职务", "部门", "手机", "电话", "邮箱", "微信", "QQ", "阶段", "来源", "预计金额",
        "首次接触日期", "生日", "地址", "邮编", "行业", "负责人", "备注", "跟进内容")  # fmt: skip
CONTACTS = ("姓名", "性别", "职务", "部门", "手机", "电话", "邮箱", "微信", "QQ", "阶段", "来源", "预计金额",
            "首次接触日期", "生日", "地址", "邮编", "联系人类型", "爱好", "外部编号", "备注")  # fmt: skip
_STAGES = ("新线索", "方案报价", "已成交")
_SOURCES = ("展会", "转介绍")
_OFFICES = ("销售部", "采购部", "技术部", "财务部")


def write(path: Path, rows: int, shape: str) -> None:
    """A workbook of `rows` people: 'full' with account (one in four is new) and follow-up, or 'contacts' alone."""
    chance = random.Random(7)
    talks = names.texts(chance, 200)
    firms = [f"{names.company(chance, i)}" for i in range(1, rows // PEOPLE_AN_ACCOUNT + 2)]
    header, make = (FULL, _full) if shape == "full" else (CONTACTS, _contact)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("客户")
        sheet.write_row(0, 0, header)
        for number in range(1, rows + 1):
            sheet.write_row(number, 0, make(chance, number, firms, talks))


def _person(chance: random.Random, number: int) -> dict[str, Any]:
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    return {
        "mobile": f"{chance.choice((130, 136, 139, 183, 188))}{number:08d}",
        "line": f"0512-{chance.randint(60_000_000, 69_999_999)}",
        "email": f"p{number}@c{number // PEOPLE_AN_ACCOUNT}.example.com",
        "amount": chance.randint(1, 500) * 1000,
        "met": f"2024-{month:02d}-{day:02d}",
        "born": f"{chance.randint(1960, 2002)}-{day % 12 + 1:02d}-{month + 10:02d}",
        "address": f"江苏省苏州市工业园区星湖街{chance.randint(1, 999)}号",
    }


def _full(chance: random.Random, number: int, firms: list[str], talks: list[str]) -> tuple[Any, ...]:
    told = _person(chance, number)
    return (
        names.person(chance), firms[number // PEOPLE_AN_ACCOUNT], chance.choice(names.TITLES),
        chance.choice(_OFFICES), told["mobile"], told["line"], told["email"], f"wx_{number}",
        str(100_000 + number), chance.choice(_STAGES), chance.choice(_SOURCES), told["amount"], told["met"],
        told["born"], told["address"], "215000", "制造业", "", "老客户", f"{number}：{chance.choice(talks)}",
    )  # fmt: skip


def _contact(chance: random.Random, number: int, firms: list[str], talks: list[str]) -> tuple[Any, ...]:
    told = _person(chance, number)
    return (
        names.person(chance), chance.choice("男女"), chance.choice(names.TITLES), chance.choice(_OFFICES),
        told["mobile"], told["line"], told["email"], f"wx_{number}", str(100_000 + number),
        chance.choice(_STAGES), chance.choice(_SOURCES), told["amount"], told["met"], told["born"],
        told["address"], "215000", "客户", "羽毛球", f"K{number:07d}", chance.choice(talks),
    )  # fmt: skip
