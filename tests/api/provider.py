"""An identity provider that lies as a test wants it to, over a real socket."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Liar:
    """A provider; `claims` and `header` change its next token, `document` what it says of itself."""

    def __init__(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.answer(self)

            do_POST = do_GET  # noqa: N815 - as the library calls it

            def log_message(self, *args: Any) -> None:
                """Quietly."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        self.claims: dict[str, Any] = {}
        self.document: dict[str, Any] = {}
        self.signing: dict[str, Any] = {"key": KEY, "algorithm": "RS256", "headers": {"kid": "1"}}
        self.nonce = ""
        self.asked: list[dict[str, str]] = []

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    def sees(self, url: str) -> str:
        """The browser comes by: what the state of its wish is."""
        wish = {key: value[0] for key, value in parse_qs(urlsplit(url).query).items()}
        self.nonce = wish["nonce"]
        return wish["state"]

    def answer(self, call: BaseHTTPRequestHandler) -> None:
        """Whatever is asked."""
        length = int(call.headers.get("Content-Length") or 0)
        sent = {key: value[0] for key, value in parse_qs(call.rfile.read(length).decode()).items()}
        if call.path.endswith("openid-configuration"):
            told: Any = {"issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
                         "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys", **self.document}  # fmt: skip
        elif call.path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            told = {"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]}
        else:
            self.asked.append({**sent, "authorization": call.headers.get("Authorization", "")})
            told = {"access_token": "x", "token_type": "Bearer", "id_token": self._token()}
        body = json.dumps(told).encode()
        call.send_response(200)
        call.send_header("Content-Length", str(len(body)))
        call.end_headers()
        call.wfile.write(body)

    def _token(self) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": "s-1", "aud": "guanxi", "iat": now, "exp": now + 300, "nonce": self.nonce,
                  "email": "wang@example.com", "email_verified": False, **self.claims}  # fmt: skip
        return jwt.encode({key: value for key, value in claims.items() if value is not None}, **self.signing)
