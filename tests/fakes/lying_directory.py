"""A directory that answers as a test wants, over real sockets and real TLS."""

import socket
import ssl
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sansldap
from sansldap import LDAPResultCode, PartialAttribute
from tests.runner.slapd import HOST, Authority


class LyingDirectory:
    """Listens on a loopback port. `at_once` speaks TLS from the first byte."""

    def __init__(self, folder: Path, *, at_once: bool) -> None:
        self.authority = Authority()
        self.authority.issue(folder, HOST)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(folder / "server.pem", folder / "server.key")
        self._at_once = at_once
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self.url = f"{'ldaps' if at_once else 'ldap'}://{HOST}:{self.port}"
        # What was heard before TLS and within it.
        self.in_the_clear: list[sansldap.LDAPMessage] = []
        self.heard: list[sansldap.LDAPMessage] = []
        self.connections = 0
        self.start_tls = LDAPResultCode.SUCCESS
        # Bytes that come right after the word that TLS may begin.
        self.slipped_in = b""
        self.bind_codes: list[LDAPResultCode] = []
        self.entries: list[tuple[str, dict[str, list[bytes]]]] = []
        self.references: list[str] = []
        self.search_code = LDAPResultCode.SUCCESS
        # In place of every answer; an empty one is silence.
        self.instead: bytes | None = None
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Listen no more."""
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                stream, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._speak, args=(stream,), daemon=True).start()

    def _speak(self, stream: socket.socket) -> None:
        with suppress(OSError), stream:
            if self._at_once:
                self._converse(self._context.wrap_socket(stream, server_side=True), self.heard)
            else:
                self._converse(stream, self.in_the_clear)

    def _converse(self, stream: socket.socket, heard: list[sansldap.LDAPMessage]) -> None:
        session = sansldap.LDAPServer()
        while part := stream.recv(65536):
            for message in session.receive(part):
                heard.append(message)
                if self.instead is not None:
                    stream.sendall(self.instead)
                elif isinstance(message, sansldap.ExtendedRequest):
                    session.extended_response(message.message_id, result_code=self.start_tls)
                    stream.sendall(session.data_to_send() + self.slipped_in)
                    if self.start_tls is LDAPResultCode.SUCCESS:
                        self._converse(self._context.wrap_socket(stream, server_side=True), self.heard)
                        return
                else:
                    self._answer(session, message)
                    stream.sendall(session.data_to_send())

    def _answer(self, session: sansldap.LDAPServer, message: sansldap.LDAPMessage) -> None:
        key = message.message_id
        if isinstance(message, sansldap.BindRequest):
            code = self.bind_codes.pop(0) if self.bind_codes else LDAPResultCode.SUCCESS
            session.bind_response(key, result_code=code)
        elif isinstance(message, sansldap.SearchRequest):
            for name, values in self.entries:
                found = [PartialAttribute(one, held) for one, held in values.items()]
                session.search_result_entry(key, name, found)
            if self.references:
                session.search_result_reference(key, self.references)
            session.search_result_done(key, result_code=self.search_code)


@contextmanager
def lying_directory(*, at_once: bool = True) -> Iterator[LyingDirectory]:
    """One that lies, closed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        made = LyingDirectory(Path(folder), at_once=at_once)
        try:
            yield made
        finally:
            made.close()
