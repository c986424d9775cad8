"""Search by one tokeniser: every way in which people look for a record finds it, through a real FTS5 table."""

import random
import sqlite3
import timeit
from collections.abc import Iterable

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel.text import (
    character_readings,
    email_tokens,
    fts5,
    name_pinyin,
    name_tokens,
    phone_tokens,
    query_tokens,
    text_tokens,
    tsquery,
)
from guanxi.kernel.text.names import COMPOUND_SURNAMES, surname_length
from guanxi.kernel.text.pinyin import SURNAME_READINGS, name_readings

_SINGLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_POLYPHONIC = "曾单仇解查任区朴盖乐翟缪覃谌种华纪召黑员尉令长"
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉建国华玉梅红志俊海燕雪琳晨宇轩涵子浩然梓萱欣怡诗"
    "佳思雨博睿哲瑶琪凯鹏飞翔斌波宁婷雅楠莉颖慧萍丹云峰龙乐行长朝传重"
)
_PLACES = ["北京", "上海", "广州", "深圳", "杭州", "苏州", "重庆", "成都", "厦门", "长沙", "赣州"]
_HOUSES = [
    "恒泰",
    "启航",
    "明德",
    "瑞丰",
    "锐捷达",
    "中科创",
    "正泰和",
    "蓝鲸",
    "海纳",
    "同创",
    "云启",
    "力拓",
]
_TRADES = ["科技", "软件", "物流", "生物科技", "信息技术", "食品", "医疗器械", "银行", "音乐"]
_TRADITIONAL = opencc.OpenCC("s2t")


def _people(count: int) -> list[str]:
    chance = random.Random(20261)
    names: set[str] = {"张三", "章三", "单雄信", "尉迟恭"}
    pools = [list(_SINGLE), list(_POLYPHONIC), sorted(COMPOUND_SURNAMES)]
    while len(names) < count:
        surname = chance.choice(chance.choices(pools, weights=[5, 3, 2])[0])
        names.add(surname + "".join(chance.choices(_GIVEN, k=chance.choice([1, 2, 2]))))
    return sorted(names)


def _table(rows: Iterable[list[str]]) -> sqlite3.Connection:
    table = sqlite3.connect(":memory:")
    table.execute(
        "CREATE VIRTUAL TABLE hits USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    table.executemany(
        "INSERT INTO hits(rowid, words) VALUES (?, ?)", ((n, " ".join(r)) for n, r in enumerate(rows))
    )
    return table


def _found(table: sqlite3.Connection, typed: str) -> set[int]:
    match = fts5(query_tokens(typed))
    assert match, typed
    return {row for (row,) in table.execute("SELECT rowid FROM hits WHERE hits MATCH ?", [match])}


PEOPLE = _people(2400)
PHONES = [f"+861{38000000000 // 10 + n * 7919 % 1000000000:010d}" for n in range(len(PEOPLE))]
EMAILS = [f"{name_pinyin(name)}.{n}@mail{n % 40}.firm{n % 97}.example.com" for n, name in enumerate(PEOPLE)]
COMPANIES = [
    f"{_PLACES[n % 11]}{_HOUSES[n % 12]}{_TRADES[n % 9]}{'股份' if n % 2 else ''}有限公司"
    for n in range(len(PEOPLE))
]


@pytest.fixture(scope="module")
def table() -> sqlite3.Connection:
    return _table(
        name_tokens(name) + phone_tokens(phone) + email_tokens(email) + text_tokens("company", company)
        for name, phone, email, company in zip(PEOPLE, PHONES, EMAILS, COMPANIES, strict=True)
    )


def _wide(digits: str) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in digits)


