"""Money: exact in minor units, shown in full and short."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel.money import Money, display_money, minor_units, short_money


@pytest.mark.parametrize(
    ("amount", "currency", "shown", "short_zh", "short_en"),
    [
        ("1200.5", "CNY", "¥1,200.50", "¥1,200.50", "¥1.2K"),
        ("1864000", "CNY", "¥1,864,000.00", "¥186 万", "¥1.86M"),
        ("120000000", "USD", "US$120,000,000.00", "US$1.2 亿", "US$120M"),
        ("-3", "CNY", "-¥3.00", "-¥3.00", "-¥3.00"),
        ("999999", "CNY", "¥999,999.00", "¥100 万", "¥1M"),
        ("500", "JPY", "JP¥500", "JP¥500", "JP¥500"),
        ("1.2345", "KWD", "KWD 1.234", "KWD 1.234", "KWD 1.234"),
    ],
)
def test_faces(amount: str, currency: str, shown: str, short_zh: str, short_en: str) -> None:
    money = Money(Decimal(amount), currency)
    assert display_money(money) == shown
    assert short_money(money) == short_zh
    assert short_money(money, "en") == short_en


def test_taiwan_counts_with_its_own_characters() -> None:
    assert short_money(Money(Decimal(120000), "TWD"), "zh-TW") == "NT$12 萬"


@given(st.integers(-(10**15), 10**15), st.sampled_from(["CNY", "JPY", "KWD"]))
def test_minor_units_lose_nothing(minor: int, currency: str) -> None:
    money = Money.of_minor(minor, currency)
    assert money.minor == minor
    assert -money.amount.as_tuple().exponent <= minor_units(currency)
