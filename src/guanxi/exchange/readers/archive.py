"""The directory of a zip is checked before anything inside is opened."""

import zipfile
from pathlib import Path

from guanxi.exchange.readers.faults import FileFault
from guanxi.exchange.readers.limits import Limits


def open_archive(path: Path, limits: Limits) -> zipfile.ZipFile:
    """The archive, when its directory asks for no more than the limits allow."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise FileFault("corrupt") from error
    entries = archive.infolist()
    if len(entries) > limits.archive_entries:
        raise FileFault("too_big", limit=limits.archive_bytes >> 20)
    total = 0
    for entry in entries:
        total += entry.file_size
        if entry.flag_bits & 0x1:
            raise FileFault("encrypted")
        squeezed = entry.file_size > limits.ratio_floor_bytes and (
            entry.file_size > limits.entry_ratio * max(entry.compress_size, 1)
        )
        if squeezed or total > limits.archive_bytes:
            raise FileFault("too_big", limit=limits.archive_bytes >> 20)
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise FileFault("unsupported")
    return archive


def zip_family(path: Path, limits: Limits) -> str:
    """xlsx, xlsb or ods, by what the archive contains."""
    with open_archive(path, limits) as archive:
        names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
        if any(n.endswith("workbook.bin") for n in names):
            return "xlsb"
        if any(n.startswith("xl/") for n in names) or "[content_types].xml" in names:
            return "xlsx" if any("workbook" in n and n.endswith(".xml") for n in names) else _unsupported()
        if "content.xml" in names:
            return _ods(archive)
    return _unsupported()


def _ods(archive: zipfile.ZipFile) -> str:
    try:
        manifest = (
            archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
        )
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise FileFault("corrupt") from error
    if b"encryption-data" in manifest:
        raise FileFault("encrypted")
    return "ods"


def _unsupported() -> str:
    raise FileFault("unsupported")
