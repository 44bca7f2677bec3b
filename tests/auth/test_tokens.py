"""Tokens from the three kinds of providers, against stand-ins on loopback that speak their protocols."""

import base64
import json
import ssl
import sys
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from postlotse.auth import command, google, microsoft365, sasl
from postlotse.auth.cached import CachedTokens, Issued, forget
from postlotse.auth.errors import TokenRefused, TokenUnavailable, UnusableCredential
from postlotse.auth.tokens import tokens
from postlotse.config.schema import OAuth, TokenKind
from tests.stack.tls import Certificates

Reply = tuple[int, dict[str, object]]


class Provider:
    """An identity provider on https loopback: `reply` answers the token request, `asked` keeps its forms."""

    def __init__(self, certificates: Certificates, reply: Callable[[dict[str, str]], Reply]) -> None:
        self.asked: list[dict[str, str]] = []
        self.paths: list[str] = []
        provider = self

        class Answers(BaseHTTPRequestHandler):
            def _send(self, code: int, answer: dict[str, object]) -> None:
                body = json.dumps(answer).encode()
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self) -> None:
                provider.paths.append(self.path)
                base = f"{provider.url}/{self.path.split('/')[1]}"
                self._send(
                    200,
                    {
                        "issuer": f"{base}/v2.0",
                        "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                        "token_endpoint": f"{base}/oauth2/v2.0/token",
                    },
                )

            def do_POST(self) -> None:
                provider.paths.append(self.path)
                raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = dict(urllib.parse.parse_qsl(raw))
                provider.asked.append(form)
                self._send(*reply(form))

            def log_message(self, *_: object) -> None:
                """Stay silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificates.good)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"https://localhost:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


@pytest.fixture
def provider(certificates: Certificates) -> Iterator[Callable[[Callable[[dict[str, str]], Reply]], Provider]]:
    """A maker of stand-ins."""
    made: list[Provider] = []

    def make(reply: Callable[[dict[str, str]], Reply]) -> Provider:
        made.append(Provider(certificates, reply))
        return made[-1]

    yield make
    for one in made:
        one.close()


# ---------------------------------------------------------------------- keeping


def test_a_token_is_kept_for_four_fifths_of_its_life() -> None:
    """Asked again before that, the provider is not bothered."""
    clock, given = [0.0], iter(("one", "two"))
    kept = CachedTokens("u", lambda: Issued(token=next(given), seconds=3600), monotonic=lambda: clock[0])
    seen = []
    for now in (0.0, 2879.0, 2881.0):
        clock[0] = now
        seen.append(kept.token())
    assert seen == ["one", "one", "two"]


@pytest.mark.parametrize("seconds", [0, 100], ids=["life unknown", "shorter than two minutes"])
def test_a_short_lived_token_is_not_kept(seconds: float) -> None:
    """Whoever gets a token may count on two minutes."""
    given = iter(("one", "two"))
    kept = CachedTokens("u", lambda: Issued(token=next(given), seconds=seconds), monotonic=lambda: 0.0)
    assert [kept.token(), kept.token()] == ["one", "two"]


def test_many_threads_cause_one_request() -> None:
    """A source and a sender that ask at the same time share one token."""
    asked: list[int] = []
    start = threading.Barrier(8)

    def issue() -> Issued:
        asked.append(1)
        return Issued(token="one", seconds=3600)

    kept = CachedTokens("u", issue)

    def ask() -> None:
        start.wait(5)
        kept.token()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(asked) == 1


def test_a_token_shows_in_no_repr() -> None:
    """Neither the value nor its keeper prints it."""
    kept = CachedTokens("u", lambda: Issued(token="very-secret", seconds=3600))
    kept.token()
    assert "very-secret" not in repr(kept) + repr(Issued(token="very-secret", seconds=1))


# ---------------------------------------------------------------------- Microsoft 365


def entra(url: str, certificates: Certificates) -> OAuth:
    return OAuth(
        provider=TokenKind.MICROSOFT365,
        tenant="stadt.example",
        client_id="app",
        client_secret_file="secret",
        authority=url,
        ca_file=str(certificates.ca),
    )


def test_microsoft_by_client_credentials(provider: Callable[..., Provider], certificates: Certificates) -> None:
    """msal finds the tenant's endpoint at the authority and asks for the scope of Exchange Online."""
    stand_in = provider(lambda _: (200, {"token_type": "Bearer", "access_token": "from-entra", "expires_in": 3599}))
    issued = microsoft365.issuer(entra(stand_in.url, certificates), lambda: "s3cret-of-app")()
    assert (issued.token, 3500 < issued.seconds <= 3599) == ("from-entra", True)
    assert stand_in.paths[-1] == "/stadt.example/oauth2/v2.0/token"
    form = stand_in.asked[0]
    assert (form["grant_type"], form["scope"], form["client_id"], form["client_secret"]) == (
        "client_credentials",
        microsoft365.SCOPE,
        "app",
        "s3cret-of-app",
    )


