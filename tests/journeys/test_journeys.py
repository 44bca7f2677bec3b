"""Whole days in folders: what came in, what people decided, and every byte of the headers that went out."""

import re
from pathlib import Path
from typing import Any

import pytest

from postlotse.core.earned import ALL, Terms
from postlotse.core.house import House
from postlotse.core.mail.parse import parse
from postlotse.core.topics.types import Language
from postlotse.datafiles.library import Library
from postlotse.datafiles.places import shipped_rules
from postlotse.flow.process import Tools
from postlotse.store import audit
from postlotse.store.models import CaseRow, MessageRow, OutboxRow
from postlotse.testing import FakeModel, FixedClock, PlainReader
from tests.journeys.day import Day, Sent, case_number

pytestmark = pytest.mark.django_db(transaction=True)

FOLDER = Path(__file__).parent
JOURNEYS = sorted(path.parent.name for path in FOLDER.glob("*/expect.yaml"))
HOUSE = House(
    name="Anlaufstelle für Migrantenorganisationen",
    city="Musterstadt",
    address="integration@stadt.example",
    plus_addressing=True,
    secret=b"s" * 32,
    privacy_url="https://stadt.example/datenschutz",
    forward_delay=600,
    auto=Terms(granted=frozenset({ALL})),
)
#: Every header line that a mail of ours may bear; each at most once, in whatever order.
OURS = {
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "X-Intake-Trace",
    "Content-Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
}
MARKS = {
    "acknowledgement": ("ack", "auto-replied", "All", ""),
    "refer": ("ref", "auto-replied", "All", "integration@stadt.example"),
    "forward": ("fwd", "auto-generated", "DR, RN, NRN, OOF, AutoReply", "integration@stadt.example"),
}
FROM = "From: =?utf-8?b?QW5sYXVmc3RlbGxlIGbDvHIgTWlncmFudGVub3JnYW5pc2F0aW9uZW4=?="


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(shipped_rules())


def tools_of(expect: dict[str, Any], library: Library, clock: FixedClock) -> Tools:
    """Return the tools of a day: the shipped rules, a model and a language detector that know the day's words."""
    languages: dict[str, str] = expect.get("languages", {})
    words = {word: (topic, probability) for word, (topic, probability) in expect.get("words", {}).items()}
    kinds = {word: (kind, probability) for word, (kind, probability) in expect.get("kinds", {}).items()}

    def detect(subject: str, text: str) -> Language:
        found = next((code for word, code in languages.items() if word in f"{subject} {text}"), "de")
        return Language(code=found, confidence=0.99)

    return Tools(
        reader=PlainReader(),
        model=lambda: FakeModel(words, kinds=kinds),
        detect=detect,
        book=library.book,
        templates=library.templates,
        house=HOUSE,
        clock=clock,
    )


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_day(name: str, library: Library, tmp_path: Path) -> None:
    """Each mail got its outcome, each mail of ours is right to the byte of its header, and the books add up."""
    clock = FixedClock()
    expect = Day(FOLDER / name, tools_of({}, library, clock), clock, _folder(tmp_path, "reading")).expect
    day = Day(FOLDER / name, tools_of(expect, library, clock), clock, _folder(tmp_path, "work"))
    day.play()
    assert [] == audit.findings(clock())
    assert audit.accounting().adds_up
    assert list(expect["mails"]) == list(day.arrived)
    for mail, wanted in expect["mails"].items():
        _check_message(day, mail, wanted)
    sent = day.sent()
    kinds = dict(OutboxRow.objects.filter(state__in=["sent", "bounced"]).values_list("message_id", "kind"))
    assert [(w["kind"], w["to"]) for w in expect["sent"]] == [(kinds[s.mail["Message-ID"]], s.recipient) for s in sent]
    for mail, wanted in zip(sent, expect["sent"], strict=True):
        _check_form(mail, wanted["kind"], hop=wanted.get("hop", 1))
        _check_content(mail, wanted)
        if wanted["kind"] != "forward":
            for raw in day.arrived.values():
                _quotes_nothing(mail, raw)


def _folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


def _check_message(day: Day, name: str, wanted: dict[str, Any]) -> None:
    """Compare what is stored of a mail with what the folder says; only the keys that it names."""
    row = day.message(name[:2])
    stored = {
        "state": row.state,
        "kind": row.kind,
        "outcome": row.outcome,
        "attention": row.attention,
        "reason": row.reason_code,
        "language": row.language,
        "case": case_number(row.case),
        "acknowledgement": _acknowledgement(row),
    }
    keys = [key for key in wanted if key not in ("then", "concerns")]
    assert {key: wanted[key] for key in keys} == {key: stored[key] for key in keys}, name
    if "concerns" in wanted or wanted.get("outcome") == "new_case":
        concerns = day.concerns(name)
        shown = [
            {
                "topic": c.topic,
                "office": c.office,
                "route": c.route,
                "state": c.state,
                "referral": c.referral,
                "tier": c.tier,
                "rule": c.rule,
                "priority": c.priority,
                "flags": c.flags,
                "involve": c.involve,
            }
            for c in concerns
        ]
        assert len(wanted["concerns"]) == len(shown), (name, shown)
        for one, found in zip(wanted["concerns"], shown, strict=True):
            assert one == {key: found[key] for key in one}, name


