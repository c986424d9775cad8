"""What the values of a column say where its header says too little, or something else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guanxi.exchange.readers import Cell
from guanxi.exchange.understand.lexicon import around
from guanxi.exchange.understand.shapes import shares
from guanxi.exchange.understand.values import ChoiceReader
from guanxi.kernel.text import ValueFault, is_placeholder, parse_address, read_phones

_FEW = 3
# 张伟13800138000, 李强（总经理）0512-66660001: who, perhaps as what, and a number
NAME_AND_NUMBER = re.compile(
    r"([\u3400-\u9fff·]{2,6}(?:\s*[(（][^()（）\d]{1,10}[)）])?)\s*[:：,，/]?\s*([+(（]?\d[\d()（） \-]{5,20}\d)"
)

# 高新路385号, 2号楼305室, No. 88 Main Road
_STREET = re.compile(
    r"(?:路|街|道|巷|弄|里|段|村|镇|园|厦|场|城|楼|栋|幢|座)[^,，;；]{0,6}[0-9０-９一二三四五六七八九十百]+\s*[-0-9０-９]*\s*(?:号|號|弄|室|楼|樓|层|幢|栋|座)"
    r"|\bno\.?\s*\d|\d+\s+\w+.*\b(?:road|rd|street|st|avenue|ave|lane|blvd|drive)\b",
    re.IGNORECASE,
)


def of_a_stranger(base: str) -> bool:
    """Whether a header speaks of somebody beside the person or company of the row (推荐人手机)."""
    return any(word in base for word in around()["others"])


def repeated(cells: Iterable[Cell]) -> bool:
    """Whether values come again and again, as no number of a record does (the number of a company over its people)."""
    values = [str(cell).strip() for cell in cells if cell not in (None, "")]
    return len(values) >= _FEW and len(set(values)) < 0.8 * len(values)


def places(cells: Iterable[Cell]) -> float:
    """The share of texts that begin with a province, city or district."""
    texts = _texts(cells)
    return sum(parse_address(text).province is not None for text in texts) / len(texts) if texts else 0.0


def streets(cells: Iterable[Cell]) -> float:
    """The share of texts that name a street and a number in it, or a house: no region goes that far."""
    texts = _texts(cells)
    return sum(bool(_STREET.search(text)) for text in texts) / len(texts) if texts else 0.0


def mobiles(cells: Iterable[Cell]) -> float:
    """The share of values that are one mobile number."""
    values = [cell for cell in cells if isinstance(cell, str | int | float) and not isinstance(cell, bool)]
    values = [cell for cell in values if not isinstance(cell, str) or not is_placeholder(cell)][:60]
    if not values:
        return 0.0
    found = 0
    for value in values:
        try:
            found += any(phone.type == "mobile" for phone in read_phones(value).found)
        except ValueFault:
            continue
    return found / len(values)


@dataclass(frozen=True, slots=True)
class Words:
    """How the words of a column stand to the options of a choice: the share of rows that mean one, how many differ, which."""

    known: float
    rows: int
    distinct: int
    options: frozenset[str] = frozenset()

    @property
    def free(self) -> bool:
        """Whether people wrote sentences, each another one, that are no options."""
        return self.rows >= _FEW and self.known < 0.3 and self.distinct > 0.6 * self.rows


def words(
    cells: Sequence[Cell], options: Sequence[tuple[str, Iterable[str]]], concept: str, codes: dict[str, str]
) -> Words:
    """How many of the values are options of a choice."""
    texts = _texts(cells)
    reader = ChoiceReader(options, concept, codes)
    read = [option for text in texts if (option := reader.read(text)) is not None]
    return Words(len(read) / len(texts) if texts else 0.0, len(texts), len(set(texts)), frozenset(read))


def _texts(cells: Iterable[Cell]) -> list[str]:
    found = (str(cell).strip() for cell in cells if isinstance(cell, str | int))
    return [text for text in found if text and not is_placeholder(text)][:60]


def named_numbers(cells: Iterable[Cell]) -> float:
    """The share of texts that are a name and a telephone number, as in 联系人及电话."""
    texts = _texts(cells)
    return sum(bool(NAME_AND_NUMBER.fullmatch(text)) for text in texts) / len(texts) if texts else 0.0


def share(cells: Sequence[Cell], kind: str) -> float:
    """The share of one shape among the values."""
    return shares(cells).get(kind, 0.0)
