"""Read `routing.yaml`."""

from collections.abc import Collection, Mapping

from postlotse.core.names import Priority, Referral, Route
from postlotse.core.rules import schema
from postlotse.core.rules.conditions.base import Known
from postlotse.core.rules.conditions.registry import read_condition
from postlotse.core.rules.read_directory import Places, check_id
from postlotse.core.rules.schema import Page
from postlotse.core.rules.types import Action, Rule
from postlotse.core.yamltext import Node, Scalar, Table

RULE_KEYS = ("id", "rule", "owner", "when", "then", "valid_from", "valid_until")
ACTION_KEYS = ("office", "involve", "referral", "route", "min_probability", "priority", "due", "tags", "stop", "continue")


def rules(page: Page, root: Node | None, offices: Collection[str], known: Known, places: Places) -> tuple[Rule, ...]:
    """Return all rules that could be read, in order."""
    top = schema.fields(page, root, ("rules",), required=("rules",))
    found = []
    for node in schema.items(page, top.get("rules")):
        rule = _rule(page, node, offices, known)
        if rule is not None:
            found.append(rule)
            places.setdefault(f"rule:{rule.id}", (page.file, node.line, node.column))
    return tuple(found)


def _rule(page: Page, node: Node, offices: Collection[str], known: Known) -> Rule | None:
    """Read one rule."""
    entry = schema.fields(page, node, RULE_KEYS, required=("id", "rule", "when", "then"))
    if isinstance(entry.get("id"), Scalar):
        check_id(page, entry["id"])  # type: ignore[arg-type]
    condition = read_condition(page, entry.get("when"), known)
    action = _action(page, entry.get("then"), offices)
    valid_from, valid_until = schema.day(page, entry.get("valid_from")), schema.day(page, entry.get("valid_until"))
    if valid_from is not None and valid_until is not None and valid_until < valid_from:
        page.note(entry["valid_until"], "backwards", "Die Regel endet, bevor sie anfängt.", "die beiden Daten tauschen")
    if condition is None or action is None:
        return None
    return Rule(
        id=schema.needed(page, entry.get("id")),
        sentence=schema.needed(page, entry.get("rule")),
        owner=schema.text(page, entry.get("owner")),
        when=condition,
        then=action,
        file=page.file,
        line=node.line,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def _action(page: Page, node: Node | None, offices: Collection[str]) -> Action | None:
    """Read what a rule does; a rule that only adds continues unless it says otherwise."""
    entry: Mapping[str, Node] = schema.fields(page, node, ACTION_KEYS)
    if not isinstance(node, Table):
        return None
    if not entry:
        page.note(node, "empty", "Die Regel tut nichts.", "zum Beispiel „office: …“ ergänzen")
        return None
    office = schema.known_ids(page, entry.get("office"), offices, "die Stelle")
    if len(office) > 1:
        page.note(
            entry["office"], "several-offices", "Eine Regel nennt genau eine Stelle.", "weitere unter „involve“ eintragen"
        )
    referral = schema.choice(page, entry.get("referral"), Referral)
    route = schema.choice(page, entry.get("route"), Route)
    if route is Route.SHADOW:
        cure = "„auto“ schreiben"
        page.note(entry["route"], "route-shadow", "Den Probebetrieb gibt keine Regel vor; er kommt von selbst.", cure)
        route = None
    if route is Route.AUTO and "min_probability" not in entry:
        cure = "„min_probability: 0.9“ ergänzen"
        page.note(
            entry["route"],
            "auto-without-probability",
            "Eine Regel mit „auto“ muss sagen, wie sicher das Thema sein muss.",
            cure,
        )
    if "stop" in entry and "continue" in entry:
        page.note(entry["continue"], "stop-and-continue", "„stop“ und „continue“ sagen dasselbe.", "eines davon löschen")
    decides = "office" in entry or referral is not None or route is not None
    stop = not schema.yes_no(page, entry.get("continue"), not schema.yes_no(page, entry.get("stop"), decides))
    return Action(
        office=office[0] if office else "",
        involve=schema.known_ids(page, entry.get("involve"), offices, "die Stelle"),
        referral=referral,
        route=route,
        min_probability=schema.share(page, entry.get("min_probability"), 1.0),
        priority=schema.choice(page, entry.get("priority"), Priority),
        due_days=schema.number(page, entry.get("due"), None, most=250),
        tags=schema.texts(page, entry.get("tags")),
        stop=stop,
    )
