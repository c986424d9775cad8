"""What a proxy says counts only when it is one that the operator has named."""

import ipaddress

import pytest

from guanxi.app.network import settle

NAMED = [ipaddress.ip_network("10.0.0.0/24")]


@pytest.mark.parametrize(
    ("remote", "said", "found"),
    [
        ("203.0.113.9", "1.1.1.1", "203.0.113.9"),  # nobody that was named
        ("10.0.0.5", "1.1.1.1", "1.1.1.1"),
        ("10.0.0.5", "9.9.9.9, 1.1.1.1", "1.1.1.1"),  # what the caller forged stands further left
        ("10.0.0.5", "1.1.1.1, 10.0.0.7", "1.1.1.1"),
        ("10.0.0.5", "nonsense", "10.0.0.5"),
        ("10.0.0.5", "1.1.1.1, nonsense", "10.0.0.5"),
        ("10.0.0.5", "", "10.0.0.5"),
        ("", "1.1.1.1", ""),
    ],
)
def test_the_callers_address(remote: str, said: str, found: str) -> None:
    meta = {"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": said, "HTTP_X_FORWARDED_PROTO": "https"}
    settle(meta, NAMED)
    assert meta["REMOTE_ADDR"] == found
    assert ("HTTP_X_FORWARDED_PROTO" in meta) == remote.startswith("10.")
