"""What a document takes from its newest version, and what that is called."""

import re
from decimal import Decimal

from guanxi.modules.documents.options import sort_of
from guanxi.records.children.files import Held
from guanxi.records.file_kinds import clean_name
from guanxi.records.files import rename
from guanxi.records.plugs import GUARDS, Batch, Guard, Working

# What follows the last point of a name and is no part of its words: 合同.docx, but not 方案 2.0.
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")


class DocumentFill(Guard):
    """Fills sort, size and (of a new one) name from the newest version; that file then bears the document's name."""

    key = "documents.fill"
    order = 200
    modules = ("documents",)

    def admit(self, batch: Batch) -> None:
        for row in batch.rows if batch.verb in ("create", "edit") else ():
            newest = _newest(row)
            if newest is None:
                continue
            if "name" in row.new or "versions" in row.new:
                row.new["name"] = named(row.get("name") or newest.name, newest.name)
            if "versions" in row.new:
                row.new["kind"], row.new["size"] = sort_of(newest.kind, newest.name), Decimal(newest.size)

    def after(self, batch: Batch) -> None:
        if batch.verb not in ("create", "edit"):
            return
        found = [(row, newest) for row in batch.rows if (newest := _newest(row)) is not None]
        rename({newest.token: row.get("name") for row, newest in found if newest.name != row.get("name")})


GUARDS.add(DocumentFill())


def named(wanted: str, file_name: str) -> str:
    """The name that somebody gave, harmless, with the ending of the file."""
    name, ending = clean_name(wanted), _ENDING.search(file_name)
    if ending is None:
        return name
    return clean_name(_ENDING.sub("", name) + ending[0])


def _newest(row: Working) -> Held | None:
    versions = row.get("versions")
    return versions[0] if versions else None
