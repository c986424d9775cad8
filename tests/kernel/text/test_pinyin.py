"""Pinyin of names and companies, and the order that it gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel.text import (
    initials,
    name_pinyin,
    name_readings,
    name_sort_key,
    normal,
    sort_key,
    text_syllables,
)


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("张三", "zhangsan"), ("張三", "zhangsan"), ("曾小贤", "zengxiaoxian"), ("单雄信", "shanxiongxin"),
        ("仇和", "qiuhe"), ("解晓东", "xiexiaodong"), ("查良镛", "zhaliangyong"), ("任盈盈", "renyingying"),
        ("区家麟", "oujialin"), ("尉迟恭", "yuchigong"), ("万俟卨", "moqixie"), ("朴树", "piaoshu"), ("盖聂", "genie"),
        ("乐嘉", "yuejia"), ("翟志刚", "zhaizhigang"), ("长孙无忌", "zhangsunwuji"), ("单于", "chanyu"), ("吕布", "lvbu"),
        ("Tom", ""), ("䶮", "yan"),
    ],
)  # fmt: skip
def test_surnames_are_read_as_surnames(name: str, pinyin: str) -> None:
    assert name_pinyin(name) == pinyin


def test_other_readings_follow_and_are_bounded() -> None:
    found = ["".join(reading) for reading in name_readings("单晓乐")]
    assert found == ["shanxiaole", "danxiaole", "shanxiaoyue", "danxiaoyue"]
    assert max(len(name_readings(name)) for name in ["朴重行", "缪长乐", "乐行重", "朝藏传"]) <= 6


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("重庆银行", "chong qing yin hang"), ("厦门大厦", "xia men da sha"), ("都市音乐", "du shi yin yue"),
        ("成都", "cheng du"), ("便利店", "bian li dian"), ("长安汽车", "chang an qi che"), ("abc", ""),
    ],
)  # fmt: skip
def test_neighbours_decide_in_texts(text: str, pinyin: str) -> None:
    assert " ".join(text_syllables(text)) == pinyin


def test_initials() -> None:
    assert initials(("zhang", "san")) == "zs"


def test_order_is_digits_latin_chinese_by_pinyin_and_homophones_stay_together() -> None:
    ordered = [
        "", "360安全", "3M", "an na", "anna", "Émile", "emily", "yb", "Zoe", "zz top",
        "阿宝", "安", "陈明", "李", "欧阳", "单雄信", "尚", "曾小贤", "张三", "张伟", "章三", "章伟", "ああ",
    ]  # fmt: skip
    keys = [name_sort_key(name) for name in ordered]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_a_text_is_not_a_name() -> None:
    assert sort_key("单位") < name_sort_key("单位")


@given(st.text(max_size=120))
def test_keys_are_plain_short_and_follow_the_normal_form(text: str) -> None:
    for key in (sort_key(text), name_sort_key(text)):
        assert len(key) <= 160
        assert set(key) <= set("0123456789abcdefghijklmnopqrstuvwxyz")
    assert sort_key(text) == sort_key(normal(text))
