"""A file read, understood and normalised, and its rows put into the form of the expected-result files."""

from pathlib import Path

from tests.exchange.standard_targets import CONTACT_TARGETS

from guanxi.exchange.normalise import data_rows, normalise_row, plan_sheet
from guanxi.exchange.readers import read_rows, survey
from guanxi.exchange.understand import find_table, propose

# target key -> name in the expected-result files
NAMES = {
    "contacts.name": "name", "contacts.account": "company", "contacts.title": "title", "contacts.phones:mobile": "mobile",
    "contacts.phones:work": "phone", "contacts.phones:other": "phone", "contacts.emails:work": "email",
    "contacts.addresses": "address", "contacts.addresses:city": "city", "contacts.stage": "stage",
    "contacts.source": "source", "contacts.expected_amount": "amount", "contacts.first_contact": "first_contact",
    "contacts.birthday": "birthday", "contacts.owner": "owner", "contacts.description": "remark",
}  # fmt: skip


def prepare(path: Path, targets=CONTACT_TARGETS):
    """(sheet, row number, reason, NormalRow) of every physical row of the chosen sheets."""
    seen = survey(path)
    for sheet in seen.info.sheets:
        sample = seen.rows[sheet.key]
        table = find_table(sheet, sample)
        if not table.chosen:
            continue
        data = [row for row in sample if row.number >= table.first_row]
        samples = [[row.cells[i] for row in data if i < len(row.cells)] for i in range(table.width)]
        columns = propose(table, samples, targets)
        plan = plan_sheet(seen.info, table, [c if c.certain else _kept(c) for c in columns], targets, samples)
        for row, reason in data_rows(read_rows(path, sheet.key), table, sheet):
            yield sheet, row.number, reason, None if reason else normalise_row(plan, row)


def _kept(column):
    column.target = None
    return column


def expected_form(normal) -> tuple[dict, list[str]]:
    """Fields and error names of a normalised row as the expected-result files have them."""
    fields = {}
    for key, value in normal.fields.items():
        if key in NAMES and not isinstance(value, list):
            fields[NAMES[key]] = value
    if "amount" in fields:
        fields["amount_cny"] = float(fields.pop("amount")["amount"])
    for phone in normal.fields.get("contacts.phones", []):
        number, _, extension = phone["value"].partition(";ext=")
        name = "mobile" if phone["type"] == "mobile" else "phone"
        if name not in fields:
            fields[name] = number
            if name == "phone":
                fields["phone_ext"] = extension or None
    emails = normal.fields.get("contacts.emails", [])
    if emails:
        fields["email"] = emails[0]["value"].lower()
    for address in normal.fields.get("contacts.addresses", []):
        province, city = address["province"], address["city"]
        fields["province"], fields["city"] = province, city
        parts = [province, None if city == province else city, address["district"], address["street"]]
        fields["address"] = "".join(p for p in parts if p)
    return fields, [NAMES.get(error.field, error.field) for error in normal.errors]
