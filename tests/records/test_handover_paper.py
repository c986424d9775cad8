"""The paper of a handover's certificate."""

from datetime import UTC, datetime
from typing import Any

import pytest

from guanxi.records.handover.paper import Paper

LONG = "一家名字特别特别长的股份有限公司华东区域采购中心（联系人）"


def test_a_long_name_does_not_run_into_the_text_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper("交接证明", "第 1 号", datetime(2026, 11, 23, tzinfo=UTC))
    written: list[tuple[float, str]] = []
    cell = paper.cell

    def told(width: float, height: float, text: str, **more: Any) -> Any:
        assert paper.get_string_width(text) <= width, text
        written.append((width, text))
        return cell(width, height, text, **more)

    monkeypatch.setattr(paper, "cell", told)
    paper.facts([(LONG, "手机在交接期间由销售乙改过"), ("短名", "一致")])
    assert [text for _, text in written][-2:] == ["短名", "一致"]
    assert written[0][1].startswith("一家名字")
    assert written[0][1].endswith("…")