def _name_forms(name: str) -> list[str]:
    reading = name_readings(name)[0]
    size = surname_length(name)
    forms = ["".join(reading), " ".join(reading), "".join(s[0] for s in reading), "".join(reading).upper()]
    forms += ["".join(reading[:size]), reading[0] + "".join(s[0] for s in reading[1:]), "".join(reading)[:-1]]
    forms += [
        name,
        _TRADITIONAL.convert(name),
        name[:2],
        name[0],
        f"{name[:size]} {name[size:]}",
        f"{name}女士",
    ]
    forms += ["".join(other) for other in name_readings(name)[1:3]]
    return forms


def _other_forms(index: int) -> list[str]:
    digits, email, company = PHONES[index][3:], EMAILS[index], COMPANIES[index]
    mailbox, _, domain = email.partition("@")
    spaced = f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    dashed = spaced.replace(" ", "-")
    return [
        digits, _wide(digits), spaced, dashed, PHONES[index], f"0086{digits}", digits[-4:], f"{digits[:3]}****{digits[-4:]}",
        email, email.upper(), mailbox, f"{mailbox}@", f"@{domain}", domain, domain.partition(".")[2], domain.split(".")[1],
        company, company[2:4], company[1:3], company[2:6], _TRADITIONAL.convert(company[:6]),
    ]  # fmt: skip


def test_recall_over_two_thousand_names_and_every_way_to_ask(table: sqlite3.Connection) -> None:
    asked = missed = 0
    examples = []
    for index, name in enumerate(PEOPLE):
        forms = _name_forms(name) + (_other_forms(index) if index % 8 == 0 else [])
        for typed in forms:
            asked += 1
            if index not in _found(table, typed):
                missed += 1
                examples.append((name, typed))
    assert asked > 30_000
    assert missed / asked <= 0.01, examples[:20]


def test_surnames_of_the_table_are_found_by_their_own_reading() -> None:
    table = _table(name_tokens(f"{surname}明") for surname in SURNAME_READINGS)
    for row, (surname, reading) in enumerate(SURNAME_READINGS.items()):
        assert row in _found(table, f"{reading}ming"), surname
        assert row in _found(table, f"{reading[0]}m"), surname
        for other in character_readings(surname):
            assert row in _found(table, other), (surname, other)


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("张三", "zs"), ("张三", "zhangsan"), ("张三", "zhang san"), ("张三", "張三"), ("张三", "张"), ("张三", "z"), ("张三", "Zhang"),
        ("吕布", "lvbu"), ("吕布", "lubu"), ("吕布", "lyubu"), ("尉迟恭", "yuchi"), ("尉迟恭", "weichi"), ("张三丰", "sanfeng"),
        ("张三丰", "sf"), ("张三丰", "zhangsf"), ("张 三", "张三"), ("张三", "张总"), ("欧阳锋", "欧阳老师"), ("张三", "张sa"),
        ("李䶮", "liyan"), ("李䶮", "李䶮"), ("𠮷野", "𠮷"), ("王𬱖", "𬱖"), ("鿎", "鿎"), ("J. Sun", "j.sun"), ("J. Sun", "jsun"),
        ("Renée O'Brien", "renee"), ("Renée O'Brien", "obrien"), ("Renée O'Brien", "o'bri"), ("Zhang Wei", "zhangwei"),
        ("Иванов", "Иван"), ("山田ひろし", "ひろ"), ("约翰·史密斯", "史密斯"), ("约翰·史密斯", "约翰史密斯"),
    ],
)  # fmt: skip
def test_a_name_is_found(stored: str, typed: str) -> None:
    assert _found(_table([name_tokens(stored)]), typed) == {0}


