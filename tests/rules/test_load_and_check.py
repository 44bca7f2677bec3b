"""Broken rule sets: each mistake gives its problem at the exact place, in German, with a cure; good sets give none."""

from datetime import date
from pathlib import Path

import pytest

from postlotse.core.names import Tier
from postlotse.core.problems import Problem, Severity
from postlotse.core.rules.check import check
from postlotse.core.rules.load import fingerprint, load_book
from postlotse.datafiles.rulefiles import judge, read_rules

TODAY = date(2026, 3, 10)


def problems_of(files: dict[str, str]) -> list[Problem]:
    book, found = load_book(files)
    return found if book is None else [*found, *check(book, files, today=TODAY)]


def test_the_small_set_is_fine(files: dict[str, str]) -> None:
    """The set that the broken ones start from has no problem itself."""
    assert problems_of(files) == []


OFFICE = "offices.yaml"
BROKEN: list[tuple[str, str, str, str, str]] = [
    # file, what is replaced, by what, the words at which the problem stands, its code
    (OFFICE, "kind: int, address: kultur@", "kind: intern, address: kultur@", "intern", "unknown-value"),
    (OFFICE, "address: kultur@stadt.example", "address: kultur at stadt", "kultur at", "not-an-address"),
    (OFFICE, "name: Kulturamt, ", "", "{kind", "missing-key"),
    (OFFICE, "contact: Gericht", "contact: Gericht, phone: 1", "phone", "unknown-key"),
    (OFFICE, "contact: Kolleg", "contact: Kolleg, deputy: niemand", "niemand", "unknown-id"),
    (OFFICE, "contact: Kolleg", "contact: Kolleg, deputy: kolleg", "kolleg}", "unknown-id"),
    (OFFICE, "sensitive: yes", "sensitive: sehr", "sehr", "not-yes-no"),
    (OFFICE, "contact: Kolleg", "contact: Kolleg, checked_on: 4.5.2026", "4.5.2026", "not-a-day"),
    (OFFICE, "contact: Kolleg", "contact: Kolleg, absences: [{first: 2026-05-02, last: 2026-05-01}]", "{first", "backwards"),
    (
        OFFICE,
        "contact: Kolleg",
        "contact: Kolleg, absences: [{first: 2026-01-02, last: 2026-01-03}]",
        "2026-01-02",
        "expired-absence",
    ),
    (OFFICE, "address: sport@stadt.example", "address: Kultur@stadt.example", "Kultur@", "doubled-address"),
    (OFFICE, ", contact: Kolleg", "", "kolleg:", "no-contact"),
    (OFFICE, "\n  kulturamt:", "\n  Ämtle: {name: Ä, kind: int, contact: x}\n  kulturamt:", "Ämtle", "bad-id"),
    ("topics.yaml", "de: Sport", "de: ' '", "' '", "empty"),
    ("topics.yaml", "names: {de: Räume}, ", "names: {en: Rooms}, ", "{en: Rooms", "no-german-name"),
    ("topics.yaml", "names: {de: Räume}, ", "names: {de: Räume, xx: X}, ", "xx", "unknown-id"),
    ("topics.yaml", "office: kolleg", "office: koleg", "koleg", "unknown-id"),
    ("topics.yaml", "office: kolleg", "office: kolleg, threshold: 90", "90", "not-a-share"),
    ("topics.yaml", "en: Culture}, office: kulturamt", "en: Culture}", "kultur:", "topic-without-office"),
    ("topics.yaml", "office: kolleg", "office: kolleg, keywords: {de: ['*']}", "'*'", "empty-word"),
    ("topics.yaml", "  raeume:", "  unklar:", "unklar:", "reserved-id"),
    ("organisations.yaml", "domains: [rodnik.example]", "domains: [nuur.example]", "nuur.example]}", "claimed-twice"),
    ("organisations.yaml", "domains: [rodnik.example]", "domains: [rodnik]", "rodnik]}", "not-a-domain"),
    ("organisations.yaml", "language: ar", "language: arabisch", "arabisch", "unknown-id"),
    ("routing.yaml", "office: kulturamt", "office: kulturmt", "kulturmt", "unknown-id"),
    ("routing.yaml", "when: {kind: concern}", "when: {kinds: concern}", "kinds", "unknown-condition"),
    ("routing.yaml", "    when: {kind: concern}\n", "", "id:", "missing-key"),
    ("routing.yaml", "then: {office: kulturamt", "then: {due: bald, office: kulturamt", "bald", "not-a-number"),
    ("routing.yaml", "then: {office: kulturamt", "then: {route: auto, office: kulturamt", "auto", "auto-without-probability"),
    (
        "routing.yaml",
        "then: {office: kulturamt",
        "then: {stop: yes, continue: no, office: kulturamt",
        "no, ",
        "stop-and-continue",
    ),
    ("routing.yaml", "then: {office: kulturamt", "then: {office: [kulturamt, sportamt]", "[kulturamt", "several-offices"),
    (
        "routing.yaml",
        "then: {office: kulturamt, involve: [sportamt, beirat, gericht]}",
        "then: {route: auto, min_probability: 0.9, office: beirat, involve: [sportamt, kulturamt, gericht]}",
        "auto",
        "auto-tier",
    ),
    (
        "routing.yaml",
        "then: {office: kulturamt, involve: [sportamt, beirat, gericht]}",
        "then: {route: auto, min_probability: 0.9, office: gericht, involve: [sportamt, beirat, kulturamt]}",
        "auto",
        "auto-tier",
    ),
    (
        "routing.yaml",
        "then: {office: kulturamt, involve: [sportamt, beirat, gericht]}",
        "then: {route: auto, min_probability: 0.9, office: kolleg, involve: [sportamt, beirat, gericht]}",
        "auto",
        "auto-tier",
    ),
    ("routing.yaml", "then: {office: kulturamt", "then: {route: auto, min_probability: 0.9", "auto", "auto-without-office"),
    (
        "routing.yaml",
        "then: {office: kulturamt",
        "then: {route: auto, min_probability: 0.5, office: kulturamt",
        "0.5",
        "auto-careless",
    ),
    ("routing.yaml", "when: {kind: concern}", "when: {pattern: '(a+'}", "'(a+", "unsafe-pattern"),
    (
        "routing.yaml",
        "when: {kind: concern}",
        "valid_from: 2027-01-01\n    valid_until: 2026-12-31\n    when: {}",
        "2026-12-31",
        "backwards",
    ),
    ("routing.yaml", "involve: [sportamt, beirat, ", "involve: [sportamt, ", "beirat:", "unused-office"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "words", "code"),
    BROKEN,
    ids=[f"{case[0].partition('.')[0]}-{case[4]}-{number}" for number, case in enumerate(BROKEN)],
)
def test_a_mistake_is_found_at_its_place(files: dict[str, str], file: str, old: str, new: str, words: str, code: str) -> None:
    """One change to a good set gives one problem, with file:line:column, a sentence and (nearly always) a cure."""
    assert old in files[file]
    files[file] = files[file].replace(old, new, 1)
    found = problems_of(files)
    where = "offices.yaml" if code == "unused-office" else file
    before = files[where][: files[where].index(words)]
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    assert [(p.file, f"{p.line}:{p.column}", p.code) for p in found] == [(where, place, code)]
    assert found[0].sentence.endswith(".")
    assert str(found[0]).startswith(f"{where}:{place}: ")


