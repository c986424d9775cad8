"""Rules of contacts: surname and given name, sub-types that fit their type."""

from guanxi.kernel.errors import Refusal
from guanxi.kernel.text import split_name
from guanxi.modules.contacts.models import Contact
from guanxi.modules.contacts.options import SUB_TYPES
from guanxi.records.plugs import GUARDS, Batch, Guard, Working
from guanxi.schema.fields import declared_fields

_PARENT = {option.value: option.parent for option in SUB_TYPES}
_SUB_TYPES_LABEL = next(item.label for item in declared_fields(Contact) if item.key == "sub_types")


class NameGuard(Guard):
    """欧阳娜娜 is split into 欧阳 and 娜娜 unless somebody gave the parts."""

    key = "contacts.name"
    order = 200
    modules = ("contacts",)
    reads = ("name", "surname", "given_name")

    def admit(self, batch: Batch) -> None:
        for row in batch.rows if batch.verb in ("create", "edit") else ():
            if row.sent & {"surname", "given_name"} and "name" not in row.sent:
                row.new["name"] = f"{row.get('surname') or ''}{row.get('given_name') or ''}" or None
            elif row.new.get("name") and not row.sent & {"surname", "given_name"}:
                _split(row)


class SubTypeGuard(Guard):
    """A sub-type belongs to one of the contact's types."""

    key = "contacts.sub_types"
    modules = ("contacts",)
    reads = ("types", "sub_types")

    def admit(self, batch: Batch) -> None:
        for row in batch.rows if batch.verb in ("create", "edit") else ():
            if not row.sent & {"types", "sub_types"}:
                continue
            held = set(row.get("types") or ())
            strange = [item for item in row.get("sub_types") or () if _PARENT[item] not in held]
            if strange and "sub_types" in row.sent:
                row.refusals.append(Refusal("sub_type_without_type", "sub_types", label=_SUB_TYPES_LABEL))
            elif strange:
                row.new["sub_types"] = tuple(item for item in row.get("sub_types") if item not in strange)


GUARDS.add(NameGuard())
GUARDS.add(SubTypeGuard())


def _split(row: Working) -> None:
    if row.get("form") == "organisation":
        row.new.update(surname=None, given_name=None)
        return
    surname, given = split_name(row.new["name"])
    row.new.update(surname=surname or None, given_name=given or None)
