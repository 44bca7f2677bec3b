"""What can be written in the files: each key read into its value, each mistake told at its place."""

from datetime import UTC, date, datetime

import pytest

from postlotse.core.calendar import USUAL_HOURS, CalendarPolicy, is_open
from postlotse.core.directory import find
from postlotse.core.directory.types import AnswerTo, Relay
from postlotse.core.rules import describe, keys
from postlotse.core.rules.conditions.registry import CONDITIONS
from postlotse.core.rules.load import load_book
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics.book import threshold

#: After these words something is written.
AFTER = {
    "offices": "kulturamt: {",
    "organisations": "nuur: {",
    "topics": "kultur: {",
    "calendar": "calendar: {",
    "routing": "then: {",
}


def book(files: dict[str, str], **written: str) -> RuleBook:
    """Return the small set with something written at the start of an entry of a file: `offices="relay: direct"`."""
    texts = dict(files)
    for name, more in written.items():
        text, before = texts[f"{name}.yaml"], AFTER[name]
        texts[f"{name}.yaml"] = text.replace(before, f"{before}{more}, ", 1) if more else text
    found, problems = load_book(texts)
    assert problems == []
    assert found is not None
    return found


def test_an_office_says_how_it_wants_its_mail(files: dict[str, str]) -> None:
    """Names in other languages, further addresses, where it answers to, what stands before the subject."""
    office = book(
        files,
        offices="names: {tr: Kültür dairesi}, other_addresses: [Post.Kultur@stadt.example], answer_to: sender, "
        'relay: direct, subject_prefix: "[Post]"',
    ).offices["kulturamt"]
    assert (office.answer_to, office.relay, office.subject_prefix) == (AnswerTo.SENDER, Relay.DIRECT, "[Post]")
    assert (office.called("tr"), office.called("en")) == ("Kültür dairesi", "Kulturamt")
    assert office.addresses == ("kultur@stadt.example", "Post.Kultur@stadt.example")


def test_what_is_not_written_is_the_careful_way(files: dict[str, str]) -> None:
    """Answers come to us and are read before they go on."""
    office = book(files).offices["kulturamt"]
    assert (office.answer_to, office.relay, office.subject_prefix, office.wants_original) == (
        AnswerTo.US,
        Relay.STAFF,
        "",
        True,
    )


def test_an_office_is_known_by_every_address_it_writes_from(files: dict[str, str]) -> None:
    """Nothing that comes from them is a stranger's."""
    found = book(files, offices="other_addresses: [Post.Kultur@stadt.example]")
    assert (office := find.office_of_address(found, "post.kultur@STADT.example")) is not None
    assert office.id == "kulturamt"
    assert {"kultur@stadt.example", "post.kultur@stadt.example"} <= find.our_addresses(found, ())
    assert find.office_of_address(found, "") is None


def test_an_absence_can_have_a_deputy_of_its_own(files: dict[str, str]) -> None:
    """For these days only; on other days of absence the usual one stands in."""
    found = book(
        files,
        offices="deputy: sportamt, absences: [{first: 2026-07-01, last: 2026-07-10, deputy: beirat, note: Umzug}, "
        "{first: 2026-08-01, last: 2026-08-02}]",
    )
    assert found.offices["kulturamt"].absences[0].note == "Umzug"
    days = (date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1))
    assert [find.stand_in(found.offices, "kulturamt", day) for day in days] == ["beirat", "sportamt", "kulturamt"]


