"""Tokens for Exchange Online by client credentials of an Entra application.  Knows msal, nothing of mail protocols."""

from collections.abc import Callable
from typing import Any, Final

import msal
import requests

from postlotse.auth.cached import Issued
from postlotse.auth.errors import TokenRefused, TokenUnavailable
from postlotse.auth.scrub import scrub
from postlotse.config.schema import OAuth

SCOPE: Final = "https://outlook.office365.com/.default"
_PUBLIC: Final = "https://login.microsoftonline.com"
_SECONDS: Final = 30
#: Errors of RFC 6749 §5.2 and Entra that time may heal.
_LATER: Final = frozenset({"temporarily_unavailable", "server_error", "request_timeout"})


def issuer(oauth: OAuth, client_secret: Callable[[], str]) -> Callable[[], Issued]:
    """Return a function that fetches a token; it connects when it is first called."""

    def issue() -> Issued:
        secret = client_secret()
        # A new application each time: msal would keep tokens of its own, and a changed secret must count.
        with requests.Session() as session:
            try:
                application = msal.ConfidentialClientApplication(
                    oauth.client_id,
                    client_credential=secret,
                    authority=f"{oauth.authority.rstrip('/')}/{oauth.tenant}",
                    # The list of known clouds lives at Microsoft; another authority is the admin's own word.
                    instance_discovery=None if oauth.authority.rstrip("/") == _PUBLIC else False,
                    http_client=_Timed(session, oauth.ca_file),
                )
                answer: dict[str, Any] = application.acquire_token_for_client(scopes=[oauth.scope or SCOPE])
            except requests.RequestException as error:
                raise TokenUnavailable(f"Microsofts Anmeldedienst ist nicht erreichbar ({type(error).__name__}).") from None
            except ValueError as error:
                raise TokenRefused(f"Der Anmeldedienst kennt das Verzeichnis nicht: {scrub(str(error), [secret])}") from None
        if "access_token" not in answer:
            code, words = str(answer.get("error", "")), scrub(str(answer.get("error_description", "")), [secret])
            if code in _LATER:
                raise TokenUnavailable(f"Microsofts Anmeldedienst arbeitet gerade nicht ({code}): {words}")
            raise TokenRefused(f"Microsoft gibt kein Token aus ({code}): {words}")
        return Issued(token=str(answer["access_token"]), seconds=float(answer.get("expires_in", 0)))

    return issue


class _Timed:
    """What msal asks of an HTTP client, with a time limit and the authority of the house on every request.

    Given with each request, because REQUESTS_CA_BUNDLE in the environment would win over that of the session.
    """

    def __init__(self, session: requests.Session, ca_file: str) -> None:
        self._session = session
        self._always: dict[str, Any] = {"timeout": _SECONDS} | ({"verify": ca_file} if ca_file else {})

    def get(self, url: str, **arguments: Any) -> requests.Response:
        return self._session.get(url, **(arguments | self._always))

    def post(self, url: str, **arguments: Any) -> requests.Response:
        return self._session.post(url, **(arguments | self._always))

    def close(self) -> None:
        self._session.close()
