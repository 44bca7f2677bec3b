"""How the service is doing, for everyone with a role."""

from collections.abc import Callable

import pytest
from django.test import Client

from postlotse.desk.access import Role
from postlotse.store import health
from tests.desk.conftest import City


def test_a_new_service_says_what_to_do(city: City, desk: Client) -> None:
    """Before the first run nothing has been reported."""
    assert "noch nichts gemeldet" in desk.get("/zustand/").content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_parts_accounting_and_rules_are_shown_without_content(city: City, sign_in: Callable[..., Client], role: Role) -> None:
    """Every role sees what fails since when, that the books balance, and which rules are in use."""
    city.write("Wir brauchen einen Zuschuss.", subject="Geheim")
    health.ok("smtp", city.clock())
    health.failing("imap:integration", "Anmeldung abgelehnt", city.clock())
    html = sign_in(role).get("/zustand/").content.decode()
    for words in ("Versand", "Postfach integration",
                  "in Ordnung", "gestört", "Anmeldung abgelehnt", "1 angenommen = 1 entschieden", "geht auf",
                  "6 Regeln", "Fördermittel", "Fragen nach Zuschüssen"):  # fmt: skip
        assert words in html, words
    assert "Geheim" not in html
