"""Why a message was decided as it was: every sentence for case work; ids, topics, rules and shares alone for the others."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from postlotse.core.names import Referral, Verdict
from postlotse.desk import tools as held
from postlotse.desk.access import Role
from postlotse.flow import review
from postlotse.store import reads, rulesets
from postlotse.testing import FakeModel
from tests.desk.conftest import BOOK, City

TEXT = "Wir planen ein Projekt mit Nachbarn und brauchen einen Zuschuss bis zum 12.03.2026."


def page(client: Client, path: str) -> str:
    """Return a page that must be there, its tags taken out."""
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def plain(html: str) -> str:
    """Return the words of a page's main part."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_case_work_reads_everything(city: City, desk: Client) -> None:
    """Kind, topics with percentages, words marked, flags, rules, automation, consent, confirmation, versions."""
    identity = city.write(TEXT, subject="Zuschuss für ein Projekt")
    html = page(desk, f"/nachricht/{identity}/warum/")
    said = plain(html)
    for words in (
        "Die Mail ist: Anliegen. Ein Mensch hat geschrieben und möchte etwas.",
        "Sprache: Deutsch",
        "Fördermittel &amp; Abrechnung: 93",
        "Frist. Termin oder Frist:",
        "Vorschlag: Abgabe an „Projektförderung“ (Stelle der Stadt).",
        "Fragen nach Zuschüssen gehen an die Projektförderung. Trifft zu:",
        "Sie entscheidet.",
        "Die Regel „geld“ verlangt, dass ein Mensch hinsieht.",
        "Die Freigabe durch einen Menschen genügt",
        "Erste Mail in diesem Anliegen: Eingang wird bestätigt.",
        "Auf Deutsch.",
        "Entschieden am 02.03.2026",
        "Modell: fake-model.",
    ):
        assert words in said, words
    assert "<mark>Zuschuss</mark>" in html


def test_rules_that_did_not_match_are_folded_with_their_reason(city: City, desk: Client) -> None:
    """Matching rules stand first and open; the others below, on request, in the order in which they were tried."""
    identity = city.write("Unsere Satzung muss geändert werden.", subject="Satzung")
    html = page(desk, f"/nachricht/{identity}/warum/")
    folded = re.search(r"<details.*?</details>", html[html.index("Regeln, die zutreffen") :], re.S)
    assert folded is not None
    assert "Andere geprüfte Regeln (2)" in folded[0]
    assert "Trifft nicht zu: das Thema ist „Vereinsrecht“, nicht „Fördermittel &amp; Abrechnung“" in folded[0]
    assert folded[0].index("„geld“") < folded[0].index("„fest“")
    assert "Eine Abgabe braucht die Einwilligung der Person für genau diese Stelle." in plain(html)


ROLES = {
    "case-work": ((Role.CASES,), True),
    "administration": ((Role.ADMINISTRATION,), False),
    "privacy": ((Role.PRIVACY,), False),
    "administration-and-case-work": ((Role.ADMINISTRATION, Role.CASES), True),
}
#: What of the mail the page would show: address, name, subject, word that decided, word of a flag.
OF_THE_MAIL = ("alice", "Alice", "Herbstfest", "Zuschuss", "12.03.2026", "verein.example")
OF_THE_RULES = ("Fördermittel &amp; Abrechnung", "93", "geld", "Projektförderung", "Frist", "Eingangsbestätigung")


@pytest.mark.parametrize(("roles", "reads_content"), ROLES.values(), ids=ROLES)
@pytest.mark.parametrize("when", ["", "?heute=1"], ids=["then", "today"])
def test_who_sees_what(
    city: City, sign_in: Callable[..., Client], roles: tuple[Role, ...], reads_content: bool, when: str
) -> None:
    """Administration and data protection see ids, topics, rules and percentages; only case work sees what the mail says."""
    identity = city.write(f"{TEXT} Dafür ist das Herbstfest da.", subject="Zuschuss für das Herbstfest")
    client = sign_in(*roles, name="bob")
    html = page(client, f"/nachricht/{identity}/warum/{when}")
    shown = {word: word in html[html.index("<main") :] for word in OF_THE_MAIL}
    if reads_content:
        assert [word for word in ("Herbstfest", "Zuschuss", "12.03.2026") if not shown[word]] == []
    else:
        assert [word for word, there in shown.items() if there] == []
        assert "aber keine Wörter aus der Mail" in html
    fingerprint = BOOK.fingerprint[:12]
    assert [word for word in (*OF_THE_RULES, fingerprint) if word not in html] == []


def test_without_a_role_nothing_is_shown(city: City, sign_in: Callable[..., Client]) -> None:
    """An account alone opens no door; unknown messages are not found."""
    identity = city.write(TEXT)
    assert sign_in(name="carol").get(f"/nachricht/{identity}/warum/").status_code == 403
    assert sign_in(Role.CASES, name="dora").get("/nachricht/4711/warum/").status_code == 404


