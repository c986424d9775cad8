"""Money: an exact decimal amount and its currency."""

from dataclasses import dataclass
from decimal import Decimal

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


def minor_units(currency: str) -> int:
    """How many decimals amounts of a currency have (ISO 4217)."""
    return _MINOR_UNITS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217 code)."""

    amount: Decimal
    currency: str = "CNY"

    @classmethod
    def of_minor(cls, minor: int, currency: str) -> "Money":
        """The money of an amount in minor units (分 for CNY)."""
        return cls(Decimal(minor).scaleb(-minor_units(currency)), currency)
