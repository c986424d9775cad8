"""Where the program asks who may: each call of the access questions outside `access/`, and the same call answered too kindly.

The program is read with every such call going by way of `asked`, which can take note of it or give another answer in its place.
"""

import ast
import builtins
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

ROOT = Path(__file__).resolve().parents[1] / "src" / "guanxi"
QUESTIONS = frozenset({
    "can", "visible", "reach", "ways", "readable", "masks", "writable", "sees_all", "edits_all", "people_within",
    "sight",
})  # fmt: skip
# What the reader of a request asks once for all who ask it; the first are nobody else's names.
OF_READER = frozenset({"readable", "masks", "covered", "visible_each", "visible", "shown"})
PLAIN = frozenset({"readable", "masks", "covered", "visible_each"})


@dataclass(frozen=True, slots=True)
class Site:
    """One call: `name` stays the same while lines move."""

    number: int
    name: str
    line: int
    question: str


@dataclass
class Inquiry:
    """All sites that were read, which one gives the wrong answer, and which tests came by each."""

    sites: list[Site] = field(default_factory=list)
    wrong: int = -1
    test: str = ""
    visits: dict[int, set[str]] = field(default_factory=dict)


INQUIRY = Inquiry()


def install() -> None:
    """From now on, modules of the program are read with their questions going by way of `asked`."""
    read = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
        path = Path(loader.get_filename(name))
        return routed(path) if concerns(path) else read(loader, name)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment, method-assign]
    builtins.__asked__ = asked  # type: ignore[attr-defined]


def concerns(path: Path) -> bool:
    """Whether a file is the program's, and not the room that answers."""
    return path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] != "access"


def everywhere() -> Iterator[Path]:
    """All files whose questions count."""
    return (path for path in sorted(ROOT.rglob("*.py")) if concerns(path))


def routed(path: Path) -> CodeType:
    """The code of a file, its questions going by way of `asked`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    whole = _Router(path.relative_to(ROOT).as_posix()).visit(tree)
    return compile(ast.fix_missing_locations(whole), str(path), "exec", dont_inherit=True)


def asked(number: int, question: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """The answer to a question; at the site that is wrong, the kindest one that there is."""
    if INQUIRY.test:
        INQUIRY.visits.setdefault(number, set()).add(INQUIRY.test)
    if number == INQUIRY.wrong:
        return _KIND[INQUIRY.sites[number].question](question, given, named)
    return question(*given, **named)


class _Router(ast.NodeTransformer):
    def __init__(self, path: str) -> None:
        self._path = path
        self._within: list[str] = []
        self._names: dict[str, int] = {}

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._inside(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._inside(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        said = ast.unparse(node)
        self.generic_visit(node)
        question = self._question(node.func)
        if question is None:
            return node
        name = f"{self._path} {'.'.join(self._within)}: {said}"
        self._names[name] = count = self._names.get(name, 0) + 1
        site = Site(len(INQUIRY.sites), name if count == 1 else f"{name} ({count})", node.lineno, question)
        INQUIRY.sites.append(site)
        function = ast.Name("__asked__", ast.Load())
        return ast.copy_location(
            ast.Call(function, [ast.Constant(site.number), node.func, *node.args], node.keywords), node
        )

    def _inside(self, node: Any) -> ast.AST:
        self._within.append(node.name)
        self.generic_visit(node)
        self._within.pop()
        return node  # type: ignore[no-any-return]

    def _question(self, function: ast.expr) -> str | None:
        if not isinstance(function, ast.Attribute):
            return None
        of, name = function.value, function.attr
        if isinstance(of, ast.Name) and of.id == "questions":
            return name if name in QUESTIONS else None
        return name if name in PLAIN or (name in OF_READER and self._is_reader(of)) else None

    def _is_reader(self, of: ast.expr) -> bool:
        if isinstance(of, ast.Name):
            return of.id == "reader" or (of.id == "self" and self._path == "records/reader.py")
        if isinstance(of, ast.Attribute):
            return of.attr in ("reader", "_reader")
        return isinstance(of, ast.Call) and isinstance(of.func, ast.Name) and of.func.id == "ActorReader"


Given = tuple[Any, ...]
Named = dict[str, Any]


def _yes(question: Callable[..., Any], given: Given, named: Named) -> Any:
    return True


def _every_record(question: Callable[..., Any], given: Given, named: Named) -> Any:
    from django.db.models import Q  # lazy: read before Django is

    return Q()


def _every_field(question: Callable[..., Any], given: Given, named: Named) -> Any:
    from guanxi.schema.modules import MODULES  # lazy: as above

    key = next((one for one in given if isinstance(one, str)), "")
    return frozenset(MODULES.get(key).fields) if key in MODULES else question(*given, **named)


def _no_mask(question: Callable[..., Any], given: Given, named: Named) -> Any:
    return {}


def _everybody(question: Callable[..., Any], given: Given, named: Named) -> Any:
    from guanxi.access.models import User  # lazy: as above

    return frozenset(User.objects.values_list("pk", flat=True))


def _for_two_reasons(question: Callable[..., Any], given: Given, named: Named) -> Any:
    from guanxi.access.reach import ALL  # lazy: as above

    return (ALL, ALL)


def _alike(question: Callable[..., Any], given: Given, named: Named) -> Any:
    return "everybody"


_KIND: dict[str, Callable[[Callable[..., Any], Given, Named], Any]] = {
    "can": _yes, "sees_all": _yes, "edits_all": _yes, "visible": _every_record, "visible_each": _every_record,
    "reach": _every_record, "readable": _every_field, "covered": _every_field, "writable": _every_field,
    "shown": _every_field, "masks": _no_mask, "ways": _for_two_reasons,
    "people_within": _everybody, "sight": _alike,
}  # fmt: skip
