"""What is measured: each workload is a request that people make all day, with its budget (DESIGN.md 5)."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Workload:
    """A request through the API as one user; budgets in milliseconds."""

    key: str
    what: str
    method: str
    path: str
    body: dict[str, Any] | None = None
    p50: float | None = None
    p95: float | None = None
    variants: tuple[dict[str, Any], ...] = field(default=())


_LIST = "/api/v1/records/contacts/query"
_COLUMNS = ["name", "account", "title", "phones", "stage", "expected_amount", "owner", "last_contact_at"]


def _list(criteria: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"columns": _COLUMNS, "limit": 50, **({"criteria": criteria} if criteria else {}), **more}


WORKLOADS = (
    Workload("list", "list of 50, newest first", "POST", _LIST, _list(), 6, 20),
    Workload("list_stage", "list of 50, one stage", "POST", _LIST,
             _list({"field": "stage", "op": "equals", "value": "proposal"}), 6, 20),
    Workload("list_owner", "list of 50, mine", "POST", _LIST, _list({"field": "owner", "op": "is_me"}), 6, 20),
    Workload("list_name", "list of 50 by name (pinyin)", "POST", _LIST, _list(sort=["name"]), 6, 20),
    Workload("list_count", "list of 50 with capped count", "POST", _LIST,
             _list({"field": "stage", "op": "equals", "value": "proposal"}, count="capped"), None, 60),
    Workload("filter_text", "part of a title (no index)", "POST", _LIST,
             _list({"field": "title", "op": "contains", "value": "总监"}), None, 1000),
    Workload("search_name", "search: two characters of a name", "POST", _LIST, _list(search="张伟"), None, 30),
    Workload("search_initials", "search: initials", "POST", _LIST, _list(search="zw"), None, 30),
    Workload("search_pinyin", "search: full pinyin", "POST", _LIST, _list(search="zhangwei"), None, 30),
    Workload("search_company", "search: part of a company", "POST", _LIST, _list(search="恒泰"), None, 30),
    Workload("search_last4", "search: last four digits", "POST", _LIST, _list(search="4321"), None, 30),
    Workload("search_domain", "search: e-mail domain", "POST", _LIST, _list(search="c77.example.com"), None, 30),
    Workload("palette", "search across modules", "GET", "/api/v1/search?q=zw", None, None, 30),
    Workload("record", "record page: the record", "GET", "/api/v1/records/contacts/{own}", None, None, 40),
    Workload("timeline", "record page: the timeline", "GET", "/api/v1/records/contacts/{own}/timeline", None, None, 40),
    Workload("today", "the day's page", "GET", "/api/v1/today", None, None, 100),
)  # fmt: skip
