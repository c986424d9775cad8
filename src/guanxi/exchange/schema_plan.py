"""The import of any module by its declaration alone: a row is a record, its unique fields say which."""

from collections.abc import Mapping
from typing import Any

from guanxi.access import questions
from guanxi.exchange.plans import PLANS, Assembled, Plan
from guanxi.exchange.targets import Concepts, importable, targets_of
from guanxi.exchange.understand import Target
from guanxi.kernel.actor import Actor
from guanxi.kernel.text import normal
from guanxi.records.identify import FIELD
from guanxi.schema.modules import module


class SchemaPlan(Plan):
    """What a module's declaration says; `concepts` adds what the headers and words of some fields usually are."""

    concepts: Concepts = {}

    def __init__(self, key: str = "") -> None:
        self.key = key or self.key

    def targets(self, actor: Actor) -> list[Target]:
        """Every field that cells can fill and the actor may set; fields of the forms come first, in their order."""
        owner = module(self.key)
        writable = questions.writable(actor, self.key, "create")
        first = [key for section in owner.sections for key in section.fields]
        order = dict.fromkeys([owner.title_field, *first, *owner.fields])
        return [
            target
            for key in order
            if key in writable and key in owner.fields and importable(owner.fields[key])
            for target in targets_of(self.key, owner.fields[key], self.concepts, actor.locale)
        ]

    def assemble(self, values: Mapping[str, Any], match_on: list[str]) -> Assembled:
        """One record; the values of lookups are still names."""
        main = {
            key.partition(".")[2]: value for key, value in values.items() if value not in (None, "", [], {})
        }
        return Assembled(main, keys=self._keys(main, match_on))

    def _keys(self, main: Mapping[str, Any], match_on: list[str]) -> list[tuple[str, str]]:
        owner = module(self.key)
        found: list[tuple[str, str]] = []
        if "external_id" in match_on and main.get("external_id"):
            found.append(("external_id", normal(str(main["external_id"]))))
        telling = [key for key, item in owner.fields.items() if item.unique or key in owner.duplicate_keys]
        for key in sorted(telling, key=lambda key: not owner.fields[key].unique):
            value = main.get(key)
            if key != "external_id" and isinstance(value, str):
                found.append((f"{FIELD}{key}", normal(value)))
        if "mobile" in match_on and "phones" in owner.duplicate_keys:
            found += [
                ("mobile", entry["value"].partition(";")[0])
                for entry in main.get("phones", ())
                if entry["type"] == "mobile"
            ]
        if "email" in match_on and "emails" in owner.duplicate_keys:
            found += [("email", entry["value"].lower()) for entry in main.get("emails", ())]
        return found


def plan_of(module_key: str) -> Plan:
    """The module's own plan where it registers one, else the one that its declaration makes. Raises NotFound."""
    return PLANS.get(module_key) if module_key in PLANS else SchemaPlan(module(module_key).key)
