"""Find files that nobody reads, and ids that stand twice."""

from collections.abc import Iterator, Mapping

from postlotse.core.problems import Problem, Severity
from postlotse.core.rules.check.where import Where, problem
from postlotse.core.rules.schema import nearest
from postlotse.core.rules.types import RuleBook

READ_FOLDERS = ("tests/", "templates/")
FILES = ("offices.yaml", "organisations.yaml", "topics.yaml", "routing.yaml", "replies.yaml", "calendar.yaml")


def unread(files: Mapping[str, str]) -> Iterator[Problem]:
    """Find files that nobody reads, such as a misspelt name."""
    for name in files:
        if name not in FILES and not name.startswith(READ_FOLDERS):
            cure = nearest(name, FILES)
            sentence = "Diese Datei wird nicht gelesen."
            yield Problem(
                file=name, line=1, column=1, code="unread-file", sentence=sentence, cure=cure, severity=Severity.WARNING
            )


def doubled(book: RuleBook, where: Where) -> Iterator[Problem]:
    """Find rule ids that stand twice."""
    first: dict[str, int] = {}
    for rule in book.rules:
        if rule.id in first:
            sentence = f"Das Kürzel „{rule.id}“ trägt schon die Regel in Zeile {first[rule.id]}."
            yield problem(where.rule(rule), "doubled-rule", sentence, "ein anderes Kürzel wählen")
        first.setdefault(rule.id, rule.line)
