"""The address by which people reach the server: in links that are printed, also by verbs that run beside the server.

`GUANXI_URL` says it; else the last `run` on this home has noted it.
"""

import os

from guanxi.kernel import config

VARIABLE = "GUANXI_URL"


def settle(known: str | None) -> None:
    """Note for this process, its children and later ones where people reach the server; None when only the operator
    could say it, who then has to."""
    address = os.environ.get(VARIABLE, "").rstrip("/") or known
    note = config.home() / "address"
    if address is None:
        note.unlink(missing_ok=True)
        return
    os.environ[VARIABLE] = address
    part = note.with_suffix(".part")
    part.write_text(address, encoding="utf-8")
    part.replace(note)


def link(path: str) -> str:
    """`path` with the address in front, or with what to put there where nobody knows it."""
    return f"{_known() or f'<address of the server, or set {VARIABLE}>'}{path}"


def _known() -> str:
    told = os.environ.get(VARIABLE, "").rstrip("/")
    note = config.home() / "address"
    return told or (note.read_text(encoding="utf-8").strip() if note.exists() else "")
