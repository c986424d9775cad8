"""Import and export from the command line, without a worker."""

import csv
import json
from pathlib import Path

import pytest
from tests.people import person

from guanxi.access.models import User
from guanxi.app.cli.__main__ import main
from guanxi.records import read
from guanxi.records.read import Query

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = "姓名,手机,公司\n测试甲,13800138000,测试一号公司\n测试乙,13900139000,测试一号公司\n"


@pytest.fixture
def seller(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    from guanxi.access.shipped import sync_roles  # lazy: a flushed database lost the shipped roles

    sync_roles()
    monkeypatch.setenv("GUANXI_HOME", str(tmp_path))
    person("seller", "director")
    return "seller"


def test_import_and_export(seller: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "customers.csv"
    source.write_text(ROWS, encoding="utf-8")
    assert main(["import", str(source), "--user", seller, "--check-only", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["state"], report["total"], report["created"]) == ("checked", 2, 0)
    assert main(["import", str(source), "--user", seller]) == 0
    out = capsys.readouterr().out
    assert "created    2" in out
    actor = _actor(seller)
    assert {row["name"] for row in read.page(actor, "contacts", Query(columns=["name"])).rows} == {
        "测试甲",
        "测试乙",
    }
    assert main(["import", str(source), "--user", seller, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["created"] == 0
    target = tmp_path / "out.csv"
    criteria = '{"field":"name","op":"equals","value":"测试甲"}'
    command = ["export", "--user", seller, "--module", "contacts", "--format", "csv", "--output", str(target)]
    assert main([*command, "--columns", "name,account", "--criteria", criteria]) == 0
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["姓名", "公司"], ["测试甲", "测试一号公司"]]


def test_problems_are_named_by_file_and_row(
    seller: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "customers.csv"
    source.write_text(ROWS.replace("13900139000", "1390013"), encoding="utf-8")
    assert main(["import", str(source), "--user", seller]) == 0
    assert "  customers.csv / row 3: " in capsys.readouterr().out


def test_refusals(seller: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(tmp_path / "absent.csv"), "--user", seller]) == 1
    target = tmp_path / "out.xlsx"
    command = ["export", "--user", seller, "--output", str(target), "--module"]
    assert main([*command, "contacts", "--criteria", "{"]) == 1
    assert main([*command, "contacts", "--columns", "nonsense"]) == 1
    assert main([*command, "nonsense"]) == 1
    person("watcher", "readonly")
    command[2] = "watcher"
    assert main([*command, "contacts"]) == 1
    assert not target.exists()
    assert "forbidden" in capsys.readouterr().err


def _actor(username: str):
    from guanxi.access.rights import actor_of  # lazy: after the fixture

    return actor_of(User.objects.get(username=username).pk, "test")
