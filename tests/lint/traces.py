"""Nothing in the project names a package index or a place on the machine that made it."""

import re
from collections.abc import Iterator

from tests.lint.source import ROOT, Finding, tracked

# Put together from parts, or this file would break its own rule.
HOSTS = (r"pypi\." + "org", r"pythonhosted\." + "org", r"registry\.npmjs\." + "org", r"deb\.debian\." + "org")
FOLDERS = ("work", "root", "farm", "home/[a-z]+")
TRACE = re.compile(
    r"\b(?:" + "|".join(HOSTS) + r")\b|(?<![\w.$}~-])/(?:" + "|".join(FOLDERS) + r")/(?=\w|\.)"
)
SKIPPED = (".png", ".jpg", ".ico", ".woff2", ".xlsx", ".xls", ".svg", ".zip")


def traces(path: str, text: str) -> Iterator[Finding]:
    """The lines that name one."""
    for number, line in enumerate(text.splitlines(), 1):
        found = TRACE.search(line)
        if found:
            yield Finding(path, number, f"names {found.group(0)!r}")


def all_traces() -> Iterator[Finding]:
    """In every tracked text file."""
    for name in tracked():
        if not name.endswith(SKIPPED):
            yield from traces(name, (ROOT / name).read_text("utf-8", errors="replace"))
