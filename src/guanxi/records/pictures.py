"""Pictures without what they tell beside the picture: where and by whom they were taken, texts, previews, things behind the end.

The parts of the file are walked and left out or kept; nothing is decoded, so that no picture can cost more than its bytes.
What a browser needs stays: colours, transparency, animation, and which side is up. From where a file is not as its format
says it is kept as it is, as browsers show nothing of that.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from guanxi.kernel.errors import Refusal
from guanxi.records.file_kinds import kind_of

MOST_PIXELS = 64_000_000
_HEAD = 64
# One fill byte is enough to find a marker behind many; a pattern that takes them all tries each of them again.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PNG_KEPT = frozenset(
    [
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"cICP",
        b"bKGD",
        b"pHYs",
        b"sBIT",
        b"hIST",
        b"acTL",
        b"fcTL",
        b"fdAT",
    ]
)
_WEBP_KEPT = frozenset([b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"])
_UPRIGHT, _SIDES = 1, 8


def without_traces(parts: Iterable[bytes], most: int) -> Iterator[bytes]:
    """The bytes of a file; of a picture without its traces. Raises Refusal: 413 beyond `most` bytes, 422 for too many pixels."""
    source = iter(parts)
    head = b""
    for part in source:
        head += part
        if len(head) >= _HEAD:
            break
    clean = _CLEANERS.get(kind_of(head[:_HEAD], ""))
    if clean is None:
        yield from chain([head], source)
        return
    whole = bytearray(head)
    for part in source:
        whole += part
        if len(whole) > most:
            raise Refusal("file_too_large", "file", status=413, limit=most >> 20)
    yield clean(bytes(whole))


def _sized(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Refusal("picture_too_large", "file", limit=MOST_PIXELS // 1_000_000)


def _jpeg(data: bytes) -> bytes:
    kept, at = bytearray(data[:2]), 2
    side = _UPRIGHT
    while True:
        found = _MARKER.search(data, at)  # what stands between two segments is passed over, as decoders do
        if found is None:
            return bytes(kept) + data[at:]
        marker, at = data[found.end() - 1], found.end()
        if marker == 0xD9 or at + 2 > len(data):
            return bytes(kept) + b"\xff\xd9"
        (length,) = struct.unpack_from(">H", data, at)
        body, at = data[at + 2 : at + length], at + max(length, 2)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC) and len(body) >= 5:
            height, width = struct.unpack_from(">HH", body, 1)
            _sized(width, height)
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            turned = _side(body[6:])
            if turned != _UPRIGHT and side == _UPRIGHT:
                side = turned
                kept += _segment(0xE1, b"Exif\0\0" + _only_side(side))
        elif not (0xE1 <= marker <= 0xEF or marker == 0xFE) or _of_colours(marker, body):
            kept += _segment(marker, body)
        if marker == 0xDA:  # what follows is the picture itself, up to the next marker
            following = _MARKER.search(data, at)
            end = following.start() if following else len(data)
            kept += data[at:end]
            at = end


def _of_colours(marker: int, body: bytes) -> bool:
    return (marker == 0xE2 and body.startswith(b"ICC_PROFILE\0")) or (
        marker == 0xEE and body.startswith(b"Adobe")
    )


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def _side(tiff: bytes) -> int:
    """Which side is up, of the directory of an EXIF block; upright where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return _UPRIGHT
        (at,) = struct.unpack_from(order + "I", tiff, 4)
        (entries,) = struct.unpack_from(order + "H", tiff, at)
        for place in range(at + 2, at + 2 + 12 * min(entries, 200), 12):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", tiff, place)
            if tag == 0x0112 and kind == 3:
                return value if _UPRIGHT <= value <= _SIDES else _UPRIGHT
    except struct.error:
        pass  # a torn block tells nothing
    return _UPRIGHT


def _only_side(side: int) -> bytes:
    """An EXIF block that says which side is up, and nothing else."""
    return b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, side, 0, 0)


def _png(data: bytes) -> bytes:
    kept, at = bytearray(data[:8]), 8
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data) or not kind.isalpha():
            break
        if kind == b"IHDR" and length >= 8:
            _sized(*struct.unpack_from(">II", data, at + 8))
        if kind == b"eXIf":
            side = _side(data[at + 8 : end - 4])
            kept += _chunk(kind, _only_side(side)) if side != _UPRIGHT else b""
        elif kind[:1].isupper() or kind in _PNG_KEPT:
            kept += data[at:end]
        at = end
        if kind == b"IEND":
            return bytes(kept)
    return bytes(kept) + data[at:]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _webp(data: bytes) -> bytes:
    kept, at = bytearray(data[:12]), 12
    end = min(8 + struct.unpack_from("<I", data, 4)[0], len(data)) if len(data) >= 8 else 0
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, at)
        body, at = data[at + 8 : at + 8 + length], at + 8 + length + length % 2
        _sized(*_webp_size(kind, body))
        if kind == b"VP8X" and len(body) >= 10:
            body = bytes([body[0] & ~0x0C]) + body[1:]  # no EXIF and no XMP any more
        if (
            kind == b"EXIF"
            and (side := _side(body.removeprefix(b"Exif\0\0"))) != _UPRIGHT
            and kept[12:16] == b"VP8X"
            and len(kept) > 20
        ):
            body = _only_side(side)
            kept[20] |= 0x08
        elif kind not in _WEBP_KEPT:
            continue
        kept += kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return bytes(kept[:4]) + struct.pack("<I", len(kept) - 8) + bytes(kept[8:]) if len(kept) > 12 else data


def _webp_size(kind: bytes, body: bytes) -> tuple[int, int]:
    if kind == b"VP8X" and len(body) >= 10:
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8 " and len(body) >= 10:
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return 0, 0


def _gif(data: bytes) -> bytes:
    if len(data) < 13:
        return data
    _sized(*struct.unpack_from("<HH", data, 6))
    at = 13 + _palette(data[10])
    kept = bytearray(data[:at])
    while at + 2 <= len(data):
        start, mark = at, data[at]
        if mark == 0x2C and at + 10 <= len(data):
            at = _blocks(data, at + 10 + _palette(data[at + 9]) + 1)
            kept += data[start:at]
        elif mark == 0x21:
            at = _blocks(data, at + 2)
            told = data[start + 3 : start + 14]
            if data[start + 1] in (0xF9, 0x01) or told in (b"NETSCAPE2.0", b"ANIMEXTS1.0"):
                kept += data[start:at]
        else:
            break
    return bytes(kept) + (b";" if data[at : at + 1] == b";" else data[at:])


def _palette(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _blocks(data: bytes, at: int) -> int:
    """Behind the blocks that begin here, each with its length before it, and the empty one that closes them."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return min(at + 1, len(data))


_CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/gif": _gif,
}
