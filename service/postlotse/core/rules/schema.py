"""Type the nodes of a YAML file: each reader returns a value and notes a problem at the exact place when it cannot.

Knows nothing of offices, topics or rules: only texts, numbers, days, lists and choices.
"""

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from postlotse.core.problems import Problem, Severity
from postlotse.core.yamltext import Items, Node, Scalar, Table

E = TypeVar("E", bound=StrEnum)

_YES = frozenset({"yes", "true", "ja", "on"})
_NO = frozenset({"no", "false", "nein", "off"})
_MISSING = Scalar(value="")
LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file under reading, with the problems noted so far."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def note(self, at: Node, code: str, sentence: str, cure: str = "", severity: Severity = Severity.ERROR) -> None:
        """Note a problem at a node; what it quotes from the file may be long, and is cut."""
        if len(sentence) > LONGEST_SENTENCE:
            sentence = f"{sentence[: LONGEST_SENTENCE // 2]}…{sentence[-LONGEST_SENTENCE // 4 :]}"
        self.problems.append(
            Problem(file=self.file, line=at.line, column=at.column, code=code, sentence=sentence, cure=cure, severity=severity)
        )


def nearest(word: str, known: Collection[str]) -> str:
    """Return a cure that names the most similar known word, or the known words when they are few, or ""."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"meinten Sie „{close[0]}“?"
    return f"möglich sind: {', '.join(sorted(known))}" if 0 < len(known) <= 16 else ""


def fields(page: Page, node: Node | None, known: Collection[str], *, required: Collection[str] = ()) -> Mapping[str, Node]:
    """Return the entries of a table; unknown and missing keys become problems."""
    if not isinstance(node, Table):
        if node is not None:
            page.note(node, "not-a-table", f"Hier werden Einträge der Form „schlüssel: wert“ erwartet, nicht {_what(node)}.")
        return {}
    for key, place in node.keys.items():
        if key not in known:
            page.note(place, "unknown-key", f"Den Schlüssel „{key}“ gibt es hier nicht.", nearest(key, known))
    for key in required:
        if key not in node.entries:
            page.note(node, "missing-key", f"Hier fehlt der Schlüssel „{key}“.", f"„{key}: …“ ergänzen")
    return {key: value for key, value in node.entries.items() if key in known}


def entries(page: Page, node: Node | None) -> list[tuple[str, Scalar, Node]]:
    """Return (key, key node, value) of a table whose keys are free, such as ids."""
    if isinstance(node, Table):
        return [(key, node.keys[key], value) for key, value in node.entries.items()]
    if node is not None and not _empty(node):
        page.note(node, "not-a-table", f"Hier werden Einträge der Form „schlüssel: wert“ erwartet, nicht {_what(node)}.")
    return []


def text(page: Page, node: Node | None, default: str = "") -> str:
    """Return a text without outer white space."""
    if node is None:
        return default
    if not isinstance(node, Scalar):
        page.note(node, "not-a-text", f"Hier wird ein Text erwartet, nicht {_what(node)}.")
        return default
    return node.value.strip()


def needed(page: Page, node: Node | None) -> str:
    """Return a text that must not be empty (a missing one was noted by `fields`)."""
    value = text(page, node)
    if node is not None and isinstance(node, Scalar) and not value:
        page.note(node, "empty", "Hier fehlt der Text.")
    return value


def items(_page: Page, node: Node | None) -> tuple[Node, ...]:
    """Return the nodes of a list; a single value counts as a list of one, nothing as an empty list."""
    if node is None or _empty(node):
        return ()
    return node.items if isinstance(node, Items) else (node,)


def texts(page: Page, node: Node | None) -> tuple[str, ...]:
    """Return a list of texts; a single text counts as a list of one."""
    return tuple(value for item in items(page, node) if (value := needed(page, item)))


def choice(page: Page, node: Node | None, kinds: type[E]) -> E | None:
    """Return a member of an enumeration, or None."""
    if node is None:
        return None
    value = text(page, node)
    try:
        return kinds(value)
    except ValueError:
        page.note(node, "unknown-value", f"„{value}“ ist hier nicht möglich.", nearest(value, [str(k) for k in kinds]))
        return None


def choices(page: Page, node: Node | None, kinds: type[E]) -> tuple[E, ...]:
    """Return a list of members of an enumeration."""
    return tuple(found for item in items(page, node) if (found := choice(page, item, kinds)) is not None)


def known_ids(page: Page, node: Node | None, ids: Collection[str], what: str) -> tuple[str, ...]:
    """Return a list of ids, each of which must be known; `what` names the sort in German ("die Stelle")."""
    good = []
    for item in items(page, node):
        value = needed(page, item)
        if value in ids:
            good.append(value)
        elif value:
            page.note(item, "unknown-id", f"{what[:1].upper()}{what[1:]} „{value}“ gibt es nicht.", nearest(value, ids))
    return tuple(good)


def yes_no(page: Page, node: Node | None, default: bool) -> bool:
    """Return a truth value written as yes/no, ja/nein or true/false."""
    if node is None:
        return default
    value = text(page, node).lower()
    if value in _YES or value in _NO:
        return value in _YES
    page.note(node, "not-yes-no", f"Hier wird „yes“ oder „no“ erwartet, nicht „{value}“.")
    return default


def number(page: Page, node: Node | None, default: int | None, *, least: int = 0, most: int = 10_000) -> int | None:
    """Return a whole number within bounds."""
    if node is None:
        return default
    value = text(page, node)
    if value.isascii() and value.isdigit() and len(value) < 9 and least <= int(value) <= most:
        return int(value)
    page.note(node, "not-a-number", f"Hier wird eine ganze Zahl von {least} bis {most} erwartet, nicht „{value}“.")
    return default


def share(page: Page, node: Node | None, default: float) -> float:
    """Return a probability between 0 and 1."""
    if node is None:
        return default
    value = text(page, node).replace(",", ".")
    try:
        amount = float(value)
    except ValueError:
        amount = -1.0
    if 0.0 <= amount <= 1.0:
        return amount
    page.note(node, "not-a-share", f"Hier wird eine Zahl zwischen 0 und 1 erwartet, nicht „{value}“.", "zum Beispiel 0.9")
    return default


def day(page: Page, node: Node | None) -> date | None:
    """Return a day written as 2026-12-31."""
    if node is None:
        return None
    value = text(page, node)
    try:
        if len(value) != 10:
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        page.note(node, "not-a-day", f"„{value}“ ist kein Datum.", "in der Form 2026-12-31 schreiben")
        return None


def clock(page: Page, node: Node | None) -> int | None:
    """Return a time of day written as 18:30, in minutes after midnight."""
    if node is None:
        return None
    value = text(page, node)
    if (total := minutes(value)) is not None:
        return total
    page.note(node, "not-a-time", f"„{value}“ ist keine Uhrzeit.", "in der Form 18:30 schreiben")
    return None


def minutes(value: str) -> int | None:
    """Return the minutes after midnight of a time written as 18:30, up to 24:00; None when it is none."""
    hour, colon, minute = value.partition(":")
    if not (value.isascii() and colon and hour.isdigit() and len(hour) < 3 and minute.isdigit() and len(minute) == 2):
        return None
    total = int(hour) * 60 + int(minute)
    return total if int(minute) < 60 and total <= 24 * 60 else None


def address(page: Page, node: Node | None) -> str:
    """Return a plain mail address, or "" when none is given or it cannot be one."""
    if node is None:
        return ""
    value = text(page, node)
    local, at, domain = value.rpartition("@")
    plain = value.isascii() and value.isprintable() and not any(c in value for c in ' ,;:<>()[]"\\')
    if not value or (at and local and plain and "@" not in local and len(value) <= 254 and domain_like(domain)):
        return value
    page.note(node, "not-an-address", f"„{value}“ ist keine Mailadresse.", "in der Form name@stadt.example schreiben")
    return ""


def domain_like(value: str) -> bool:
    """Tell whether a text can be the domain of a mail address."""
    labels = value.split(".")
    return len(labels) > 1 and all(
        label and len(label) < 64 and label.replace("-", "").isalnum() and not label.startswith("-") for label in labels
    )


def place(node: Node | None) -> Node:
    """Return a node to point at even when there is none."""
    return node if node is not None else _MISSING


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.value in {"", "~", "null"}


def _what(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"„{node.value[:40]}“"
    return "eine Liste" if isinstance(node, Items) else "weitere Einträge"
