"""The process that makes the next rows ready: with it, without it and when it dies, a run does the same."""

import io
import os
import select
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.db import connection
from tests.exchange.projects.flow import Importer
from tests.exchange.projects.test_flow import ROWS, contact, workbook

from guanxi.exchange.models import ImportProject, ImportRow
from guanxi.exchange.projects import ahead
from guanxi.exchange.projects.ahead import Ahead, Chunk, chunks_after, exactly, receive, send

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def importer() -> Importer:
    return Importer()


def checked(importer: Importer) -> str:
    """A checked import of four rows."""
    plan = importer.plan([("客户.xlsx", workbook(ROWS))])
    importer.step(plan["id"], "check")
    return str(plan["id"])


def passed_on(project: ImportProject, last: int) -> Chunk:
    """The next chunk as it comes out of the child."""
    stream = io.BytesIO()
    for chunk in (*chunks_after(project, last), Chunk([], {})):
        send(stream, chunk)
        break
    body = stream.getvalue()
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb", buffering=0) as source, os.fdopen(writer, "wb") as out:
        out.write(body)
        out.flush()
        found = receive(source)
    assert found is not None
    return found


@pytest.mark.both_databases
def test_rows_made_ready_land_as_others(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[int] = []

    def after(self: Ahead, last: int) -> Chunk:
        chunk = passed_on(self._project, last)
        handed.append(len(chunk.rows))
        assert all(item.ready is not None for item in chunk.made.values())
        return chunk

    monkeypatch.setattr(Ahead, "after", after)
    done = importer.step(checked(importer), "run")
    assert handed == [3, 0]
    assert (done["state"], done["created"], done["updated"]) == ("done", 2, 1)
    person = contact(importer, "郝测试")["values"]
    assert [entry["value"] for entry in person["phones"]] == ["+8613900001111"]
    assert len(person["employments"]) == 2


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-c", "print('+', end='')"],
        # The real one finds another database than that of this test, and goes.
        ahead.COMMAND,
    ],
)
def test_a_child_that_dies_costs_nothing_but_time(
    importer: Importer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    command: list[str],
) -> None:
    monkeypatch.setattr(ahead, "WORTH_A_CHILD", 1)
    monkeypatch.setattr(ahead, "CHUNK", 1)
    monkeypatch.setattr(ahead, "COMMAND", command)
    started = Ahead.__enter__

    def enter(self: Ahead) -> Ahead:
        started(self)
        assert self._child is not None
        self._child.wait()
        return self

    monkeypatch.setattr(Ahead, "__enter__", enter)
    done = importer.step(checked(importer), "run")
    assert (done["state"], done["created"]) == ("done", 2)
    assert "the process that prepares rows is gone" in caplog.text


def database_of_the_child(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Points the child to what the import has until now: on SQLite a copy, as another process cannot see our memory."""
    if connection.vendor == "postgresql":
        url = urlsplit(os.environ["DATABASE_URL"])
        name = connection.settings_dict["NAME"]
        monkeypatch.setenv("DATABASE_URL", url._replace(path=f"/{name}").geturl())
        return
    copy = folder / "guanxi.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    monkeypatch.setenv("GUANXI_HOME", str(folder))
    monkeypatch.setattr(ahead, "connection", SimpleNamespace(settings_dict={"NAME": copy}))


@pytest.mark.both_databases
def test_the_child_makes_every_row_ready_and_ends(
    importer: Importer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    plan = checked(importer)
    database_of_the_child(monkeypatch, tmp_path)
    monkeypatch.setattr(ahead, "WORTH_A_CHILD", 1)
    children: list[subprocess.Popen[bytes]] = []
    handed: list[int] = []
    started, after = Ahead.__enter__, Ahead.after

    def enter(self: Ahead) -> Ahead:
        started(self)
        assert self._child is not None
        children.append(self._child)
        # So few rows are written before a process has started: this run waits for it.
        assert select.select([self._stream()], [], [], 30)[0]
        return self

    def counted(self: Ahead, last: int) -> Chunk:
        chunk = after(self, last)
        assert self._begun
        assert self._child is children[0]
        assert all(item.ready is not None for item in chunk.made.values())
        handed.append(len(chunk.rows))
        return chunk

    monkeypatch.setattr(Ahead, "__enter__", enter)
    monkeypatch.setattr(Ahead, "after", counted)
    done = importer.step(plan, "run")
    assert (done["state"], done["created"], done["updated"], done["waiting"]) == ("done", 2, 1, 1)
    assert handed == [3, 0]
    assert [child.poll() is not None for child in children] == [True]
    assert "is gone" not in caplog.text
    person = contact(importer, "郝测试")
    assert [entry["value"] for entry in person["values"]["phones"]] == ["+8613900001111"]
    assert person["titles"]["account"] == "示例测试甲有限公司"
    assert len(person["values"]["employments"]) == 2
    assert contact(importer, "孟测试")["values"]["problems"]["contacts.phones:mobile"] == "1390000"


def test_a_small_run_starts_no_child(importer: Importer) -> None:
    project = ImportProject.objects.get(pk=checked(importer))
    with Ahead(project, project.rows.count()) as without:
        assert without._child is None
        rows = without.after(0).rows
        assert [row.row for row in rows] == [3, 4, 5]
        assert without.after(rows[-1].pk).rows == []
    assert ImportRow.objects.filter(outcome="").count() == project.rows.count()


def test_a_stream_that_ends_early_gives_nothing(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb", buffering=0) as source:
        with os.fdopen(writer, "wb") as out:
            out.write(b"half")
        assert exactly(source, 8) is None
        assert receive(source) is None
