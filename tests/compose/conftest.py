"""What the tests of composing share: the shipped templates, and one view of each kind."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from postlotse.core.compose.templates import Templates
from postlotse.core.compose.types import AckView, Composed, ForwardView, OfficeView, ReferView

SHIPPED = Path(__file__).parents[2] / "rules" / "templates"


@pytest.fixture(scope="session")
def sources() -> dict[str, str]:
    return {path.relative_to(SHIPPED).as_posix(): path.read_text(encoding="utf-8") for path in SHIPPED.rglob("*.j2")}


@pytest.fixture(scope="session")
def templates(sources: dict[str, str]) -> Templates:
    return Templates(sources)


@pytest.fixture
def received() -> AckView:
    return AckView(
        number="MO-2026-0042",
        received_at=datetime(2026, 11, 24, 9, 56, tzinfo=timezone(timedelta(hours=1))),
        answer_by=date(2026, 12, 1),
        response_days=5,
        contact_name="Anlaufstelle für Migrantenorganisationen",
        city="Musterstadt",
        address="integration@stadt.example",
        phone="0123 456-0",
        privacy_url="https://stadt.example/datenschutz",
    )


@pytest.fixture
def referred() -> ReferView:
    return ReferView(
        number="MO-2026-0042",
        offices=(
            OfficeView(name="Mieterbund Musterstadt", contact="Hauptstraße 1\n12345 Musterstadt\nmieter@bund.example"),
            OfficeView(name="Beratung Wegweiser", contact="https://beratung.example/termin"),
        ),
        topic_name={"de": "Wohnen", "en": "Housing", "ar": "السكن"},
        contact_name="Anlaufstelle für Migrantenorganisationen",
        city="Musterstadt",
        address="integration@stadt.example",
        phone="0123 456-0",
    )


@pytest.fixture
def handed_over() -> ForwardView:
    return ForwardView(
        number="MO-2026-0042",
        received_at=datetime(2026, 11, 24, 8, 56, tzinfo=UTC),
        sender_name="Amina Ben Salah",
        sender_address="amina@verein.example",
        organisation_name="Brücken e. V.",
        language_name="Türkisch",
        topic_name="Sport & Bewegung",
        other_topics=("Räume", "Kultur"),
        flags=("Frist",),
        reasons=("Das Thema Sport ist sehr wahrscheinlich.",),
        text="Guten Tag,\n\nwir brauchen eine Halle.\n  Danke",
        reply_to="integration+abc@stadt.example",
        office_name="Sportamt",
        contact_name="Anlaufstelle",
        city="Musterstadt",
        authenticated="nicht geprüft",
        attachments=("plan.pdf", "liste.pdf"),
        desk_url="https://desk.stadt.example/vorgang/42",
        subject="Hallenzeiten",
        answer_by=date(2026, 12, 1),
        deadline="30. November",
    )


@pytest.fixture
def composed() -> Composed:
    return Composed(
        subject="Auto: Mesajınız bize ulaştı / Eingangsbestätigung [MO-2026-0042]",
        text="Günaydın\n\nIhre Nummer ist MO-2026-0042.\n",
        html="<p>Günaydın</p>\n",
        languages=("tr", "de"),
    )
