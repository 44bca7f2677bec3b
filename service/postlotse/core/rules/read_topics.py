"""Read `topics.yaml`."""

from collections.abc import Collection, Mapping

from postlotse.core.names import UNCLEAR
from postlotse.core.problems import Severity
from postlotse.core.rules import keys, schema
from postlotse.core.rules.read_directory import Places, by_language, check_id, known_language
from postlotse.core.rules.schema import Page
from postlotse.core.topics import fold
from postlotse.core.topics.book import Topic
from postlotse.core.yamltext import Node, Table


def topics(page: Page, root: Node | None, offices: Collection[str], places: Places) -> Mapping[str, Topic]:
    """Return all topics by id, in the order of the file."""
    top = schema.fields(page, root, ("topics",), required=("topics",))
    found = {}
    merged: dict[str, Node | None] = {}
    for key, at, node in schema.entries(page, top.get("topics")):
        places[f"topic:{key}"] = (page.file, at.line, at.column)
        check_id(page, at)
        if key == UNCLEAR:
            page.note(
                at, "reserved-id", f"„{UNCLEAR}“ ist kein Thema, sondern heißt: keines ist sicher.", "ein anderes Kürzel wählen"
            )
        entry = schema.fields(page, node, keys.TOPIC, required=("names",))
        names = by_language(page, entry.get("names"))
        if "names" in entry and "de" not in names:
            page.note(entry["names"], "no-german-name", "Der deutsche Name fehlt.", "„de: …“ ergänzen")
        keywords = {}
        for code, place, value in schema.entries(page, entry.get("keywords")):
            if known_language(page, code, place):
                keywords[code] = _keywords(page, value)
        threshold, thresholds = _threshold(page, entry.get("threshold"))
        office = schema.known_ids(page, entry.get("office"), offices, "die Stelle")
        found[key] = Topic(
            id=key,
            names=names,
            description=schema.text(page, entry.get("description")),
            keywords=keywords,
            threshold=threshold,
            thresholds=thresholds,
            office=office[0] if office else "",
            was=schema.texts(page, entry.get("was")),
        )
        merged[key] = entry.get("was")
    _check_merged(page, found, merged)
    return found


def _threshold(page: Page, node: Node | None) -> tuple[float, Mapping[str, float]]:
    """Read how sure a topic must be: one number, or one for each language with `default` for the others."""
    if not isinstance(node, Table):
        return schema.share(page, node, 0.0), {}
    default = schema.share(page, node.entries.get("default"), 0.0)
    found = {}
    for code, at, value in schema.entries(page, node):
        if code == "default" or not known_language(page, code, at):
            continue
        found[code] = schema.share(page, value, default)
        if found[code] < default:
            sentence = f"Der Wert für „{code}“ bewirkt nichts: Es gilt der strengere, {default:g}."
            page.note(value, "threshold-lower", sentence, "erhöhen oder löschen", Severity.WARNING)
    return default, found


def _check_merged(page: Page, found: Mapping[str, Topic], merged: Mapping[str, Node | None]) -> None:
    """Note earlier ids that are still topics, or that two topics claim."""
    claimed: dict[str, str] = {}
    for topic in found.values():
        node = merged[topic.id]
        if node is None:
            continue
        for old in topic.was:
            if old in found:
                sentence = f"„{old}“ steht bei „{topic.id}“ unter „was“, ist aber selbst noch ein Thema."
                page.note(node, "merged-still-there", sentence, f"den Eintrag „{old}“ löschen")
            elif claimed.setdefault(old, topic.id) != topic.id:
                sentence = f"„{old}“ steht schon bei „{claimed[old]}“ unter „was“."
                page.note(node, "merged-twice", sentence, "bei einem der beiden Themen streichen")


def _keywords(page: Page, node: Node) -> tuple[str, ...]:
    """Read keywords; each must hold letters to search for."""
    good = []
    for item in schema.items(page, node):
        word = schema.needed(page, item)
        if word and not fold.fold(word.replace("*", "")).strip(" ."):
            page.note(item, "empty-word", f"„{word}“ enthält keine Buchstaben, nach denen gesucht werden kann.")
        elif word:
            good.append(word)
    return tuple(good)
