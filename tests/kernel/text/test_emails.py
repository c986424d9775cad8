"""E-mail addresses: no valid one refused, mended only where nothing else can be meant."""

import contextlib

import pytest
from email_validator import validate_email
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.text.vectors import shared_json

from guanxi.kernel.text import ValueFault, parse_email, read_emails
from guanxi.kernel.text.emails import _everyday


def test_the_sides_of_an_address() -> None:
    email = parse_email(" J.Sun@TC.Example.COM　")
    assert (email.value, email.normal) == ("J.Sun@tc.example.com", "j.sun@tc.example.com")
    assert (email.mailbox, email.domain) == ("j.sun", "tc.example.com")


@pytest.mark.parametrize(
    ("raw", "normals"),
    [
        ("info4747＠huarui.example.com", ["info4747@huarui.example.com"]),
        ("mailto:sales@tc.example.com", ["sales@tc.example.com"]),
        ("<me@tc.example.com>", ["me@tc.example.com"]),
        (
            "张三 <zhang@tc.example.com>; 李四 <li@tc.example.com>",
            ["zhang@tc.example.com", "li@tc.example.com"],
        ),
        ("a@x.example.com; b.a@x.example.com", ["a@x.example.com", "b.a@x.example.com"]),
        ("a@x.example.com/b@x.example.com", ["a@x.example.com", "b@x.example.com"]),
        ("a@x.example.com；", ["a@x.example.com"]),
        ("E:li@x.example.com", ["li@x.example.com"]),
        ("邮箱：a@x.example.com。", ["a@x.example.com"]),
        ("a @ x.example.com", ["a@x.example.com"]),
        ("a@x.example.com。cd@x.example.com", ["a@x.example.com", "cd@x.example.com"]),
        ("QQ：12345678；a@x.example.com", ["a@x.example.com"]),
        ("a@x.example。com", ["a@x.example.com"]),
        ("A@X.EXAMPLE.COM\na@x.example.com", ["a@x.example.com"]),
        ("a@x.example.com（工作）", ["a@x.example.com"]),
        ("\u200ba@x.example.com\n", ["a@x.example.com"]),
    ],
)
def test_cells(raw: str, normals: list[str]) -> None:
    read = read_emails(raw)
    assert [email.normal for email in read.found] == normals
    assert read.faults == ()


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("ｚｈａｎｇ．ｓａｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", "zhang.san@example.com"),
        ("ＬＩ＿８８@example.com；", "li_88@example.com"),
        ("邮箱：ｌｉ＠ｅｘａｍｐｌｅ．ｃｏｍ", "li@example.com"),
        ("li@mail。example。com", "li@mail.example.com"),
        ("QQ：12345@qq.example.com", "12345@qq.example.com"),
    ],
)
def test_wide_letters_are_the_narrow_ones(raw: str, normal: str) -> None:
    assert [email.normal for email in read_emails(raw).found] == [normal]


@pytest.mark.parametrize(
    "raw",
    ["zhang7694@", "hr7226#dingxin.example.com", "无", "a@x，com", "a@@x.example.com", "a.example.com", ""],
)
def test_what_is_not_certain_is_refused(raw: str) -> None:
    read = read_emails(raw)
    assert read.found == ()
    assert [fault.code for _, fault in read.faults] == ["invalid"]


def test_a_bad_part_does_not_hide_the_good_one() -> None:
    read = read_emails("a@x.example.com; b#x.example.com")
    assert [email.normal for email in read.found] == ["a@x.example.com"]
    assert [part for part, _ in read.faults] == ["b#x.example.com"]


def test_the_shared_vectors() -> None:
    vectors = shared_json("validate", "email_vectors.json")
    wrong, refused = [], []
    for vector in vectors:
        try:
            value = parse_email(vector["in"]).value
        except ValueFault:
            value = None
        if (value is not None) != vector["valid"] or (value and value != vector["normalized"]):
            wrong.append((vector, value))
        if vector["valid"] and value is None:
            refused.append(vector)
    assert refused == []
    assert len(wrong) / len(vectors) <= 0.02, wrong


@given(st.from_regex(r"\A[A-Za-z0-9._+-]{1,20}@[A-Za-z0-9.-]{1,20}\.[a-zA-Z]{2,6}\Z"))
def test_the_short_way_says_what_the_validator_says(address: str) -> None:
    short = _everyday(address)
    if short:
        assert (
            validate_email(address, check_deliverability=False, test_environment=True).normalized
            == short.value
        )


@given(st.text())
def test_any_text_is_read_or_refused(raw: str) -> None:
    with contextlib.suppress(ValueFault):
        assert parse_email(raw).domain
    read = read_emails(raw)
    assert read.found or read.faults
