"""A sheet of 100,000 rows and 20 columns streams through a child that stays small."""

import threading
import time
from pathlib import Path

import pytest
import xlsxwriter

from guanxi.exchange.readers import parent, read_rows


def write(path: Path, rows: int) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": False}) as book:
        sheet = book.add_worksheet()
        for r in range(rows):
            for c in range(19):
                sheet.write_string(r, c, f"江苏省苏州市工业园区第{r}号第{c}栋")
            sheet.write_number(r, 19, r)


@pytest.mark.slow
def test_memory_stays_bounded(tmp_path, monkeypatch):
    path = tmp_path / "big.xlsx"
    write(path, 100_000)
    peaks: list[int] = []
    real = parent._start

    def start(order, limits, program):
        child = real(order, limits, program)

        def watch():
            while child.poll() is None:
                peaks.append(parent._resident(child.pid))
                time.sleep(0.05)

        threading.Thread(target=watch, daemon=True).start()
        return child

    monkeypatch.setattr(parent, "_start", start)
    begun = time.monotonic()
    count = sum(1 for _ in read_rows(path, "0"))
    taken = time.monotonic() - begun
    assert count == 100_000
    assert max(peaks) < 300 << 20
    assert count / taken > 1_000, f"{count / taken:,.0f} rows/s"
