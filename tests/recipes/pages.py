"""Reads a recipe: its steps, the files that it writes, the commands that it gives."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

RECIPES = Path(__file__).resolve().parents[2] / "docs" / "recipes"
MOST_STEPS = 5
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`(src/[\w/.]+)`:\s*$")


@dataclass
class Recipe:
    """What a page tells the reader to do."""

    steps: int
    files: dict[str, str] = field(default_factory=dict)
    commands: list[list[str]] = field(default_factory=list)


def read(path: Path) -> Recipe:
    """The recipe of a page."""
    text = path.read_text(encoding="utf-8")
    found = Recipe(len(re.findall(r"^\d+\. ", text, re.MULTILINE)))
    for fence in _FENCE.finditer(text):
        body = dedent(fence[3])
        named = _FILE.search(text[: fence.start()].rstrip())
        if named:
            found.files[named[1]] = body
        elif fence[2] == "sh":
            found.commands += [line.split()[1:] for line in body.splitlines() if line.startswith("./guanxi ")]
    return found
