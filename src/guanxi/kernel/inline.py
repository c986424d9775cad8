"""SQL written by hand within a statement of the framework."""

from typing import Any

from django.db.models import Exists, F, Field, Func

RECORD = "{record}"


class OfRecord(Func):
    """An expression about one column of the row around it, the record's id unless `of` says another: in its SQL
    `{record}` stands for that column."""

    def __init__(
        self, sql: str, given: tuple[Any, ...], output_field: "Field[Any, Any]", of: str = "pk"
    ) -> None:
        super().__init__(F(of), output_field=output_field)
        self._sql, self._given = sql, given

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        record, _none = compiler.compile(self.source_expressions[0])
        return self._sql.replace(RECORD, record), [*self._given]


class Probe(Exists):
    """A subquery asked for each row by itself: without the offset PostgreSQL may look up all of its rows first."""

    template = "EXISTS(%(subquery)s OFFSET 0)"


class Plain(Func):
    """A column by a form that no index answers."""

    template = "+%(expressions)s"
    arity = 1
