"""Cells as long as a file may have them take a moment, whatever they hold."""

import time

import pytest

from guanxi.kernel.text import emails, names

LONG = 100_000


@pytest.mark.parametrize(
    "text",
    [
        "a" + "*" * LONG + "b",
        "★ " * (LONG // 2) + "张",
        "@b。" + "a" * 4000 + "@",
        "1" * 4000 + "@b。" + "1" * 4000,
    ],
)
def test_a_moment(text: str) -> None:
    began = time.process_time()
    for read in (names.parse_name, emails.read_emails):
        read(text)
    assert time.process_time() - began < 2
