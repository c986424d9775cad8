"""A certificate of one's own for trials on the local network."""

import ipaddress
import os
import socket
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from guanxi.kernel.clock import now

VALID_DAYS = 397


def self_signed(folder: Path, host: str) -> tuple[Path, Path]:
    """Certificate and key for `host` in `folder`, made when absent, for another host or about to end."""
    names = _names(host)
    tag = host.replace(":", "_")
    cert, key = folder / f"{tag}.crt", folder / f"{tag}.key"
    if cert.exists() and key.exists() and _still_good(cert):
        return cert, key
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Guanxi")])
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(hours=1))
        .not_valid_after(now() + timedelta(days=VALID_DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write(key, pem, 0o400)
    _write(cert, built.public_bytes(serialization.Encoding.PEM), 0o444)
    return cert, key


def _names(host: str) -> list[x509.GeneralName]:
    texts = dict.fromkeys(["localhost", "127.0.0.1", "::1", socket.gethostname(), host])
    names: list[x509.GeneralName] = []
    for text in texts:
        try:
            names.append(x509.IPAddress(ipaddress.ip_address(text)))
        except ValueError:
            names.append(x509.DNSName(text.encode("idna").decode()))
    return names


def _still_good(cert: Path) -> bool:
    parsed = x509.load_pem_x509_certificate(cert.read_bytes())
    return parsed.not_valid_after_utc > now() + timedelta(days=14)


def _write(path: Path, content: bytes, mode: int) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
