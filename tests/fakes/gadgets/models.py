"""A record with a field of every type."""

from guanxi.kernel.i18n import L
from guanxi.records.base import Record, record_indexes
from guanxi.schema.fields import Option, declare

COLORS = tuple(Option(value, L(value, value, value)) for value in ("red", "green", "blue", "gold"))


def same(text: str) -> L:
    """A label that is the same in every language."""
    return L(text, text, text)


class Gadget(Record):
    """Nothing that anybody sells."""

    name = declare("text", same("Name"), required=True, sortable=True, search="text")
    note = declare("longtext", same("Note"), search="long")
    amount = declare("number", same("Amount"), sortable=True, config={"decimals": 2})
    pieces = declare("number", same("Pieces"), config={"min": 0})
    share = declare("percent", same("Share"), sortable=True)
    price = declare("money", same("Price"), sortable=True)
    day = declare("date", same("Day"), sortable=True)
    at = declare("datetime", same("At"), sortable=True)
    ready = declare("boolean", same("Ready"))
    color = declare("choice", same("Color"), options=COLORS)
    colors = declare("multichoice", same("Colors"), options=COLORS)
    account = declare("lookup", same("Account"), target="accounts", search="company",
                      config={"model": "accounts.Account"})  # fmt: skip
    keeper = declare("user", same("Keeper"))
    email = declare("email", same("E-mail"))
    phone = declare("phone", same("Phone"))
    url = declare("url", same("Web"))
    place = declare("address", same("Place"))
    serial = declare("autonumber", same("Serial"), sortable=True, search="code",
                     config={"prefix": "G-", "digits": 5})  # fmt: skip
    phones = declare("phones", same("Phones"))
    emails = declare("emails", same("E-mails"))
    socials = declare("socials", same("Socials"))
    addresses = declare("addresses", same("Addresses"))
    tags = declare("tags", same("Tags"))
    files = declare("file", same("Files"), config={"multiple": True})
    about = declare("record", same("About"))
    crew = declare("people", same("Crew"))

    class Meta:
        indexes = [*record_indexes("gadget")]
