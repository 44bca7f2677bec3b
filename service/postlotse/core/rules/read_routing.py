"""Read `routing.yaml`."""

from collections.abc import Collection, Mapping

from postlotse.core.names import Priority, Referral, Route
from postlotse.core.rules import keys, schema
from postlotse.core.rules.cases_read import CaseIds, cases
from postlotse.core.rules.conditions.base import Known
from postlotse.core.rules.conditions.registry import read_condition
from postlotse.core.rules.read_directory import Places, check_id
from postlotse.core.rules.schema import Page
from postlotse.core.rules.types import Action, Rule
from postlotse.core.yamltext import Items, Node, Scalar, Table

RULE_KEYS = keys.RULE
ACTION_KEYS = keys.ACTION
#: The mails that a rule may choose another template for: what every name of such a template begins with.
TEMPLATE_KINDS = ("acknowledgement", "refer")


def rules(page: Page, root: Node | None, offices: Collection[str], known: Known, places: Places) -> tuple[Rule, ...]:
    """Return all rules that could be read, in order."""
    top = schema.fields(page, root, ("rules",), required=("rules",))
    found = []
    ids = case_ids(root, offices, known)
    for node in schema.items(page, top.get("rules")):
        rule = _rule(page, node, offices, known, ids)
        if rule is not None:
            found.append(rule)
            places.setdefault(f"rule:{rule.id}", (page.file, node.line, node.column))
    return tuple(found)


def case_ids(root: Node | None, offices: Collection[str], known: Known) -> CaseIds:
    """Return what tests may name."""
    return CaseIds(offices=offices, topics=known.topics, rules=rule_ids(root), templates=known.templates)


def rule_ids(root: Node | None) -> frozenset[str]:
    """Return the ids of all rules, those with mistakes too, so that one mistake stays one problem."""
    listed = root.entries.get("rules") if isinstance(root, Table) else None
    tables = [item for item in listed.items if isinstance(item, Table)] if isinstance(listed, Items) else []
    return frozenset(at.value.strip() for table in tables if isinstance(at := table.entries.get("id"), Scalar))


def _rule(page: Page, node: Node, offices: Collection[str], known: Known, ids: CaseIds) -> Rule | None:
    """Read one rule."""
    entry = schema.fields(page, node, RULE_KEYS, required=("id", "rule", "when", "then"))
    if isinstance(entry.get("id"), Scalar):
        check_id(page, entry["id"])  # type: ignore[arg-type]
    condition = read_condition(page, entry.get("when"), known)
    action = _action(page, entry.get("then"), offices, known)
    valid_from, valid_until = schema.day(page, entry.get("valid_from")), schema.day(page, entry.get("valid_until"))
    if valid_from is not None and valid_until is not None and valid_until < valid_from:
        page.note(entry["valid_until"], "backwards", "Die Regel endet, bevor sie anfängt.", "die beiden Daten tauschen")
    identity = schema.needed(page, entry.get("id"))
    tests = cases(page, entry.get("tests"), ids, rule=identity)
    if condition is None or action is None:
        return None
    return Rule(
        id=identity,
        sentence=schema.needed(page, entry.get("rule")),
        owner=schema.text(page, entry.get("owner")),
        when=condition,
        then=action,
        file=page.file,
        line=node.line,
        valid_from=valid_from,
        valid_until=valid_until,
        tests=tests,
    )


def _action(page: Page, node: Node | None, offices: Collection[str], known: Known) -> Action | None:
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
    ask_consent = schema.yes_no(page, entry.get("ask_consent"), False)
    if route is Route.AUTO and ask_consent:
        sentence = "„auto“ und „ask_consent“ schließen sich aus: Erst wird gefragt, dann geht etwas hinaus."
        page.note(entry["ask_consent"], "auto-and-consent", sentence, "„route: review“ schreiben")
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
        templates=_templates(page, entry.get("template"), known),
        ask_consent=ask_consent,
    )


def _templates(page: Page, node: Node | None, known: Known) -> tuple[str, ...]:
    """Read names of mail templates, one for each kind of mail; the German one must exist, other languages fall back."""
    found: dict[str, str] = {}
    for item in schema.items(page, node):
        value = schema.needed(page, item).removesuffix(".j2")
        kind, dash, rest = value.partition("-")
        if kind not in TEMPLATE_KINDS or not dash or not rest:
            if value:
                cure = "zum Beispiel „acknowledgement-sport“ oder „refer-sport“ schreiben"
                page.note(item, "bad-template", f"„{value}“ ist kein Name für eine Vorlage.", cure)
        elif value not in known.templates:
            sentence, cure = f"Die Vorlage „de/{value}.j2“ gibt es nicht.", f"templates/de/{value}.j2 anlegen"
            similar = schema.nearest(value, [t for t in known.templates if t.startswith(f"{kind}-")])
            page.note(item, "unknown-template", sentence, similar or cure)
        elif found.setdefault(kind, value) != value:
            page.note(item, "template-twice", "Für eine Mail gilt nur eine Vorlage.", f"„{found[kind]}“ oder „{value}“ löschen")
    return tuple(found.values())
