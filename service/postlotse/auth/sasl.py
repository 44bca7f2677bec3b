"""Initial responses of the SASL mechanisms that carry tokens or passwords.  Pure text; nothing is sent here."""

from postlotse.auth.errors import UnusableCredential


def _refuse(*texts: str) -> None:
    if any(c in text for text in texts for c in "\0\1\r\n"):
        raise UnusableCredential("Anmeldename, Kennwort oder Token enthält ein unzulässiges Steuerzeichen.")


def plain(user: str, password: str) -> bytes:
    """Return the PLAIN response (RFC 4616 §2)."""
    _refuse(user, password)
    return f"\0{user}\0{password}".encode()


def xoauth2(user: str, token: str) -> bytes:
    """Return the XOAUTH2 response as Google and Microsoft document it."""
    _refuse(user, token)
    return f"user={user}\1auth=Bearer {token}\1\1".encode()


def oauthbearer(user: str, token: str, host: str, port: int) -> bytes:
    """Return the OAUTHBEARER response (RFC 7628 §3.1, name escaped after RFC 5801 §4)."""
    _refuse(user, token, host)
    name = user.replace("=", "=3D").replace(",", "=2C")
    return f"n,a={name},\1host={host}\1port={port}\1auth=Bearer {token}\1\1".encode()


#: What a client answers to the error challenge so that the server ends the exchange with its NO.
#: XOAUTH2 takes an empty line, OAUTHBEARER a lone %x01 (RFC 7628 §3.2.3).
END_OF_ERROR = {"xoauth2": b"", "oauthbearer": b"\1"}


def token_response(mechanism: str, user: str, token: str, host: str, port: int) -> bytes:
    """Return the first response of `xoauth2` or `oauthbearer`."""
    if mechanism == "oauthbearer":
        return oauthbearer(user, token, host, port)
    return xoauth2(user, token)
