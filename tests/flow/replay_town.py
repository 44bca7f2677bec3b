"""A small town for replays: two offices of the city, one that is asked first, a partner outside, and rules to change."""

from dataclasses import replace

from postlotse.core.names import Referral, Verdict
from postlotse.core.rules.load import load_book
from postlotse.core.rules.types import RuleBook
from postlotse.flow import review
from postlotse.flow.process import Tools
from postlotse.store.models import ConcernRow
from postlotse.testing import FakeModel, letter
from tests.flow.test_process import take_in

OFFICES = """\
offices:
  kulturamt: {name: Kulturamt, kind: int, address: kultur@stadt.example, contact: Rathaus}
  sportamt: {name: Sportamt, kind: int, address: sport@stadt.example, contact: Rathaus}
  beirat: {name: Beirat, kind: int, sensitive: yes, address: beirat@stadt.example, contact: Rathaus}
  kolleg: {name: Kolleg, kind: ext, address: post@kolleg.example, contact: Kolleg}
"""
TOPICS = """\
topics:
  kultur: {names: {de: Kultur}, office: kulturamt}
  sport: {names: {de: Sport}, office: sportamt}
  raeume: {names: {de: Räume}, office: kolleg}
"""
ROUTING = """\
rules:
  - id: halle
    rule: Hallenzeiten gehen zum Kulturamt.
    when: {topics: sport}
    then: {office: kulturamt}
  - id: kultur
    rule: Kultur geht von selbst ins Kulturamt.
    when: {topics: kultur}
    then: {office: kulturamt, route: auto, min_probability: 0.9}
"""
WORDS = {"halle": ("sport", 0.97), "konzert": ("kultur", 0.95), "saal": ("raeume", 0.6)}
#: Words that stand in the mails and nowhere in the rules.
SECRETS = ("Quittenbaum", "Zimtstern", "rosalinde", "geheim.example", "Herzklopfen")


def book(**changes: str) -> RuleBook:
    """Return the town's rule book; `changes` put other text in the place of offices, topics, routing or replies."""
    texts = {"offices": OFFICES, "topics": TOPICS, "routing": ROUTING} | changes
    made, problems = load_book({f"{name}.yaml": text for name, text in texts.items()})
    assert made, problems
    return made


def town(tools: Tools, active: RuleBook) -> Tools:
    """Return the tools with the town's rules and a model that knows its words."""
    return replace(tools, book=lambda: active, model=lambda: FakeModel(WORDS))


def arrive(tools: Tools, *texts: str) -> list[ConcernRow]:
    """Let mails of different people arrive; return all concerns in their order."""
    mails = [
        letter(
            f"{text} {' '.join(SECRETS)}.",
            subject=f"{SECRETS[0]} {number}",
            message_id=f"<{number}@geheim.example>",
            sender=f"rosalinde{number}@geheim.example",
        )
        for number, text in enumerate(texts)
    ]
    take_in(tools, *mails)
    return list(ConcernRow.objects.order_by("id"))


def decide(tools: Tools, concern: ConcernRow, verdict: Verdict = Verdict.CONFIRM, **changes: object) -> None:
    """Let a person decide on a concern: as suggested, with changes."""
    concern.refresh_from_db()
    values = {"topic": concern.topic, "office": concern.office, "referral": Referral(concern.referral)} | changes
    review.decide(
        tools,
        concern.pk,
        review.Choice(verdict=verdict, **values),  # type: ignore[arg-type]
        version=concern.version,
        by="anna",
    )
