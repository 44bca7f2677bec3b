"""Find rules that never hold because their own conditions exclude each other, and alternatives that never do."""

from collections.abc import Iterator, Sequence

from postlotse.core.names import Kind
from postlotse.core.problems import Problem
from postlotse.core.rules.check.meaning import RELATIONS, boxes, of_rule, possible, validity
from postlotse.core.rules.check.parts import Part, parts
from postlotse.core.rules.check.space import every
from postlotse.core.rules.check.where import Where, hint, of_node, problem
from postlotse.core.rules.check.world import KINDS, World
from postlotse.core.rules.conditions.base import Condition
from postlotse.core.rules.conditions.message import KindIs
from postlotse.core.rules.conditions.nesting import AllOf, AnyOf
from postlotse.core.rules.types import Rule, RuleBook
from postlotse.core.words import KIND_WORDS

_TRIED = frozenset(KINDS)
_CURE = "eine der beiden Bedingungen löschen, oder beide unter „any“ setzen, wenn eine genügen soll"


def never_true(book: RuleBook, w: World, where: Where) -> Iterator[Problem]:
    """Find rules whose conditions can never hold together."""
    for rule in book.rules:
        if not validity(w, rule):
            continue  # over; `dates` tells
        if not of_rule(w, rule):
            yield _why(rule, w, where)
            continue
        yield from _unasked_kinds(rule, where)
        if _has_dead_branch(rule, w):
            yield from _dead_branches(rule, w, where)


def all_parts(condition: Condition) -> tuple[Condition, ...]:
    """Return the parts of a condition, itself included."""
    return (condition, *(inner for part in getattr(condition, "parts", ()) for inner in all_parts(part)))


def _parts(rule: Rule, where: Where) -> list[Part]:
    node = where.rule_node(rule)
    return parts(getattr(node, "entries", {}).get("when"), rule.when)


def _why(rule: Rule, w: World, where: Where) -> Problem:
    """Say which conditions exclude each other."""
    demanded = _parts(rule, where)
    for part in demanded:
        if isinstance(part.condition, KindIs) and not part.condition.kinds & _TRIED:
            kinds = ", ".join(KIND_WORDS[kind] for kind in Kind if kind in part.condition.kinds)
            sentence = f"Diese Regel kommt nie zum Zug: Für Mails dieser Art ({kinds}) werden keine Regeln gefragt."
            return problem(
                of_node(rule.file, part.at), "kind-never", sentence, "„kind: concern“ schreiben oder die Regel löschen"
            )
        if not boxes(w, part.condition):
            sentence = f"„{part.written}“ kann nie zutreffen."
            return problem(of_node(rule.file, part.at), "never-true", sentence, "die Bedingung berichtigen oder löschen")
    for n, part in enumerate(demanded):
        for other in demanded[:n]:
            if _together([other, part], w) == []:
                sentence = f"„{other.written}“ (Zeile {other.at.line}) und „{part.written}“ können nie zugleich zutreffen."
                return problem(of_node(rule.file, part.at), "contradiction", sentence, _CURE)
    sentence = "Die Bedingungen dieser Regel können nie alle zugleich zutreffen."
    return problem(where.rule(rule, "when"), "contradiction", sentence, "eine der Bedingungen löschen")


def _together(some: Sequence[Part], w: World) -> Sequence[object] | None:
    """Return the boxes in which all parts hold, None when they are too many."""
    found = every([boxes(w, part.condition) for part in some], RELATIONS)
    return [box for box in found if possible(box)] if found is not None else None


def _unasked_kinds(rule: Rule, where: Where) -> Iterator[Problem]:
    """Find kinds in a list for which rules are never tried."""
    if not any(isinstance(part, KindIs) and part.kinds - _TRIED for part in all_parts(rule.when)):
        return
    for part in _parts(rule, where):
        if isinstance(part.condition, KindIs) and part.condition.kinds - _TRIED:
            kinds = ", ".join(KIND_WORDS[kind] for kind in Kind if kind in part.condition.kinds - _TRIED)
            sentence = f"Für Mails dieser Art werden keine Regeln gefragt: {kinds}."
            yield hint(of_node(rule.file, part.at), "kind-never", sentence, "aus der Liste löschen")


def _has_dead_branch(rule: Rule, w: World) -> bool:
    """Tell whether an alternative contradicts the rest of the rule; looks at no file."""
    demanded = _demanded(rule.when)
    for n, part in enumerate(demanded):
        if isinstance(part, AnyOf):
            rest = [boxes(w, other) for other in (*demanded[:n], *demanded[n + 1 :])]
            for branch in part.parts:
                found = every([*rest, boxes(w, branch)], RELATIONS)
                if found is not None and not any(possible(box) for box in found):
                    return True
    return False


def _demanded(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions that all have to hold, looking through `all`."""
    return (
        tuple(inner for part in condition.parts for inner in _demanded(part)) if isinstance(condition, AllOf) else (condition,)
    )


def _dead_branches(rule: Rule, w: World, where: Where) -> Iterator[Problem]:
    """Find alternatives under `any` that contradict the rest of the rule."""
    demanded = _parts(rule, where)
    for part in demanded:
        rest = [other for other in demanded if other is not part]
        for branch in part.branches:
            if _together([*rest, branch], w) == []:
                sentence = f"„{branch.written}“ kann hier nie zutreffen; die Regel schließt es an anderer Stelle aus."
                yield hint(of_node(rule.file, branch.at), "dead-branch", sentence, "diesen Zweig löschen oder berichtigen")
