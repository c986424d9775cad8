"""The audit is checked from the command line."""

from pathlib import Path

import pytest

from guanxi.app.cli.__main__ import main
from guanxi.kernel.actor import SYSTEM
from guanxi.trail.models import AuditRow, Seal
from guanxi.trail.seal import seal
from guanxi.trail.service import Act, record_acts

pytestmark = pytest.mark.django_db


def test_exit_codes_say_what_was_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    first = record_acts(SYSTEM, [Act("edit", "contacts", number) for number in range(3)])
    seal()
    record_acts(SYSTEM, [Act("edit", "contacts", 9)])
    assert main(["verify-audit"]) == 0
    assert "3 rows are as they were sealed; 1 heads" in capsys.readouterr().out
    AuditRow.objects.filter(id=first[1]).update(verb="x")
    assert main(["verify-audit"]) == 1
    assert f"BROKEN at number 2, row {first[1]} (changed)" in capsys.readouterr().out
    AuditRow.objects.filter(id=first[1]).update(verb="edit")
    (tmp_path / "audit" / "anchor.log").rename(tmp_path / "elsewhere")
    assert main(["verify-audit"]) == 3
    (tmp_path / "elsewhere").rename(tmp_path / "audit" / "anchor.log")
    Seal.objects.all().delete()
    AuditRow.objects.all().delete()
    assert main(["verify-audit"]) == 1
    assert main(["verify-audit", "--accept-restore", "a test"]) == 0
    assert main(["verify-audit", "--accept-restore", "a test"]) == 0
    assert "nothing to accept" in capsys.readouterr().out
    seal()
    record_acts(SYSTEM, [Act("edit", "contacts", 4)])
    seal()
    assert main(["verify-audit"]) == 0
    assert "2 heads" in capsys.readouterr().out
