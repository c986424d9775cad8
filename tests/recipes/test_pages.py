"""Every recipe has at most five steps."""

from pathlib import Path

import pytest
from tests.recipes.pages import MOST_STEPS, RECIPES, read


@pytest.mark.parametrize("path", sorted(RECIPES.glob("add-a-*.md")), ids=lambda path: path.stem)
def test_at_most_five_steps(path: Path) -> None:
    assert 1 <= read(path).steps <= MOST_STEPS
