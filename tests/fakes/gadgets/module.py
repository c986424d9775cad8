"""The declaration of the fake module."""

from tests.fakes.gadgets.models import Gadget, same

from guanxi.records import search_store
from guanxi.schema.modules import ModuleDef, Section


def forget_number() -> None:
    """Its number in the search index is rolled back with everything else that a test did."""
    for known in (search_store._NUMBERS, search_store._MARKS):
        known.pop("gadgets", None)


GADGETS = ModuleDef(
    key="gadgets",
    label=same("Gadget"),
    plural=same("Gadgets"),
    model=Gadget,
    icon="box",
    group="sales",
    order=90,
    title_field="name",
    list_columns=("name", "color"),
    sections=(Section("main", same("Main"), ("name", "color")),),
    quick_create=("name",),
)
