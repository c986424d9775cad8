"""Somebody with every reason to see records: own ones and those of a department below, fifty shares by hand, two sharing
rules, and what lies below companies though somebody else owns it. Past the doors, as `bench.load`; the records that meet
the rules are found by the job that keeps them, when the server runs."""

from django.db import connection

from guanxi.access.accounts import create_user
from guanxi.access.models import Grant, Inherited, User
from guanxi.access.sharing_rules import RuleShape, save
from guanxi.kernel import bulk, clock
from guanxi.kernel.actor import SYSTEM
from guanxi.records.search_store import tell_seers

SHARES = 50
NAME = "partner"
# Every twentieth contact is a colleague's of the one who owns its company.
_HANDED_OVER = "UPDATE contacts_contact SET owner_id = (owner_id - 2 + 7) % 202 + 2 WHERE id % 20 = 3"
_CONTACTS = """
INSERT INTO access_inherited (module, record_id, owner_id)
SELECT 'contacts', c.id, a.owner_id FROM contacts_contact c JOIN accounts_account a ON a.id = c.account_id
WHERE a.owner_id <> c.owner_id
"""
_ACTIVITIES = """
INSERT INTO access_inherited (module, record_id, owner_id)
SELECT 'activities', t.id, up.owner_id FROM (
  SELECT t.id, c.owner_id FROM activities_activity t JOIN contacts_contact c ON c.id = t.contact_id
  UNION SELECT t.id, a.owner_id FROM activities_activity t JOIN accounts_account a ON a.id = t.account_id
) up JOIN activities_activity t ON t.id = up.id WHERE up.owner_id <> t.owner_id
"""


def open_records() -> None:
    """Make the person and what is open to them, once."""
    if User.objects.filter(username=NAME).exists():
        return
    person = create_user(NAME, "合伙一号", "bench-password-1", ["manager"])
    person.department = User.objects.get(username="manager").department
    person.save()
    holder, at = f"user:{person.pk}", clock.now()
    Grant.objects.bulk_create(
        Grant(module="contacts", record_id=1000 + 17 * number, holder=holder, level="read", made_at=at)
        for number in range(SHARES)
    )
    won = {"all": [{"field": "stage", "op": "equals", "value": "won"},
                   {"field": "source", "op": "equals", "value": "exhibition"},
                   {"field": "title", "op": "equals", "value": "总经理"}]}  # fmt: skip
    finance = {"field": "industry", "op": "equals", "value": "finance"}
    for name, module, criteria in (("won", "contacts", won), ("finance", "accounts", finance)):
        save(SYSTEM, None, RuleShape(name, module, criteria, holder, "read"))
    if Inherited.objects.exists():
        return
    with connection.cursor() as cursor:
        for sql in (_HANDED_OVER, _CONTACTS, _ACTIVITIES):
            cursor.execute(sql)  # per chunk: three; safe sql: constants
    for module in ("contacts", "activities"):
        below = Inherited.objects.filter(module=module).order_by("record_id")
        for ids in bulk.chunks(below.values_list("record_id", flat=True).iterator(), 5000):
            tell_seers(module, ids)
    with connection.cursor() as cursor:
        # PostgreSQL does both by itself within minutes.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