@pytest.mark.parametrize(
    "flag", ["danger", "special_category", "third_party", "residence_status", "complaint", "benefit_application"]
)
def test_auto_is_refused_for_sensitive_flags(files: dict[str, str], flag: str) -> None:
    """No rule may send by itself what the law wants a person to see."""
    files["routing.yaml"] = files["routing.yaml"].replace("kind: concern", f"any: [{{kind: concern}}, {{flags: {flag}}}]")
    files["routing.yaml"] = files["routing.yaml"].replace("then: {", "then: {route: auto, min_probability: 0.95, ")
    assert [p.code for p in problems_of(files)] == ["auto-flag"]


def test_excluding_a_sensitive_flag_is_no_mistake(files: dict[str, str]) -> None:
    """`none: [{flags: danger}]` makes an automatic rule safer."""
    files["routing.yaml"] = files["routing.yaml"].replace("{kind: concern}", "{kind: concern, none: [{flags: danger}]}")
    files["routing.yaml"] = files["routing.yaml"].replace("then: {", "then: {route: auto, min_probability: 0.95, ")
    assert problems_of(files) == []


def test_shadowed_and_doubled_rules_are_found(files: dict[str, str]) -> None:
    """A rule below a wider one that stops never has its say; an id names one rule only."""
    files["routing.yaml"] += "  - {id: alles, rule: Satz., when: {kind: concern, topics: sport}, then: {office: sportamt}}\n"
    found = problems_of(files)
    assert [(p.code, p.line) for p in found] == [("doubled-rule", 6), ("shadowed", 6)]
    assert found[1].sentence == "Diese Regel kommt nie zum Zug: die Regel „alles“ (Zeile 2) trifft vorher immer zu."


