"""What each column is: a proposal with its confidence, from the header, its neighbours and the values below."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from guanxi.exchange.readers import Cell
from guanxi.exchange.understand.lexicon import Header, header_words, shortened, squeeze, take_apart
from guanxi.exchange.understand.shapes import shares
from guanxi.exchange.understand.tables import Table
from guanxi.kernel.text import Unit

CONFIDENT = 0.75


@dataclass(frozen=True, slots=True)
class Target:
    """Something a column may be imported into: a field, or a part of one after a colon (contacts.phones:mobile).

    `concept` names the shipped header synonyms that mean it, `options` are (value, labels) of a
    choice and `words` the shipped synonyms of its values.
    """

    key: str
    label: str
    module: str
    type: str
    synonyms: tuple[str, ...] = ()
    concept: str = ""
    required: bool = False
    multiple: bool = False
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: str = ""


@dataclass(slots=True)
class Column:
    """One column with what it is proposed to be; `target` is None when it should be kept as it is."""

    index: int
    header: str
    target: str | None = None
    confidence: float = 0.0
    alternatives: list[str] = field(default_factory=list)
    unit: Unit | None = None
    codes: dict[str, str] = field(default_factory=dict)
    hidden: bool = False

    @property
    def certain(self) -> bool:
        """Whether the proposal may be used without asking."""
        return self.target is not None and self.confidence >= CONFIDENT


# concept -> shapes of which one must be common below it, and shapes that forbid it
_NEEDS: dict[str, frozenset[str]] = {
    "mobile": frozenset({"phone", "number"}),
    "phone": frozenset({"phone", "number"}),
    "phone_other": frozenset({"phone", "number"}),
    "email": frozenset({"email"}),
    "email_other": frozenset({"email"}),
    "fax": frozenset({"phone", "number"}),
    "birthday": frozenset({"date", "number"}),
    "first_contact": frozenset({"date", "number"}),
    "created_at": frozenset({"date", "number"}),
    "updated_at": frozenset({"date", "number"}),
    "registered_date": frozenset({"date", "number"}),
    "next_follow_up": frozenset({"date", "number"}),
    "amount": frozenset({"number", "phone"}),
}
_FORBIDS: dict[str, frozenset[str]] = {
    "name": frozenset({"phone", "email", "date", "number", "url", "address"}),
    "company": frozenset({"phone", "email", "date", "number"}),
    "title": frozenset({"phone", "email", "date", "url", "company"}),
    "owner": frozenset({"date", "url", "company", "address"}),
    "stage": frozenset({"phone", "email", "date", "url", "company", "address"}),
    "source": frozenset({"phone", "email", "date", "company"}),
    "gender": frozenset({"phone", "email", "date", "company"}),
    "address": frozenset({"phone", "email", "date", "number"}),
    "city": frozenset({"phone", "email", "date", "number"}),
    "remark": frozenset(),
}
_BY_SHAPE = {
    "email": ("email", 0.8),
    "phone": ("phone", 0.65),
    "url": ("website", 0.55),
    "company": ("company", 0.6),
}
_SECOND = {"mobile": "phone_other", "phone": "phone_other", "email": "email_other", "remark": "follow_up"}


def propose(table: Table, samples: Sequence[Sequence[Cell]], targets: Sequence[Target]) -> list[Column]:
    """One column for each of the table; `samples[i]` are values of column i."""
    lexicon = _Lexicon(targets)
    columns = []
    width = max(table.width, len(samples))
    for index in range(width):
        text = table.headers[index] if index < table.width else ""
        group = table.groups[index] if index < len(table.groups) else ""
        values = samples[index] if index < len(samples) else ()
        columns.append(_column(index, text, group, values, lexicon))
    _settle_names(columns, samples, lexicon)
    _settle_rivals(columns, lexicon)
    for column in columns:
        if (
            column.unit is None
            and column.target
            and lexicon.concept_of.get(column.target) in {"amount", "revenue"}
        ):
            column.unit = table.unit
    return columns


class _Lexicon:
    """Header words -> targets, for the targets at hand."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.concept_of = {t.key: t.concept for t in targets}
        self.multiple = {t.key for t in targets if t.multiple}
        self.by_concept: dict[str, list[Target]] = {}
        self.words: dict[str, list[str]] = {}
        for target in targets:
            for word in (target.label, target.key.rpartition(".")[2], *target.synonyms):
                self._add(squeeze(word), target.key)
            if target.concept:
                self.by_concept.setdefault(target.concept, []).append(target)
        for word, concept in header_words().items():
            for target in self.by_concept.get(concept, ()):
                self._add(word, target.key)

    def _add(self, word: str, key: str) -> None:
        if word and key not in self.words.setdefault(word, []):
            self.words[word].append(key)

    def candidates(self, header: Header, group: str) -> dict[str, float]:
        """Target -> confidence by the header alone."""
        found: dict[str, float] = {}

        def add(words: Sequence[str], confidence: float) -> None:
            for word in words:
                for place, key in enumerate(self.words.get(word, ())):
                    found[key] = max(found.get(key, 0.0), confidence - 0.03 * place)

        add([header.base], 0.97)
        if group:
            add([squeeze(group + header.raw)], 0.95)
        if not found:
            add(shortened(header.base), 0.85)
        if not found:
            for part in header.raw.replace("/", "|").replace("／", "|").replace("、", "|").split("|")[:3]:
                add([squeeze(part)], 0.78)
        if not found and len(header.base) > 2:
            self._loosely(header.base, found)
        return found

    def _loosely(self, base: str, found: dict[str, float]) -> None:
        """The longest known word at the end of the header: the head of a Chinese or English compound."""
        for size in range(min(len(base) - 1, 14), 1, -1):
            keys = self.words.get(base[-size:])
            if keys:
                found[keys[0]] = 0.4 + min(0.25, 0.25 * size / len(base))
                return


