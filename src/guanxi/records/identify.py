"""Which records are meant: by a text field's normal form, by mobile, e-mail or external id. Scoped to the actor."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from guanxi.kernel import bulk
from guanxi.kernel.actor import Actor
from guanxi.records.models import EmailEntry, PhoneEntry
from guanxi.records.reader import ActorReader
from guanxi.schema.modules import module

FIELD = "field."
# A shared mailbox and, behind a line break, the normal form of the title: one of those who read it.
NAMED_EMAIL = "named_email"
_BY_ENTRIES = ("mobile", "email", NAMED_EMAIL)


def by_text(actor: Actor, module_key: str, key: str, forms: Sequence[str]) -> dict[str, int]:
    """The oldest visible record for each normal form of a text field."""
    rows = _having(actor, module_key, key, forms)
    # The last of a key wins in a dict, so the oldest comes last.
    return dict(rows.order_by("-pk").values_list(f"{key}_n", "pk"))


def only_by_text(actor: Actor, module_key: str, key: str, forms: Sequence[str]) -> dict[str, int]:
    """The visible record for each normal form of a text field that exactly one has."""
    rows = _having(actor, module_key, key, forms)
    found: dict[str, list[int]] = defaultdict(list)
    for form, record_id in rows.values_list(f"{key}_n", "pk"):
        found[form].append(record_id)
    return {form: ids[0] for form, ids in found.items() if len(ids) == 1}


def by_keys(actor: Actor, module_key: str, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The oldest visible record for each key (kind, normal form); kinds are mobile, email, NAMED_EMAIL, external_id and,
    with FIELD before its key, any text field of the module."""
    forms: dict[str, set[str]] = defaultdict(set)
    for kind, form in keys:
        forms[kind].add(form)
    pairs: list[tuple[tuple[str, str], int]] = []
    if forms["mobile"]:
        phones = PhoneEntry.objects.filter(module=module_key, normal__in=bulk.among(forms["mobile"]))
        pairs += [(("mobile", form), key) for form, key in phones.values_list("normal", "record_id")]
    if forms["email"]:
        emails = EmailEntry.objects.filter(module=module_key, normal__in=bulk.among(forms["email"]))
        pairs += [(("email", form), key) for form, key in emails.values_list("normal", "record_id")]
    if forms[NAMED_EMAIL]:
        pairs += _named(module_key, forms[NAMED_EMAIL])
    seen = set(
        _visible(actor, module_key).filter(pk__in={key for _, key in pairs}).values_list("pk", flat=True)
    )
    found = {pair: key for pair, key in sorted(pairs, key=lambda item: -item[1]) if key in seen}
    for kind, wanted in forms.items():
        if kind not in _BY_ENTRIES and wanted:
            held = by_text(actor, module_key, kind.removeprefix(FIELD), sorted(wanted))  # per chunk
            found.update({(kind, form): key for form, key in held.items()})
    return found


def _named(module_key: str, forms: set[str]) -> list[tuple[tuple[str, str], int]]:
    """The records that have one of these mailboxes under one of these names."""
    owner = module(module_key)
    mailboxes = {form.partition("\n")[0] for form in forms}
    entries = EmailEntry.objects.filter(module=module_key, normal__in=mailboxes)
    held = list(entries.values_list("normal", "record_id"))
    rows = owner.model._default_manager.filter(pk__in={key for _, key in held})
    names = dict(rows.values_list("pk", f"{owner.title_field}_n"))
    found = [((NAMED_EMAIL, f"{mailbox}\n{names.get(key, '')}"), key) for mailbox, key in held]
    return [pair for pair in found if pair[0][1] in forms]


def texts_told(
    actor: Actor, module_key: str, lookup: str, ids: Iterable[int], key: str
) -> set[tuple[int, str]]:
    """Which texts the records that point at `ids` hold already: (pointed id, normal form)."""
    rows = _visible(actor, module_key).filter(**{f"{lookup}_id__in": bulk.among(ids)})
    return set(rows.values_list(f"{lookup}_id", f"{key}_n"))


def _having(actor: Actor, module_key: str, key: str, forms: Sequence[str]) -> Any:
    # Indexes of normal forms leave out empty ones, and SQLite uses them only for queries that say the same.
    rows = _visible(actor, module_key).filter(**{f"{key}_n__in": bulk.among(forms)})
    return rows.exclude(**{f"{key}_n": ""})


def _visible(actor: Actor, module_key: str) -> Any:
    rows = module(module_key).model._default_manager
    return rows.filter(ActorReader(actor).visible(module_key), deleted_at__isnull=True)