@pytest.mark.parametrize(
    ("code", "error", "kind"),
    [(401, "invalid_client", TokenRefused), (400, "temporarily_unavailable", TokenUnavailable)],
)
def test_microsoft_refuses(
    provider: Callable[..., Provider], certificates: Certificates, code: int, error: str, kind: type[Exception]
) -> None:
    """A wrong secret is a matter for a person, an overload is not; the secret stands in no error."""
    words = "AADSTS7000215: Invalid client secret s3cret-of-app"
    stand_in = provider(lambda _: (code, {"error": error, "error_description": words}))
    with pytest.raises(kind, match=error) as caught:
        microsoft365.issuer(entra(stand_in.url, certificates), lambda: "s3cret-of-app")()
    assert "s3cret-of-app" not in str(caught.value)


def test_microsoft_is_away(certificates: Certificates) -> None:
    """No connection, no token, try later."""
    with pytest.raises(TokenUnavailable, match="nicht erreichbar"):
        microsoft365.issuer(entra("https://localhost:1", certificates), lambda: "x")()


def test_microsoft_must_prove_who_it_is(provider: Callable[..., Provider], certificates: Certificates) -> None:
    """Without the authority of the house the stand-in's certificate is not accepted, and no secret is sent."""
    stand_in = provider(lambda _: (200, {}))
    with pytest.raises(TokenUnavailable):
        microsoft365.issuer(entra(stand_in.url, certificates).model_copy(update={"ca_file": ""}), lambda: "x")()
    assert stand_in.asked == []


# ---------------------------------------------------------------------- Google


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def account(key: rsa.RSAPrivateKey, url: str) -> str:
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return json.dumps(
        {"client_email": "robot@x.example", "private_key_id": "k1", "private_key": pem.decode(), "token_uri": url}
    )


def unpacked(part: str) -> dict[str, object]:
    return dict(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))))


def test_google_by_a_signed_grant(
    provider: Callable[..., Provider], certificates: Certificates, key: rsa.RSAPrivateKey
) -> None:
    """The grant names the mailbox as subject, lives an hour and carries a good signature."""
    stand_in = provider(lambda _: (200, {"access_token": "from-google", "expires_in": 3600}))
    oauth = OAuth(provider=TokenKind.GOOGLE, service_account_file="key.json", ca_file=str(certificates.ca))
    url = f"{stand_in.url}/token"
    issued = google.issuer(oauth, "integration@stadt.example", lambda: account(key, url), wall=lambda: 1_800_000_000.0)()
    assert (issued.token, issued.seconds) == ("from-google", 3600.0)
    form = stand_in.asked[0]
    assert form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer"
    header, claims, signature = form["assertion"].split(".")
    assert unpacked(header) == {"alg": "RS256", "typ": "JWT", "kid": "k1"}
    assert unpacked(claims) == {
        "iss": "robot@x.example",
        "sub": "integration@stadt.example",
        "scope": "https://mail.google.com/",
        "aud": url,
        "iat": 1_800_000_000,
        "exp": 1_800_003_600,
    }
    raw = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    key.public_key().verify(raw, f"{header}.{claims}".encode(), padding.PKCS1v15(), hashes.SHA256())