def test_an_association_says_what_it_offers_and_agreed_to(files: dict[str, str]) -> None:
    """A standing consent holds for one office from its day to its end, a year where none is written."""
    found = book(
        files,
        organisations="offers: [Arabischkurs], languages: [ar, de], standing_consents: [{office: kolleg, given_on: 2026-03-01, "
        "note: Brief}, {office: gericht, given_on: 2026-03-01, until: 2026-03-31}]",
    )
    (nuur, _) = found.organisations
    assert (nuur.offers, nuur.languages, nuur.language) == (("Arabischkurs",), ("ar", "de"), "ar")
    held = [
        (office, day)
        for office in ("kolleg", "gericht", "beirat")
        for day in (date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 1), date(2027, 3, 1), date(2027, 3, 2))
        if find.standing_consent(nuur, office, day)
    ]
    assert held == [
        ("kolleg", date(2026, 3, 31)),
        ("kolleg", date(2026, 4, 1)),
        ("kolleg", date(2027, 3, 1)),
        ("gericht", date(2026, 3, 31)),
    ]
    assert find.standing_consent(None, "kolleg", date(2026, 3, 31)) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", {"de": 0.0, "ar": 0.0, None: 0.0}),
        ("threshold: 0.8", {"de": 0.8, "ar": 0.8, None: 0.8}),
        ("threshold: {default: 0.8, ar: 0.95}", {"de": 0.8, "ar": 0.95, None: 0.8}),
        ("threshold: {ar: 0.95}", {"de": 0.0, "ar": 0.95, None: 0.0}),
        ('threshold: "0,85"', {"de": 0.85}),
    ],
    ids=["none", "one", "by-language", "one-language", "comma"],
)
def test_a_threshold_counts_per_language(files: dict[str, str], written: str, expected: dict[str | None, float]) -> None:
    """The stricter of the general value and that of the language."""
    topic = book(files, topics=written).topics["kultur"]
    assert {code: threshold(topic, code) for code in expected} == expected


HOURS = [
    ("", (True, False, True, False)),
    ('hours: "07:00-13:00"', (True, False, False, False)),
    ("hours: {di: 13:00-18:00}", (False, False, True, False)),
    ('hours: {di: ["07:00–08:00", "12:00 - 17:00"], sa: 09:00-24:00}', (False, False, True, True)),
]


@pytest.mark.parametrize(("written", "expected"), HOURS, ids=["usual", "all-days", "one-day", "spans"])
def test_the_house_is_open_as_the_calendar_says(files: dict[str, str], written: str, expected: tuple[bool, ...]) -> None:
    """On Tuesday at 10, at 20 and at 15, on Saturday at 10; on a Saturday never, whatever hours are written."""
    calendar = book({**files, "calendar.yaml": f"calendar:\n  land: HE\n  {written}\n"}).calendar
    moments = [datetime(2026, 3, day, hour - 1, tzinfo=UTC) for day, hour in ((10, 10), (10, 20), (10, 15), (14, 10))]
    assert [is_open(moment, calendar) for moment in moments] == [*expected[:3], False]
    assert bool(calendar.hours.get(5)) is expected[3]


def test_on_holidays_and_closures_the_house_is_shut() -> None:
    """Whatever the hours say."""
    eve = CalendarPolicy(land="HE", closures=(date(2026, 12, 24),), hours=USUAL_HOURS)
    assert not is_open(datetime(2026, 12, 24, 9, tzinfo=UTC), eve)
    assert not is_open(datetime(2026, 12, 25, 9, tzinfo=UTC), eve)
    assert is_open(datetime(2026, 12, 23, 9, tzinfo=UTC), eve)


def test_a_rule_names_templates_and_asks_for_consent(files: dict[str, str]) -> None:
    """One template for each mail that goes to the sender; the German one is there."""
    files = {**files, "templates/de/acknowledgement-sport.j2": "x", "templates/de/refer-sport.j2": "x"}
    then = "template: [acknowledgement-sport, refer-sport.j2], ask_consent: yes"
    action = book(files, routing=then).rules[0].then
    assert action.templates == ("acknowledgement-sport", "refer-sport")
    assert action.ask_consent


