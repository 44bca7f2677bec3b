"""A small city whose staff correct suggestions: rules in a folder, mails that really come in, verdicts that really stand."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from postlotse.core.house import House
from postlotse.core.names import Referral, Verdict
from postlotse.core.ports import Arrival, Origin
from postlotse.core.rehearse.run import run_cases
from postlotse.core.rules.cases import CaseResult
from postlotse.core.rules.types import RuleBook
from postlotse.datafiles import edit
from postlotse.datafiles.library import Library
from postlotse.datafiles.places import shipped_rules
from postlotse.datafiles.rulefiles import RuleSet, judge
from postlotse.flow import corrections, review
from postlotse.flow.corrections import CorrectionTools, Proposal
from postlotse.flow.newrule import Edit
from postlotse.flow.process import Tools, process_all
from postlotse.store import intake
from postlotse.store.models import ConcernRow
from postlotse.testing import FakeModel, FixedClock, letter
from tests.flow.conftest import city

FILES = {
    "offices.yaml": """\
offices:
  foerderung: {name: Projektförderung, kind: int, address: foerderung@stadt.example, contact: Rathaus, for: Zuschüsse}
  kulturamt: {name: Kulturamt, kind: int, address: kultur@stadt.example, contact: Markt}
  sportamt: {name: Sportamt, kind: int, address: sport@stadt.example, contact: Stadion, for: Turnhalle und Schwimmbad}
  schulamt: {name: Schulamt, kind: int, address: schule@stadt.example, contact: Schule}
  kolleg: {name: Bürgerkolleg, kind: ext, address: info@kolleg.example, contact: Gasse}
""",
    "topics.yaml": """\
topics:
  foerdermittel: {names: {de: Fördermittel}, office: foerderung}
  raeume:
    names: {de: Räume}
    # noch ohne Regel
    office: foerderung
  kultur: {names: {de: Kultur}, office: kulturamt, keywords: {de: [Konzert*, Theater*]}}
""",
    "organisations.yaml": """\
organisations:
  freunde: {name: Verein der Freunde, domains: [freunde.example]}
  nuur: {name: Nuur e. V., addresses: [post@nuur.example]}
""",
    "routing.yaml": """\
# Unsere Regeln.
rules:
  - id: eilig
    rule: Mit Frist geht es vor.
    when: {flags: deadline}
    then: {priority: high}

  # Geld
  - id: geld
    rule: Geld gibt es bei der Projektförderung.
    owner: Förderstelle
    when: {topics: foerdermittel}
    then: {office: foerderung, route: review, tags: [geld]}
    tests:
      - name: Zuschuss
        subject: Zuschuss
        given: {topics: foerdermittel}
        expect: {office: foerderung}

  - id: buehne
    rule: Kultur macht das Kulturamt.
    when: {topics: [kultur]}
    then: {office: kulturamt, route: review}
""",
}
WORDS = {"zuschuss": ("foerdermittel", 0.9), "raum": ("raeume", 0.9), "bühne": ("kultur", 0.9)}


@dataclass
class Staff:
    """The people of a contact point with their tools; `folder` holds the rules in use."""

    tools: Tools
    library: Library
    clock: FixedClock
    folder: Path
    arrived: int = 0
    numbers: list[str] = field(default_factory=list)

    def receive(self, text: str, *, sender: str = "", subject: str = "Anfrage") -> ConcernRow:
        """Let a mail of another person arrive; return its first concern."""
        self.arrived += 1
        self.clock.forward(hours=1)
        raw = letter(
            text,
            subject=subject,
            message_id=f"<{self.arrived}@verein.example>",
            sender=sender or f"Person {self.arrived} <person{self.arrived}@verein.example>",
        )
        origin = Origin(account="integration", folder="INBOX", uidvalidity=1, uid=str(self.arrived))
        arrival = Arrival(origin=origin, raw=raw, received_at=self.clock(), size=len(raw))
        intake.add_raw(arrival, digest=hashlib.sha256(raw).hexdigest(), now=self.clock(), baseline=False)
        process_all(self.tools)
        concern = ConcernRow.objects.order_by("-message", "position").first()
        assert concern is not None
        self.numbers.append(concern.case.number)
        return concern

    def decide(self, concern: ConcernRow, *, by: str = "anna", **changes: object) -> None:
        """Say where a concern belongs; without changes the suggestion is confirmed."""
        values: dict[str, object] = {
            "verdict": Verdict.CHANGE if changes else Verdict.CONFIRM,
            "topic": concern.topic,
            "office": concern.office,
            "referral": Referral(concern.referral),
        }
        choice = review.Choice(**(values | changes))  # type: ignore[arg-type]
        review.decide(self.tools, concern.pk, choice, version=concern.version, by=by)

    def corrected(self, texts: Sequence[str], *, office: str, sender: str = "", **changes: object) -> None:
        """Let mails arrive that are all passed to another office."""
        for text in texts:
            self.decide(self.receive(text, sender=sender), office=office, referral=Referral.HAND_OVER, **changes)  # type: ignore[arg-type]

    def confirmed(self, *texts: str, sender: str = "") -> None:
        """Let mails arrive whose suggestion is right."""
        for text in texts:
            self.decide(self.receive(text, sender=sender))

    def look(self) -> list[Proposal]:
        """Look for what was corrected alike."""
        return corrections.look(correcting(self.tools.house, self.library), now=self.clock())


def correcting(house: House, library: Library) -> CorrectionTools:
    """Return the tools of looking, over real files and a real check with the rules' own tests."""

    def cases(book: RuleBook) -> list[CaseResult]:
        return run_cases(book, house, book.cases, lambda *_: None, now=FixedClock()())

    return CorrectionTools(
        house=house,
        files=library.files,
        judge=lambda files: judge(RuleSet(files=files), cases=cases).problems,
        edit=Edit(add=edit.add, set_value=edit.set_value, value_of=edit.value_of),
    )


def staff(clock: FixedClock, folder: Path, **files: str) -> Staff:
    """Write the rules into a folder and open the contact point."""
    shutil.copytree(shipped_rules() / "templates", folder / "templates")
    for name, text in (FILES | files).items():
        (folder / name).write_text(text, encoding="utf-8")
    library = Library(folder)
    tools = city(clock, library)
    return Staff(tools=replace(tools, model=lambda: FakeModel(WORDS)), library=library, clock=clock, folder=folder)
