"""Rules on queries, writes, transactions and SQL."""

import ast
from collections.abc import Iterator
from functools import cache

from tests.lint.source import Finding, Function, Source, dotted, functions, sources

MANAGERS = {"objects", "_base_manager", "_default_manager"}
WRITES = {"create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create"}
# The two doors and what stands inside them.
DOORS = ("src/guanxi/records/",)
# Below the doors, three files build subqueries that the doors run; they never run one.
BUILDERS = (
    "src/guanxi/criteria/sql.py",
    "src/guanxi/access/reach.py",
    "src/guanxi/access/following.py",
)
# Inside the house of the doors, writes happen in files of this name only.
STORES = "store"
NETWORK = {"httpx", "requests", "urllib", "urllib3", "aiohttp", "smtplib", "imaplib", "ftplib"}
OUTGOING = ("guanxi.kernel.http", "guanxi.kernel.ldap")
# The one HTTP client, and the senders.
NETWORK_FILES = ("src/guanxi/kernel/http", "src/guanxi/kernel/ldap", "src/guanxi/channels/")
LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
SQL_CALLS = {"execute", "executemany", "raw", "RawSQL", "extra", "executescript"}


@cache
def record_models() -> frozenset[str]:
    """The classes that hold business records: every model of a module, and custom records."""
    names = {"CustomRecord"}
    for source in sources("src/guanxi/modules/"):
        for node in source.tree.body:
            if isinstance(node, ast.ClassDef) and any("Record" in dotted(base) for base in node.bases):
                names.add(node.name)
    return frozenset(names)


def records_by_the_doors(source: Source) -> Iterator[Finding]:
    """Business records are read and written through the two doors only."""
    if source.path.startswith((*DOORS, *BUILDERS)):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and _holds_records(node.value):
            yield Finding(source.path, node.lineno, f"{dotted(node)}: use the read or the write door")


def writes_in_store(source: Source) -> Iterator[Finding]:
    """Behind the write door one step writes records, in files named after it."""
    if not source.path.startswith(DOORS) or source.path.rsplit("/", 1)[-1].startswith(STORES):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            chain = _managers_in(node.func)
            if any(_holds_records(item.value) for item in chain):
                yield Finding(source.path, node.lineno, f"{dotted(node)}: records are written in store files")


def _holds_records(node: ast.expr) -> bool:
    name = dotted(node)
    return name in record_models() or name == "model" or name.endswith(".model")


def _managers_in(node: ast.AST) -> list[ast.Attribute]:
    found = (item for item in ast.walk(node) if isinstance(item, ast.Attribute))
    return [item for item in found if item.attr in MANAGERS]


def no_query_in_a_loop(source: Source) -> Iterator[Finding]:
    """One query for all, not one for each; a loop over chunks says '# per chunk' where it asks."""
    for loop in ast.walk(source.tree):
        if isinstance(loop, LOOPS):
            for node in _repeated(loop):
                for item in _managers_in(node):
                    allowed = "# per chunk" in source.line(item.lineno) or "# per chunk" in source.line(
                        loop.lineno
                    )
                    if not allowed:
                        yield Finding(source.path, item.lineno, f"{dotted(item)} in a loop")


def _repeated(loop: ast.AST) -> list[ast.AST]:
    """The parts of a loop that run again each time round: not what a `for` walks over, evaluated once."""
    if isinstance(loop, (ast.For, ast.AsyncFor)):
        return [node for node in loop.body if not isinstance(node, (*LOOPS, Function))]
    if isinstance(loop, ast.While):
        return [loop.test, *loop.body]
    parts: list[ast.AST] = [loop.key, loop.value] if isinstance(loop, ast.DictComp) else [loop.elt]  # type: ignore[attr-defined]
    generators: list[ast.comprehension] = loop.generators  # type: ignore[attr-defined]
    return [
        *parts,
        *(test for item in generators for test in item.ifs),
        *(item.iter for item in generators[1:]),
    ]


def network_in_its_place(source: Source) -> Iterator[Finding]:
    """Only the one HTTP client and the senders speak to other machines."""
    if source.path.startswith(NETWORK_FILES):
        return
    for node in ast.walk(source.tree):
        names = _imported(node)
        if any(name.split(".")[0] in NETWORK and not name.startswith("urllib.parse") for name in names):
            yield Finding(source.path, node.lineno, f"{', '.join(names)}: use guanxi.kernel.http")


def no_network_in_a_transaction(source: Source) -> Iterator[Finding]:
    """A slow host must not hold locks: what leaves the house goes through the outbox."""
    names = {
        (alias.asname or alias.name).split(".")[0]
        for node in source.tree.body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias, name in zip(node.names, _imported(node), strict=True)
        if name.split(".")[0] in NETWORK - {"urllib"} or name.startswith(OUTGOING)
    }
    for body in _transactions(source.tree):
        for node in ast.walk(body):
            if isinstance(node, ast.Call) and dotted(node).split(".")[0] in names:
                yield Finding(source.path, node.lineno, f"{dotted(node)} in a transaction")


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def _transactions(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.With) and any(
            dotted(item.context_expr).endswith("atomic") for item in node.items
        ):
            yield node
    for function in functions(tree):
        if any(dotted(item).endswith("atomic") for item in function.decorator_list):
            yield function


def no_built_sql(source: Source) -> Iterator[Finding]:
    """SQL text is a constant; a built one says '# safe sql: why' where it is run."""
    for node in ast.walk(source.tree):
        if (
            not isinstance(node, ast.Call)
            or not node.args
            or dotted(node).rsplit(".", 1)[-1] not in SQL_CALLS
        ):
            continue
        if _is_built(node.args[0]) and "# safe sql:" not in source.line(node.lineno):
            yield Finding(source.path, node.lineno, "SQL text is built from parts")


def _is_built(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return not (isinstance(node.left, ast.Constant) and isinstance(node.right, ast.Constant))
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
