"""Secrets at rest: AES-256-GCM under keys that never stand in the database.

The installation's keys are lines of `keys.txt` in the home folder, or of `GUANXI_KEYS`: `<id> <base64 of 32 bytes>`. The
first one closes, all of them open, so that a new key is put above the old ones. Each purpose has its own data key,
derived from them. A closed text names its key and opens only for the place that it was closed for.
"""

import base64
import contextlib
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from guanxi.kernel import config

MARK = "gx1"
_NONCE = 12
_SIZE = 32


class CannotOpen(Exception):
    """A closed text of another place, of a key that is not there, or damaged."""


def close(purpose: str, place: str, text: str) -> str:
    """`text` as `gx1.<key id>.<base64>`, to be kept at `place` (table, column and, where known, row)."""
    key_id = next(iter(_keys()))
    nonce = secrets.token_bytes(_NONCE)
    body = AESGCM(_data_key(key_id, purpose)).encrypt(nonce, text.encode(), _bound(place, key_id))
    return f"{MARK}.{key_id}.{base64.urlsafe_b64encode(nonce + body).decode()}"


def open_closed(purpose: str, place: str, closed: str) -> str:
    """The text that was closed for this purpose and place. Raises CannotOpen."""
    mark, _, rest = closed.partition(".")
    key_id, _, body = rest.partition(".")
    if mark != MARK or key_id not in _keys():
        raise CannotOpen(f"no key {key_id[:20]!r}")
    try:
        raw = base64.urlsafe_b64decode(body.encode())
        cipher = AESGCM(_data_key(key_id, purpose))
        return cipher.decrypt(raw[:_NONCE], raw[_NONCE:], _bound(place, key_id)).decode()
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("damaged, or of another place") from error


def is_closed(text: str) -> bool:
    """Whether a text was made by `close`."""
    return text.startswith(f"{MARK}.")


def _bound(place: str, key_id: str) -> bytes:
    return f"{place}|{key_id}".encode()


@cache
def _data_key(key_id: str, purpose: str) -> bytes:
    return HKDF(SHA256(), _SIZE, salt=None, info=f"guanxi:{purpose}".encode()).derive(_keys()[key_id])


@cache
def _keys() -> dict[str, bytes]:
    """The keys by id, the one that closes first."""
    held = os.environ.get("GUANXI_KEYS") or _file()
    found = {}
    for line in held.replace(",", "\n").split("\n"):
        key_id, _, encoded = line.strip().partition(" ")
        if key_id:
            found[key_id] = base64.b64decode(encoded)
    if not found or any(len(key) != _SIZE for key in found.values()):
        raise ValueError("keys.txt or GUANXI_KEYS must hold keys of 32 bytes")
    return found


def _file() -> str:
    """The lines of the key file, made on first use for its owner alone."""
    path: Path = config.home() / "keys.txt"
    if not path.exists():
        partial = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{secrets.token_hex(4)} {base64.b64encode(secrets.token_bytes(_SIZE)).decode()}\n")
        # Where another process was first, its key is the key.
        with contextlib.suppress(FileExistsError):
            os.link(partial, path)
        partial.unlink()
    return path.read_text()
