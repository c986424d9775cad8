"""Where the server may listen: plain HTTP only on this machine or behind a named proxy."""

import ipaddress
import socket
from dataclasses import dataclass, field
from pathlib import Path

from guanxi.kernel.errors import Refusal, register_messages
from guanxi.kernel.i18n import L

register_messages(
    {
        "bind_needs_tls": L(
            "地址 {host} 会被其他机器访问，请加上 --tls-cert 和 --tls-key、--tls-self-signed（仅供试用），"
            "或在反向代理之后使用 --behind-proxy CIDR。",
            "位址 {host} 會被其他機器存取，請加上 --tls-cert 與 --tls-key、--tls-self-signed（僅供試用），"
            "或在反向代理之後使用 --behind-proxy CIDR。",
            "Other machines can reach {host}, so passwords would travel unprotected. Add --tls-cert and --tls-key, "
            "or --tls-self-signed for a trial, or --behind-proxy CIDR when a proxy in front speaks TLS.",
        ),
        "tls_pair": L(
            "--tls-cert 和 --tls-key 必须同时给出，并且文件存在。",
            "--tls-cert 與 --tls-key 必須同時提供，且檔案存在。",
            "Give --tls-cert and --tls-key together; both files must exist.",
        ),
        "proxy_cidr": L(
            "“{value}”不是网段，例如 10.0.0.0/8。",
            "「{value}」不是網段，例如 10.0.0.0/8。",
            "“{value}” is not a network such as 10.0.0.0/8.",
        ),
    }
)

LOOPBACK_NAMES = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the operator asked for on the command line."""

    host: str = "127.0.0.1"
    port: int = 8000
    tls_cert: str | None = None
    tls_key: str | None = None
    tls_self_signed: bool = False
    behind_proxy: str | None = None
    public_host: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Binding:
    """Where and how the server listens, and what the settings must know about it."""

    host: str
    port: int
    url: str
    people_url: str | None = None
    cert: Path | None = None
    key: Path | None = None
    environment: dict[str, str] = field(default_factory=dict)


def decide(wish: Wish, home: Path) -> Binding:
    """The binding for a wish. Raises Refusal when it would send passwords in the clear."""
    pair = _certificate(wish, home)
    secure = pair is not None or wish.behind_proxy is not None
    if not secure and not is_loopback(wish.host):
        raise Refusal("bind_needs_tls", host=wish.host)
    environment = {"GUANXI_SECURE": "1"} if secure else {}
    if wish.behind_proxy is not None:
        environment["GUANXI_PROXIES"] = _networks(wish.behind_proxy)
    environment["GUANXI_HOSTS"] = ",".join(host_names(wish))
    url = f"{'https' if pair else 'http'}://{_shown(wish.host)}:{wish.port}"
    cert, key = pair or (None, None)
    return Binding(wish.host, wish.port, url, _people_url(wish, url), cert, key, environment)


def _people_url(wish: Wish, url: str) -> str | None:
    """Where people reach the server; None where only the proxy in front knows it."""
    if wish.behind_proxy is not None:
        return f"https://{wish.public_host[0]}" if wish.public_host else None
    return f"{url.partition('://')[0]}://{wish.public_host[0]}:{wish.port}" if wish.public_host else url


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def host_names(wish: Wish) -> list[str]:
    """The names under which requests are answered; any other Host header is refused."""
    names = ["localhost", "127.0.0.1", "[::1]", *wish.public_host]
    if not is_loopback(wish.host):
        machine = socket.gethostname()
        names += [machine, *_addresses(machine), wish.host]
    return list(dict.fromkeys(f"[{name}]" if ":" in name and "[" not in name else name for name in names))


def _addresses(machine: str) -> list[str]:
    try:
        return sorted({str(item[4][0]) for item in socket.getaddrinfo(machine, None)})
    except OSError:
        # A machine that does not know its own name is reached by --public-host.
        return []


def _certificate(wish: Wish, home: Path) -> tuple[Path, Path] | None:
    if wish.tls_cert or wish.tls_key:
        cert, key = Path(wish.tls_cert or ""), Path(wish.tls_key or "")
        if not (wish.tls_cert and wish.tls_key and cert.is_file() and key.is_file()):
            raise Refusal("tls_pair")
        return cert, key
    if not wish.tls_self_signed:
        return None
    from guanxi.app.supervisor.tls import self_signed  # lazy: 20 MB that only trials need

    return self_signed(home / "tls", wish.host)


def _networks(text: str) -> str:
    try:
        return ",".join(str(ipaddress.ip_network(part.strip())) for part in text.split(","))
    except ValueError:
        raise Refusal("proxy_cidr", value=text) from None


def _shown(host: str) -> str:
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - shown, not bound
        return "localhost"
    return f"[{host}]" if ":" in host else host
