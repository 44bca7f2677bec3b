"""What staff read: words instead of codes, nothing of the mail for those who may not see it, room for long names."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from postlotse.core.consent import objection
from postlotse.core.names import Basis, Delivery, DraftKind, Tier
from postlotse.desk.access import Role
from postlotse.desk.templatetags.desk_words import part, why
from postlotse.flow.deliver import deliver
from postlotse.store import reads
from postlotse.testing import FakeSender
from tests.desk.conftest import City

REASONS = (
    ("topic", "Thema „X“ mit 90 %. Dafür sprechen: Geheimwort."),
    ("rule:zaehlen", "Nur für die Statistik."),
    ("rule:geld", "Geld geht an die Förderung."),
    ("tier_C", "Stelle außerhalb der Stadt."),
    ("also:y", "Auch dafür zuständig: Thema „Y“. Dafür sprechen: Geheimwort."),
)


def test_a_list_entry_names_the_deciding_rule_only(city: City) -> None:
    """Rules that count and sentences with words of the mail stay on the page of the mail, roles or not."""
    city.write("Wir brauchen einen Zuschuss.")
    item = replace(reads.concern(1), reasons=REASONS, rule="geld")
    assert why(item, False) == ["Geld geht an die Förderung."]
    assert why(item, True) == ["Geld geht an die Förderung.", "Stelle außerhalb der Stadt."]
    assert why(replace(item, rule=""), False) == []


def test_roles_without_content_see_no_words_of_the_mail(city: City, sign_in: Callable[..., Client]) -> None:
    """Neither evidence, nor what a mail server answered."""
    city.write("Zuschuss, Satzung, Turnhalle und Kindergeld", subject="Alles", sender="bob@verein.example")
    city.write("Genehmigung für unser Straßenfest?", subject="Fest", sender="bob@verein.example")
    city.clock.forward(hours=1)
    deliver(FakeSender([Delivery.FAILED] * 9), clock=city.clock, jitter=lambda: 0.5)
    dora, alice = sign_in(Role.PRIVACY, name="dora"), sign_in(Role.CASES)
    for path in ("/", "/ausgang/?ansicht=probleme"):
        html = dora.get(path).content.decode()
        for secret in ("Dafür sprechen", "Turnhalle", "answer 550", "bob@"):
            assert secret not in html, (path, secret)
    assert "answer 550" in alice.get("/ausgang/?ansicht=probleme").content.decode()


@pytest.mark.parametrize("tier", [Tier.B, Tier.C, Tier.A_SENSITIVE])
@pytest.mark.parametrize("basis", [Basis.RULE, Basis.RELEASE, Basis.LEGAL_DUTY])
def test_what_the_gate_says_has_no_codes(tier: Tier, basis: Basis) -> None:
    """Tiers are words where people read them."""
    said = objection(DraftKind.FORWARD, basis=basis, tier=tier, reason_code="", consent_office="", office="x")
    assert said is not None
    assert "Stufe" not in said
    assert str(tier) not in said.split()


@pytest.mark.parametrize(
    ("name", "shown"),
    [("disk", "Speicherplatz"), ("imap:integration", "Postfach integration"), ("tidy", "Aufräumen"), ("neu", "neu")],
)
def test_parts_of_the_service_have_german_names(name: str, shown: str) -> None:
    """The page on the state is read by people."""
    assert part(name) == shown


def test_unlikely_topics_are_not_named(city: City, desk: Client) -> None:
    """Below five in a hundred another topic only distracts."""
    from postlotse.store.models import ConcernRow

    city.write("Wir brauchen einen Zuschuss.")
    some = [{"id": "kultur", "probability": 0.2, "evidence": []}, {"id": "sport", "probability": 0.04, "evidence": []}]
    ConcernRow.objects.update(alternatives=some)
    html = desk.get("/nachricht/1/").content.decode()
    assert "Kultur &amp; Kunst 20" in html
    assert "Sport &amp; Bewegung 4" not in html


def test_dropping_a_forward_says_where_the_concern_is(city: City, desk: Client) -> None:
    """The concern is back in the queue; dropping an acknowledgement concerns no decision."""
    city.write("Genehmigung für unser Straßenfest?", subject="Fest")
    forward = next(m for m in reads.mails_of_message(1) if m.kind == "forward")
    other = next(m for m in reads.mails_of_message(1) if m.kind == "acknowledgement")
    html = desk.post(f"/ausgang/{forward.id}/aendern/", {"verb": "drop"}, follow=True).content.decode()
    assert "Das Anliegen MO-2026-0001 steht wieder im Eingang." in html
    html = desk.post(f"/ausgang/{other.id}/aendern/", {"verb": "drop"}, follow=True).content.decode()
    assert "Verworfen." in html
    assert "steht wieder im Eingang" not in html


def test_several_senders_are_a_warning(city: City, desk: Client) -> None:
    """Only the first is answered; the others are named."""
    one = city.write("Wir brauchen einen Zuschuss.", sender="a@verein.example")
    two = city.write("Wir brauchen einen Zuschuss.", sender="a@verein.example, amt@stadt.example")
    assert "mehrere Absender" not in desk.get(f"/nachricht/{one}/").content.decode()
    html = desk.get(f"/nachricht/{two}/").content.decode()
    assert "Achtung, die Mail nennt mehrere Absender" in html
    assert "<bdi>amt@stadt.example</bdi>" in html


def test_long_names_are_cut(city: City, desk: Client) -> None:
    """A name of 300 letters does not push the page aside."""
    city.write("Wir brauchen einen Zuschuss.", subject="S" * 300, sender=f"{'N' * 300} <a@post.example>")
    for path in ("/", "/nachricht/1/", "/vorgang/MO-2026-0001/"):
        html = desk.get(path).content.decode()
        assert "N" * 121 not in html, path
        assert "N" * 100 in html, path
    assert "S" * 121 not in desk.get("/").content.decode()
