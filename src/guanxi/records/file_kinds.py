"""What a file is by its first bytes, and what it may be called. What is announced counts for nothing."""

import unicodedata

NAME_LIMIT = 200
OTHER = "application/octet-stream"
# What a browser may show in the page; everything else is only ever saved.
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"})
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
)
_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def kind_of(head: bytes, name: str) -> str:
    """The content type by the first bytes; an office document is told from other archives by its name."""
    kind = next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")
    if not kind and head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if kind == "application/zip":
        return _OFFICE.get(name.rpartition(".")[2].lower(), kind)
    return kind or ("text/plain" if _is_text(head) else OTHER)


def clean_name(raw: str | None) -> str:
    """A name without folders, control characters and marks that turn the direction of writing; never empty."""
    text = unicodedata.normalize("NFC", (raw or "").replace("\\", "/").rpartition("/")[2])
    text = "".join(character for character in text if unicodedata.category(character)[0] != "C")
    text = " ".join(text.split()).lstrip(".")
    stem, dot, ending = text.rpartition(".")
    if len(text) > NAME_LIMIT:
        text = (
            f"{stem[: NAME_LIMIT - len(ending) - 1]}{dot}{ending}" if len(ending) < 20 else text[:NAME_LIMIT]
        )
    return text or "file"


def _is_text(head: bytes) -> bool:
    if not head or b"\0" in head:
        return False
    try:
        # The last character may be cut.
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3 and error.end >= len(head)
    return True
