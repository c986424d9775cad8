"""What pictures tell beside the picture is gone; the picture, its colours and which side is up stay."""

import struct
import zlib

import pytest

from guanxi.kernel.errors import Refusal
from guanxi.records.pictures import without_traces

PLACE = b"GPSLatitude-31.2304"


def clean(content: bytes, most: int = 1 << 20) -> bytes:
    """The content in small parts, as an upload brings it."""
    parts = (content[at : at + 7] for at in range(0, len(content), 7))
    return b"".join(without_traces(parts, most))


def exif(side: int = 1, order: str = "<") -> bytes:
    """A block with the side that is up and a place."""
    entries = struct.pack(order + "HHIHH", 0x0112, 3, 1, side, 0) + struct.pack(
        order + "HHII", 0x8825, 4, 1, 60
    )
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    return head + struct.pack(order + "H", 2) + entries + struct.pack(order + "I", 0) + PLACE


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg(*more: bytes, width: int = 8, height: int = 8, tail: bytes = b"") -> bytes:
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + b"".join(more)
        + frame
        + scan
        + b"\xff\xd9"
        + tail
    )


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*more: bytes, width: int = 8, tail: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">II", width, 8) + b"\x08\2\0\0\0")
    return (
        b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", b"pixels") + chunk(b"IEND", b"") + tail
    )


def webp(*more: bytes) -> bytes:
    def part(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    extended = part(b"VP8X", bytes([0x2C, 0, 0, 0, 7, 0, 0, 7, 0, 0]))
    body = (
        b"WEBP"
        + extended
        + part(b"ICCP", b"colours")
        + part(b"VP8 ", b"\0" * 6 + b"\x08\0\x08\0xyz")
        + b"".join(part(b"EXIF" if one[:2] in (b"II", b"MM") else b"XMP ", one) for one in more)
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def test_a_photograph_without_place_and_preview() -> None:
    colours, adobe = segment(0xE2, b"ICC_PROFILE\0\1\1colours"), segment(0xEE, b"Adobe\0d")
    traces = [
        segment(0xE1, b"Exif\0\0" + exif()), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE),
        segment(0xED, b"Photoshop 3.0\0" + PLACE), segment(0xFE, PLACE), segment(0xE2, b"MPF\0" + PLACE),
    ]  # fmt: skip
    found = clean(
        jpeg(traces[0], colours, *traces[1:], adobe, tail=jpeg(segment(0xE1, b"Exif\0\0" + exif())))
    )
    assert found == jpeg(colours, adobe)
    assert clean(jpeg(segment(0xFE, PLACE))) == jpeg()


@pytest.mark.parametrize("order", "<>")
def test_the_side_that_is_up_stays(order: str) -> None:
    for content in (
        jpeg(segment(0xE1, b"Exif\0\0" + exif(6, order))), png(chunk(b"eXIf", exif(6, order))), webp(exif(6, order)),
    ):  # fmt: skip
        found = clean(content)
        assert PLACE not in found
        assert struct.pack("<HHIH", 0x0112, 3, 1, 6) in found
        assert clean(found) == found


def test_png_webp_and_gif() -> None:
    found = clean(
        png(
            chunk(b"tEXt", b"Author\0" + PLACE),
            chunk(b"gAMA", b"\0\0\0\1"),
            chunk(b"eXIf", exif()),
            tail=PLACE,
        )
    )
    assert found == png(chunk(b"gAMA", b"\0\0\0\1"))
    found = clean(webp(exif(), b"<xmp>" + PLACE))
    assert found[20] == 0x20
    assert PLACE not in found
    assert struct.unpack_from("<I", found, 4)[0] == len(found) - 8
    loop, remark = b"!\xff\x0bNETSCAPE2.0\x03\1\0\0\0", b"!\xfe" + bytes([len(PLACE)]) + PLACE + b"\0"
    frame = b"!\xf9\4\0\0\0\0\0,\0\0\0\0\2\0\2\0\0\2\2\x4c\1\0"
    start = b"GIF89a\2\0\2\0\x80\0\0" + b"\0" * 6
    assert clean(start + loop + remark + frame + b";" + PLACE) == start + loop + frame + b";"


@pytest.mark.parametrize("content", [jpeg(width=65000, height=65000), png(width=1 << 30)])
def test_too_many_pixels(content: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        clean(content)
    assert (caught.value.code, caught.value.status) == ("picture_too_large", 422)


def test_more_bytes_than_may_be() -> None:
    with pytest.raises(Refusal) as caught:
        clean(png(chunk(b"IDAT", bytes(5000))), most=4000)
    assert caught.value.status == 413


@pytest.mark.parametrize(
    "whole", [jpeg(segment(0xE1, b"Exif\0\0" + exif(3))), png(chunk(b"eXIf", exif(3))), webp(exif(3))]
)
def test_a_torn_picture_is_no_error(whole: bytes) -> None:
    for end in range(len(whole)):
        clean(whole[:end])


def test_other_files_come_through_as_they_are() -> None:
    for content in (b"", b"short", b"%PDF-1.7 " + PLACE * 40, bytes(range(256)) * 40):
        assert clean(content) == content


def test_a_crafted_picture_costs_no_more_than_its_bytes() -> None:
    """Erased memory is full of 0xFF; a pattern that tries every place anew would never end."""
    for content in (b"\xff\xd8" + b"\xff" * 5_000_000, jpeg(tail=b"\xff" * 5_000_000)):
        assert b"".join(without_traces([content], 1 << 24)).startswith(b"\xff\xd8")


def test_a_webp_whose_head_is_empty_is_no_error() -> None:
    parts = b"WEBP" + b"VP8X" + struct.pack("<I", 0) + b"EXIF" + struct.pack("<I", len(exif(6))) + exif(6)
    assert clean(b"RIFF" + struct.pack("<I", len(parts)) + parts)
