"""A private OpenLDAP server on loopback ports in a temporary folder, for tests only."""

import base64
import contextlib
import datetime as dt
import ipaddress
import os
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.runner.machine import Missing, Slapd, slapd

BASE = "dc=example,dc=test"
PEOPLE = f"ou=people,{BASE}"
SERVICE = f"cn=service,{BASE}"
SERVICE_PASSWORD = "service-password-1"
HOST = "localhost"
START_SECONDS = 20.0
_CONF = """
include {schema}/core.schema
include {schema}/cosine.schema
include {schema}/inetorgperson.schema
include {folder}/active.schema
modulepath {modules}
moduleload back_mdb
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
database mdb
maxsize 10485760
suffix "{base}"
rootdn "cn=root,{base}"
directory {folder}/data
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{service}" read by * none
"""
# What Active Directory calls people's properties.
_ACTIVE = """
attributetype ( 1.2.840.113556.1.4.2 NAME 'objectGUID' EQUALITY octetStringMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.221 NAME 'sAMAccountName' EQUALITY caseIgnoreMatch
  SUBSTR caseIgnoreSubstringsMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl' EQUALITY integerMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.782 NAME 'objectCategory' EQUALITY caseIgnoreMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
objectclass ( 1.2.840.113556.1.5.9 NAME 'user' SUP top AUXILIARY
  MAY ( objectGUID $ sAMAccountName $ userAccountControl $ objectCategory ) )
"""
_TREE = f"""
dn: {BASE}
objectClass: dcObject
objectClass: organization
o: Example
dc: example

dn: {SERVICE}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: service
userPassword: {SERVICE_PASSWORD}

dn: {PEOPLE}
objectClass: organizationalUnit
ou: people
"""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the directory."""

    uid: str
    name: str
    password: str
    entry_id: str
    mail: str = ""
    unit: str = ""

    @property
    def dn(self) -> str:
        """Where the entry stands."""
        return f"cn={self.uid}{self.unit},{PEOPLE}"

    def active_ldif(self, control: int = 512) -> str:
        """The entry as Active Directory has it, with what it says of the account (514: switched off)."""
        binary = base64.b64encode(uuid.UUID(self.entry_id).bytes_le).decode()
        return (
            f"dn: {self.dn}\nobjectClass: inetOrgPerson\nobjectClass: user\ncn: {self.name}\ncn: {self.uid}\nsn: {self.name}\n"
            f"displayName: {self.name}\nsAMAccountName: {self.uid}\nobjectCategory: person\nuserAccountControl: {control}\n"
            f"userPassword: {self.password}\nobjectGUID:: {binary}\n"
        )

    def ldif(self) -> str:
        """The entry as a file of entries has it."""
        mail = f"mail: {self.mail}\n" if self.mail else ""
        return (
            f"dn: {self.dn}\nobjectClass: inetOrgPerson\nuid: {self.uid}\ncn: {self.uid}{self.unit}\nsn: {self.name}\n"
            f"displayName: {self.name}\n{mail}userPassword: {self.password}\nentryUUID: {self.entry_id}\n"
        )


@dataclass
class Authority:
    """Issues certificates that nobody but a test trusts."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def __post_init__(self) -> None:
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
        made = self._begun(self.name, self.key.public_key())
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        self.pem = made.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()

    def issue(self, folder: Path, *hosts: str) -> None:
        """A certificate for these names or addresses, as server.pem and server.key in a folder."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test server")])
        names = x509.SubjectAlternativeName([_general(host) for host in hosts])
        made = self._begun(subject, key.public_key()).add_extension(names, critical=False)
        signed = made.sign(self.key, hashes.SHA256())
        (folder / "server.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        form = serialization.PrivateFormat.PKCS8
        plain = serialization.NoEncryption()
        (folder / "server.key").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))

    def _begun(self, subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        at = dt.datetime.now(dt.UTC)
        begun = x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(key)
        begun = begun.serial_number(x509.random_serial_number()).not_valid_before(at - dt.timedelta(days=1))
        return begun.not_valid_after(at + dt.timedelta(days=2))


class DirectoryServer:
    """A running server; `holds` starts it anew with other entries at the same ports."""

    def __init__(self, folder: Path, binaries: Slapd) -> None:
        self._folder, self._binaries = folder, binaries
        self.authority = Authority()
        self.authority.issue(folder, HOST)
        self.plain_port, self.tls_port = _free_port(), _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address, with TLS from the first byte."""
        return f"ldaps://{HOST}:{self.tls_port}"

    @property
    def starttls_url(self) -> str:
        """Its address, with TLS after a word in the clear."""
        return f"ldap://{HOST}:{self.plain_port}"

    def holds(self, *people: Known, more: str = "") -> None:
        """Start, or start anew, with these people and `more` entries (LDIF)."""
        self.stop()
        data, conf = self._folder / "data", self._folder / "slapd.conf"
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir()
        (self._folder / "active.schema").write_text(_ACTIVE)
        conf.write_text(_CONF.format(folder=self._folder, base=BASE, service=SERVICE,
                                     schema=self._binaries.schema, modules=self._binaries.modules))  # fmt: skip
        ldif = self._folder / "tree.ldif"
        ldif.write_text("\n".join([_TREE, *(one.ldif() for one in people), more]))
        self._run(["-T", "add", "-f", conf, "-l", ldif, "-d", "0"])
        places = f"ldap://127.0.0.1:{self.plain_port} ldaps://127.0.0.1:{self.tls_port}"
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._binaries.program, "-f", conf, "-h", places, "-d", "0"],
                stdout=log, stderr=log,
            )  # fmt: skip
        self._wait()

    def stop(self) -> None:
        """End it."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _run(self, arguments: Sequence[object]) -> None:
        command = [self._binaries.program, *arguments]
        done = subprocess.run([str(one) for one in command], capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"slapd: {done.stderr[-2000:]}")

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not all(_listens(port) for port in (self.plain_port, self.tls_port)):
            if time.monotonic() > deadline or (self._process and self._process.poll() is not None):
                raise RuntimeError("slapd did not start:\n" + (self._folder / "log").read_text()[-3000:])
            time.sleep(0.02)


def directory_or_skip() -> Iterator[DirectoryServer]:
    """For a fixture: a server, or the end of the tests that want one where it may not be installed."""
    try:
        with private_directory() as made:
            yield made
    except Missing as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))


@contextlib.contextmanager
def private_directory() -> Iterator[DirectoryServer]:
    """A server without people, ended and removed afterwards. Raises Missing."""
    binaries = slapd()
    folder = Path(tempfile.mkdtemp(prefix="gx-ldap-", dir="/tmp"))
    server = DirectoryServer(folder, binaries)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _general(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
