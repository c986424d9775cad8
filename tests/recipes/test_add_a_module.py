"""docs/recipes/add-a-module.md, followed word by word in a copy of the program."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.recipes.pages import RECIPES, read

ROOT = RECIPES.parents[1]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the program, into which the recipe may write."""
    shutil.copytree(
        ROOT / "src" / "guanxi", tmp_path / "src" / "guanxi", ignore=shutil.ignore_patterns("__pycache__")
    )
    return tmp_path


def test_the_recipe_makes_a_module(house: Path) -> None:
    recipe = read(RECIPES / "add-a-module.md")
    folders = {Path(name).parent for name in recipe.files}
    assert len(folders) == 1, "a plain module is one folder"
    for name, text in recipe.files.items():
        (house / name).parent.mkdir(parents=True, exist_ok=True)
        (house / name).write_text(text, encoding="utf-8")
    for words in recipe.commands:
        _run(house, "-m", "guanxi.app.cli", *words)
    seen = json.loads(_run(house, str(Path(__file__).with_name("module_tour.py"))).splitlines()[-1])
    assert seen["label"] == "样品"
    assert "pieces" in seen["form"][0]
    assert {"view", "create", "edit", "delete", "export", "bulk"} <= set(seen["verbs"])
    assert (seen["listed"], seen["filtered"], seen["title"]) == (2, ["青花瓷杯"], "测试样品公司")
    assert seen["sums"] == {"value": [{"amount": "88.50", "currency": "CNY"}]}
    assert seen["searched"] == [["青花瓷杯"], ["青花瓷杯"], ["紫砂壶"]]
    assert seen["timeline"] == ["created"]
    assert seen["file"][0].startswith("样品名称,客户,状态")
    assert len(seen["file"]) == 3
    assert seen["imported"] == [2, "测试样品公司", 6]


def _run(house: Path, *words: str) -> str:
    environment = {
        **{key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")},
        "PYTHONPATH": str(house / "src"),
        "GUANXI_HOME": str(house / "var"),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, *words], env=environment, cwd=house, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
