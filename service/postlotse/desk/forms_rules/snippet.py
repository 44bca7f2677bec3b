"""One entry of a list as a text of its own, and back: for rules that a form cannot show."""

from dataclasses import dataclass

from postlotse.core.problems import Problem
from postlotse.core.yamltext import Items, Node, Table, read


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """The lines `first` to `last` (counted from 0, `last` not included) of a file, without their indentation."""

    first: int
    last: int
    indent: int
    text: str


def cut(text: str, node: Node) -> Snippet | None:
    """Return the entry at `node` of a list that is written line by line; None when it shares its lines with others."""
    lines = text.splitlines()
    first, indent = node.line - 1, node.column - 1
    if not 0 <= first < len(lines) or "-" not in lines[first][:indent] or lines[first][:indent].strip() != "-":
        return None
    dash = lines[first].index("-")
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or _depth(lines[last]) > dash):
        last += 1
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    kept = [lines[first][indent:], *(_without(line, indent) for line in lines[first + 1 : last])]
    return Snippet(first=first, last=last, indent=indent, text="\n".join(kept) + "\n")


def put(text: str, old: Snippet, new: str) -> str:
    """Return the file with the entry replaced by another text."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    pad = " " * old.indent
    written = [f"{pad}{line}".rstrip() if line.strip() else "" for line in new.strip("\n").split("\n")]
    written[0] = lines[old.first][: old.indent] + written[0].lstrip()
    return newline.join([*lines[: old.first], *written, *lines[old.last :]]) + newline


def entry(new: str, identity: str) -> list[Problem]:
    """Return what is wrong with a text that should be one rule, apart from its meaning."""
    node, problems = read(new, "")
    if problems:
        return problems
    if not isinstance(node, Table):
        what = "eine Liste" if isinstance(node, Items) else "kein Eintrag der Form „schlüssel: wert“"
        return [
            Problem(
                file="", line=1, code="not-a-rule", sentence=f"Hier steht {what}, keine Regel.", cure="mit „id: …“ beginnen"
            )
        ]
    found = node.entries.get("id")
    if identity and getattr(found, "value", "").strip() != identity:
        sentence = f"Das Kürzel „{identity}“ muss bleiben: Entscheidungen und Regeln nennen es."
        return [Problem(file="", line=1, code="id-changed", sentence=sentence, cure=f"„id: {identity}“ schreiben")]
    return []


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _without(line: str, indent: int) -> str:
    return line[indent:] if not line[:indent].strip() else line.lstrip()
