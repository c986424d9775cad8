"""The declaration of the fake module."""

from tests.fakes.gadgets.models import Gadget, same

from guanxi.schema.modules import ModuleDef, Section

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
