"""How the processes of the installation open their database."""

from pathlib import Path

import pytest
from django.db import connections

from guanxi.app.database import SQLITE_INIT, map_nothing


@pytest.mark.django_db
def test_a_worker_maps_no_page_of_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if connections["default"].vendor != "sqlite":
        pytest.skip("PostgreSQL's pages are its own")
    own = connections.settings["default"]
    monkeypatch.setitem(own, "NAME", str(tmp_path / "database"))
    monkeypatch.setitem(own, "OPTIONS", {**own["OPTIONS"], "init_command": SQLITE_INIT})
    assert _mapped() > 0
    map_nothing()
    assert _mapped() == 0


def _mapped() -> int:
    fresh = connections.create_connection("default")
    try:
        with fresh.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size")
            return int(cursor.fetchone()[0])
    finally:
        fresh.close()
