"""Names of people as they stand in spreadsheets."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel.text import ValueFault, full_name, parse_name, split_name


@pytest.mark.parametrize(
    ("raw", "name", "surname", "given", "honorific", "gender"),
    [
        ("陈明 女士", "陈明", "陈", "明", "女士", "female"),
        ("欧阳怡俊先生", "欧阳怡俊", "欧阳", "怡俊", "先生", "male"),
        ("胡  艳\xa0", "胡艳", "胡", "艳", None, None),
        ("司馬軒詩", "司馬軒詩", "司馬", "軒詩", None, None),
        ("傅婉晨\u200b", "傅婉晨", "傅", "婉晨", None, None),
        ("张总", "张总", "张", "", "总", None),
        ("尉迟董", "尉迟董", "尉迟", "", "董", None),
        ("王小工", "王小工", "王", "小工", None, None),
        ("刘德华副总经理", "刘德华", "刘", "德华", "副总经理", None),
        ("张三(女)", "张三", "张", "三", None, "female"),
        ("李娜⭐️", "李娜", "李", "娜", None, None),
        ("Mr. John van der Berg", "John van der Berg", "van der Berg", "John", "Mr", "male"),
        ("Madonna", "Madonna", "", "Madonna", None, None),
        ("买买提·阿凡提先生", "买买提·阿凡提", "", "买买提·阿凡提", "先生", "male"),
    ],
)
def test_parse_name(
    raw: str, name: str, surname: str, given: str, honorific: str | None, gender: str | None
) -> None:
    read = parse_name(raw)
    assert (read.name, read.surname, read.given) == (name, surname, given)
    assert (read.honorific, read.gender) == (honorific, gender)


def test_a_remark_in_brackets_is_kept_beside_the_name() -> None:
    assert parse_name("张三（采购部，微信同号）").note == "采购部，微信同号"
    assert parse_name("（待定客户）").name == "（待定客户）"


@pytest.mark.parametrize("raw", ["", " ", "无", "-", "N/A", "⭐️"])
def test_nothing_is_not_a_name(raw: str) -> None:
    with pytest.raises(ValueFault) as fault:
        parse_name(raw)
    assert fault.value.code == "required"


@pytest.mark.parametrize("name", ["张三", "欧阳锋", "司马懿", "Ada Lovelace", "阿凡提·买买提", "Plato"])
def test_a_split_name_can_be_put_together(name: str) -> None:
    assert full_name(*split_name(name)) == name


@given(st.text())
def test_any_text_is_read_or_refused(raw: str) -> None:
    with contextlib.suppress(ValueFault):
        assert parse_name(raw).name


@pytest.mark.parametrize(
    "raw", ["*张三", "张三*", "1.张三", "（2）张三", "3、张三", "★张三", "张三 #", "#张三"]
)
def test_marks_of_a_list_are_no_part_of_a_name(raw: str) -> None:
    assert parse_name(raw).name == "张三"
