"""What opens others' records to the measured people, as DESIGN.md 5 describes them: shares by hand, sharing rules, and
what lies below their companies though somebody else owns it. Past the doors, as `bench.load`."""

from django.db import connection

from guanxi.access.models import Grant, SharingRule, User
from guanxi.kernel import clock

SHARES = 50
PEOPLE = ("seller", "manager")
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
    """Once: fifty shares and two sharing rules for each of the people, and what is inherited."""
    if SharingRule.objects.exists():
        return
    with connection.cursor() as cursor:
        for sql in (_HANDED_OVER, _CONTACTS, _ACTIVITIES, "ANALYZE"):
            cursor.execute(sql)  # per chunk: four; safe sql: constants
    at, grants = clock.now(), []
    for person in User.objects.filter(username__in=PEOPLE):
        holder = f"user:{person.pk}"
        for number in range(SHARES):
            record = 1000 + 17 * number + person.pk
            grants.append(Grant(module="contacts", record_id=record, holder=holder, level="read", made_at=at))
        won = {"all": [{"field": "stage", "op": "equals", "value": "won"}, {"field": "source", "op": "equals", "value": "exhibition"},
                       {"field": "title", "op": "equals", "value": "总经理"}]}  # fmt: skip
        SharingRule.objects.create(name="won", module="contacts", criteria=won, holder=holder, level="read")
        large = {"field": "industry", "op": "equals", "value": "finance"}
        SharingRule.objects.create(
            name="finance", module="accounts", criteria=large, holder=holder, level="read"
        )
    Grant.objects.bulk_create(grants)
