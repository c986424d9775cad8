"""The project's own Python files, parsed once."""

import ast
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    """One file: where it stands, its text and its tree."""

    path: str
    text: str
    tree: ast.Module = field(repr=False)

    def line(self, number: int) -> str:
        """The text of a line, counted from one."""
        return self.text.splitlines()[number - 1]


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a rule is broken."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


Rule = Callable[[Source], Iterator[Finding]]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def parse(path: str, text: str) -> Source:
    """A source from its text, for the files and for the rules' own tests."""
    return Source(path, text, ast.parse(text))


@cache
def tracked() -> tuple[str, ...]:
    """Every file that belongs to the project, by its path from the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(name for name in listed.stdout.splitlines() if (ROOT / name).is_file())


@cache
def sources(prefix: str = "src/") -> tuple[Source, ...]:
    """The parsed Python files under `prefix`, generated migrations left out."""
    names = [name for name in tracked() if name.startswith(prefix) and name.endswith(".py")]
    return tuple(
        parse(name, (ROOT / name).read_text("utf-8")) for name in names if "/migrations/" not in name
    )


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method in the tree."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def dotted(node: ast.AST) -> str:
    """The name of an attribute chain (`a.b.c`), calls and subscripts in it left out; '' for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return dotted(node.value) if isinstance(node, ast.Subscript) else ""
