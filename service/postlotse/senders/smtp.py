"""A relay that speaks SMTP submission as a `ports.Sender`: one mail, one recipient, one transaction.

Says exactly what became of a parcel.  Never retries by itself, and never takes a lost answer for a lost mail: what happened
after the final dot is `unknown` until a person or a repeated Message-ID tells.
"""

import base64
import contextlib
import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from typing import Final

from postlotse.auth import sasl
from postlotse.auth.cached import forget
from postlotse.config.schema import Security, Smtp
from postlotse.core.errors import PostlotseError, SenderError
from postlotse.core.names import Delivery
from postlotse.core.ports import Parcel, Receipt, Tokens
from postlotse.senders.smtp_errors import LoginRefused, explain, receipt, refusal, verdict
from postlotse.senders.wire import Offers, mail_options, rcpt_options, refused

CONNECT_SECONDS: Final = 30.0
#: RFC 5321 §4.5.3.2 asks for 5 minutes a command and 10 for the final dot; shorter only makes `unknown` more frequent.
COMMAND_SECONDS: Final = 120.0
DATA_SECONDS: Final = 180.0
MAX_MAILS: Final = 50
MAX_SECONDS: Final = 60.0


class Bucket:
    """At most `per_minute` mails a minute, with a burst of a sixth of that; asks the caller's clock and sleep."""

    def __init__(self, per_minute: int, monotonic: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._rate = per_minute / 60
        self._room = max(1.0, per_minute / 6)
        self._level = self._room
        self._monotonic = monotonic
        self._sleep = sleep
        self._at = monotonic()

    def take(self) -> None:
        """Wait until one more mail may leave."""
        now = self._monotonic()
        self._level = min(self._room, self._level + (now - self._at) * self._rate)
        self._at = now
        if self._level < 1:
            pause = (1 - self._level) / self._rate
            self._sleep(pause)
            self._level, self._at = 1.0, max(self._monotonic(), now + pause)
        self._level -= 1


class SmtpSender:
    """One connection to the relay, reused for up to 50 mails or 60 seconds.  Not for use by several threads."""

    def __init__(
        self,
        smtp: Smtp,
        *,
        password: Callable[[], str] | None,
        tokens: Tokens | None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        timeouts: tuple[float, float, float] = (CONNECT_SECONDS, COMMAND_SECONDS, DATA_SECONDS),
        local_name: str | None = None,
    ) -> None:
        self._smtp = smtp
        self._password = password
        self._tokens = tokens
        self._monotonic = monotonic
        self._timeouts = timeouts
        self._local_name = local_name
        self._bucket = Bucket(smtp.per_minute, monotonic, sleep)
        self._connection: smtplib.SMTP | None = None
        self._offers = Offers()
        self._secrets: list[str] = []
        self._opened_at = 0.0
        self._mails = 0

    # ------------------------------------------------------------------ the port

    def send(self, parcel: Parcel) -> Receipt:
        """Hand over one parcel.  Raises SenderUnavailable or SenderError only when nothing of it was accepted."""
        connection = self._ready()
        if reason := refused(parcel, self._offers):
            return receipt(parcel, Delivery.FAILED, text=f"{reason.code} {reason.sentence}")
        self._bucket.take()
        try:
            given = self._transact(connection, parcel)
        except SenderError:
            self._drop()
            raise
        except OSError as error:  # all of smtplib's exceptions are OSErrors
            self._drop()
            raise explain(error, self._smtp.host, self._secrets) from None
        self._mails += 1
        return given

    def check(self) -> str:
        """Connect and log in; return a sentence for `postlotse check`."""
        self._ready()
        offers = self._offers
        abilities = [
            f"bis {offers.size / 1_000_000:.0f} MB" if offers.size else "ohne Größengrenze",
            "8 Bit" if offers.eight_bit else "nur 7 Bit",
            "Zustellberichte" if offers.dsn else "keine Zustellberichte",
        ]
        login = "angemeldet" if self._smtp.user else "ohne Anmeldung verbunden"
        return f"{self._smtp.host}: {login} ({', '.join(abilities)})."

    def close(self) -> None:
        """End the session politely; may be called twice."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                connection.quit()
            connection.close()

    # ------------------------------------------------------------------ connection

    def _ready(self) -> smtplib.SMTP:
        """Return a connection in a clean state: a reused one after RSET, else a new one."""
        connection = self._connection
        if connection is not None:
            if self._mails < MAX_MAILS and self._monotonic() - self._opened_at < MAX_SECONDS:
                with contextlib.suppress(smtplib.SMTPException, OSError):
                    if connection.rset()[0] == 250:
                        return connection
            self.close()
        return self._open()

    def _open(self) -> smtplib.SMTP:
        host, port, security = self._smtp.host, self._smtp.port, self._smtp.security
        self._secrets.clear()
        connection: smtplib.SMTP | None = None
        try:
            context = None if security is Security.NONE else ssl.create_default_context(cafile=self._smtp.ca_file or None)
            if security is Security.TLS:
                connection = smtplib.SMTP_SSL(host, port, self._local_name, timeout=self._timeouts[0], context=context)
            else:
                connection = smtplib.SMTP(host, port, self._local_name, timeout=self._timeouts[0])
            self._pace(connection, 1)
            if security is Security.STARTTLS:
                connection.ehlo_or_helo_if_needed()
                if not connection.has_extn("starttls"):
                    raise SenderError(f"{host} bietet kein STARTTLS an; unverschlüsselt sendet Postlotse nicht.")
                connection.starttls(context=context)
            connection.ehlo_or_helo_if_needed()
            self._log_in(connection)
        except (PostlotseError, OSError, ValueError) as error:
            _shut(connection)
            meaning = explain(error, host, self._secrets)
            if isinstance(meaning, LoginRefused):
                forget(self._tokens)
            # `from None`: the original text may hold what a server echoed of the login.
            raise meaning from None
        size = connection.esmtp_features.get("size", "").strip()
        self._offers = Offers(
            size=int(size) if size.isdecimal() else 0,
            eight_bit=connection.has_extn("8bitmime"),
            utf8=connection.has_extn("smtputf8"),
            dsn=connection.has_extn("dsn"),
        )
        self._connection, self._opened_at, self._mails = connection, self._monotonic(), 0
        return connection

    def _log_in(self, connection: smtplib.SMTP) -> None:
        if not self._smtp.user:
            return
        if not connection.has_extn("auth"):
            raise SenderError(f"{self._smtp.host} bietet keine Anmeldung an.")
        offered = connection.esmtp_features["auth"].upper().split()
        if self._tokens is not None:
            mechanism = self._smtp.oauth.mechanism if self._smtp.oauth else "xoauth2"
            token = self._tokens.token()
            first = sasl.token_response(mechanism, self._tokens.user, token, self._smtp.host, self._smtp.port)
            self._secrets += [token, first.decode()]
            code, words = connection.docmd("AUTH", f"{mechanism.upper()} {_base64(first)}")
            if code == 334:  # the reason stands in a challenge; an answer ends the exchange with the real refusal
                code, words = connection.docmd(_base64(sasl.END_OF_ERROR[mechanism]))
        elif self._password is None:
            raise SenderError("Für den Versand ist keine Anmeldung eingerichtet.")
        else:
            secret = self._password()
            response = sasl.plain(self._smtp.user, secret)
            self._secrets += [secret, response.decode()]
            if "PLAIN" not in offered:
                connection.login(self._smtp.user, secret)
                return
            # By hand, because smtplib can only carry ASCII.
            code, words = connection.docmd("AUTH", f"PLAIN {_base64(response)}")
        if code != 235:
            raise smtplib.SMTPAuthenticationError(code, words)

    def _pace(self, connection: smtplib.SMTP, step: int) -> None:
        """Set how long the next answer may take: 1 for commands, 2 for the final dot."""
        if isinstance(connection.sock, socket.socket):
            connection.sock.settimeout(self._timeouts[step])

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        _shut(connection)

    # ------------------------------------------------------------------ one transaction

    def _transact(self, connection: smtplib.SMTP, parcel: Parcel) -> Receipt:
        """Run MAIL, RCPT, DATA; a connection lost before the content is raised, one lost after it is `unknown`."""
        if not (parcel.mail_from + parcel.recipient).isascii():
            connection.command_encoding = "utf-8"
        steps: tuple[tuple[str, str, list[str], tuple[int, ...]], ...] = (
            ("MAIL", f"FROM:<{parcel.mail_from}>", mail_options(parcel, self._offers), (250,)),
            ("RCPT", f"TO:<{parcel.recipient}>", rcpt_options(parcel, self._offers), (250, 251)),
            ("DATA", "", [], (354,)),
        )
        for verb, argument, options, good in steps:
            code, words = connection.docmd(verb, " ".join([argument, *options]))
            if code not in good:
                error = refusal(code, words, self._smtp.host, at_sender=verb == "MAIL", secrets=self._secrets)
                if error is not None and not (error.temporary is False and verb == "MAIL" and not parcel.mail_from):
                    raise error
                if error is not None:
                    raise SenderError(f"{error} Vielleicht hilft null_sender = false.")
                said = verdict(code)
                return receipt(parcel, Delivery.DEFERRED if said is Delivery.SENT else said, code, words, self._secrets)
        return self._content(connection, parcel)

    def _content(self, connection: smtplib.SMTP, parcel: Parcel) -> Receipt:
        """Send the content and read the last answer; from here on a lost connection means that nobody knows."""
        self._pace(connection, 2)
        try:
            connection.send(_dotted(parcel.content))
            code, words = connection.getreply()
            self._pace(connection, 1)
        except OSError:  # all of smtplib's exceptions are OSErrors, a timeout too
            self._drop()
            return receipt(parcel, Delivery.UNKNOWN, text="no answer after the final dot")
        if not 400 <= code <= 599 and code != 250:
            self._drop()
            given = Delivery.SENT if 200 <= code <= 299 else Delivery.UNKNOWN
            return receipt(parcel, given, code, words, self._secrets)
        if code == 421:
            self._drop()
        elif error := refusal(code, words, self._smtp.host, at_sender=False, secrets=self._secrets):
            raise error
        return receipt(parcel, verdict(code), code, words, self._secrets)


def _shut(connection: smtplib.SMTP | None) -> None:
    if connection is not None:
        with contextlib.suppress(OSError):
            connection.close()


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _dotted(content: bytes) -> bytes:
    """Return the content with leading dots doubled (RFC 5321 §4.5.2), ended by the final dot."""
    stuffed = content.replace(b"\r\n.", b"\r\n..")
    if stuffed.startswith(b"."):
        stuffed = b"." + stuffed
    return stuffed + (b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n")
