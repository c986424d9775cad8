"""Settings of the installation, read once from the environment."""

import contextlib
import os
import secrets
from functools import cache
from pathlib import Path


def home() -> Path:
    """The folder that holds database, files and keys (`GUANXI_HOME`; ./var by default), made on first use."""
    path = Path(os.environ.get("GUANXI_HOME", "var")).resolve()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def database_url() -> str | None:
    """`DATABASE_URL`, or None for the SQLite file in the home folder."""
    return os.environ.get("DATABASE_URL") or None


@cache
def secret_key() -> str:
    """The installation's secret, made on first use in a file that only the owner reads."""
    path = home() / "secret.key"
    if not path.exists():
        partial = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
        # Where another process was first, its key is the key.
        with contextlib.suppress(FileExistsError):
            os.link(partial, path)
        partial.unlink()
    return path.read_text()