CONSENTS = "standing_consents: [{office: kolleg, given_on: 2026-01-01}, {office: kolleg, given_on: 2026-06-01}]"
BROKEN = [
    # file, what is written, the words at which the problem stands, its code
    ("offices", "answer_to: uns", "uns", "unknown-value"),
    ("offices", "relay: sofort", "sofort", "unknown-value"),
    ("offices", "other_addresses: [da]", "da]", "not-an-address"),
    ("offices", "names: {xx: Amt}", "xx", "unknown-id"),
    ("offices", f"subject_prefix: {'x' * 31}", "xxx", "bad-prefix"),
    ("offices", 'subject_prefix: "a\\nb"', '"a', "bad-prefix"),
    ("offices", "absences: [{first: 2026-01-01, last: 2026-01-02, deputy: kulturamt}]", "kulturamt}", "unknown-id"),
    ("organisations", "languages: [arabisch]", "arabisch", "unknown-id"),
    ("organisations", "standing_consents: [{office: kolleg}]", "{office", "missing-key"),
    ("organisations", "standing_consents: [{office: kollege, given_on: 2026-01-01}]", "kollege", "unknown-id"),
    ("organisations", "standing_consents: [{office: [kolleg, gericht], given_on: 2026-01-01}]", "[kolleg", "several-offices"),
    ("organisations", "standing_consents: [{office: kolleg, given_on: 1.1.2026}]", "1.1.2026", "not-a-day"),
    (
        "organisations",
        "standing_consents: [{office: kolleg, given_on: 2026-01-02, until: 2026-01-01}]",
        "2026-01-01",
        "backwards",
    ),
    ("organisations", CONSENTS, "{office: kolleg, given_on: 2026-06", "consent-twice"),
    ("topics", "threshold: {default: 0.8, xx: 0.9}", "xx", "unknown-id"),
    ("topics", "threshold: {default: 0.8, ar: 90}", "90", "not-a-share"),
    ("topics", "threshold: {default: 0.8, ar: 0.7}", "0.7", "threshold-lower"),
    ("calendar", "hours: morgens", "morgens", "not-hours"),
    ("calendar", 'hours: "17:00-08:00"', '"17:00', "not-hours"),
    ("calendar", "hours: {montag: 08:00-09:00}", "montag", "unknown-id"),
    ("routing", "template: acknowledgement", "acknowledgement", "bad-template"),
    ("routing", "template: forward-sport", "forward-sport", "bad-template"),
    ("routing", "template: acknowledgement-sprot", "acknowledgement-sprot", "unknown-template"),
    ("routing", "template: [refer-a, refer-b]", "refer-b", "template-twice"),
    ("routing", "ask_consent: yes, route: auto, min_probability: 0.9", "yes,", "auto-and-consent"),
    ("routing", "ask_consent: vielleicht", "vielleicht", "not-yes-no"),
]


@pytest.mark.parametrize(("file", "written", "at", "code"), BROKEN, ids=[f"{b[0]}-{b[3]}-{n}" for n, b in enumerate(BROKEN)])
def test_a_mistake_is_one_problem_at_its_place(files: dict[str, str], file: str, written: str, at: str, code: str) -> None:
    """The column points at the words that are wrong; the sentence ends as one."""
    texts = {**files, "calendar.yaml": "calendar: {land: HE}\n"}
    texts |= {f"templates/de/{name}.j2": "x" for name in ("acknowledgement-sport", "refer-a", "refer-b")}
    name, text = f"{file}.yaml", texts[f"{file}.yaml"]
    start = text.index(AFTER[file]) + len(AFTER[file])
    texts[name] = f"{text[:start]}{written}, {text[start:]}"
    before = texts[name][: texts[name].index(at, start)]
    place = (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    _, problems = load_book(texts)
    assert [(p.file, p.line, p.column, p.code) for p in problems] == [(name, *place, code)]
    assert problems[0].sentence.endswith(".")


def test_the_reference_page_names_everything() -> None:
    """Every key of every file, every condition with its example."""
    page = describe.reference_markdown()
    tables = (
        keys.OFFICE,
        keys.ABSENCE,
        keys.ORGANISATION,
        keys.CONSENT,
        keys.TOPIC,
        keys.RULE,
        keys.ACTION,
        keys.REPLIES,
        keys.CALENDAR,
    )
    assert [key for table in tables for key in table if f"| `{key}` |" not in page] == []
    assert [key for key, entry in CONDITIONS.items() if f"| `{key}` | {entry.asks} | `{entry.example}` |" not in page] == []
