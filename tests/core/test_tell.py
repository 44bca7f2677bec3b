"""A decision in German sentences: whole, without codes, and without a word of the mail for those who may not read it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from postlotse.core import confirm as confirm_module
from postlotse.core import decide as decide_module
from postlotse.core.consent import objection, ways
from postlotse.core.decide import ConcernDecision, decide
from postlotse.core.directory.types import StandingConsent
from postlotse.core.earned import Standing, Terms, Trust
from postlotse.core.house import House
from postlotse.core.mail import acknowledgeable
from postlotse.core.names import Basis, DraftKind, Flag, Kind, Priority, Referral, Route, Tier
from postlotse.core.reasons import Reason
from postlotse.core.rules.types import RuleBook, TraceStep
from postlotse.core.situation import AckCounts, Situation
from postlotse.core.snapshot import decision as loaded
from postlotse.core.snapshot import dump, load
from postlotse.core.tell import plainly
from postlotse.core.tell.concern import consent
from postlotse.core.tell.told import acknowledged, lines, tell
from postlotse.core.tell.understood import effect
from postlotse.core.tell.values import Origin, Section
from postlotse.core.topics.types import FlagHit, Guess, Language, Neighbour, TopicGuess
from postlotse.core.understand import Understanding
from tests.core.conftest import NOW
from tests.core.test_decide import OBJECTIONS

Make = Callable[..., Understanding]
TODAY = date(2026, 3, 2)
#: Codes of programs; none is a German word.
CODES = {
    *(code for names in (Flag, Kind, Referral, Route, Basis) for code in names if code not in ("own", "none")),
    Tier.A_SENSITIVE, Priority.URGENT, Priority.HIGH, "own", "none", "None", "True", "False", "concern", "Stufe", "Reason",
}  # fmt: skip
_CODE = re.compile(rf"(?<![\w-])({'|'.join(re.escape(code) for code in sorted(CODES))})(?![\w-])")


def text(sections: tuple[Section, ...]) -> str:
    """Return everything that is told, folded parts too."""
    return "\n".join(lines(sections, folded=True))


def told(understood: Understanding, book: RuleBook, house: House, situation: Situation, *, content: bool = True) -> str:
    return text(tell(understood, decide(understood, book, house, situation), book, today=TODAY, content=content))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("flag", [None, *Flag], ids=lambda flag: flag or "no flag")
@pytest.mark.parametrize("topic", ["sport", "beirat", "recht", "kurse", "hier", "unklar"])
def test_no_code_of_a_program_reaches_people(
    understood: Make, book: RuleBook, house: House, situation: Situation, kind: Kind, flag: Flag | None, topic: str
) -> None:
    """Whatever the kind, the flag and the tier: German words, no underscores, nothing empty."""
    given = () if topic == "unklar" else ((topic, 0.97),)
    seen = understood(*given, kind=kind, flags=(flag,) if flag else ())
    for content in (True, False):
        said = told(seen, book, house, situation, content=content)
        assert _CODE.findall(said) == []
        assert "_" not in said
        assert [line for line in said.splitlines() if not line.strip(" +-")] == []


@pytest.mark.parametrize(("mail", "changes"), [row[1:3] for row in OBJECTIONS], ids=[row[0] for row in OBJECTIONS])
def test_every_objection_is_told(
    understood: Make, book: RuleBook, house: House, situation: Situation, mail: dict[str, object], changes: dict[str, str]
) -> None:
    """Each reason of the decision stands there, and what keeps it from going by itself once more under “Von selbst?”."""
    rest = {key: value for key, value in mail.items() if key != "topics"}
    seen = understood(*mail["topics"], **rest)  # type: ignore[misc]
    found = decide(seen, book, replace(house, **changes), situation)  # type: ignore[arg-type]
    sections = tell(seen, found, book, today=TODAY)
    said = text(sections)
    (concern,) = [section for section in sections if section.id == "concern"]
    against = [
        line.sentence for part in concern.parts if part.id == "automatic" for line in part.lines if line.tone == "against"
    ]
    for reason in found.concerns[0].reasons:
        assert plainly.tidy(reason.sentence, book) in said
        if reason.code.startswith("auto_"):
            assert reason.sentence.removeprefix("Nicht von selbst: ").lower() in [line.lower() for line in against]


#: Where codes of reasons are made, and those of them that the tests of this file and `test_decide` bring about.
SOURCES = {
    decide_module: {
        "auto_other_concern", "topic_unclear", "topic", "no_rule", "sgb1_16", "auto_tier", "auto_office", "auto_referral",
        "auto_abstained", "auto_new_topic", "auto_probability", "auto_sender", "auto_circle", "auto_complaint",
        "auto_if_earned",
        "auto_earned", "auto_shadow", "office_absent", "auto_consent", "ask_consent",
    },
    confirm_module: {"first_mail", "A15", "A16", "kind", "A17", "A19"},
    acknowledgeable: {f"A{number}" for number in (*range(1, 15), 18)},
}  # fmt: skip


@pytest.mark.parametrize("module", SOURCES, ids=lambda module: module.__name__)
def test_the_codes_known_here_are_all_there_are(module: object) -> None:
    """A new reason code has to be looked at here: does its sentence quote the mail?"""
    source = Path(module.__file__).read_text(encoding="utf-8")  # type: ignore[attr-defined]
    made = set(re.findall(r'(?:code=|_reason\(|\(.*?, |^ {12})"([a-zA-Z][a-zA-Z0-9_]*)"', source, re.MULTILINE))
    ours = r"A\d+|auto_\w+|topic\w*|no_rule|sgb1_16|ask_consent|office_absent|first_mail|kind"
    known = {code for code in made if re.fullmatch(ours, code)}
    assert known - SOURCES[module] == set()  # type: ignore[index]


@pytest.mark.parametrize("code", sorted({code for codes in SOURCES.values() for code in codes}))
@pytest.mark.parametrize("content", [True, False], ids=["content", "bare"])
def test_every_reason_code_has_a_sentence_in_the_telling(
    understood: Make, book: RuleBook, house: House, situation: Situation, code: str, content: bool
) -> None:
    """No code falls through, with or without the words of the mail."""
    seen = understood(("sport", 0.97))
    found = decide(seen, book, house, situation)
    reason = Reason(code=code, sentence="Dies ist der Satz dazu.")
    concern = replace(found.concerns[0], reasons=(reason,))
    both = replace(found, concerns=(concern,), acknowledgement=replace(found.acknowledgement, reason=reason))
    sections = tell(seen, both, book, today=TODAY, content=content)
    part = next(part for section in sections for part in section.parts if part.id == "reasons")
    expected = "Thema „Sport“ mit 97\N{NO-BREAK SPACE}%." if code == "topic" and not content else reason.sentence
    assert [line.sentence for line in part.lines] == [expected]
    assert reason.sentence in text((next(section for section in sections if section.id == "acknowledgement"),))


ABSTAINED = {
    "outside": (Guess(topics=(TopicGuess(id="sport", probability=0.99),), outside=True), "als Ganzes passt zu keinem"),
    "outside, older": (Guess(topics=(TopicGuess(id="sport", probability=0.99),)), "als Ganzes passt zu keinem"),
    "unsure": (Guess(topics=(TopicGuess(id="sport", probability=0.31),)), "Keines ist wahrscheinlich genug"),
    "nothing": (Guess(kinds=(("concern", 0.9),)), "Das Modell hat kein Thema gefunden"),
    "not asked": (Guess(), "Das Modell wurde nicht nach einem Thema gefragt"),
}


@pytest.mark.parametrize(("guess", "sentence"), ABSTAINED.values(), ids=ABSTAINED)
def test_an_abstention_is_said_in_plain_words(
    understood: Make, book: RuleBook, house: House, situation: Situation, guess: Guess, sentence: str
) -> None:
    """Never “99 % (unsicher)”: what the model means by it, and what the percentages are good for."""
    said = told(replace(understood(), guess=guess), book, house, situation)
    assert sentence in said
    assert "(unsicher)" not in said
    assert "Kein Vorschlag: Das Thema ist unklar" in said


SURENESS = {
    "sure": ((TopicGuess(id="sport", probability=0.98),), True, "Sport: 98 %. Sicher:"),
    "suggested": (
        (TopicGuess(id="sport", probability=0.7),),
        False,
        "Sport: 70 %. Wahrscheinlich genug für einen Vorschlag, aber",
    ),
    "below the topic": ((TopicGuess(id="streng", probability=0.9),), True, "von selbst erst ab 95 % (Themenliste)"),
    "second": (
        (TopicGuess(id="sport", probability=0.7), TopicGuess(id="kultur", probability=0.5)),
        False,
        "Kultur: 50 %. Wahrscheinlich genug für ein eigenes Anliegen.",
    ),
    "no second": (
        (TopicGuess(id="sport", probability=0.7), TopicGuess(id="kultur", probability=0.2)),
        False,
        "Kultur: 20 %. Zu wenig für ein eigenes Anliegen (ab 35 %).",
    ),
    "certain": ((TopicGuess(id="sport", probability=0.9999),), True, "Sport: über 99 %."),
    "hardly": ((TopicGuess(id="sport", probability=0.9), TopicGuess(id="tanz", probability=0.0004)), True, "Tanz: unter 1 %."),
    "new": ((TopicGuess(id="sport", probability=0.9, described=True),), False, "Das Thema ist neu"),
    "words": ((TopicGuess(id="sport", probability=0.9, evidence=("Halle", "Ball")),), True, "Dafür sprechen: „Halle“, „Ball“."),
}


@pytest.mark.parametrize(("topics", "sure", "sentence"), SURENESS.values(), ids=SURENESS)
def test_each_topic_says_what_its_percentage_is_enough_for(
    understood: Make,
    book: RuleBook,
    house: House,
    situation: Situation,
    topics: tuple[TopicGuess, ...],
    sure: bool,
    sentence: str,
) -> None:
    """A share never claims certainty, and stands beside what it means."""
    seen = replace(understood(), guess=Guess(topics=topics, abstained=False, sure=sure))
    assert sentence in told(seen, book, house, situation).replace("\N{NO-BREAK SPACE}", " ")


CONSENT = {
    "city": (Tier.A, "sportamt", (), "Die Freigabe durch einen Menschen genügt"),
    "ask first": (Tier.A_SENSITIVE, "beirat", (), "„Beirat“ bekommt Anliegen nur nach Rückfrage. Eine Abgabe braucht"),
    "protected": (
        Tier.A_SENSITIVE,
        "sportamt",
        (Flag.THIRD_PARTY,),
        "Schützenswertes (Angaben über Dritte). Eine Abgabe braucht",
    ),
    "authority": (Tier.B, "gericht", (), "„Gericht“ ist eine andere Behörde. Eine Abgabe braucht"),
    "association": (
        Tier.C,
        "kolleg",
        (),
        "„Kolleg“ gehört nicht zur Stadt (Verein, Stiftung oder privat). Eine Abgabe braucht",
    ),
    "duty": (Tier.B, "gericht", (Flag.BENEFIT_APPLICATION,), "trotzdem ohne Einwilligung dorthin (§ 16 SGB I)"),
    "duty with danger": (Tier.A_SENSITIVE, "sportamt", (Flag.BENEFIT_APPLICATION, Flag.DANGER), "(§ 16 SGB I)"),
    "no duty outside": (Tier.C, "kolleg", (Flag.BENEFIT_APPLICATION,), "Eine Abgabe braucht die Einwilligung"),
    "nobody": (Tier.A, "", (), "Nichts verlässt das Haus"),
}


def a_concern(**changes: object) -> ConcernDecision:
    """Return a concern about sport that a person decides on."""
    made = ConcernDecision(
        topic="sport",
        probability=0.9,
        office="sportamt",
        involve=(),
        tier=Tier.A,
        referral=Referral.HAND_OVER,
        route=Route.REVIEW,
        rule="sport",
        priority=Priority.NORMAL,
        due_days=None,
        reasons=(),
        alternatives=(),
        trace=(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("tier", "office", "flags", "sentence"), CONSENT.values(), ids=CONSENT)
def test_consent_is_told_as_the_gate_sees_it(
    book: RuleBook, tier: Tier, office: str, flags: tuple[Flag, ...], sentence: str
) -> None:
    """The sentence follows from the one rule that the gate asks."""
    said = consent(a_concern(tier=tier, office=office), frozenset(flags), book)
    assert sentence in said
    needed = bool(office) and not {Basis.RELEASE, Basis.LEGAL_DUTY} & set(ways(tier, flags))
    assert needed == ("braucht die Einwilligung" in said)


def test_a_rule_that_wants_to_ask_first_is_heard(book: RuleBook) -> None:
    """Though the office is one of the city."""
    assert "Die Regel verlangt trotzdem, vorher zu fragen." in consent(a_concern(ask_consent=True), frozenset(), book)


def test_a_standing_consent_is_named_with_its_end(book: RuleBook) -> None:
    """And with what it does not cover."""
    standing = StandingConsent(office="kolleg", given_on=date(2026, 1, 1), until=date(2026, 12, 31))
    said = consent(a_concern(tier=Tier.C, office="kolleg"), frozenset(), book, standing)
    assert "dauerhafte Einwilligung vor (bis 31.12.2026); für Angaben über andere Personen gilt sie nicht." in said


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("flags", [(), (Flag.BENEFIT_APPLICATION,)], ids=["plain", "application"])
def test_ways_are_what_the_gate_lets_through(tier: Tier, flags: tuple[Flag, ...]) -> None:
    """No basis is promised that the gate refuses, none is left out that it takes."""
    reason = "sgb1_16" if flags else ""
    for basis in Basis:
        against = objection(DraftKind.FORWARD, basis=basis, tier=tier, reason_code=reason, consent_office="a", office="a")
        assert (basis in ways(tier, flags)) == (against is None)


def test_standings_speak_for_or_against(understood: Make, book: RuleBook, house: House, situation: Situation) -> None:
    """What a topic has earned speaks for going by itself, what it lacks against it."""
    terms = Terms()
    earned = Standing(trust=Trust.EARNED, counted=60, right=60, bound=0.96, since=None, terms=terms)
    for standing, tone in ((earned, "+"), (replace(earned, trust=Trust.SHADOW, counted=3, right=3, bound=0.46), "-")):
        seen = understood(("sport", 0.97))
        said = told(seen, book, replace(house, auto=terms), replace(situation, standings={"sport": standing}))
        assert re.search(rf"^ +\{tone} .*bestätigten Entscheidungen", said, re.MULTILINE), said
    said = told(understood(("sport", 0.97)), book, replace(house, auto=terms), replace(situation, standings=None))
    assert re.search(r"^ +Von selbst nur, wenn sich „Sport“ im Probebetrieb bewährt hat", said, re.MULTILINE)


SECRETS = ("geheimwort", "Alice", "alice@verein.example", "Mädchenmannschaft")


def test_nothing_of_the_mail_is_quoted_without_content(
    understood: Make, book: RuleBook, house: House, situation: Situation
) -> None:
    """Words in reasons, flags, rules, kind, evidence, sentence: each of them is left out, the ids and shares stay."""
    seen = understood(("sport", 0.97), subject="Mädchenmannschaft geheimwort")
    seen = replace(
        seen,
        kind_reason=Reason(code="words_x", sentence="Der Text ist eine Notiz: „geheimwort“, „Alice“."),
        guess=Guess(
            topics=(
                TopicGuess(id="sport", probability=0.97, evidence=("geheimwort",), sentence="Die Mädchenmannschaft sucht."),
                TopicGuess(id="tanz", probability=0.5, evidence=("Mädchenmannschaft",)),
            ),
            abstained=False,
            neighbours=(Neighbour(id="MO-2026-0007", topic="kultur", likeness=0.9),),
        ),
        flags=(FlagHit(flag=Flag.DEADLINE, why="Termin oder Frist: „geheimwort“."),),
    )
    found = decide(seen, book, house, situation)
    why = "Trifft zu: in der Mail steht „geheimwort“, „Alice“; das Thema „sport“ ist zu 97% sicher; die Mail ging an „alice@verein.example“."  # noqa: E501
    steps = (
        TraceStep(rule="sport", matched=True, why=why),
        TraceStep(rule="kultur", matched=False, why=f"Trifft nicht zu: {why}"),
    )
    also = Reason(code="also:tanz", sentence="Auch dafür zuständig: Thema „Tanz“ mit 50 %. Dafür sprechen: Mädchenmannschaft.")
    concern = replace(found.concerns[0], trace=steps, reasons=(*found.concerns[0].reasons, also))
    found = replace(found, concerns=(concern, *found.concerns[1:]))
    whole = text(tell(seen, found, book, today=TODAY))
    bare = text(tell(seen, found, book, today=TODAY, content=False))
    assert [word for word in SECRETS if word not in whole] == []
    assert [word for word in SECRETS if word.lower() in bare.lower()] == []
    for words in (
        "Sport: 97",
        "MO-2026-0007",
        "das Thema „Sport“ ist zu 97",
        "in der Mail steht „…“",
        "Auch dafür zuständig: Thema „Tanz“",
    ):
        assert words in bare, words


CLAUSES = {
    "topic ids become names": (
        "Trifft nicht zu: das Thema ist „sport“, nicht „kultur“ oder „tanz“.",
        "Trifft nicht zu: das Thema ist „Sport“, nicht „Kultur“ oder „Tanz“.",
        "Trifft nicht zu: das Thema ist „sport“, nicht „kultur“ oder „tanz“.",
    ),
    "words of the mail stay as they are": (
        "Trifft zu: in der Mail steht „sport“; das Thema „sport“ ist zu 97% sicher.",
        "Trifft zu: in der Mail steht „sport“; das Thema „Sport“ ist zu 97\N{NO-BREAK SPACE}% sicher.",
        "Trifft zu: in der Mail steht „…“; das Thema „sport“ ist zu 97% sicher.",
    ),
    "lists of hidden words are one": (
        "Trifft nicht zu: im Betreff steht nicht „a“, „b“ oder „c“.",
        "Trifft nicht zu: im Betreff steht nicht „a“, „b“ oder „c“.",
        "Trifft nicht zu: im Betreff steht nicht „…“.",
    ),
    "a quotation with a full stop is one": (
        "Trifft zu: der Absender schreibt von „Thema. Regel „x““.",
        "Trifft zu: der Absender schreibt von „Thema. Regel „x““.",
        "Trifft zu: der Absender schreibt von „…““.",
    ),
    "an absent office keeps its name": (
        "Sportamt ist abwesend; Vertretung: Kulturamt.",
        "Sportamt ist abwesend; Vertretung: Kulturamt.",
        "Sportamt ist abwesend; Vertretung: Kulturamt.",
    ),
}


@pytest.mark.parametrize(("sentence", "tidy", "bare"), CLAUSES.values(), ids=CLAUSES)
def test_sentences_of_the_trace_are_read_clause_by_clause(book: RuleBook, sentence: str, tidy: str, bare: str) -> None:
    """An id of the rules is one only where the clause speaks of rules."""
    assert (tidy, bare) == (plainly.tidy(sentence, book), plainly.bare(sentence, book))


ACKNOWLEDGED = {
    "yes": (
        {},
        "de",
        ["Ja. Erste Mail in diesem Anliegen: Eingang wird bestätigt.", "Auf Deutsch.", "Vorlage: Eingangsbestätigung."],
    ),
    "two languages": ({}, "tr", ["Ja.", "Auf Türkisch, darunter auf Deutsch."]),
    "unknown language": ({}, None, ["Sprache: nicht sicher erkannt", "Auf Deutsch, darunter auf Englisch."]),
    "second tier": ({}, "vi", ["Vorlagen gibt es darin nicht", "Auf Deutsch, darunter auf Englisch."]),
    "limit": (
        {"counts": AckCounts(address_day=9)},
        "de",
        ["Nein. Diese Adresse hat heute schon genug Bestätigungen bekommen."],
    ),
    "in a case": ({"in_case": True}, "de", ["Nein. Gehört zu einem laufenden Vorgang"]),
}


@pytest.mark.parametrize(("changes", "language", "sentences"), ACKNOWLEDGED.values(), ids=ACKNOWLEDGED)
def test_the_confirmation_says_why_and_in_which_languages(
    understood: Make,
    book: RuleBook,
    house: House,
    situation: Situation,
    changes: dict[str, object],
    language: str | None,
    sentences: list[str],
) -> None:
    """Yes or no first, then the reason, the languages in words, the template by its name."""
    said = told(understood(("sport", 0.97), language=language), book, house, replace(situation, **changes))  # type: ignore[arg-type]
    assert [sentence for sentence in sentences if sentence not in said] == []


def test_a_preferred_language_is_explained(understood: Make, book: RuleBook, house: House, situation: Situation) -> None:
    """A German mail that is answered in Arabic needs a word on why."""
    seen = understood(("sport", 0.97), sender="a@nuur.example")
    said = text((acknowledged(decide(seen, book, house, situation).acknowledgement, book, preferred=True),))
    assert "Auf Arabisch, darunter auf Deutsch. Diese Sprache ist für den Verein hinterlegt." in said


ORIGINS = {
    "all known": (
        Origin(
            rules="a" * 64,
            model="m" * 64,
            decided_at=datetime(2026, 3, 2, 13, 5, tzinfo=UTC),
            rules_since=datetime(2026, 2, 1, 8, 0, tzinfo=UTC),
            current=False,
        ),
        ["Womit entschieden wurde", "Entschieden am 02.03.2026, 13:05 Uhr.", "Modell: mmmmmmmmmmmm.",
         "Regeln: Fassung aaaaaaaaaaaa, in Gebrauch seit 01.02.2026, 8:00 Uhr. Inzwischen gilt eine andere."],
    ),
    "nothing known": (Origin(), ["Womit entschieden würde", "Fassung nicht festgehalten.", "Modell: nicht festgehalten."]),
}  # fmt: skip


@pytest.mark.parametrize(("origin", "sentences"), ORIGINS.values(), ids=ORIGINS)
def test_the_sets_that_decided_are_named(
    understood: Make, book: RuleBook, house: House, situation: Situation, origin: Origin, sentences: list[str]
) -> None:
    """Fingerprints are cut to what people compare; a date stands there when one is known."""
    seen = understood(("sport", 0.97))
    said = text(tell(seen, decide(seen, book, house, situation), book, today=TODAY, origin=origin))
    assert [sentence for sentence in sentences if sentence not in said] == []


@pytest.mark.parametrize("flag", Flag)
def test_every_flag_says_what_follows(flag: Flag) -> None:
    """A flag without a consequence would be noise."""
    assert effect(flag).endswith(".")


def test_a_stored_decision_is_told_like_the_fresh_one(
    understood: Make, book: RuleBook, house: House, situation: Situation
) -> None:
    """Snapshot and back: the same sentences, each concern with a trace of its own."""
    seen = understood(("sport", 0.97), ("kultur", 0.5), ("kurse", 0.4), flags=(Flag.DEADLINE,))
    seen = replace(seen, guess=replace(seen.guess, outside=False))
    found = decide(seen, book, house, situation)
    assert len({concern.trace for concern in found.concerns}) > 1
    stored = dump(seen, found)
    again = loaded(stored, rules_fingerprint=found.rules_fingerprint)
    assert text(tell(seen, found, book, today=TODAY)) == text(tell(load(stored), again, book, today=TODAY))


def test_what_older_versions_stored_can_be_told(understood: Make, book: RuleBook, house: House, situation: Situation) -> None:
    """Without a trace for each concern, without due days, without the word on abstaining."""
    seen = understood(("sport", 0.97), ("kultur", 0.5))
    stored = dump(seen, decide(seen, book, house, situation))
    for concern in stored["concerns"]:
        concern.pop("trace", None)
        concern.pop("due_days", None)
    said = text(tell(load(stored), loaded(stored), book, today=TODAY))
    assert "Anliegen 2: Kultur" in said
    assert "Regeln: Fassung nicht festgehalten." in said


def test_rules_and_topics_that_are_no_more_keep_their_ids(
    understood: Make, house: House, situation: Situation, book: RuleBook
) -> None:
    """An old decision can name what the rules of now do not know."""
    seen = understood(("sport", 0.97))
    found = decide(seen, book, house, situation)
    said = text(tell(seen, found, RuleBook(), today=TODAY))
    for words in ("Anliegen: sport", "an „sportamt“", "Regel „sport“: Trifft zu"):
        assert words in said


def test_language_is_told_with_its_share(understood: Make, book: RuleBook, house: House, situation: Situation) -> None:
    """As a share that never claims certainty."""
    seen = replace(understood(("sport", 0.97)), language=Language(code="uk", confidence=0.9999))
    assert "Sprache: Ukrainisch (über 99" in told(seen, book, house, replace(situation, received_at=NOW))
