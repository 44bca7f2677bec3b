"""Edits → the new text of a file, through `datafiles.edit`, so that comments and order stay."""

from collections.abc import Iterable

from postlotse.datafiles import edit
from postlotse.desk.forms_rules.fields import Edit, Path, Written
from postlotse.desk.forms_rules.kinds import Kind


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with all edits made in turn; raises EditRefused."""
    for change in edits:
        if change.value is None:
            if edit.has(text, change.path):
                text = edit.remove(text, change.path)
        elif change.append:
            text = edit.add(text, change.path, None, change.value)
        else:
            text = edit.set_value(text, change.path, change.value)
    return text


def added(text: str, kind: Kind, identity: str, made: dict[str, Written]) -> str:
    """Return the text with one thing more, at the end of its kind; raises EditRefused."""
    if not text.strip():
        text = f"{kind.top}:\n"
    return edit.add(text, (kind.top,), None if kind.listed else identity, made)


def removed(text: str, path: Path) -> str:
    """Return the text without one thing; raises EditRefused."""
    return edit.remove(text, path)


def moved(text: str, path: Path, to: int) -> str:
    """Return the text with an entry of a list at another place; raises EditRefused."""
    return edit.move(text, path, to)
