"""The words on the screen, read from the web UI's own texts, so that a journey never repeats them."""

import re
from functools import cache
from pathlib import Path

from tests.journeys.house import ROOT

LOCALES = ROOT / "web" / "src" / "locales"
ENTRY = re.compile(r'(\w+):\s*"((?:[^"\\]|\\.)*)"')
HOLE = re.compile(r"\{\{(\w+)\}\}")
FORMS = re.compile(r"\{\{(\w+)\|([^|}]*)\|([^|}]*)\}\}")


class Words:
    """Texts of one language by `section.key`."""

    def __init__(self, locale: str) -> None:
        self.locale = locale

    def __call__(self, key: str, **holes: object) -> str:
        """The text with its holes filled. Raises KeyError for a key that no file has."""
        section, name = key.split(".", 1)
        text = _section(LOCALES / self.locale / f"{section}.ts")[name]
        text = FORMS.sub(lambda match: match[2] if str(holes[match[1]]) == "1" else match[3], text)
        return HOLE.sub(lambda match: str(holes[match[1]]), text)

    def pattern(self, key: str) -> re.Pattern[str]:
        """The text with anything in its holes."""
        section, name = key.split(".", 1)
        text = FORMS.sub("{{\\1}}", _section(LOCALES / self.locale / f"{section}.ts")[name])
        parts = HOLE.split(text)
        return re.compile(".*".join(re.escape(part) for part in parts[::2]))


@cache
def _section(path: Path) -> dict[str, str]:
    return {key: text.replace('\\"', '"') for key, text in ENTRY.findall(path.read_text(encoding="utf-8"))}
