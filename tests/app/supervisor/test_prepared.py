"""What was prepared is not prepared again, and any doubt is a no."""

from pathlib import Path

import pysqlite3
import pytest

from guanxi.app.supervisor import prepared


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pysqlite3.connect(tmp_path / "guanxi.sqlite3") as connection:
        connection.execute("CREATE TABLE django_migrations (app text, name text)")
        connection.execute("CREATE TABLE access_user (is_active bool, is_demo bool, password text)")
        connection.execute("INSERT INTO access_user VALUES (1, 0, 'x')")
        connection.execute("INSERT INTO django_migrations VALUES ('jobs', '0001_initial')")
    return tmp_path


def test_remembers(home: Path) -> None:
    assert not prepared.is_prepared()
    prepared.remember()
    assert prepared.is_prepared()


def test_another_state_of_the_database(home: Path) -> None:
    prepared.remember()
    with pysqlite3.connect(home / "guanxi.sqlite3") as connection:
        connection.execute("DELETE FROM django_migrations")
    assert not prepared.is_prepared()


def test_nobody_who_can_sign_in(home: Path) -> None:
    assert prepared.has_somebody()
    with pysqlite3.connect(home / "guanxi.sqlite3") as connection:
        connection.execute("UPDATE access_user SET is_active = 0")
    assert not prepared.has_somebody()


def test_no_database_or_another_program(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared.remember()
    monkeypatch.setattr(prepared, "_code", lambda: "another")
    assert not prepared.is_prepared()
    monkeypatch.undo()
    monkeypatch.setenv("GUANXI_HOME", str(home / "elsewhere"))
    assert not prepared.is_prepared()