@pytest.mark.parametrize(
    "first", ["then: {tags: [x]}", "valid_until: 2027-01-01, then: {office: sportamt}"], ids=["adding", "limited"]
)
def test_a_rule_that_lets_others_speak_shadows_nothing(files: dict[str, str], first: str) -> None:
    """Rules that only add, and rules that end some day, hide no later one."""
    rest = files["routing.yaml"].partition("\n")[2]
    files["routing.yaml"] = f"rules:\n  - {{id: a, rule: Satz., when: {{}}, {first}}}\n{rest}"
    assert problems_of(files) == []


@pytest.mark.parametrize("name", ["offices.yaml", "topics.yaml", "routing.yaml"])
@pytest.mark.parametrize(
    ("text", "code"),
    [(None, "missing-file"), ("# leer\n", "empty-file"), ("{}\n", "missing-key")],
    ids=["missing", "empty", "bare"],
)
def test_needed_files_must_be_there_and_say_something(files: dict[str, str], name: str, text: str | None, code: str) -> None:
    """An emptied file never becomes a rule book without rules."""
    del files[name]
    if text is not None:
        files[name] = text
    book, found = load_book(files)
    assert book is None
    assert (name, code) in [(p.file, p.code) for p in found]


@pytest.mark.parametrize("name", ["offices", "topics"])
def test_an_emptied_list_is_a_mistake(files: dict[str, str], name: str) -> None:
    """`offices:` with nothing below is noticed."""
    files[f"{name}.yaml"] = f"{name}:\n"
    book, found = load_book(files)
    assert book is None
    assert found


def test_optional_files_may_be_missing(files: dict[str, str]) -> None:
    """Without organisations, replies and calendar the defaults hold."""
    del files["organisations.yaml"]
    book, found = load_book(files)
    assert found == []
    assert book is not None
    assert (book.organisations, book.replies.response_days, book.calendar.land) == ((), 5, "HE")


def test_replies_and_calendar_are_read(files: dict[str, str]) -> None:
    """What the files say replaces the defaults; zero is a value."""
    files["replies.yaml"] = (
        "replies: {response_days: 3, ack_per_domain_hour: 0, second_language_always: ja, no_ack_domains: ['@News.example']}"
    )
    files["calendar.yaml"] = "calendar: {land: BY, closures: [2026-12-24]}"
    book, found = load_book(files)
    assert found == []
    assert book is not None
    assert (book.replies.response_days, book.replies.ack_per_domain_hour, book.replies.ack_per_address_day) == (3, 0, 3)
    assert (book.replies.second_language_always, book.replies.no_ack_domains) == (True, ("news.example",))
    assert (book.calendar.land, book.calendar.closures) == ("BY", (date(2026, 12, 24),))


def test_offices_have_their_tier(files: dict[str, str]) -> None:
    """Kind and `sensitive` make the tier."""
    book, _ = load_book(files)
    assert book is not None
    tiers = {office.id: office.tier for office in book.offices.values()}
    assert tiers == {"kulturamt": Tier.A, "sportamt": Tier.A, "beirat": Tier.A_SENSITIVE, "gericht": Tier.B, "kolleg": Tier.C}


def test_the_fingerprint_follows_content_not_line_ends_or_tests(files: dict[str, str]) -> None:
    """Any change that can matter changes it; Windows line ends and test cases do not."""
    first = fingerprint(files)
    assert fingerprint({name: text.replace("\n", "\r\n") for name, text in files.items()}) == first
    assert fingerprint({**files, "tests/a.yaml": "x"}) == first
    assert fingerprint({**files, "templates/de/refer.j2": "x"}) != first
    assert fingerprint({**files, "topics.yaml": files["topics.yaml"] + "#"}) != first


def test_an_unread_file_is_pointed_out(files: dict[str, str]) -> None:
    """A misspelt file name does not go unnoticed."""
    files["ofices.yaml"] = "offices: {}"
    assert [(p.file, p.code, p.severity) for p in problems_of(files)] == [("ofices.yaml", "unread-file", Severity.WARNING)]


def test_the_shipped_set_has_no_problem(shipped_folder: Path) -> None:
    """The rules that come with the project pass every check."""
    judged = judge(read_rules(shipped_folder), today=date(2026, 11, 24))  # after its offices were looked at
    book = judged.book
    assert [p for p in judged.problems if not p.file.startswith("templates")] == []
    assert book is not None
    assert len(book.topics) == 23
    assert all(len(topic.names) == len(topic.keywords) == 14 for topic in book.topics.values())
    assert all(office.contact and office.for_ for office in book.offices.values())
    assert all(office.address.endswith(".example") for office in book.offices.values() if office.address)
    assert all(rule.sentence.endswith(".") and rule.owner for rule in book.rules)
