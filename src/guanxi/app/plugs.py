"""Which rooms and folders are loaded. Shelves never name their folders; this file does."""

import importlib

from guanxi.kernel.registry import load_folder

MODULE_ROOMS = ("accounts", "contacts", "activities")
MESSAGE_ROOMS = ("schema", "criteria", "records", "access")


def load_field_types() -> None:
    """Field types must stand on their shelf before a model declares fields."""
    load_folder(importlib.import_module("guanxi.schema.types"))
    load_folder(importlib.import_module("guanxi.records.children"))


def load_plugs() -> None:
    """Everything that joins after the models are there."""
    for room in MESSAGE_ROOMS:
        importlib.import_module(f"guanxi.{room}.messages")
    for room in MODULE_ROOMS:
        package = importlib.import_module(f"guanxi.modules.{room}")
        load_folder(package)
