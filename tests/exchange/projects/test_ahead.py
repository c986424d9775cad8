"""The process that makes the next rows ready: with it, without it and when it dies, a run does the same."""

import io
import os
import sys
from pathlib import Path

import pytest
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
