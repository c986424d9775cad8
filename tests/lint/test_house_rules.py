"""The project keeps its own rules."""

import pytest
from tests.lint import database, shape
from tests.lint.source import ROOT, Finding, Rule, Source, parse, sources, tracked
from tests.lint.traces import all_traces

PRODUCT: tuple[Rule, ...] = (
    shape.file_length,
    shape.file_name,
    shape.function_length,
    shape.parameter_count,
    shape.imports_at_top,
    shape.docstrings,
    database.records_by_the_doors,
    database.writes_in_store,
    database.no_query_in_a_loop,
    database.network_in_its_place,
    database.no_network_in_a_transaction,
    database.no_built_sql,
)
TESTS: tuple[Rule, ...] = (shape.file_length, shape.file_name, shape.function_length)


@pytest.mark.parametrize("rule", PRODUCT, ids=lambda rule: rule.__name__)
def test_product(rule: Rule) -> None:
    check(rule, sources("src/"))


@pytest.mark.parametrize("rule", TESTS, ids=lambda rule: rule.__name__)
def test_tests_and_bench(rule: Rule) -> None:
    check(rule, (*sources("tests/"), *sources("bench/")))


def test_web_files_are_short() -> None:
    names = [
        name for name in tracked() if name.startswith("web/src/") and name.endswith((".ts", ".tsx", ".css"))
    ]
    found = [item for name in names for item in shape.file_length(text_only(name))]
    assert not found, listed(found)


def test_no_traces_of_a_machine() -> None:
    found = list(all_traces())
    assert not found, listed(found)


def check(rule: Rule, files: tuple[Source, ...]) -> None:
    """Fail with every place that breaks the rule."""
    found = [item for source in files for item in rule(source)]
    assert not found, f"{rule.__doc__}\n{listed(found)}"


def text_only(name: str) -> Source:
    """A file that is not Python, for rules that look at the text."""
    empty = parse(name, "")
    return Source(name, (ROOT / name).read_text("utf-8"), empty.tree)


def listed(found: list[Finding]) -> str:
    """One finding a line."""
    return "\n".join(str(item) for item in dict.fromkeys(found))
