"""Where the bytes of files lie: under the digest of their content, so that equal ones lie once.

A backend is a kit on `BLOBS`; `GUANXI_FILES` names the one in use.
"""

import errno
import hashlib
import os
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from guanxi.kernel import config
from guanxi.kernel.errors import Refusal
from guanxi.kernel.registry import Shelf

HEAD = 4096
# What was put a moment ago may not have its row yet.
YOUNG_SECONDS = 3600.0
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Blob:
    """What was put: its digest, its size and its first bytes."""

    digest: str
    size: int
    head: bytes


class Blobs:
    """A place for contents by digest."""

    key: str

    def put(self, parts: Iterable[bytes], most: int) -> Blob:
        """Keep a content. Raises Refusal: 413 beyond `most` bytes, 507 when there is no space; then nothing is kept."""
        raise NotImplementedError

    def open(self, digest: str) -> BinaryIO:
        """The content. Raises FileNotFoundError."""
        raise NotImplementedError

    def drop(self, digest: str) -> None:
        """Forget a content that no row names, unless it was put a moment ago."""
        raise NotImplementedError


BLOBS: Shelf[Blobs] = Shelf("blob stores")


def blobs() -> Blobs:
    """The store in use."""
    return BLOBS.get(os.environ.get("GUANXI_FILES", "folder"))


class FolderBlobs(Blobs):
    """A folder of the installation's home: files/ab/abcd…"""

    key = "folder"

    def put(self, parts: Iterable[bytes], most: int) -> Blob:
        partial = self._root() / f"{secrets.token_hex(8)}.part"
        try:
            blob = _write(partial, parts, most)
            place = self._place(blob.digest)
            place.parent.mkdir(exist_ok=True, mode=0o700)
            partial.replace(place)
        except OSError as error:
            if error.errno in _NO_SPACE:
                raise Refusal("no_space", status=507) from None
            raise
        finally:
            partial.unlink(missing_ok=True)
        return blob

    def open(self, digest: str) -> BinaryIO:
        return self._place(digest).open("rb")

    def drop(self, digest: str) -> None:
        place = self._place(digest)
        if place.exists() and time.time() - place.stat().st_mtime > YOUNG_SECONDS:
            place.unlink()

    def _place(self, digest: str) -> Path:
        return self._root() / digest[:2] / digest

    def _root(self) -> Path:
        root = config.home() / "files"
        root.mkdir(exist_ok=True, mode=0o700)
        return root


BLOBS.add(FolderBlobs())


def _write(path: Path, parts: Iterable[bytes], most: int) -> Blob:
    """The bytes really read count, whatever was announced."""
    digest, size, head = hashlib.sha256(), 0, b""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for part in parts:
            size += len(part)
            if size > most:
                raise Refusal("file_too_large", "file", status=413, limit=most >> 20)
            digest.update(part)
            head = (head + part)[:HEAD] if len(head) < HEAD else head
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    return Blob(digest.hexdigest(), size, head)
