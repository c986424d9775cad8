"""Which rooms and folders are loaded. Shelves never name their folders; this file does."""

import importlib
import pkgutil
from pathlib import Path

from guanxi import modules
from guanxi.kernel.registry import load_folder

MESSAGE_ROOMS = ("schema", "criteria", "records", "access")
NOTICE_ROOMS = ("records", "exchange")


def module_packages() -> list[str]:
    """The package of every folder of `guanxi.modules` that is a Django app; their order means nothing."""
    return [
        f"{modules.__name__}.{entry.name}"
        for entry in sorted(pkgutil.iter_modules(modules.__path__), key=lambda entry: entry.name)
        if entry.ispkg and any((Path(path) / entry.name / "apps.py").exists() for path in modules.__path__)
    ]


def load_field_types() -> None:
    """Field types must stand on their shelf before a model declares fields."""
    load_folder(importlib.import_module("guanxi.schema.types"))
    load_folder(importlib.import_module("guanxi.records.children"))


def load_plugs() -> None:
    """Everything that joins after the models are there."""
    for room in MESSAGE_ROOMS:
        importlib.import_module(f"guanxi.{room}.messages")
    for room in NOTICE_ROOMS:
        importlib.import_module(f"guanxi.{room}.notices")
    for package in module_packages():
        load_folder(importlib.import_module(package))
