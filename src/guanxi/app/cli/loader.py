"""Finds the file of a verb without importing the others."""

import argparse
import ast
import importlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import django

FOLDERS = ("plain", "verbs")
HERE = Path(__file__).resolve().parent


class Verb(Protocol):
    """What the file of a verb offers."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it and return the exit code."""


@dataclass(frozen=True, slots=True)
class VerbFile:
    """Where a verb stands."""

    name: str
    folder: str
    path: Path

    def help(self) -> str:
        """The first line of the file's docstring."""
        doc = ast.get_docstring(ast.parse(self.path.read_text(encoding="utf-8"))) or ""
        return doc.split("\n", 1)[0]

    def load(self) -> Verb:
        """Import the file, with Django set up first when it stands in `verbs/`."""
        if self.folder == "verbs":
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guanxi.app.settings")
            django.setup()
        return cast("Verb", importlib.import_module(f"guanxi.app.cli.{self.folder}.{self.path.stem}"))


def all_verbs() -> dict[str, VerbFile]:
    """Every verb by the stem of its file (`user_create`)."""
    found: dict[str, VerbFile] = {}
    for folder in FOLDERS:
        for path in sorted((HERE / folder).glob("[!_]*.py")):
            found[path.stem.rstrip("_")] = VerbFile(path.stem.rstrip("_"), folder, path)
    return found


def split(words: Sequence[str]) -> tuple[VerbFile | None, list[str]]:
    """The verb that the first words name, and the words after it; the longest name wins."""
    verbs = all_verbs()
    for count in (3, 2, 1):
        head = words[:count]
        if len(head) == count and not any(word.startswith("-") for word in head):
            stem = "_".join(head).replace("-", "_")
            if stem in verbs:
                return verbs[stem], list(words[count:])
    return None, list(words)
