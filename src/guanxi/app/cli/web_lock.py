"""Completes web/package-lock.json with the optional packages of other platforms.

A package index that lacks them (a mirror, a closed network) makes npm write a lock that names only this
machine's, and `npm ci` then refuses that lock everywhere. They need no more than a version and a platform.
"""

import json
import re
from pathlib import Path
from typing import Any

SYSTEMS = (
    "aix",
    "android",
    "darwin",
    "freebsd",
    "linux",
    "netbsd",
    "openbsd",
    "openharmony",
    "sunos",
    "win32",
)
PROCESSORS = ("arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64")
LIBRARIES = {"musl": "musl", "gnu": "glibc"}


def complete(lock: dict[str, Any]) -> list[str]:
    """Add what is missing to a parsed lock and return the names added."""
    packages: dict[str, Any] = lock["packages"]
    added: dict[str, dict[str, Any]] = {}
    for place, package in packages.items():
        for name, version in package.get("optionalDependencies", {}).items():
            if f"node_modules/{name}" not in packages and f"{place}/node_modules/{name}" not in packages:
                added[f"node_modules/{name}"] = _entry(name, version, dev=package.get("dev", False))
    merged = {**packages, **added}
    lock["packages"] = {place: merged[place] for place in sorted(merged)}
    return list(added)


def complete_file(path: Path) -> list[str]:
    """The same for a file; it is left alone when nothing is missing."""
    lock = json.loads(path.read_text("utf-8"))
    added = complete(lock)
    if added:
        path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return added


def _entry(name: str, version: str, *, dev: bool) -> dict[str, Any]:
    words = re.split(r"[-/]", name)
    entry: dict[str, Any] = {"version": version}
    if processors := [word for word in PROCESSORS if word in words]:
        entry["cpu"] = processors
    if dev:
        entry["dev"] = True
    if libraries := [known for word, known in LIBRARIES.items() if word in words]:
        entry["libc"] = libraries
    entry["optional"] = True
    if systems := [word for word in SYSTEMS if word in words]:
        entry["os"] = systems
    return entry
