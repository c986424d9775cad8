"""Names of a file become what they name: records of other modules, people, tags. A name that is not clear stays text."""

from collections.abc import Mapping, Sequence
from typing import Any

from guanxi.access.directory import people_by_name
from guanxi.exchange.plans import Assembled
from guanxi.exchange.projects.checked import CheckedRow
from guanxi.exchange.projects.merging import together
from guanxi.kernel.actor import Actor
from guanxi.kernel.text import normal
from guanxi.records import identify
from guanxi.records.tagging import labelled
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import module

Pairs = Sequence[tuple[CheckedRow, Assembled]]


def resolve(actor: Actor, module_key: str, pairs: Pairs) -> None:
    """Put ids in place of names in the main records of some rows; what names nothing is kept with the row's other columns."""
    told = set().union(*(made.main for _, made in pairs))
    for key, item in module(module_key).fields.items():
        if key not in told or item.type not in ("lookup", "user", "tags"):
            continue
        holding = [(row, made.main) for row, made in pairs if key in made.main]
        if item.type == "lookup":
            _settle(item, holding, _records(actor, item, [main[key] for _, main in holding]), actor.locale)
        elif item.type == "user" and key != "owner":
            people = people_by_name()  # per chunk
            known = {form: ids[0] for form, ids in people.items() if len(ids) == 1}
            _settle(item, holding, known, actor.locale)
        elif item.type == "tags":
            tags = labelled(actor, {word for _, main in holding for word in main[key]})  # per chunk
            for _, main in holding:
                main[key] = [str(tags[normal(word)]) for word in main[key] if normal(word) in tags]


def _records(actor: Actor, item: FieldDef, names: Sequence[str]) -> Mapping[str, int]:
    target = module(item.target or "")
    forms = sorted({normal(str(name)) for name in names})
    return identify.only_by_text(actor, target.key, target.title_field, forms)


def _settle(
    item: FieldDef, holding: Sequence[tuple[CheckedRow, dict[str, Any]]], ids: Mapping[str, int], locale: str
) -> None:
    for row, main in holding:
        name = str(main.pop(item.key))
        if normal(name) in ids:
            main[item.key] = str(ids[normal(name)])
        else:
            row.other = together(row.other, {item.label.get(locale): name})
