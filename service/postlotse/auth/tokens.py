"""The token provider that a configuration asks for."""

import time
from collections.abc import Callable

from postlotse.auth import command, google
from postlotse.auth.cached import CachedTokens
from postlotse.config.schema import OAuth, TokenKind


def tokens(
    oauth: OAuth, user: str, secret: Callable[[str], str], *, monotonic: Callable[[], float] = time.monotonic
) -> CachedTokens:
    """Return a `ports.Tokens` for the mailbox `user`; `secret` reads a `*_file` by its name when it is needed."""
    match oauth.provider:
        case TokenKind.MICROSOFT365:
            from postlotse.auth import microsoft365  # msal takes half a second to import; only those who need it wait

            issue = microsoft365.issuer(oauth, lambda: secret(oauth.client_secret_file))
        case TokenKind.GOOGLE:
            issue = google.issuer(oauth, user, lambda: secret(oauth.service_account_file))
        case TokenKind.COMMAND:
            issue = command.issuer(oauth.command)
    return CachedTokens(user, issue, monotonic=monotonic)
