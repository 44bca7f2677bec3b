"""The ids that a rules folder defines, read leniently: an editor wants them while the files are still full of mistakes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from postlotse.core.rules.read_routing import rule_ids
from postlotse.core.yamltext import Node, Scalar, Table, read

#: Id → what it is called.
Named = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """What may be named in the files; empty = not known, and any id will do."""

    offices: Named = field(default_factory=dict)
    topics: Named = field(default_factory=dict)
    organisations: Named = field(default_factory=dict)
    rules: Named = field(default_factory=dict)
    templates: Named = field(default_factory=dict)


def ids_of(files: Mapping[str, str]) -> Ids:
    """Return the ids of a set of files as far as they can be read."""
    head, tail = "templates/de/", ".j2"
    templates = sorted(name[len(head) : -len(tail)] for name in files if name.startswith(head) and name.endswith(tail))
    return Ids(
        offices=dict(_entries(files, "offices")),
        topics=dict(_entries(files, "topics")),
        organisations=dict(_entries(files, "organisations")),
        rules=dict.fromkeys(sorted(rule_ids(_root(files, "routing.yaml"))), ""),
        templates=dict.fromkeys([name for name in templates if "-" in name], ""),
    )


def _root(files: Mapping[str, str], name: str) -> Node | None:
    return read(files[name], name)[0] if name in files else None


def _entries(files: Mapping[str, str], sort: str) -> Iterator[tuple[str, str]]:
    """Yield id and German name of every entry of a file whose entries are keyed by id."""
    root = _root(files, f"{sort}.yaml")
    table = root.entries.get(sort) if isinstance(root, Table) else None
    for key, node in table.entries.items() if isinstance(table, Table) else ():
        yield key, _name(node)


def _name(node: Node) -> str:
    """Return `name`, or the German one of `names`."""
    if not isinstance(node, Table):
        return ""
    name = node.entries.get("name")
    names = node.entries.get("names")
    if name is None and isinstance(names, Table):
        name = names.entries.get("de")
    return name.value.strip() if isinstance(name, Scalar) else ""