@pytest.mark.parametrize(
    ("kind", "stored", "typed"),
    [
        ("company", "金桥（上海）精密仪器有限公司", "金桥精密"), ("company", "金桥（上海）精密仪器有限公司", "上海"),
        ("company", "杭州恒泰科技有限公司", "htkj"), ("company", "杭州恒泰科技有限公司", "hengtai"),
        ("company", "重庆银行", "cqyh"), ("company", "360安全科技", "360"), ("company", "3M中国有限公司", "3m"),
        ("company", "Acme Trading Co., Ltd.", "acm trad"), ("text", "合同 SO-2024-0012 已寄", "so-2024-0012"),
        ("text", "合同 SO-2024-0012 已寄", "2024-0012"), ("text", "见 a.b@c.example.com", "a.b@c.example.com"),
        ("long", "客户希望下周二再谈付款方式", "付款方式"), ("long", "Please call back on Monday", "mond"),
        ("phone", "+862165432100;ext=802", "021-65432100"), ("phone", "+862165432100;ext=802", "2100"),
        ("text", "2024-05-06 寄出", "2024-05-06"), ("text", "张三 13800138000", "张总 138 0013 8000"),
        ("phone", "+886944636928", "0944-636-928"), ("phone", "95588", "95588"), ("phone", "+864006106600", "400 610 6600"),
        ("email", "j.sun@tc.example.com", "j.sun@"), ("email", "sales2483@tc.example.com", "sales2483"),
    ],
)  # fmt: skip
def test_a_value_is_found(kind: str, stored: str, typed: str) -> None:
    assert _found(_table([text_tokens(kind, stored)]), typed) == {0}


@pytest.mark.parametrize(
    ("kind", "stored", "typed"),
    [
        ("phone", "+862165432100", "65432100"),
        ("phone", "+8613800138000", "1380013"),
        ("email", "j.sun@x.example.com", "sun@"),
    ],
)
def test_parts_of_personal_values_find_nothing(kind: str, stored: str, typed: str) -> None:
    assert _found(_table([text_tokens(kind, stored)]), typed) == set()


@pytest.mark.parametrize("typed", ["", " ", "！？", "*", '"', "'", "-", "\x00", "( OR", "' & !"])
def test_what_has_no_letter_finds_nothing_and_is_no_syntax(typed: str) -> None:
    query = query_tokens(typed)
    table = _table([["or"]])
    match = fts5(query)
    assert bool(match) == bool(query)
    if match:
        table.execute("SELECT rowid FROM hits WHERE hits MATCH ?", [match]).fetchall()


@given(st.text(max_size=60))
def test_no_text_can_break_out_of_its_tokens(typed: str) -> None:
    query = query_tokens(typed)
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789")
    for clause in query.clauses:
        for term in clause:
            assert term.token
            assert all(c in allowed or "\u4e00" <= c <= "\u9fcc" for c in term.token)
    assert set(tsquery(query)) <= allowed | set("()' &|:*") | {
        c for c in tsquery(query) if "\u4e00" <= c <= "\u9fcc"
    }
    if query:
        _table([["x"]]).execute("SELECT rowid FROM hits WHERE hits MATCH ?", [fts5(query)]).fetchall()


@given(st.sampled_from(["name", "company", "text", "long", "phone", "email"]), st.text(max_size=400))
def test_tokens_are_plain_bounded_and_unique(kind: str, text: str) -> None:
    tokens = text_tokens(kind, text)
    assert len(tokens) == len(set(tokens)) <= 512
    for token in tokens:
        assert 0 < len(token) <= 64
        assert all(
            (c.isascii() and c.isalnum() and c == c.lower()) or "\u4e00" <= c <= "\u9fcc" for c in token
        )


@given(st.text(alphabet=st.characters(categories=["L", "Nd"]), min_size=1, max_size=8))
def test_what_was_stored_is_found_as_it_was_stored(name: str) -> None:
    if query_tokens(name):
        assert _found(_table([name_tokens(name)]), name) == {0}, (name_tokens(name), query_tokens(name))


def test_numbers_keep_only_their_whole_and_their_end() -> None:
    assert set(phone_tokens("+8613800138000")) == {"8613800138000", "13800138000", "013800138000", "8000"}
    assert "0138" not in " ".join(phone_tokens("95588"))


def test_tokens_are_made_fast_enough_for_an_import() -> None:
    names = iter(PEOPLE * 10)
    assert min(timeit.repeat(lambda: name_tokens(next(names)), number=1000, repeat=3)) / 1000 < 300e-6
