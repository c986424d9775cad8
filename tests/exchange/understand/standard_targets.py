"""Targets of the three standard modules, as the import project would give them."""

from guanxi.exchange.understand import Target
from guanxi.exchange.understand.lexicon import _load

MULTIPLE = {"phone_other", "email_other", "remark", "follow_up", "tags"}
TARGETS = [
    Target(f"contacts.{concept}", concept, "contacts", "text", concept=concept, multiple=concept in MULTIPLE)
    for concept in _load("headers.json")
]
