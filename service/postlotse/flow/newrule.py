"""From a pattern of corrections to changed rule files: a rule before the one that decided, or another office in its place.

Pure: texts in, texts out; how a file is changed without touching the rest of it comes in as a port.  Holds no word of a mail
but those that the pattern names.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from postlotse.core.names import UNCLEAR, Referral, Route, Tier
from postlotse.core.rules.types import Rule, RuleBook
from postlotse.core.tell.plainly import listed, office, topic
from postlotse.flow.patterns import Pattern, Shape

OWNER = "Vorschlag"
ROUTING, TOPICS = "routing.yaml", "topics.yaml"
_LONGEST_ID = 60
_NO_ID = re.compile(r"[^a-z0-9]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
#: What a rule does beside naming office and way; a rule that is put before it does the same.
_ALSO = ("involve", "priority", "due", "tags", "template", "ask_consent")


class Add(Protocol):
    """Adds an entry to a list or table of a YAML text (`datafiles.edit.add`)."""

    def __call__(
        self, text: str, path: Sequence[str | int], key: str | None, value: Any, *, before: str | int | None = None
    ) -> str:
        """Return the changed text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Changes one thing in a YAML text and leaves the rest as it stands (`datafiles.edit`); each may raise a PostlotseError."""

    add: Add
    set_value: Callable[[str, Sequence[str | int], Any], str]
    value_of: Callable[[str, Sequence[str | int]], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRule:
    """What becomes of the files: their texts, a title, a sentence on the change, the id of the rule that is new or changed."""

    files: Mapping[str, str]
    title: str
    sentence: str
    rule: str


def drafted(pattern: Pattern, book: RuleBook, files: Mapping[str, str], edit: Edit, *, tested: bool = True) -> NewRule:
    """Return the files with the rule that the pattern asks for; `tested` = with a test of its own beside it.

    Raises PostlotseError when a file cannot be changed there.
    """
    rule = next((r for r in book.rules if r.id == pattern.rule), None)
    if pattern.shape is Shape.WHOLE and rule is None and pattern.target.office:
        return _other_default(pattern, book, files, edit)
    if pattern.shape is Shape.WHOLE and rule is not None and _asks_for(rule, files, edit) == set(pattern.topics):
        return _other_office(pattern, rule, book, files, edit)
    return _rule_before(pattern, rule, book, files, edit, tested=tested)


def sentence(pattern: Pattern, book: RuleBook) -> str:
    """Return in German what the new rule says."""
    topics = [topic(book, t) for t in pattern.topics if t != UNCLEAR]
    about = f" zu {listed([f'„{name}“' for name in topics], last='oder')}" if topics else ""
    match pattern.shape:
        case Shape.ORGANISATION:
            name = next((o.name for o in book.organisations if o.id == pattern.organisation), pattern.organisation)
            which = f"Anliegen von „{name}“{about}"
        case Shape.WORDS:
            words = listed([f"„{word.strip('*')}“" for word in pattern.words], last="oder")
            which = f"Anliegen{about}, in denen {words} vorkommt,"
        case Shape.WHOLE:
            which = f"Anliegen{about}"
    if pattern.target.office:
        return f"{which} bekommt „{office(book, pattern.target.office)}“."
    if pattern.target.kept == Referral.BUNDLE:
        return f"{which} zählen wir als gemeinsamen Bedarf."
    return f"{which} bearbeiten wir selbst."


def _other_default(pattern: Pattern, book: RuleBook, files: Mapping[str, str], edit: Edit) -> NewRule:
    """Give the topic another usual office."""
    (name,) = pattern.topics
    said = f"Die übliche Stelle für „{topic(book, name)}“ wird „{office(book, pattern.target.office)}“."
    text = edit.set_value(files[TOPICS], ("topics", name, "office"), pattern.target.office)
    return NewRule(files={**files, TOPICS: text}, title=said.rstrip("."), sentence=said, rule="")


def _asks_for(rule: Rule, files: Mapping[str, str], edit: Edit) -> set[str]:
    """Return the topics that a rule asks for directly, empty when it does not."""
    when = edit.value_of(files[rule.file or ROUTING], ("rules", f"id={rule.id}", "when"))
    return _topics_of(when)


def _topics_of(when: Any) -> set[str]:
    asked = when.get("topics") if isinstance(when, dict) else None
    if isinstance(asked, dict):
        asked = asked.get("primary")
    return {asked} if isinstance(asked, str) else set(asked) if isinstance(asked, list) else set()


def _other_office(pattern: Pattern, rule: Rule, book: RuleBook, files: Mapping[str, str], edit: Edit) -> NewRule:
    """Let the rule that decided name another office, with its own tests; a person looks first from now on."""
    name, place = rule.file or ROUTING, ("rules", f"id={rule.id}")
    said = sentence(pattern, book)
    text = edit.set_value(files[name], (*place, "rule"), said)
    then = _then(pattern, rule, edit.value_of(text, (*place, "then")), book)
    text = edit.set_value(text, (*place, "then"), then)
    for at, case in enumerate(rule.tests):
        if case.expect.office is not None and case.expect.office == rule.then.office:
            text = edit.set_value(text, (*place, "tests", at, "expect", "office"), pattern.target.office or "none")
    title = f"Regel „{rule.id}“: {said.rstrip('.')}"
    return NewRule(files={**files, name: text}, title=title, sentence=said, rule=rule.id)


def _then(pattern: Pattern, rule: Rule | None, before: Mapping[str, Any], book: RuleBook) -> dict[str, Any]:
    """Return the action: office or way of the pattern, what else the deciding rule did, and always a person first."""
    then: dict[str, Any] = {"office": pattern.target.office} if pattern.target.office else {"referral": pattern.target.kept}
    referral = _referral(pattern, book)
    if pattern.target.office and referral:
        then["referral"] = referral
    then["route"] = Route.REVIEW.value
    if rule is not None:
        then |= {key: before[key] for key in _ALSO if key in before}
        involved = before.get("involve", [])
        left = [i for i in ([involved] if isinstance(involved, str) else involved) if i != pattern.target.office]
        then["involve"] = left or None
    return {key: value for key, value in then.items() if value is not None}


def _referral(pattern: Pattern, book: RuleBook) -> str:
    """Return how people passed it on where all did the same and it is not the usual way, else ""."""
    found = book.offices.get(pattern.target.office)
    usual = Referral.HAND_OVER if found is not None and found.tier is Tier.A else Referral.REFER
    chosen = {opinion.referral for opinion in pattern.opinions}
    if len(chosen) != 1 or chosen == {usual} or not chosen & {Referral.REFER, Referral.INVOLVE}:
        return ""
    return str(next(iter(chosen)))


def _rule_before(
    pattern: Pattern, rule: Rule | None, book: RuleBook, files: Mapping[str, str], edit: Edit, *, tested: bool
) -> NewRule:
    """Put a new rule before the one that decided, or behind all when none did."""
    name = (rule.file if rule else "") or ROUTING
    place = ("rules", f"id={rule.id}") if rule else ()
    own = _when(pattern)
    when, plain = own, True
    # A rule of one association that several rules decided stands for itself; the others narrow the rule that they stand before.
    if rule is not None and _same_rule(pattern):
        when, plain = _joined(own, edit.value_of(files[name], (*place, "when")))
    then = _then(pattern, rule, edit.value_of(files[name], (*place, "then")) if rule else {}, book)
    identity, said = _id(pattern, book), sentence(pattern, book)
    value: dict[str, Any] = {"id": identity, "rule": said, "owner": OWNER, "when": when, "then": then}
    if tested and plain:
        value["tests"] = [_test(pattern, book)]
    text = edit.add(files[name], ("rules",), None, value, before=f"id={rule.id}" if rule else None)
    return NewRule(files={**files, name: text}, title=f"Neue Regel: {said.rstrip('.')}", sentence=said, rule=identity)


def _same_rule(pattern: Pattern) -> bool:
    return {opinion.rule for opinion in pattern.opinions} == {pattern.rule}


def _when(pattern: Pattern) -> dict[str, Any]:
    """Return what the pattern asks of a mail."""
    when: dict[str, Any] = {"topics": pattern.topics[0] if len(pattern.topics) == 1 else list(pattern.topics)}
    if pattern.shape is Shape.ORGANISATION:
        when["sender"] = {"organisation": pattern.organisation}
    if pattern.shape is Shape.WORDS:
        when["words"] = list(pattern.words)
    return when


def _joined(own: dict[str, Any], other: Any) -> tuple[dict[str, Any], bool]:
    """Return both conditions as one, and whether the other asked for nothing but topics that our own are among."""
    if isinstance(other, dict) and set(other) == {"topics"} and not isinstance(other["topics"], dict):
        return own, True
    rest = {key: value for key, value in other.items() if key != "topics"} if isinstance(other, dict) else {}
    mine = set([own["topics"]] if isinstance(own["topics"], str) else own["topics"])
    flat = isinstance(other, dict) and not rest.keys() & own.keys() and not isinstance(other.get("topics"), dict)
    if flat and (not other.get("topics") or mine <= _topics_of(other)):
        return own | rest, False
    return {"all": [own, other]}, False


def _id(pattern: Pattern, book: RuleBook) -> str:
    """Return an id that no rule has."""
    scope = pattern.organisation or "-".join(pattern.topics)
    words = f"vorschlag-{scope}-{pattern.target.office or pattern.target.kept}".lower().translate(_UMLAUTS)
    base = _NO_ID.sub("-", words).strip("-")[:_LONGEST_ID].strip("-")
    taken = {rule.id for rule in book.rules}
    return next(name for n in range(1, len(taken) + 3) if (name := base if n == 1 else f"{base}-{n}") not in taken)


def _test(pattern: Pattern, book: RuleBook) -> dict[str, Any]:
    """Return a test made of the rule alone: its topic, its first word, an address from the directory.  No mail is in it."""
    words = pattern.words[0].strip("*") if pattern.words else ""
    test: dict[str, Any] = {
        "name": "Vorschlag aus Korrekturen",
        "subject": words or "Anfrage",
        "text": "",
        "given": {"topics": pattern.topics[0], "flags": "none"},
    }
    if pattern.organisation:
        organisation = next(o for o in book.organisations if o.id == pattern.organisation)
        test["from"] = (*organisation.addresses, *(f"post@{domain}" for domain in organisation.domains))[0]
    test["expect"] = {"office": pattern.target.office} if pattern.target.office else {"referral": pattern.target.kept}
    return test
