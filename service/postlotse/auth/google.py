"""Tokens for Gmail by a service account with domain-wide delegation (RFC 7523: a signed JWT for a token)."""

import base64
import json
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any, Final

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from postlotse.auth.cached import Issued
from postlotse.auth.errors import TokenRefused, TokenUnavailable
from postlotse.auth.scrub import scrub
from postlotse.config.faults import is_loopback
from postlotse.config.schema import OAuth

SCOPE: Final = "https://mail.google.com/"
_GRANT: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_SECONDS: Final = 30
_LIFE: Final = 3600
_MAX_ANSWER: Final = 100_000


def assertion(account: dict[str, Any], *, subject: str, scope: str, audience: str, now: float) -> str:
    """Return the signed JWT (RS256) that asks for `subject`'s mailbox; raises TokenRefused when the key is unusable."""
    header = {"alg": "RS256", "typ": "JWT", "kid": account.get("private_key_id", "")}
    claims = {
        "iss": account.get("client_email", ""),
        "sub": subject,
        "scope": scope,
        "aud": audience,
        "iat": int(now),
        "exp": int(now) + _LIFE,
    }
    signed = ".".join(_base64url(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims))
    try:
        key = serialization.load_pem_private_key(str(account.get("private_key", "")).encode(), password=None)
    except (ValueError, TypeError):
        raise TokenRefused("Der Schlüssel des Google-Dienstkontos ist nicht lesbar.") from None
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TokenRefused("Der Schlüssel des Google-Dienstkontos ist kein RSA-Schlüssel.")
    return f"{signed}.{_base64url(key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def issuer(
    oauth: OAuth, user: str, key_file: Callable[[], str], *, wall: Callable[[], float] = time.time
) -> Callable[[], Issued]:
    """Return a function that fetches a token for `user`."""

    def issue() -> Issued:
        try:
            account = json.loads(key_file())
        except ValueError:
            raise TokenRefused("Die Schlüsseldatei des Google-Dienstkontos ist kein JSON.") from None
        if not isinstance(account, dict):
            raise TokenRefused("Die Schlüsseldatei des Google-Dienstkontos ist kein JSON-Objekt.")
        url = oauth.token_url or str(account.get("token_uri", "https://oauth2.googleapis.com/token"))
        parts = urllib.parse.urlsplit(url)
        if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname or "")):
            raise TokenRefused("Die Token-Adresse des Google-Dienstkontos ist nicht https.")
        signed = assertion(account, subject=user, scope=oauth.scope or SCOPE, audience=url, now=wall())
        answer = _post(url, {"grant_type": _GRANT, "assertion": signed}, oauth.ca_file)
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            raise TokenRefused("Google hat kein Token geschickt.")
        life = answer.get("expires_in", 0)
        return Issued(token=token, seconds=float(life) if isinstance(life, int | float) else 0.0)

    return issue


def _post(url: str, form: dict[str, str], ca_file: str) -> dict[str, Any]:
    request = urllib.request.Request(url, data=urllib.parse.urlencode(form).encode("ascii"), method="POST")  # noqa: S310  scheme checked
    context = ssl.create_default_context(cafile=ca_file or None) if url.startswith("https:") else None
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS, context=context) as response:  # noqa: S310  scheme checked
            raw = response.read(_MAX_ANSWER)
    except urllib.error.HTTPError as error:
        with error:
            words = _reason(error.read(_MAX_ANSWER))
        if error.code >= 500 or error.code == 429:
            raise TokenUnavailable(f"Der Anmeldedienst von Google arbeitet gerade nicht ({error.code}): {words}") from None
        raise TokenRefused(f"Google gibt kein Token aus ({error.code}): {words}") from None
    except OSError as error:
        raise TokenUnavailable(f"Der Anmeldedienst von Google ist nicht erreichbar ({type(error).__name__}).") from None
    try:
        answer = json.loads(raw)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise TokenUnavailable("Der Anmeldedienst von Google hat etwas Unverständliches geantwortet.")
    return answer


def _reason(raw: bytes) -> str:
    try:
        answer = json.loads(raw)
        return scrub(f"{answer['error']}: {answer.get('error_description', '')}")
    except (ValueError, TypeError, KeyError, AttributeError):
        return ""


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
