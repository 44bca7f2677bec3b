"""How an office wants its mail, and which template a rule chose: what really leaves the house."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from postlotse.core.names import Referral, Verdict
from postlotse.datafiles.library import Library
from postlotse.datafiles.places import shipped_rules
from postlotse.flow import review
from postlotse.flow.process import Tools, process_all
from postlotse.flow.receive import receive
from postlotse.store.models import ConcernRow, OutboxRow
from postlotse.testing import FakeSource, FixedClock, letter
from tests.flow.conftest import city

pytestmark = pytest.mark.django_db(transaction=True)

RULES = """rules:
  - id: sport
    rule: Von selbst.
    when: {topics: sport}
    then: {office: sportamt, route: auto, min_probability: 0.9, template: [acknowledgement-sport, refer-sport], due: 1}
"""
ACK = "Danke für Ihre sportliche Nachricht."


def town(folder: Path, clock: FixedClock, office: str = "", rules: str = RULES) -> Tools:
    """Return a contact point with one rule, where something more is written at the sports office."""
    for path in Path(shipped_rules()).rglob("*"):
        target = folder / path.relative_to(shipped_rules())
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif "tests" not in target.parts:
            target.write_bytes(path.read_bytes())
    (folder / "routing.yaml").write_text(rules, "utf-8")
    for name, old in (("acknowledgement", "{# element: thanks #}"), ("refer", "")):
        text = (folder / "templates" / "de" / f"{name}.j2").read_text("utf-8")
        changed = text.replace(old, f"{old}\n{ACK}", 1) if old else f"{text}\n{ACK}\n"
        (folder / "templates" / "de" / f"{name}-sport.j2").write_text(changed, "utf-8")
    offices = folder / "offices.yaml"
    text = offices.read_text("utf-8")
    assert "  sportamt:\n" in text
    offices.write_text(text.replace("  sportamt:\n", f"  sportamt:\n    {office}\n", 1) if office else text, "utf-8")
    return city(clock, Library(folder))


def sent(tools: Tools, kind: str) -> EmailMessage:
    """Take a letter in and return the mail of this kind that it led to."""
    source = FakeSource()
    receive(source, folder="INBOX", keep_history_quiet=False, clock=tools.clock)
    source.add(letter("Wir suchen eine Turnhalle für unser Training."), at=tools.clock())
    receive(source, folder="INBOX", keep_history_quiet=False, clock=tools.clock)
    process_all(tools)
    return read(kind)


def read(kind: str) -> EmailMessage:
    content = bytes(OutboxRow.objects.get(kind=kind).content)
    return message_from_bytes(content, policy=policy.default)


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.mark.parametrize(
    ("office", "reply_to"),
    [("", "integration+"), ("answer_to: us", "integration+"), ("answer_to: sender", "alice@verein.example")],
    ids=["usual", "us", "sender"],
)
def test_an_office_answers_to_us_or_straight_to_the_sender(
    tmp_path: Path, clock: FixedClock, office: str, reply_to: str
) -> None:
    """The header and the sentence in the mail say the same."""
    mail = sent(town(tmp_path, clock, office), "forward")
    assert str(mail["Reply-To"]).startswith(reply_to)
    assert reply_to in text_of(mail).partition("Ihre Antwort bitte an:")[2][:60]


def test_what_an_office_wants_before_the_subject_stands_there(tmp_path: Path, clock: FixedClock) -> None:
    """In the mail and in the outbox."""
    mail = sent(town(tmp_path, clock, 'subject_prefix: "[Post]"'), "forward")
    assert str(mail["Subject"]).startswith("[Post] ")
    assert OutboxRow.objects.get(kind="forward").subject.startswith("[Post] ")


def test_the_acknowledgement_uses_the_template_of_the_rule(tmp_path: Path, clock: FixedClock) -> None:
    """The German part; a language without such a template has the usual one."""
    assert ACK in text_of(sent(town(tmp_path, clock), "acknowledgement"))


def test_the_refer_mail_uses_the_template_of_the_rule(tmp_path: Path, clock: FixedClock) -> None:
    """Though it is written later, when a person decides."""
    asked = RULES.replace("route: auto, min_probability: 0.9", "referral: refer")
    tools = town(tmp_path, clock, rules=asked)
    sent(tools, "acknowledgement")
    row = ConcernRow.objects.get()
    assert row.referral == Referral.REFER
    chosen = review.Choice(verdict=Verdict.CONFIRM, topic=row.topic, office=row.office, referral=Referral.REFER)
    review.decide(tools, row.pk, chosen, version=row.version, by="anna")
    assert ACK in text_of(read("refer"))
