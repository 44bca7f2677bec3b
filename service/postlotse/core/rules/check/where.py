"""Where things stand in the files, so that every problem points at the very word.  Decides nothing.

The files are looked at again only when there is something to tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from postlotse.core.problems import Problem, Severity
from postlotse.core.rules.types import Rule, RuleBook
from postlotse.core.yamltext import Items, Node, Scalar, Table, read

#: A step into a file: a key, the position in a list, or the text of a list's entry.
Step = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a file; line and column count from 1, 0 = unknown."""

    file: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Finds places in the files that a book was read from."""

    book: RuleBook
    files: Mapping[str, str]
    _roots: dict[str, Node | None] = field(default_factory=dict)

    def entry(self, key: str, *steps: Step) -> Place:
        """Return the place of an office, topic or organisation ("office:kulturamt"), or of what stands below it.

        What is not there is looked for one step less deep; the last resort is the entry's own id.
        """
        file, line, column = self.book.places.get(key, ("", 0, 0))
        own = Place(file=file, line=line, column=column)
        if not steps:
            return own
        sort, _, name = key.partition(":")
        node = _down(self._root(file), (f"{sort}s", name))
        return _place(file, _deepest(node, steps)) or own

    def rule(self, rule: Rule, *steps: Step) -> Place:
        """Return the place of a rule, or of what stands below it."""
        node = self.rule_node(rule)
        column = self.book.places.get(f"rule:{rule.id}", ("", 0, 0))[2]
        own = Place(file=rule.file, line=rule.line, column=node.column if node else column)
        return (_place(rule.file, _deepest(node, steps)) or own) if steps else own

    def rule_node(self, rule: Rule) -> Node | None:
        """Return the node of a rule, None when the file does not hold it."""
        listed = _down(self._root(rule.file), ("rules",))
        at = next((n for n, other in enumerate(self.book.rules) if other is rule), -1)
        return _down(listed, (at,)) if at >= 0 else None

    def _root(self, file: str) -> Node | None:
        if file not in self._roots:
            self._roots[file] = read(self.files.get(file, ""), file)[0]
        return self._roots[file]


def problem(place: Place, code: str, sentence: str, cure: str = "", severity: Severity = Severity.ERROR) -> Problem:
    """Make a problem at a place."""
    return Problem(
        file=place.file, line=place.line, column=place.column, code=code, sentence=sentence, cure=cure, severity=severity
    )


def hint(place: Place, code: str, sentence: str, cure: str = "") -> Problem:
    """Make a problem that keeps no set from being used."""
    return problem(place, code, sentence, cure, Severity.WARNING)


def of_node(file: str, node: Node) -> Place:
    """Return the place of a node."""
    return Place(file=file, line=node.line, column=node.column)


def _place(file: str, node: Node | None) -> Place | None:
    return of_node(file, node) if node is not None and node.line else None


def _down(node: Node | None, steps: tuple[Step, ...]) -> Node | None:
    """Return the node at the end of all steps, or None."""
    for step in steps:
        node = _step(node, step)
    return node


def _deepest(node: Node | None, steps: tuple[Step, ...]) -> Node | None:
    """Return the node at the end of the steps as far as they can be gone; None when not even the first can."""
    found: Node | None = None
    for step in steps:
        node = _step(node, step)
        if node is None:
            break
        found = node
    return found


def _step(node: Node | None, step: Step) -> Node | None:
    if isinstance(node, Table):
        return node.entries.get(step) if isinstance(step, str) else None
    if isinstance(node, Items):
        if isinstance(step, int):
            return node.items[step] if 0 <= step < len(node.items) else None
        return next((i for i in node.items if isinstance(i, Scalar) and i.value.strip().lower() == step.lower()), None)
    return None