def _acknowledgement(row: MessageRow) -> str:
    """Return "sent" and the like, or the code of the reason why there is none."""
    mine = OutboxRow.objects.filter(source=row, kind="acknowledgement").first()
    if mine:
        return mine.state
    return row.snapshot["acknowledgement"]["reason"]["code"] if row.snapshot else ""


def _check_form(sent: Sent, kind: str, *, hop: int) -> None:
    """Check what holds for every mail of ours, on its bytes."""
    short, submitted, suppress, envelope = MARKS[kind]
    lines = sent.header_lines()
    names = [line.partition(":")[0] for line in lines if not line.startswith(" ")]
    assert set(names) <= OURS
    assert len(names) == len(set(names))
    assert b"\n" not in sent.raw.replace(b"\r\n", b"")
    assert max(map(len, sent.raw.split(b"\r\n"))) <= 998
    assert f"Auto-Submitted: {submitted}" in lines
    assert f"X-Auto-Response-Suppress: {suppress}" in lines
    assert f"To: {sent.recipient}" in lines
    assert lines[0] == FROM
    assert lines[1] == " <integration@stadt.example>"
    assert any(re.fullmatch(rf"Message-ID: <{short}\.[a-z2-7]{{26}}\.[a-z2-7]{{10}}@stadt\.example>", line) for line in lines)
    assert any(re.fullmatch(r"Reply-To: integration\+[a-z2-7]{26}@stadt\.example", line) for line in lines)
    assert CaseRow.objects.filter(token=sent.mail["Reply-To"].partition("+")[2].partition("@")[0]).exists()
    trace = rf"^X-Intake-Trace: v1; inst=stadt\.example; case=MO-2026-\d{{4}}; hop={hop};\r\n mac=[a-z2-7]{{26}}\r$"
    assert re.search(trace, "\r\n".join(lines) + "\r", re.M)
    for name in ("In-Reply-To", "References"):
        for value in sent.mail.get_all(name, []):
            assert "=?" not in value
            ids = value.split()
            assert all(re.fullmatch(r"<[^<>\s]+>", found) for found in ids)
            assert all(any(line.endswith(found) or f"{found} " in line for line in lines) for found in ids)
    assert envelope == sent.mail_from
    html = sent.body("html").lower()
    assert not [word for word in ("<script", "<img", "src=", "@import", "url(", "<form", "<iframe") if word in html]
    assert "multipart/alternative" in [part.get_content_type() for part in sent.mail.walk()][:2]


def _check_content(sent: Sent, wanted: dict[str, Any]) -> None:
    """Check what the folder says of one mail: exact lines, lines that must be missing, parts, and words of the text."""
    header = sent.raw.partition(b"\r\n\r\n")[0].decode("ascii") + "\r\n"
    for line in wanted.get("lines", ()):
        assert f"{line}\r\n" in header, (line, header)
    for line in wanted.get("missing", ()):
        assert line.lower() not in header.lower()
    if "subject" in wanted:
        assert wanted["subject"] == sent.mail["Subject"]
    if "parts" in wanted:
        assert wanted["parts"] == [part.get_content_type() for part in sent.mail.walk() if not part.is_multipart()]
    text = sent.body("plain")
    for words in wanted.get("says", ()):
        assert words in text, (words, text)
    for words in wanted.get("hides", ()):
        assert words not in text
        assert words not in sent.body("html")


def _quotes_nothing(sent: Sent, raw: bytes) -> None:
    """Check that no line, subject or name of a mail stands in our answer: backscatter must carry nothing (RFC 3834 §3)."""
    mail = parse(raw)
    if mail.header("X-Intake-Trace"):
        return  # our own mail, which came back
    ours = sent.body("plain") + sent.body("html") + str(sent.mail["Subject"])
    for line in (*mail.full_text.splitlines(), mail.subject, mail.author.name):
        if len(line.strip()) >= 10 and line.strip() not in (HOUSE.name, HOUSE.address):
            assert line.strip() not in ours


def test_every_folder_is_a_whole_journey() -> None:
    """Each folder says what it tells, in one sentence, and expects something of each of its mails."""
    assert len(JOURNEYS) >= 6
    for name in JOURNEYS:
        text = (FOLDER / name / "expect.yaml").read_text(encoding="utf-8")
        assert text.startswith("# "), name
        mails = sorted(path.name for path in (FOLDER / name / "in").glob("*.eml"))
        assert mails
        assert all(f"  {mail}:" in text for mail in mails), name
