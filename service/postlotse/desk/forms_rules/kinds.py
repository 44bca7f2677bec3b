"""What can be edited in forms: offices, topics, associations and rules; each with its file, its words and its form."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from postlotse.core.rules.types import RuleBook
from postlotse.core.yamltext import Items, Node, Scalar, Table, read
from postlotse.desk.forms_rules import directory, rule
from postlotse.desk.forms_rules.fields import Path, at
from postlotse.desk.forms_rules.groups import Group

_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "ae", "Ö": "oe", "Ü": "ue", "ı": "i"})
_LONGEST_ID = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of thing: `key` stands in addresses of pages, `file` and `top` say where the things stand."""

    key: str
    file: str
    top: str
    one: str
    many: str
    new: str
    form: Callable[[RuleBook | None], tuple[Group, ...]]
    title: Path
    listed: bool = False  # a list whose entries have an id, not a table by id

    def path(self, identity: str) -> Path:
        """Return the path of one thing in its file."""
        return (self.top, f"id={identity}") if self.listed else (self.top, identity)


OFFICE = Kind(
    key="stellen",
    file="offices.yaml",
    top="offices",
    one="Stelle",
    many="Stellen",
    new="Neue Stelle",
    form=directory.office,
    title=("name",),
)
TOPIC = Kind(
    key="themen",
    file="topics.yaml",
    top="topics",
    one="Thema",
    many="Themen",
    new="Neues Thema",
    form=directory.topic,
    title=("names", "de"),
)
ORGANISATION = Kind(
    key="vereine",
    file="organisations.yaml",
    top="organisations",
    one="Verein",
    many="Vereine",
    new="Neuer Verein",
    form=directory.organisation,
    title=("name",),
)
RULE = Kind(
    key="weiterleitung",
    file="routing.yaml",
    top="rules",
    one="Regel",
    many="Regeln",
    new="Neue Regel",
    form=rule.form,
    title=("rule",),
    listed=True,
)
KINDS: Mapping[str, Kind] = {kind.key: kind for kind in (OFFICE, TOPIC, ORGANISATION, RULE)}


def root_of(files: Mapping[str, str], kind: Kind) -> Node | None:
    """Return the root node of the file of a kind, None when it is missing or no YAML."""
    return _parsed(files.get(kind.file, ""), kind.file)


@lru_cache(maxsize=16)  # each page asks for the same few texts many times
def _parsed(text: str, file: str) -> Node | None:
    return read(text, file)[0]


def things(files: Mapping[str, str], kind: Kind) -> dict[str, Node]:
    """Return the nodes of all things of a kind by id, in the order of the file."""
    top = at(root_of(files, kind), (kind.top,))
    if kind.listed:
        items = top.items if isinstance(top, Items) else ()
        return {identity: item for item in items if (identity := _text(at(item, ("id",))))}
    return dict(top.entries) if isinstance(top, Table) else {}


def key_of(files: Mapping[str, str], kind: Kind, identity: str) -> Scalar | None:
    """Return the node of the key under which a thing stands; None in a list."""
    top = at(root_of(files, kind), (kind.top,))
    return top.keys.get(identity) if isinstance(top, Table) else None


def title_of(kind: Kind, identity: str, node: Node | None) -> str:
    """Return the name of a thing, its id when it has none."""
    return _text(at(node, kind.title)) or identity


def _text(node: Node | None) -> str:
    return node.value.strip() if isinstance(node, Scalar) else ""


def id_from(name: str) -> str:
    """Return an id made of a name: small letters, digits and _."""
    plain = unicodedata.normalize("NFKD", name.translate(_SPELT)).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    made = ""
    for word in words:
        if len(made) + len(word) + 1 > _LONGEST_ID:
            break
        made = f"{made}_{word}" if made else word
    return made or (words[0][:_LONGEST_ID] if words else "")
