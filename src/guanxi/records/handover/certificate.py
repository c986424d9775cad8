"""The certificate of a handover: what went to whom, and that nothing of it was lost, in the language of who did it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from guanxi.access.accounts import company
from guanxi.access.directory import names_of
from guanxi.access.models import User
from guanxi.criteria.describe import describe
from guanxi.criteria.nodes import parse
from guanxi.kernel import bulk, clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal, say
from guanxi.kernel.i18n import L, filled, listed
from guanxi.records import views
from guanxi.records.handover import succession, words
from guanxi.records.handover.paper import Paper
from guanxi.records.handover.rules import above, label_of
from guanxi.records.handover.telling import kind_of, parts_told, titles, who_changed
from guanxi.records.handover_models import Handover, HandoverItem
from guanxi.records.reader import ActorReader
from guanxi.schema.modules import MODULES, module

CHUNK = 500
SHOWN = 32
# Of so many records the differences are told one by one.
MOST_DIFFERENCES = 500
_WIDTHS = (11, 19, 38, 14, 26, 53, 13)


def made(actor: Actor, row: Handover) -> bytes:
    """The document."""
    return _Writer(actor, row).written()


class _Writer:
    """Puts the parts of one certificate on paper."""

    def __init__(self, actor: Actor, row: Handover) -> None:
        self.actor, self.row, self.locale = actor, row, actor.locale
        self.reader = ActorReader(actor)
        self.names = names_of({row.person_id, row.made_by_id, *map(int, row.summary["people"])}
                              | set(_people(row.rules)) | set(_of_duties(row.duties)))  # fmt: skip
        foot = self._say(words.FOOT, number=row.pk, digest=row.after[:16])
        title = self._say(words.TITLE_UNDO if row.undoes_id else words.TITLE)
        self.title = title
        self.paper = Paper(f"{title} {row.pk}", foot, row.finished_at or clock.now())

    def written(self) -> bytes:
        """All parts in their order."""
        row, paper = self.row, self.paper
        at = self._when(row.finished_at)
        paper.title_lines(company().name, self.title, self._say(words.NUMBER, number=row.pk, at=at))
        self._verdict()
        self._facts()
        self._differences()
        self._received()
        self._duties()
        self._rules()
        self._counts()
        self._left()
        if row.total:
            self._digests()
            self._appendix()
        return bytes(paper.output())

    def _say(self, text: L, **holes: Any) -> str:
        return filled(text.get(self.locale), holes, self.locale)

    def _when(self, at: datetime | None) -> str:
        return at.astimezone(self.actor.zone).strftime("%Y-%m-%d %H:%M:%S") if at else ""

    def _verdict(self) -> None:
        moved, differences = self.row.summary["moved"], self.row.summary["differences"]
        if not self.row.total and any(succession.counted(self.row.duties, "moved").values()):
            stayed = sum(succession.left(self.row.duties).values())
            told = self._say(words.TEAM_PART if stayed else words.SAME_TEAM, count=stayed)
            self.paper.verdict(told, self._say(words.TEAM_MORE), good=not stayed)
        elif not moved:
            self.paper.verdict(self._say(words.EMPTY), "", good=False)
        elif differences:
            text = self._say(words.DIFFERENT, count=moved, differences=differences)
            self.paper.verdict(text, self._say(words.DIFFERENT_MORE), good=False)
        else:
            self.paper.verdict(self._say(words.SAME, count=moved), self._say(words.SAME_MORE), good=True)

    def _facts(self) -> None:
        row = self.row
        person = User.objects.select_related("department").get(pk=row.person_id)
        place = f"（{person.department.name}）" if person.department else ""
        facts = {
            "person": f"{person.name}{place}",
            "by": self.names.get(row.made_by_id, ""),
            "begun": self._when(row.made_at),
            "ended": self._when(row.finished_at),
            "moved": self._say(words.RECORDS, count=row.summary["moved"]),
        }
        if row.summary["stayed"]:
            facts["stayed"] = self._say(words.RECORDS, count=row.summary["stayed"])
        if row.reason:
            facts["reason"] = row.reason
        self.paper.ln(4)
        self.paper.facts((self._say(words.FACTS[key]), value) for key, value in facts.items())

    def _received(self) -> None:
        people = self.row.summary["people"]
        keys = [key for key in self._modules() if any(key in kinds for kinds in people.values())]
        if not keys:
            return
        head = [self._say(words.PERSON), *(label_of(key, self.locale) for key in keys), self._say(words.SUM)]
        rows = [
            [self.names.get(int(to), to), *(str(kinds.get(key, 0)) for key in keys), str(sum(kinds.values()))]
            for to, kinds in people.items()
        ]
        self.paper.heading(self._say(words.PARTS["received"]))
        self.paper.numbers(head, rows, 0.34)

    def _duties(self) -> None:
        if not self.row.duties:
            return
        ids = [duty["id"] for duty in self.row.duties if duty["kind"] == "views"]
        seen = views.names_of(self.actor, ids)
        self.paper.heading(self._say(words.PARTS["duties"]))
        self.paper.facts(
            (self._say(words.DUTY_OF[duty["kind"]]), self._duty_told(duty, seen)) for duty in self.row.duties
        )

    def _duty_told(self, duty: succession.Duty, seen: dict[int, str]) -> str:
        if duty["kind"] == "reports":
            name = self._name(duty["id"])
        else:
            # A view that the asker does not see has its number alone.
            title = seen.get(duty["id"], f"#{duty['id']}")
            name = self._say(words.VIEW, name=title, module=label_of(duty["module"], self.locale))
        if duty["state"] != "moved":
            return self._say(words.DUTY_STAYED, name=name, why=say(duty["reason"], self.locale))
        was, to = (self._name(one) or self._say(words.NOBODY) for one in (duty["was"], duty["to"]))
        return self._say(words.DUTIES[duty["kind"]], name=name, was=was, to=to)

    def _rules(self) -> None:
        if not self.row.rules and not self.row.undoes_id:
            return
        self.paper.heading(self._say(words.PARTS["rules"]))
        if self.row.undoes_id:
            self.paper.paragraph(self._say(words.RULES["undo"], number=self.row.undoes_id))
        told = [(label_of(key, self.locale), self._rule(key, rule)) for key, rule in self.row.rules.items()]
        self.paper.facts(told)

    def _rule(self, key: str, rule: dict[str, Any]) -> str:
        """A rule as a sentence."""
        parts = []
        if rule["way"] in ("one", "evenly"):
            parts.append(
                self._say(words.RULES[rule["way"]], people=listed(map(self._name, rule["to"]), self.locale))
            )
        elif rule["way"] == "follow":
            over = words.OR.get(self.locale).join(
                dict.fromkeys(module(one).label.get(self.locale) for one in above(module(key)).values())
            )
            parts.append(self._say(words.RULES["follow"], above=over))
        for case in rule["cases"]:
            told = self._say(
                words.RULES["case"],
                what=self._condition(key, case["criteria"]),
                people=self._name(case["to"]),
            )
            parts.append(told)
        if rule["way"] in ("cases", "follow"):
            rest = words.RULES["rest" if rule["rest"] else "stays"]
            parts.append(self._say(rest, people=self._name(rule["rest"] or "")))
        if module(key).still_open and not rule["everything"]:
            parts.append(self._say(words.RULES["open"]))
        return words.SEMICOLON.get(self.locale).join(parts)

    def _condition(self, key: str, criteria: Any) -> str:
        try:
            return describe(parse(self.reader, key, criteria), self.locale)
        except Refusal:
            # A field that has been taken from the asker meanwhile.
            return "—"

    def _name(self, key: Any) -> str:
        return self.names.get(int(key or 0), "")

    def _counts(self) -> None:
        counts = self.row.summary["counts"]
        rows = [
            [f"{label_of(key, self.locale)} · {kind_of(kind, self.locale)}" if kind != "records" else label_of(key, self.locale),
             str(number), str(counts["after"].get(key, {}).get(kind, 0))]
            for key in self._modules()
            for kind, number in counts["before"].get(key, {}).items()
            if number or counts["after"].get(key, {}).get(kind, 0)
        ]  # fmt: skip
        if rows:
            head = [self._say(text) for text in (words.WHAT, words.BEFORE, words.AFTER)]
            self.paper.heading(self._say(words.PARTS["counts"]))
            self.paper.numbers(head, rows, 0.6)

    def _left(self) -> None:
        left = self.row.summary["left"]
        if left:
            self.paper.heading(self._say(words.PARTS["left"]))
            self.paper.facts(
                (label_of(key, self.locale), f"{say(reason, self.locale)} ({many})")
                for key, reasons in left.items()
                for reason, many in reasons.items()
            )

    def _differences(self) -> None:
        if not self.row.summary["differences"]:
            return
        self.paper.heading(self._say(words.PARTS["differences"]))
        unequal = self.row.items.filter(state="moved").order_by("position")
        shown = [item for item in unequal if item.before != item.after][:MOST_DIFFERENCES]
        titles = self._titles(shown)
        self.paper.facts((self._called(item, titles), self._difference(item)) for item in shown)

    def _difference(self, item: HandoverItem) -> str:
        people = who_changed(self.row, item, self.locale)
        who = self._say(words.MEANWHILE, people=listed(people, self.locale)) if people else ""
        told = parts_told(item, self.locale) or "—"
        return words.SEMICOLON.get(self.locale).join((told, who or self._say(words.UNEXPLAINED)))

    def _digests(self) -> None:
        paper = self.paper
        paper.heading(self._say(words.PARTS["digests"]))
        paper.facts(
            (
                (self._say(words.DIGEST_BEFORE), self.row.before),
                (self._say(words.DIGEST_AFTER), self.row.after),
            )
        )
        paper.ln(1.5)
        paper.paragraph(self._say(words.HOW))

    def _appendix(self) -> None:
        self.paper.add_page()
        self.paper.heading(self._say(words.PARTS["appendix"]))
        self.paper.listing([self._say(text) for text in words.COLUMNS], self._lines(), _WIDTHS)

    def _lines(self) -> Iterator[tuple[str, ...]]:
        moved = self.row.items.filter(state="moved").order_by("position")
        at = 0
        for some in bulk.chunks(moved.iterator(chunk_size=CHUNK), CHUNK):
            titles = self._titles(some)  # per chunk
            for at, item in enumerate(some, at + 1):  # noqa: B020
                same = words.EQUAL if item.before == item.after else words.UNEQUAL
                yield (
                    str(at),
                    module(item.module).label.get(self.locale),
                    titles.get((item.module, item.record_id), ""),
                    str(item.record_id),
                    self._name(item.to_id),
                    item.before[:SHOWN],
                    self._say(same),
                )

    def _called(self, item: HandoverItem, titles: dict[tuple[str, int], str]) -> str:
        title = titles.get((item.module, item.record_id), "")
        return f"{module(item.module).label.get(self.locale)} {title or item.record_id}"

    def _titles(self, items: Iterable[HandoverItem]) -> dict[tuple[str, int], str]:
        return titles(self.actor, items)

    def _modules(self) -> list[str]:
        return [key for key in self.row.summary["counts"]["before"] if key in MODULES]


def _people(rules: dict[str, Any]) -> Iterator[int]:
    for rule in rules.values():
        yield from (
            int(one) for one in (*rule["to"], *(case["to"] for case in rule["cases"]), rule["rest"]) if one
        )


def _of_duties(duties: Iterable[succession.Duty]) -> Iterator[int]:
    for duty in duties:
        yield from (one for one in (duty["was"], duty["to"]) if one)
        if duty["kind"] == "reports":
            yield duty["id"]
