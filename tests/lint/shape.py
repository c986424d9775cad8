"""Rules on the size and the shape of files and functions."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.lint.source import Finding, Source, functions

MOST_LINES = 500
MOST_FUNCTION_LINES = 60
MOST_PARAMETERS = 6
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
GENERATED = re.compile(r"^\s*(#|//|/\*|\"\"\")\s*(generated|data)\b", re.IGNORECASE)


def file_length(source: Source) -> Iterator[Finding]:
    """A file holds one idea; data and generated files say so in their first line."""
    lines = source.text.count("\n")
    if lines > MOST_LINES and not GENERATED.match(source.text):
        yield Finding(source.path, 1, f"{lines} lines, at most {MOST_LINES}")


def file_name(source: Source) -> Iterator[Finding]:
    """A file is named after its idea."""
    stem = PurePosixPath(source.path).stem
    if stem in VAGUE_NAMES:
        yield Finding(source.path, 1, f"the name {stem!r} says nothing")


def function_length(source: Source) -> Iterator[Finding]:
    """A function fits on a screen."""
    for node in functions(source.tree):
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > MOST_FUNCTION_LINES:
            yield Finding(
                source.path, node.lineno, f"{node.name}: {lines} lines, at most {MOST_FUNCTION_LINES}"
            )


def parameter_count(source: Source) -> Iterator[Finding]:
    """More than six values that belong together are an object."""
    for node in functions(source.tree):
        every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        count = len([arg for arg in every if arg.arg not in {"self", "cls"}])
        if count > MOST_PARAMETERS:
            yield Finding(
                source.path, node.lineno, f"{node.name}: {count} parameters, at most {MOST_PARAMETERS}"
            )


def imports_at_top(source: Source) -> Iterator[Finding]:
    """An import inside a function hides a cycle, and a cycle means that a floor is wrong."""
    for function in functions(source.tree):
        for node in ast.walk(function):
            if isinstance(node, (ast.Import, ast.ImportFrom)) and "# lazy:" not in source.line(node.lineno):
                yield Finding(
                    source.path, node.lineno, "import inside a function (heavy ones: '# lazy: why')"
                )


def docstrings(source: Source) -> Iterator[Finding]:
    """Every public name says what it promises; what overrides inherits its promise."""
    yield from _undocumented(source, source.tree.body)
    if ast.get_docstring(source.tree) is None and source.tree.body:
        yield Finding(source.path, 1, "the file has no docstring")
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not node.bases:
            yield from _undocumented(source, node.body)


def _undocumented(source: Source, body: list[ast.stmt]) -> Iterator[Finding]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    for node in body:
        if not isinstance(node, kinds) or node.name.startswith("_") or node.name == "Meta":
            continue
        if ast.get_docstring(node) is None and not _is_overload(node):
            yield Finding(source.path, node.lineno, f"{node.name} has no docstring")


def _is_overload(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    names = [ast.unparse(item).rsplit(".", 1)[-1] for item in node.decorator_list]
    return any(name in {"overload", "setter", "override"} for name in names)