@pytest.mark.parametrize(
    ("code", "kind"), [(400, TokenRefused), (401, TokenRefused), (429, TokenUnavailable), (503, TokenUnavailable)]
)
def test_google_refuses(
    provider: Callable[..., Provider],
    certificates: Certificates,
    key: rsa.RSAPrivateKey,
    code: int,
    kind: type[Exception],
) -> None:
    """Refusals need a person, overload does not."""
    stand_in = provider(lambda _: (code, {"error": "unauthorized_client", "error_description": "not for this mailbox"}))
    oauth = OAuth(provider=TokenKind.GOOGLE, token_url=stand_in.url, ca_file=str(certificates.ca))
    with pytest.raises(kind, match="unauthorized_client"):
        google.issuer(oauth, "u@stadt.example", lambda: account(key, ""))()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no json", "kein JSON"),
        ("[]", "kein JSON-Objekt"),
        ('{"private_key": "x", "token_uri": "https://localhost:1"}', "nicht lesbar"),
        ('{"token_uri": "http://mail.example.org/token"}', "nicht https"),
        ('{"token_uri": "file:///etc/passwd"}', "nicht https"),
    ],
)
def test_a_bad_key_file_is_explained(text: str, words: str) -> None:
    """What is wrong with the file is said; nothing is sent in clear text."""
    oauth = OAuth(provider=TokenKind.GOOGLE, service_account_file="key.json")
    with pytest.raises(TokenRefused, match=words):
        google.issuer(oauth, "u@stadt.example", lambda: text)()


# ---------------------------------------------------------------------- a program


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_a_program_prints_a_token() -> None:
    """Arguments are passed as they are: no shell looks at them."""
    argument = "a b; $(echo evil)"
    assert command.issuer((*python("import sys; print(sys.argv[1])"), argument))().token == argument


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("print('one\\ntwo')", TokenRefused, "nicht genau eine Zeile"),
        ("print('')", TokenRefused, "nicht genau eine Zeile"),
        ("import sys; print('token'); print('secret', file=sys.stderr); sys.exit(3)", TokenUnavailable, "endete mit 3"),
        ("import time; time.sleep(60)", TokenUnavailable, "binnen"),
    ],
    ids=["two lines", "no line", "exit code", "too slow"],
)
def test_a_program_that_fails(code: str, kind: type[Exception], words: str) -> None:
    """What it wrote is not shown: it may hold secrets."""
    with pytest.raises(kind, match=words) as caught:
        command.issuer(python(code), limit_seconds=1.5)()
    assert "secret" not in str(caught.value)


def test_a_missing_program(tmp_path: Path) -> None:
    """The path is wrong, or the file may not be executed."""
    (tmp_path / "token").write_text("no program")
    for path in (tmp_path / "none", tmp_path / "token"):
        with pytest.raises(TokenRefused):
            command.issuer((str(path),))()


# ---------------------------------------------------------------------- choosing, and SASL


@pytest.mark.parametrize("kind", list(TokenKind))
def test_each_provider_is_reachable_from_the_settings(kind: TokenKind) -> None:
    """No provider reads a secret or connects before it is asked."""
    oauth = OAuth(provider=kind, command=python("print('t')"), tenant="t", client_id="c")

    def never(_: str) -> str:
        raise AssertionError("a secret was read too early")

    given = tokens(oauth, "u@stadt.example", never)
    assert given.user == "u@stadt.example"
    if kind is TokenKind.COMMAND:
        assert given.token() == "t"


@pytest.mark.parametrize("bad", ["a\r\nb", "a\0b", "a\1b"])
def test_control_characters_cannot_be_smuggled_into_a_sasl_response(bad: str) -> None:
    """They separate the fields of these mechanisms."""
    for build in (
        lambda: sasl.plain("u", bad),
        lambda: sasl.xoauth2(bad, "t"),
        lambda: sasl.oauthbearer("u", bad, "h", 1),
    ):
        with pytest.raises(UnusableCredential):
            build()


def test_commas_and_equal_signs_in_a_name_are_escaped() -> None:
    """RFC 5801 §4."""
    assert sasl.oauthbearer("a=b,c", "t", "h", 993) == b"n,a=a=3Db=2Cc,\1host=h\1port=993\1auth=Bearer t\1\1"


def test_a_refused_token_is_not_used_again() -> None:
    """After a refusal the next login gets a new one, however long the old one had to live."""
    given = iter(("revoked", "new"))
    kept = CachedTokens("u", lambda: Issued(token=next(given), seconds=3600))
    assert kept.token() == "revoked"
    forget(kept)
    assert kept.token() == "new"