def test_the_decision_is_shown_as_it_was_and_as_it_would_be_today(city: City, desk: Client) -> None:
    """Other rules and another model change what would be decided today, never what was decided."""
    identity = city.write(TEXT, subject="Geld")
    rules = tuple(
        replace(rule, then=replace(rule.then, office="kulturamt")) if rule.id == "geld" else rule for rule in BOOK.rules
    )
    now = replace(BOOK, rules=rules, fingerprint="f" * 64)
    model = FakeModel({"Zuschuss": ("foerdermittel", 0.71)})
    model.fingerprint = "neues-modell"
    held.hold(replace(city.tools, book=lambda: now, model=lambda: model))
    then = plain(page(desk, f"/nachricht/{identity}/warum/"))
    assert "Abgabe an „Projektförderung“" in then
    assert "Inzwischen gilt eine andere." in then
    assert "Abrechnung: 93" in then
    today = plain(page(desk, f"/nachricht/{identity}/warum/?heute=1"))
    assert "Von „Projektförderung“ zu „Kulturamt“" in today
    assert "Abgabe an „Kulturamt“" in today
    assert "Abrechnung: 71" in today
    assert "neues-modell" in today
    assert [item.office for item in (c.item for c in reads.concerns_of(identity))] == ["foerderung"]


def test_nothing_different_today_is_said(city: City, desk: Client) -> None:
    """The same rules and the same model decide the same."""
    identity = city.write("Unsere Satzung muss geändert werden.", subject="Satzung")
    assert "fiele die Entscheidung genauso aus" in plain(page(desk, f"/nachricht/{identity}/warum/?heute=1"))


def test_what_people_decided_since_stands_below(city: City, desk: Client) -> None:
    """The suggestion stays as it was made; the verdict follows with its author."""
    identity = city.write(TEXT, subject="Geld")
    concern = reads.concerns_of(identity)[0].item
    choice = review.Choice(
        verdict=Verdict.CHANGE, topic="foerdermittel", office="kulturamt", referral=Referral.HAND_OVER, note="nur für uns"
    )
    review.decide(city.tools, concern.concern, choice, version=concern.version, by="bob")
    said = plain(page(desk, f"/nachricht/{identity}/warum/"))
    assert "Abgabe an „Projektförderung“" in said
    assert "bob, geändert" in said
    assert "→ Kulturamt" in said
    assert "nur für uns" not in said


def test_a_mail_that_could_not_be_read_has_no_reasons(city: City, desk: Client) -> None:
    """The page says so instead of failing."""
    identity = city.receive(b"From: a@b.example\r\nSubject: zu gross\r\n\r\n", problem="oversized")
    assert "darum gibt es keine Entscheidung" in page(desk, f"/nachricht/{identity}/warum/")


def test_hostile_words_are_escaped(city: City, desk: Client) -> None:
    """What the mail says is text on the page, never markup."""
    identity = city.write("Zuschuss <script>alert(1)</script> Zuschuss", subject="<b>Zuschuss</b>")
    html = page(desk, f"/nachricht/{identity}/warum/")
    assert "<script>alert" not in html
    assert "&lt;b&gt;<mark>Zuschuss</mark>&lt;/b&gt;" in html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Gewinnspiel! Jetzt klicken.", "Sie wird beiseitegelegt und nicht gelöscht"),
        ("Hallo, ich habe eine Frage. Wann kann ich kommen?", "ein Mensch wählt Thema und Stelle"),
        ("Mein Mann schlägt mich, ich habe Angst um mein Leben.", "Das Anliegen steht ganz oben"),
        ("Hiermit beantrage ich Kindergeld für meine Tochter.", "auch ohne Einwilligung (§ 16 SGB I)"),
        ("Unser Straßenfest braucht eine Genehmigung.", "Geht von selbst hinaus, wenn niemand es anhält."),
    ],
    ids=["spam", "unclear", "danger", "application", "automatic"],
)
def test_every_kind_of_mail_has_its_sentence(city: City, desk: Client, text: str, said: str) -> None:
    """The page of each says what becomes of it."""
    identity = city.write(text, subject="Frage")
    assert said in plain(page(desk, f"/nachricht/{identity}/warum/"))


def test_the_message_leads_to_the_page(city: City, desk: Client) -> None:
    """One link beside the suggestion."""
    identity = city.write(TEXT)
    assert f'href="/nachricht/{identity}/warum/"' in page(desk, f"/nachricht/{identity}/")


def test_what_a_person_took_for_a_concern_stays_one_today(city: City, desk: Client) -> None:
    """Spam that was none is decided as a concern, today as then."""
    identity = city.write("Gewinnspiel! Unser Zuschuss?", subject="Gewinn")
    desk.post(f"/nachricht/{identity}/anliegen/")
    for when in ("", "?heute=1"):
        said = plain(page(desk, f"/nachricht/{identity}/warum/{when}"))
        assert "Die Mail ist: Anliegen. Ein Mensch hat es als Anliegen erkannt." in said
        assert "Abgabe an „Projektförderung“" in said


def test_since_when_the_rules_were_in_use_is_told(city: City, desk: Client) -> None:
    """Where the service recorded it."""
    rulesets.record(BOOK.fingerprint, {"routing.yaml": "rules: []"}, by="daemon", now=city.clock(), source="start")
    city.clock.forward(hours=2)
    identity = city.write(TEXT)
    assert ", in Gebrauch seit 02.03.2026, 13:00 Uhr. Sie gilt auch jetzt." in plain(
        page(desk, f"/nachricht/{identity}/warum/")
    )
