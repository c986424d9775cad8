"""Money: an exact decimal amount and its currency, and how it is shown."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

# ISO 4217: currencies whose minor unit is not a hundredth.
_MINOR_UNITS = {
    "JPY": 0,
    "KRW": 0,
    "VND": 0,
    "CLP": 0,
    "ISK": 0,
    "TND": 3,
    "KWD": 3,
    "BHD": 3,
    "JOD": 3,
    "OMR": 3,
}
_SYMBOLS = {
    "CNY": "¥", "TWD": "NT$", "HKD": "HK$", "MOP": "MOP$", "USD": "US$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "KRW": "₩",
    "SGD": "S$", "AUD": "A$", "CAD": "CA$",
}  # fmt: skip
_ROUNDS_UP = Decimal("0.9995")  # 999,950 is shown as 1M and not as 1,000K
_SHORT = {
    "zh-CN": ((Decimal(10**8), " 亿"), (Decimal(10**4), " 万")),
    "zh-TW": ((Decimal(10**8), " 億"), (Decimal(10**4), " 萬")),
    "en": ((Decimal(10**9), "B"), (Decimal(10**6), "M"), (Decimal(10**3), "K")),
}


def minor_units(currency: str) -> int:
    """How many decimals amounts of a currency have (ISO 4217)."""
    return _MINOR_UNITS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217 code)."""

    amount: Decimal
    currency: str = "CNY"

    @staticmethod
    @lru_cache(maxsize=4096)
    def of_minor(minor: int, currency: str) -> "Money":
        """The money of an amount in minor units (分 for CNY)."""
        return Money(Decimal(minor).scaleb(-minor_units(currency)), currency)

    @property
    def minor(self) -> int:
        """The amount in minor units; half a unit goes to the even neighbour."""
        return int(self.amount.scaleb(minor_units(self.currency)).to_integral_value(ROUND_HALF_EVEN))


def _symbol(currency: str) -> str:
    return _SYMBOLS.get(currency, f"{currency} ")


def display_money(money: Money) -> str:
    """The amount with all decimals of its currency: ¥1,200.50, -US$3.00, JP¥500."""
    decimals = minor_units(money.currency)
    shown = f"{abs(money.amount).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN):,f}"
    return f"{'-' if money.amount < 0 else ''}{_symbol(money.currency)}{shown}"


def short_money(money: Money, locale: str = "zh-CN") -> str:
    """The amount in three digits and the unit that the language counts in: ¥186 万, ¥1.2 亿, US$1.86M."""
    size = abs(money.amount)
    for unit, word in _SHORT.get(locale, _SHORT["en"]):
        if size >= unit * _ROUNDS_UP:
            share = size / unit
            places = 0 if share >= 100 else 1 if share >= 10 else 2
            rounded = share.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
            text = f"{rounded:f}".rstrip("0").rstrip(".") if places else f"{rounded:,f}"
            return f"{'-' if money.amount < 0 else ''}{_symbol(money.currency)}{text}{word}"
    return display_money(money)
