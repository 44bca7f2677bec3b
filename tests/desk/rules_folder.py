"""A rules folder that a desk may write: a small set with comments, and the tools that judge, write and reload it."""

import shutil
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from postlotse.core.calendar import city_time
from postlotse.core.rehearse.run import run_cases
from postlotse.core.rules.types import RuleBook
from postlotse.datafiles import activate
from postlotse.datafiles.library import Library
from postlotse.datafiles.rulefiles import CaseRunner, RuleSet, judge, read_rules
from postlotse.desk import tools as held
from postlotse.desk.tools import RuleTools
from postlotse.flow.process import Tools
from postlotse.flow.rulesets import SetTools
from postlotse.store import rulesets

SHIPPED = Path(__file__).parents[2] / "rules"
OFFICES = """# Stellen der Stadt
offices:

  # im Rathaus
  kulturamt:
    name: Kulturamt
    kind: int
    address: kultur@stadt.example   # gilt seit März
    contact: |
      Kulturamt, Markt 1
      Telefon 0000 31-41
    deputy: foerderung
    absences: [{first: 2026-07-20, last: 2026-08-07}]

  foerderung:
    name: Projektförderung
    kind: int
    address: foerderung@stadt.example
    contact: Projektförderung, Rathaus

  kolleg:
    name: Bürgerkolleg
    kind: ext
    contact: Bürgerkolleg, Gasse 2
"""
TOPICS = """topics:
  foerdermittel:
    names: {de: Fördermittel & Abrechnung, tr: Proje desteği}
    office: foerderung
    keywords:
      de: [Zuschuss*, Förderung]   # am häufigsten
      ar: [منحة]
  veranstaltung:
    names: {de: Veranstaltung & Genehmigung}
    office: kulturamt
  vereinsrecht:
    names: {de: Vereinsrecht}
    office: kolleg
"""
ORGANISATIONS = """organisations:
  verein: {name: Verein der Freunde, domains: [verein.example], district: Nordstadt}
"""
ROUTING = """# Von oben nach unten
rules:

  # zuerst das Geld
  - id: geld
    rule: Fragen nach Zuschüssen gehen an die Projektförderung.
    owner: Anlaufstelle
    when: {topics: foerdermittel}
    then: {office: foerderung, route: review}
    tests:
      - name: Geld für ein Konzert
        subject: Zuschuss
        text: Wir brauchen Geld.
        given: {topics: foerdermittel}
        expect: {office: foerderung}

  - id: fest
    rule: Feste gehen von selbst ans Kulturamt.
    when:
      topics: veranstaltung
      words: [Fest*, "*fest"]
    then: {office: kulturamt, route: auto, min_probability: 0.9}

  # verschachtelt
  - id: verein
    rule: Vereinsfragen beantwortet das Bürgerkolleg.
    when:
      topics: vereinsrecht
      none:
        - words: [Steuer*]
        - topics: {any: foerdermittel, probability: 0.3}
    then: {office: kolleg, route: review}
"""
FILES = {"offices.yaml": OFFICES, "topics.yaml": TOPICS, "organisations.yaml": ORGANISATIONS, "routing.yaml": ROUTING}


@dataclass(frozen=True)
class Folder:
    """The folder and the library that reads it."""

    path: Path
    library: Library
    tools: Tools

    def read(self, name: str) -> str:
        """Return the text of one file."""
        return (self.path / name).read_text("utf-8")

    def edit(self, name: str, old: str, new: str, *, seen: bool = True) -> None:
        """Change a file by hand; `seen` = the desk has noticed."""
        text = self.read(name)
        assert old in text
        (self.path / name).write_text(text.replace(old, new), "utf-8")
        if seen:
            self.library.reload()


def runner(tools: Tools) -> CaseRunner:
    """Return what runs the tests of a set with the model of these tools."""

    def run(book: RuleBook) -> list[object]:
        return run_cases(book, tools.house, book.cases, tools.model().guess, now=tools.clock())  # type: ignore[return-value]

    return run  # type: ignore[return-value]


def open_folder(tools: Tools, path: Path, *, two_persons: bool = False) -> Folder:
    """Write the set into a folder, let the desk work with it, and record it as the one in use."""
    for name, text in FILES.items():
        (path / name).write_text(text, "utf-8")
    for language in ("de", "en"):
        shutil.copytree(SHIPPED / "templates" / language, path / "templates" / language)
    run = runner(tools)
    library = Library(path, runner=run, today=lambda: city_time(tools.clock()).date())
    made = replace(tools, book=library.book)
    sets = SetTools(
        read=lambda: read_rules(path).files,
        judge=lambda files: judge(RuleSet(files=files), today=city_time(tools.clock()).date(), cases=run).problems,
        write=partial(activate.write_set, path),
        finish=partial(activate.finish, path),
        writable=partial(activate.writable, path),
        clock=tools.clock,
        two_persons=two_persons,
    )
    held.hold(made, None, RuleTools(library=library, sets=sets, cases=run))
    rulesets.record(library.book().fingerprint, library.files(), by="daemon", now=tools.clock(), source="start")
    return Folder(path=path, library=library, tools=made)
