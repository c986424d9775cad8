"""OpenID Connect as a relying party: code flow with PKCE, state and nonce; everything goes out by `kernel.http`."""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import jwt

from guanxi.kernel import addresses, http
from guanxi.kernel.errors import Refusal

# Signed by a key that only the provider has; "none" and shared keys are no signatures.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LASTS_SECONDS = 600
LEEWAY = 60
SCOPE = "openid"


@dataclass(frozen=True, slots=True)
class Party:
    """A provider as this installation is registered with it."""

    issuer: str
    client_id: str
    secret: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where a provider answers."""

    authorize: str
    token: str
    keys: str
    post_secret: bool


def issuer_of(text: str) -> str:
    """An issuer as it was typed in. Raises Refusal for what is no address."""
    try:
        return http.checked_url(text.strip())[:300]
    except http.OutgoingFailed:
        raise Refusal("invalid", "issuer") from None


def discover(issuer: str) -> Places:
    """What a provider says of itself. Raises Refusal when it is away, or says that it is somebody else."""
    told = _asked("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if not isinstance(told, dict) or told.get("issuer") != issuer:
        raise Refusal("provider_wrong", "issuer")
    if not all(isinstance(told.get(name), str) for name in names):
        raise Refusal("provider_wrong", "issuer")
    for name in names:
        _require_safe(told[name])
    methods = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Places(
        told["authorization_endpoint"],
        told["token_endpoint"],
        told["jwks_uri"],
        "client_secret_basic" not in methods,
    )


def begin(party: Party, back: str) -> tuple[str, dict[str, Any]]:
    """Where the browser is sent, and what the session keeps until it is back at `back`. Raises Refusal."""
    places = discover(party.issuer)
    verifier = secrets.token_urlsafe(48)
    attempt: dict[str, Any] = {
        "state": secrets.token_urlsafe(32),
        "nonce": secrets.token_urlsafe(32),
        "verifier": verifier,
        "issuer": party.issuer,
        "at": time.time(),
    }
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    asked = {
        "response_type": "code", "client_id": party.client_id, "redirect_uri": back, "scope": SCOPE,
        "state": attempt["state"], "nonce": attempt["nonce"], "code_challenge": challenge.decode(),
        "code_challenge_method": "S256",
    }  # fmt: skip
    joint = "&" if urlsplit(places.authorize).query else "?"
    return f"{places.authorize}{joint}{urlencode(asked)}", attempt


def finish(party: Party, attempt: dict[str, Any], given: dict[str, str], back: str) -> str:
    """The subject of who came back with `given`. Raises Refusal for everything that does not fit together."""
    if not 0 <= time.time() - float(attempt["at"]) <= LASTS_SECONDS:
        raise Refusal("attempt_over")
    if attempt["issuer"] != party.issuer or given.get("iss", party.issuer) != party.issuer:
        raise Refusal("provider_wrong")
    if not hmac.compare_digest(str(attempt["state"]).encode(), given.get("state", "").encode()):
        raise Refusal("provider_wrong")
    if not given.get("code"):
        raise Refusal("provider_wrong")
    places = discover(party.issuer)
    token = _exchanged(party, places, attempt, given["code"], back)
    return _subject(party, token, _asked("GET", places.keys), str(attempt["nonce"]))


def _exchanged(party: Party, places: Places, attempt: dict[str, Any], code: str, back: str) -> str:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": attempt["verifier"],
    }
    headers = {}
    if places.post_secret:
        form |= {"client_id": party.client_id, "client_secret": party.secret}
    else:
        pair = f"{quote(party.client_id, safe='')}:{quote(party.secret, safe='')}".encode()
        headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
    told = _asked("POST", places.token, headers=headers, form=form)
    token = told.get("id_token") if isinstance(told, dict) else None
    if not isinstance(token, str):
        raise Refusal("provider_wrong")
    return token


def _subject(party: Party, token: str, keys: Any, nonce: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
        known = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use in (None, "sig")]
        # A provider with one key need not name it.
        named = header.get("kid")
        fitting = [key for key in known if key.key_id == named] if named is not None else known
        if len(fitting) != 1 or header.get("alg") not in ALGORITHMS:
            raise Refusal("provider_wrong")
        claims = jwt.decode(
            token,
            fitting[0],
            algorithms=list(ALGORITHMS),
            audience=party.client_id,
            issuer=party.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )
    except (jwt.PyJWTError, AttributeError, TypeError, ValueError) as error:
        raise Refusal("provider_wrong") from error
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    meant = claims.get("azp", None if several else party.client_id) == party.client_id
    if not meant or not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise Refusal("provider_wrong")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise Refusal("provider_wrong")
    return subject


def _asked(method: str, url: str, **more: Any) -> Any:
    """The JSON of a provider's good answer. Raises Refusal."""
    _require_safe(url)
    try:
        answer = http.call(
            method, url, headers={"Accept": "application/json", **more.pop("headers", {})}, **more
        )
        if answer.status != 200:
            raise Refusal("provider_wrong")
        return answer.json()
    except http.OutgoingFailed as error:
        raise Refusal("provider_unreachable", "issuer") from error


def _require_safe(url: str) -> None:
    """HTTPS, or plain HTTP within a private network that the operator allows. Raises Refusal."""
    try:
        parts = urlsplit(http.checked_url(url))
        if parts.scheme == "https":
            return
        found = addresses.resolved(parts.hostname or "", parts.port or 80)
    except (http.OutgoingFailed, addresses.NotAllowed) as error:
        raise Refusal("provider_unreachable", "issuer") from error
    if any(addresses.is_public(one) for one in found):
        raise Refusal("provider_unreachable", "issuer")
