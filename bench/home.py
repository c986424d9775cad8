"""A home with much data, made once and kept."""

import os
import subprocess
import sys
from pathlib import Path


def loaded(home: Path, contacts: int, **more: str) -> dict[str, str]:
    """The environment (with `more` in it) of a home with this many contacts; fills it when it is empty."""
    home.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "GUANXI_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "guanxi.app.settings",
    } | more
    mark = home / f"loaded-{contacts}"
    if not mark.exists():
        subprocess.check_call([sys.executable, "-m", "guanxi.app.cli", "migrate"], env=environment)
        subprocess.check_call([sys.executable, "-m", "bench.steps", "load", str(contacts)], env=environment)
        mark.touch()
    return environment
