"""Each rule finds a bad example and lets a good one pass."""

import pytest
from tests.lint import database, shape
from tests.lint.source import Rule, parse
from tests.lint.traces import traces

LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 60
LOOP = "for row in rows:\n    "
HERE = "src/guanxi/exchange/plan.py"

BAD: list[tuple[Rule, str, str]] = [
    (shape.file_length, HERE, "x = 1\n" * 501),
    (shape.file_name, "src/guanxi/kernel/utils.py", ""),
    (shape.function_length, HERE, LONG_FUNCTION),
    (shape.parameter_count, HERE, "def f(a, b, c, d, *, e, f, g): ..."),
    (shape.imports_at_top, HERE, "def f():\n    import json\n"),
    (shape.docstrings, HERE, '"""File."""\ndef shown(): ...\n'),
    (shape.docstrings, HERE, '"""File."""\nclass A:\n    """A."""\n    def shown(self): ...\n'),
    (shape.docstrings, HERE, "X = 1\n"),
    (database.records_by_the_doors, HERE, "CustomRecord.objects.all()\n"),
    (database.records_by_the_doors, HERE, "module.model.objects.all()\n"),
    (
        database.writes_in_store,
        "src/guanxi/records/clean.py",
        "module.model.objects.filter(pk=1).update(a=1)\n",
    ),
    (database.no_query_in_a_loop, HERE, LOOP + "Tag.objects.get(pk=row)\n"),
    (database.no_query_in_a_loop, HERE, LOOP + "if row:\n        x = Tag.objects.filter(pk=row).first()\n"),
    (database.no_query_in_a_loop, HERE, "x = [Tag.objects.get(pk=row) for row in rows]\n"),
    (database.network_in_its_place, HERE, "import httpx\n"),
    (database.network_in_its_place, HERE, "from urllib import request\n"),
    (
        database.no_network_in_a_transaction,
        HERE,
        "import httpx\nwith transaction.atomic():\n    httpx.get(u)\n",
    ),
    (
        database.no_network_in_a_transaction,
        HERE,
        "from guanxi.kernel.http import fetch\n@transaction.atomic\ndef f():\n    fetch(u)\n",
    ),
    (
        database.no_network_in_a_transaction,
        HERE,
        "from guanxi.kernel import crypto, ldap\nwith transaction.atomic():\n    ldap.opened(u)\n",
    ),
    (database.no_built_sql, HERE, 'cursor.execute(f"SELECT {name}")\n'),
    (database.no_built_sql, HERE, 'cursor.execute("SELECT " + name)\n'),
    (database.no_built_sql, HERE, 'RawSQL("SELECT {}".format(name), [])\n'),
]

GOOD: list[tuple[Rule, str, str]] = [
    (shape.file_length, HERE, "# Generated from the table of surnames\n" + "x = 1\n" * 501),
    (shape.parameter_count, HERE, "def f(self, a, b, c, d, e, f): ..."),
    (shape.imports_at_top, HERE, "import json\ndef f():\n    import torch  # lazy: heavy\n"),
    (shape.docstrings, HERE, '"""File."""\nclass A(B):\n    """A."""\n    def inherited(self): ...\n'),
    (database.records_by_the_doors, "src/guanxi/records/read.py", "module.model.objects.all()\n"),
    (database.records_by_the_doors, HERE, "ImportPlan.objects.all()\n"),
    (
        database.writes_in_store,
        "src/guanxi/records/store.py",
        "module.model.objects.filter(pk=1).update(a=1)\n",
    ),
    (database.writes_in_store, "src/guanxi/records/links.py", "Link.objects.filter(pk=1).delete()\n"),
    (database.no_query_in_a_loop, HERE, "for row in Tag.objects.all():\n    print(row)\n"),
    (database.no_query_in_a_loop, HERE, "x = [row.pk for row in Tag.objects.all()]\n"),
    (database.no_query_in_a_loop, HERE, LOOP + "Tag.objects.filter(pk__in=row)  # per chunk\n"),
    (database.network_in_its_place, "src/guanxi/kernel/http.py", "import httpx\n"),
    (database.network_in_its_place, HERE, "from urllib.parse import quote\n"),
    (database.no_network_in_a_transaction, HERE, "import httpx\nwith transaction.atomic():\n    save(u)\n"),
    (
        database.no_network_in_a_transaction,
        HERE,
        "from guanxi.kernel import crypto, ldap\nwith transaction.atomic():\n    crypto.close(u)\n",
    ),
    (database.no_built_sql, HERE, 'cursor.execute("SELECT 1", [name])\n'),
    (database.no_built_sql, HERE, 'cursor.execute(f"SELECT {name}")  # safe sql: quoted above\n'),
]


@pytest.mark.parametrize(("rule", "path", "text"), BAD)
def test_finds_the_bad(rule: Rule, path: str, text: str) -> None:
    assert list(rule(parse(path, text)))


@pytest.mark.parametrize(("rule", "path", "text"), GOOD)
def test_passes_the_good(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(parse(path, text)))


def test_finds_traces() -> None:
    bad = ["index = https://" + "pypi" + ".org/simple", "path = /" + "work/main", "x: /" + "root/.cache"]
    good = ["GET /workers/", "see ./" + "work/main", "$HOME/work/x", "url(/api/" + "root/)"]
    assert [len(list(traces("a.txt", line))) for line in bad] == [1, 1, 1]
    assert not [line for line in good if list(traces("a.txt", line))]
