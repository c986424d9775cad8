"""Amounts: exact ones in every way of writing, and no amount for about, between and to be agreed."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel.money import Money
from guanxi.kernel.text import ValueFault, parse_amount, parse_money, parse_percent, unit_in_header


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("12万", 120000), ("1.2亿", 120000000), ("¥1,200.00", 1200), ("12,000元", 12000), ("3.5w", 35000), ("２０００００", 200000),
        ("20k", 20000), ("3千万", 30000000), ("3万5千", 35000), ("1亿2000万", 120000000), ("1万2000元", 12000),
        ("壹拾贰万元整", 120000), ("人民币壹仟贰佰元伍角贰分", "1200.52"), ("貳拾萬元整", 200000), ("一百二十万", 1200000),
        ("十万", 100000), ("两万", 20000), ("壹佰贰拾万元整", 1200000), ("叁仟零伍元正", 3005), ("壹亿零伍拾万元", 100500000),
        ("人民币壹拾万元整（¥100,000.00）", 100000), ("１２．５万", 125000), ("CNY12,000.00", 12000), ("12,000.00RMB", 12000),
        ("人民币8万元", 80000), ("人民币：35万元", 350000), ("RMB 350000", 350000), ("￥80,000", 80000), ("80,000.00 元", 80000),
        ("1 200 000", 1200000), ("(1,200)", -1200), ("-1,200.5", "-1200.5"), ("−5", -5), ("200万元（含税）", 2000000),
        (80000.0, 80000), (80000, 80000), (0.1 + 0.2, "0.3"), (1199.9999999999998, 1200), ("1.234567E+6", 1234567), ("'120", 120),
    ],
)  # fmt: skip
def test_amounts(raw: object, amount: object) -> None:
    assert parse_amount(raw) == Decimal(str(amount))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("约20万", "approximate"), ("20万左右", "approximate"), ("20几万", "approximate"), ("20万+", "approximate"),
        ("20万(估)", "approximate"), ("壹拾万元整（¥120,000.00）", "ambiguous"), ("免费", "not_a_number"),
        ("10-20万", "ambiguous"), ("10万至20万", "ambiguous"), ("$100", "ambiguous"), ("待定", "not_a_number"), ("-—", "not_a_number"),
        ("面议", "not_a_number"), ("", "not_a_number"), ("3万5", "not_a_number"), ("三万五", "not_a_number"), ("12,00", "not_a_number"),
        ("1.200,50", "not_a_number"), ("12%", "not_a_number"), ("12元/月", "not_a_number"),
        ("1.2E+06", "scientific_notation_precision_lost"),
        (float("nan"), "not_a_number"), (float("inf"), "not_a_number"), (None, "not_a_number"), (True, "not_a_number"),
        (1e20, "out_of_range"), ("一二万", "not_a_number"), ("十几万", "approximate"), ("三五百", "not_a_number"),
    ],
)  # fmt: skip
def test_what_is_no_exact_amount(raw: object, code: str) -> None:
    with pytest.raises(ValueFault) as fault:
        parse_amount(raw)
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("raw", "money"),
    [
        ("US$1,200", Money(Decimal(1200), "USD")), ("5000美元", Money(Decimal(5000), "USD")), ("100 USD", Money(Decimal(100), "USD")),
        ("HK$ 5,000", Money(Decimal(5000), "HKD")), ("NT$3,000", Money(Decimal(3000), "TWD")), ("€12", Money(Decimal(12), "EUR")),
        ("RMB¥5万", Money(Decimal(50000), "CNY")), ("3万", Money(Decimal(30000), "CNY")),
    ],
)  # fmt: skip
def test_currencies(raw: str, money: Money) -> None:
    assert parse_money(raw) == money


def test_marks_of_several_currencies_follow_the_house() -> None:
    assert parse_money("3,000元", currency="TWD") == Money(Decimal(3000), "TWD")
    assert parse_money("$3,000", currency="HKD") == Money(Decimal(3000), "HKD")
    assert parse_money("¥300", currency="JPY") == Money(Decimal(300), "JPY")


@pytest.mark.parametrize(
    ("header", "factor", "currency"),
    [
        ("预计金额(万元)", 10**4, None), ("预计金额（元）", 1, None), ("填报人：某某　单位：元", 1, None), ("单位：万美元", 10**4, "USD"),
        ("合同额（人民币万元）", 10**4, "CNY"), ("Amount (USD k)", 1000, "USD"), ("注册资本(万)", 10**4, None), ("金额/万元", 10**4, None),
        ("預算(萬元人民幣)", 10**4, "CNY"), ("金额（万元，人民币）", 10**4, "CNY"), ("Amount (CNY '000)", 1000, "CNY"),
        ("Budget (10k CNY)", 10**4, "CNY"), ("预计金额（人民币：万元）", 10**4, "CNY"), ("金额（万元/年）", 10**4, None),
        ("金额（含税，元）", 1, None), ("金额(以万元填写)", 10**4, None), ("Amount (in RMB)", 1, "CNY"),
        ("预计金额万元", 10**4, None), ("年收入（亿元）", 10**8, None), ("金額(新臺幣千元)", 1000, "TWD"),
    ],
)  # fmt: skip
def test_units_in_headers(header: str, factor: int, currency: str | None) -> None:
    unit = unit_in_header(header)
    assert unit is not None
    assert (unit.factor, unit.currency) == (factor, currency)


@pytest.mark.parametrize(
    "header",
    [
        "金额", "单价", "手机(微信)", "人数(人)", "公司（亿达）", "联系人", "", "预算(1万元以下/1-5万元)", "时间（年/月）", "等级(A/B)",
    ],
)  # fmt: skip
def test_headers_without_a_unit(header: str) -> None:
    assert unit_in_header(header) is None


def test_the_unit_of_the_cell_goes_before_the_unit_of_the_header() -> None:
    unit = unit_in_header("金额(万元)")
    assert [parse_amount(raw, unit) for raw in (12, "12.5", "12万", "120000元")] == [
        120000,
        125000,
        120000,
        120000,
    ]


@pytest.mark.parametrize(
    ("raw", "percent"),
    [("12.5%", "12.5"), ("１２％", 12), ("百分之十二", 12), (12, 12), ("-3 %", -3), ("百分之12", 12)],
)
def test_percents(raw: object, percent: object) -> None:
    assert parse_percent(raw) == Decimal(str(percent))


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_every_amount_reads_back(amount: Decimal) -> None:
    assert parse_amount(f"{amount:,f}") == amount
    assert parse_amount(f"¥{abs(amount):,f}元") == abs(amount)
    assert parse_amount(str(amount)) == amount


@given(
    st.one_of(
        st.text(),
        st.floats(),
        st.integers(),
        st.text(alphabet="0123456789.,万亿千百十元角分整壹贰拾零¥$-~()wk%Ee约", max_size=20),
    )
)
def test_any_cell_is_read_or_refused(raw: object) -> None:
    for read in (parse_amount, parse_percent):
        with contextlib.suppress(ValueFault):
            assert read(raw).is_finite()
    unit_in_header(str(raw))
