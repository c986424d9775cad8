"""Two people changed the same record: disjoint fields merge, the same field is a conflict."""

from collections.abc import Mapping
from typing import Any

from guanxi.kernel.errors import Refusal
from guanxi.schema.modules import ModuleDef
from guanxi.trail.service import changes_since


class Conflict(Refusal):
    """Later versions touched fields that were sent; `fields` holds base, yours and theirs of each."""

    def __init__(self, version: int, fields: dict[str, dict[str, Any]]) -> None:
        super().__init__("conflict", next(iter(fields)), status=409)
        self.version = version
        self.fields = fields


def check(
    owner: ModuleDef, old: Mapping[str, Any], version: int, sent: Mapping[str, Any], weighed: frozenset[str]
) -> Refusal | None:
    """The conflict between what an editor of `version` sent and what came later, or None when they merge.

    `weighed` are fields that a guard weighs against the ones sent: what was sent may rest on what they were.
    """
    if version > old["version"]:
        return Refusal("unknown_version", status=409)
    record_id = old["id"]
    bases: dict[str, Any] = {}
    for row in changes_since(owner.key, record_id, version):
        for key, (before, _) in row.changes.items():
            bases.setdefault(key, before)
    fields = {}
    for key in sent:
        if key in bases:
            theirs = owner.field(key).kit.wire(old[key])
            if theirs not in (sent[key], _canonical(owner, key, sent[key])):
                fields[key] = {"base": bases[key], "yours": sent[key], "theirs": theirs}
    for key in sorted(weighed - set(sent)):
        if key in bases and (theirs := owner.field(key).kit.wire(old[key])) != bases[key]:
            fields[key] = {"base": bases[key], "yours": bases[key], "theirs": theirs}
    return Conflict(old["version"], fields) if fields else None


def _canonical(owner: ModuleDef, key: str, raw: Any) -> Any:
    """What was sent as it would be read back; as it is when it will be refused anyway."""
    item = owner.field(key)
    try:
        return item.kit.wire(item.kit.clean(item, raw))
    except Refusal:
        return raw
