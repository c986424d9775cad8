"""The shape of a field type: one file of `schema/types` (or of a module's folder) is one kit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import L
from guanxi.schema.fields import Column, FieldDef


@dataclass(frozen=True, slots=True)
class Env:
    """What a value or a condition may depend on besides itself: the time, the zone, the person."""

    now: datetime
    zone: ZoneInfo
    user_id: int | None = None
    department_users: frozenset[int] = frozenset()
    locale: str = "zh-CN"


class FieldType:
    """Behaviour of all fields of one type. `child` types keep their values in a table of their own;
    the system fills `given` types in and nobody else may.

    The canonical value is what Python code sees; None (or an empty tuple for several values) is empty.
    """

    key: str
    label: L
    child = False
    given = False
    operators: tuple[str, ...] = ()
    # What a covered value may be asked: whether it is one that the asker knows.
    known_by: tuple[str, ...] = ()

    def model_fields(self, definition: FieldDef) -> dict[str, Column]:
        """Django fields by attribute name: the value's own first, then companions."""
        raise NotImplementedError

    def clean(self, definition: FieldDef, raw: Any) -> Any:
        """The canonical value of what somebody sent. Raises Refusal naming the field."""
        raise NotImplementedError

    def store(self, definition: FieldDef, value: Any) -> dict[str, Any]:
        """Column values of a canonical value, companions included."""
        return {definition.columns[0]: value}

    def store_many(
        self, definition: FieldDef, values: Sequence[Any], known: Mapping[Any, dict[str, Any]] | None = None
    ) -> dict[str, list[Any]]:
        """Columns of many canonical values; values that recur, or are known already, are not stored anew."""
        if values and values.count(values[0]) == len(values):
            # Most fields of most batches: nobody said anything.
            return {
                column: [cell] * len(values) for column, cell in self.store(definition, values[0]).items()
            }
        made: dict[Any, dict[str, Any]] = dict(known or {})
        rows = []
        for value in values:
            try:
                row = made.get(value)
                if row is None:
                    row = made[value] = self.store(definition, value)
            except TypeError:  # objects that cannot be looked up, such as those of json fields
                row = self.store(definition, value)
            rows.append(row)
        return {column: [row[column] for row in rows] for column in (rows[0] if rows else ())}

    def load(self, definition: FieldDef, row: Mapping[str, Any]) -> Any:
        """The canonical value from a row of columns."""
        return row[self.value_columns(definition)[0]]

    def value_columns(self, definition: FieldDef) -> list[str]:
        """The columns that `load` needs, as `.values()` names them; companions are for the database alone."""
        return [definition.columns[0]]

    def expressions(self, definition: FieldDef) -> dict[str, Any]:
        """Those of `value_columns` that the module's table has not, as expressions over its rows."""
        return {}

    def sort_column(self, definition: FieldDef) -> str:
        """The column whose order is the value's order."""
        return definition.columns[0]

    def wire(self, value: Any) -> Any:
        """The JSON form of a canonical value."""
        return value

    def refers(self, value: Any) -> Iterable[Any]:
        """The ids of the records that the value points at; of any module, "module/id"."""
        return ()

    def text(self, definition: FieldDef, value: Any, locale: str) -> str:
        """The value as a person reads it in a file or a sentence."""
        return "" if value is None else str(self.wire(value))

    def veil(self, definition: FieldDef, value: Any, locale: str) -> str:
        """What stands for a value that is covered: enough to recognise it by, not to use it."""
        return "•••"

    def argument(self, definition: FieldDef, operator: str, raw: Any, env: Env) -> Any:
        """The operand of a condition in canonical form. Raises Refusal."""
        raise NotImplementedError

    def sql(self, definition: FieldDef, operator: str, argument: Any, env: Env) -> Q:
        """The condition over the module's table."""
        raise NotImplementedError

    def memory(self, definition: FieldDef, operator: str, value: Any, argument: Any, env: Env) -> bool:
        """The same condition over a canonical value."""
        raise NotImplementedError


def refuse(definition: FieldDef, code: str, **params: Any) -> Refusal:
    """The refusal of a value of `definition`, with the field's label for the message."""
    return Refusal(code, definition.key, label=definition.label, **params)


def unique_list(values: Iterable[Any]) -> list[Any]:
    """The values in their order, each once."""
    return list(dict.fromkeys(values))