def _column(index: int, text: str, group: str, values: Sequence[Cell], lexicon: _Lexicon) -> Column:
    header = take_apart(text)
    column = Column(index, text, unit=header.unit, codes=header.codes)
    kinds = shares(values)
    found = lexicon.candidates(header, group) if text else {}
    ranked = {key: score * _fit(lexicon.concept_of.get(key, ""), kinds) for key, score in found.items()}
    if not ranked or max(ranked.values()) < CONFIDENT:
        for key, score in _by_values(kinds, lexicon).items():
            # a header that says something else weighs against what the values suggest
            ranked[key] = max(ranked.get(key, 0.0), score - (0.1 if text and not found else 0.0))
    order = sorted(ranked, key=lambda key: -ranked[key])
    if order and ranked[order[0]] >= 0.3:
        column.target, column.confidence = order[0], round(ranked[order[0]], 2)
    column.alternatives = order[1:4]
    return column


def _fit(concept: str, kinds: dict[str, float]) -> float:
    """How well values of these shapes suit a concept: 1 or little less, far less when they contradict it."""
    if not kinds:
        return 1.0
    needed = _NEEDS.get(concept)
    if needed is not None and sum(kinds.get(k, 0.0) for k in needed) < 0.15:
        return 0.4
    forbidden = _FORBIDS.get(concept, frozenset())
    return 0.4 if sum(kinds.get(k, 0.0) for k in forbidden) > 0.6 else 1.0


def _by_values(kinds: dict[str, float], lexicon: _Lexicon) -> dict[str, float]:
    found = {}
    for kind, (concept, confidence) in _BY_SHAPE.items():
        if kinds.get(kind, 0.0) >= 0.8:
            for target in lexicon.by_concept.get(concept, ())[:1]:
                found[target.key] = confidence
    return found


def _settle_names(columns: list[Column], samples: Sequence[Sequence[Cell]], lexicon: _Lexicon) -> None:
    """客户名称 and 名称 mean a company beside 联系人, and a person when persons stand below and nothing else does."""
    name = next((t.key for t in lexicon.by_concept.get("name", ())), None)
    company = next((t.key for t in lexicon.by_concept.get("company", ())), None)
    if name is None or company is None:
        return
    named = [c for c in columns if c.target == name]
    firms = [c for c in columns if c.target == company]
    if named and not firms:
        vague = [c for c in named if squeeze(c.header) in {squeeze("名称"), squeeze("全称")}]
        if vague and (len(named) > 1 or _share(samples, vague[0], "company") > 0.5):
            vague[0].target, vague[0].alternatives = company, [name]
    elif firms and not named:
        vague = [
            c for c in firms if squeeze(c.header) in {squeeze(w) for w in ("客户", "客户名称", "客户名")}
        ]
        if vague and _share(samples, vague[0], "person") > 0.6 > _share(samples, vague[0], "company") + 0.3:
            vague[0].target, vague[0].alternatives, vague[0].confidence = name, [company], 0.8


def _share(samples: Sequence[Sequence[Cell]], column: Column, kind: str) -> float:
    values = samples[column.index] if column.index < len(samples) else ()
    return shares(values).get(kind, 0.0)


def _settle_rivals(columns: list[Column], lexicon: _Lexicon) -> None:
    """Two columns never fill one field: the surer one keeps it, the other is asked about or takes the second place."""
    taken: set[str] = set()
    for column in sorted(columns, key=lambda c: (-c.confidence, c.index)):
        key = column.target
        if key is None or key in lexicon.multiple:
            continue
        if key not in taken:
            taken.add(key)
            continue
        rest = [k for k in column.alternatives if k not in taken]
        second = _second_place(key, lexicon, taken)
        column.alternatives = [key, *rest]
        column.target = second or None
        column.confidence = (
            min(column.confidence, 0.8 if second in lexicon.multiple else 0.5) if second else 0.0
        )
        if second:
            taken.add(second)


def _second_place(key: str, lexicon: _Lexicon, taken: set[str]) -> str | None:
    concept = _SECOND.get(lexicon.concept_of.get(key, ""), "")
    return next(
        (t.key for t in lexicon.by_concept.get(concept, ()) if t.multiple or t.key not in taken), None
    )
