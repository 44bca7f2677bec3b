"""The refer mail and the mail to an office."""

from dataclasses import replace

import pytest

from postlotse.core.compose.forward import forward
from postlotse.core.compose.refer import refer
from postlotse.core.compose.templates import Templates
from postlotse.core.compose.types import ForwardView, OfficeView, ReferView
from postlotse.core.names import FIRST_TIER, Referral


@pytest.mark.parametrize("language", FIRST_TIER)
def test_a_refer_mail_names_the_offices(templates: Templates, referred: ReferView, language: str) -> None:
    """Names, contacts and number stand in every language, the topic not in the subject."""
    mail = refer(referred, (language,), templates)
    sections = 1 if language == "de" else 2
    for words in ("Mieterbund Musterstadt", "Hauptstraße 1, 12345 Musterstadt, mieter@bund.example", "MO-2026-0042"):
        assert mail.text.count(words) == sections
    assert mail.subject.startswith("[MO-2026-0042] ")
    assert "Wohnen" not in mail.subject
    assert 'href="https://beratung.example/termin"' in mail.html
    assert 'href="mailto:mieter@bund.example"' in mail.html


def test_a_refer_mail_does_without_a_translated_topic(templates: Templates, referred: ReferView) -> None:
    """Where the topic has no name in the language, its line is left out."""
    text = refer(referred, ("tr",), templates).text
    assert "Konunuz" not in text
    assert "Ihr Thema: Wohnen" in text


def test_a_contact_that_begins_with_the_name_does_not_say_it_twice(templates: Templates, referred: ReferView) -> None:
    """The directory writes the name above the address; the mail has it already."""
    office = OfficeView(name="Sportamt", contact="Sportamt\nRathausplatz 1,\nsport@stadt.example\n")
    text = refer(replace(referred, offices=(office,)), ("de",), templates).text
    assert "\n- Sportamt: Rathausplatz 1, sport@stadt.example\n" in text


def test_a_refer_mail_promises_that_no_data_left(templates: Templates, referred: ReferView) -> None:
    """The sender reads that nothing was passed on."""
    assert "nicht an andere weitergegeben" in refer(referred, ("de",), templates).text


def test_an_office_reads_who_what_when_and_whom_to_answer(templates: Templates, handed_over: ForwardView) -> None:
    """The summary is short and complete, the newest text follows unchanged."""
    mail = forward(handed_over, templates)
    assert mail.subject == "[MO-2026-0042] Hallenzeiten"
    for line in (
        "für das Sportamt zuständig ist",
        "- Von: Amina Ben Salah <amina@verein.example> (Brücken e. V.)",
        "- Thema: Sport & Bewegung · dazu: Räume · Kultur",
        "- Frist, die der Absender nennt: 30. November",
        "- Bitte antworten Sie bis: 1. Dezember 2026",
        "- Ihre Antwort bitte an: integration+abc@stadt.example",
        "- Sprache der Nachricht: Türkisch",
        "- Bitte beachten: Frist",
        "- Anhänge: plan.pdf · liste.pdf",
        "- Absenderprüfung: nicht geprüft",
        "- Warum zu Ihnen: Das Thema Sport ist sehr wahrscheinlich.",
        "- Vorgang: https://desk.stadt.example/vorgang/42",
    ):
        assert line in mail.text
    assert handed_over.text in mail.text
    assert mail.languages == ("de",)


def test_an_office_that_is_only_asked_reads_so(templates: Templates, handed_over: ForwardView) -> None:
    """Hand over and involve are different requests."""
    text = forward(replace(handed_over, referral=Referral.INVOLVE), templates).text
    assert "bitten wir Sie um eine Stellungnahme (an: Sportamt)" in text
    assert "übernehmen" not in text


@pytest.mark.parametrize("proved", [False, True], ids=["unproved", "proved"])
def test_a_warning_stands_first_when_the_sender_is_not_proved(
    templates: Templates, handed_over: ForwardView, proved: bool
) -> None:
    """Staff see at once that the address may be forged."""
    mail = forward(replace(handed_over, sender_proved=proved), templates)
    assert mail.text.startswith("Achtung:") is not proved
    assert ('role="note"' in mail.html) is not proved


@pytest.mark.parametrize("field", ["sender_name", "sender_address", "organisation_name", "subject", "topic_name", "text"])
@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("{{ 7*7 }} {% include 'x' %}", "{{ 7*7 }} {% include 'x' %}"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a\u202e\u2069\u2068b\x02w\x03\x00c", "abwc"),
        ("https://boese.example/login", "https://boese.example/login"),
        ("## Titel", "## Titel"),
        ("! Achtung: überweisen Sie", "! Achtung: überweisen Sie"),
    ],
    ids=["template", "html", "invisible", "link", "heading", "warning"],
)
def test_words_of_a_mail_stay_literal(
    templates: Templates, handed_over: ForwardView, field: str, hostile: str, shown: str
) -> None:
    """Nothing of a mail becomes template, tag, link or markup in our words."""
    mail = forward(replace(handed_over, **{field: hostile}), templates)
    plain = mail.text.replace("\u2068", "").replace("\u2069", "")
    assert shown in plain
    assert "49" not in plain
    assert "<script" not in mail.html
    assert "boese.example/login</a>" not in mail.html
    assert mail.html.count("<h2") == 1
    assert mail.html.count('role="note"') == 1
    assert "Titel</h" not in mail.html


def test_line_breaks_in_names_and_subjects_are_gone(templates: Templates, handed_over: ForwardView) -> None:
    """A name is one line, whatever it held."""
    mail = forward(
        replace(handed_over, sender_name="A\r\nBcc: x@y.example\u2028B", subject="x\r\n\r\nBody\n- Vorgang: y"), templates
    )
    assert "- Von: A Bcc: x@y.example B <amina@verein.example>" in mail.text
    assert mail.subject == "[MO-2026-0042] x Body - Vorgang: y"


def test_right_to_left_names_are_isolated(templates: Templates, handed_over: ForwardView) -> None:
    """An Arabic name does not turn the address behind it round."""
    assert (
        "- Von: \u2068مركز السلام\u2069 <amina@verein.example>"
        in forward(replace(handed_over, sender_name="مركز السلام"), templates).text
    )


def test_without_subject_the_topic_names_the_mail(templates: Templates, handed_over: ForwardView) -> None:
    """An empty subject tells an office nothing."""
    assert forward(replace(handed_over, subject=" "), templates).subject == "[MO-2026-0042] Sport & Bewegung"


def test_a_huge_text_is_cut(templates: Templates, handed_over: ForwardView) -> None:
    """The original goes along whole, so the quoted text may end."""
    mail = forward(replace(handed_over, text="a b\n" * 100_000), templates)
    assert len(mail.text) < 210_000
    assert "\n[…]\n" in mail.text
