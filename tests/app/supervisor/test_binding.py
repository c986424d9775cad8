"""Plain HTTP stays on this machine; everything else is protected or refused."""

from pathlib import Path

import pytest
from cryptography import x509

from guanxi.app.supervisor.binding import Wish, decide, is_loopback
from guanxi.app.supervisor.tls import self_signed
from guanxi.kernel.errors import Refusal


def refused(wish: Wish, home: Path) -> str:
    with pytest.raises(Refusal) as caught:
        decide(wish, home)
    assert "{" not in caught.value.message("zh-CN")
    return caught.value.code


def test_this_machine_only_by_default(tmp_path: Path) -> None:
    binding = decide(Wish(port=8123), tmp_path)
    assert binding.url == binding.people_url == "http://127.0.0.1:8123"
    assert "GUANXI_SECURE" not in binding.environment
    assert binding.environment["GUANXI_HOSTS"] == "localhost,127.0.0.1,[::1]"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "crm.example.test", "10.0.0.1"])
def test_others_need_protection(host: str, tmp_path: Path) -> None:
    assert refused(Wish(host=host), tmp_path) == "bind_needs_tls"


@pytest.mark.parametrize(
    ("host", "verdict"), [("127.0.0.9", True), ("::1", True), ("[::1]", True), ("0.0.0.0", False)]
)
def test_loopback(host: str, verdict: bool) -> None:
    assert is_loopback(host) is verdict


def test_a_certificate_needs_its_key(tmp_path: Path) -> None:
    cert = tmp_path / "a.crt"
    cert.write_text("x")
    assert refused(Wish(host="0.0.0.0", tls_cert=str(cert)), tmp_path) == "tls_pair"
    assert refused(Wish(tls_cert=str(cert), tls_key=str(tmp_path / "absent")), tmp_path) == "tls_pair"
    key = tmp_path / "a.key"
    key.write_text("x")
    binding = decide(Wish(host="0.0.0.0", tls_cert=str(cert), tls_key=str(key)), tmp_path)
    assert binding.url == binding.people_url == "https://localhost:8000"
    named = Wish(
        host="0.0.0.0", port=443, tls_cert=str(cert), tls_key=str(key), public_host=("crm.example.test",)
    )
    assert decide(named, tmp_path).people_url == "https://crm.example.test:443"
    assert binding.environment["GUANXI_SECURE"] == "1"


def test_behind_a_proxy(tmp_path: Path) -> None:
    wish = Wish(host="10.0.0.4", behind_proxy="10.0.0.0/24", public_host=("crm.example.test",))
    binding = decide(wish, tmp_path)
    assert binding.cert is None
    assert binding.environment["GUANXI_SECURE"] == "1"
    assert binding.environment["GUANXI_PROXIES"] == "10.0.0.0/24"
    assert "crm.example.test" in binding.environment["GUANXI_HOSTS"].split(",")
    assert binding.people_url == "https://crm.example.test"
    assert decide(Wish(behind_proxy="10.0.0.0/24"), tmp_path).people_url is None
    assert refused(Wish(host="10.0.0.4", behind_proxy="everyone"), tmp_path) == "proxy_cidr"


def test_self_signed_is_made_once_and_kept_private(tmp_path: Path) -> None:
    cert, key = self_signed(tmp_path / "tls", "192.168.1.5")
    before = cert.read_bytes()
    assert key.stat().st_mode & 0o077 == 0
    assert self_signed(tmp_path / "tls", "192.168.1.5") == (cert, key)
    assert cert.read_bytes() == before
    names = x509.load_pem_x509_certificate(before).extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    assert "192.168.1.5" in {str(item) for item in names.value.get_values_for_type(x509.IPAddress)}
