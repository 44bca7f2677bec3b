"""Find rules that never have a say because of those above them, and pairs that contradict each other."""

from collections.abc import Iterator, Sequence

from postlotse.core.problems import Problem
from postlotse.core.rules.check.meaning import RELATIONS, of_rule
from postlotse.core.rules.check.space import Box, Effort, Named, covered, holds_in, named
from postlotse.core.rules.check.where import Where, hint, problem
from postlotse.core.rules.check.world import Boxes, World
from postlotse.core.rules.conditions.base import Condition
from postlotse.core.rules.match import decides_something
from postlotse.core.rules.types import Rule, RuleBook
from postlotse.core.words import REFERRAL_WORDS

_CURE = "die Regel weiter nach oben setzen oder die obere enger fassen"
_ROUTES = {"auto": "von selbst", "review": "nach Prüfung", "none": "nirgendwohin", "shadow": "nach Prüfung"}

Earlier = list[Named[Condition]]


def shadowed(book: RuleBook, w: World, where: Where) -> Iterator[Problem]:
    """Find rules whose every mail is taken by rules above, alone or together; and rules whose office never counts."""
    effort = Effort()
    stopping: Earlier = []
    deciding: Earlier = []
    above: dict[str, Rule] = {}
    for rule in book.rules:
        boxes = of_rule(w, rule)
        if not boxes:
            continue  # `contradictions` and `dates` tell
        decides = decides_something(rule.then)
        hidden = _all_covered(boxes, stopping, w, effort)
        if hidden:
            yield _hidden(rule, [above[name] for name in above if name in hidden], w, where)
        elif decides and deciding and (late := _all_covered(boxes, [*stopping, *deciding], w, effort)):
            yield _too_late(rule, [above[name] for name in above if name in late], where)
        else:
            yield from _partly(rule, boxes, stopping, above, w, where, effort)
        above.setdefault(rule.id, rule)
        if rule.then.stop:
            stopping += [named(rule.id, box) for box in boxes]
        elif decides:
            deciding += [named(rule.id, box) for box in boxes]


def _all_covered(boxes: Boxes, earlier: Earlier, w: World, effort: Effort) -> frozenset[str]:
    """Return the names of rules that together take every mail of these boxes, no more than needed; none when some are left."""
    used = _proof(boxes, earlier, w, effort)
    for name in sorted(used) if len(used) > 1 else ():
        fewer = _proof(boxes, [other for other in earlier if other.name in used and other.name != name], w, effort)
        used = fewer or used
    return used


def _proof(boxes: Boxes, earlier: Earlier, w: World, effort: Effort) -> frozenset[str]:
    used: frozenset[str] = frozenset()
    for box in boxes:
        proof = covered(box, earlier, w.full, RELATIONS, effort)
        if proof is None:
            return frozenset()
        used |= proof
    return used


def _hidden(rule: Rule, others: Sequence[Rule], w: World, where: Where) -> Problem:
    """Say that a rule never applies, and what is above it."""
    place = where.rule(rule)
    if len(others) == 1 and _same(of_rule(w, rule), of_rule(w, others[0])):
        return _same_condition(rule, others[0], w.book, where)
    if len(others) == 1:
        sentence = f"Diese Regel kommt nie zum Zug: die Regel „{others[0].id}“ (Zeile {others[0].line}) trifft vorher immer zu."
        return problem(place, "shadowed", sentence, _CURE)
    sentence = f"Diese Regel kommt nie zum Zug: die Regeln {_listed(others)} treffen zusammen vorher immer zu."
    return problem(place, "shadowed", sentence, "die Regel weiter nach oben setzen oder eine der oberen enger fassen")


def _too_late(rule: Rule, others: Sequence[Rule], where: Where) -> Problem:
    """Say that what a rule decides never counts, though it is tried."""
    word = "die Regel" if len(others) == 1 else "die Regeln"
    sentence = f"Stelle und Weg dieser Regel gelten nie: vorher entscheidet immer {word} {_listed(others)}."
    adds = rule.then.involve or rule.then.priority or rule.then.due_days is not None or rule.then.tags
    make = hint if adds else problem
    return make(where.rule(rule, "then"), "never-decides", sentence, _CURE)


def _same(first: Boxes, second: Boxes) -> bool:
    """Tell whether two rules apply to the same mails."""
    return all(any(holds_in(a, b, RELATIONS) for a in second) for b in first) and all(
        any(holds_in(a, b, RELATIONS) for a in first) for b in second
    )


def _same_condition(rule: Rule, above: Rule, book: RuleBook, where: Where) -> Problem:
    """Say that two rules have one condition, and whether they want different things."""
    known = f"die Regel „{above.id}“ (Zeile {above.line})"
    one, other = _says(above, book), _says(rule, book)
    if one == other or not decides_something(rule.then):
        sentence = f"Diese Regel kommt nie zum Zug: {known} hat dieselbe Bedingung."
        return problem(where.rule(rule), "doubled-condition", sentence, "eine der beiden löschen")
    sentence = f"Diese Regel widerspricht einer oberen: {known} hat dieselbe Bedingung, sagt aber {one} statt {other}."
    return problem(where.rule(rule), "contradicting-rules", sentence, "eine der beiden löschen oder ihre Bedingung ändern")


def _says(rule: Rule, book: RuleBook) -> str:
    """Return office, referral and route of a rule in words."""
    then = rule.then
    office = book.offices.get(then.office)
    words = [f"„{office.name}“" if office else "keine Stelle"]
    words += [REFERRAL_WORDS[then.referral]] if then.referral else []
    words += [_ROUTES[then.route]] if then.route else []
    return f"{words[0]} ({', '.join(words[1:])})" if len(words) > 1 else words[0]


def _partly(
    rule: Rule, boxes: Boxes, stopping: Earlier, above: dict[str, Rule], w: World, where: Where, effort: Effort
) -> Iterator[Problem]:
    """Find topics of a list for which the rule never applies."""
    every_topic = w.full["topic"]
    asked = 0
    for box in boxes:
        asked |= box.allowed.get("topic", every_topic)
    named = [topic for topic, bit in w.topics.items() if asked & bit]
    if asked == every_topic or len(named) < 2 or effort.left < 0:
        return
    for topic in named:
        bit = w.topics[topic]
        some = [_with_topic(box, bit) for box in boxes if box.allowed.get("topic", every_topic) & bit]
        hidden = _all_covered(some, stopping, w, effort)
        if hidden:
            others = [above[name] for name in above if name in hidden]
            word = "trifft die Regel" if len(others) == 1 else "treffen die Regeln"
            known = w.book.topics.get(topic)
            label = known.names.get("de", topic) if known else topic
            sentence = f"Für „{label}“ kommt diese Regel nie zum Zug: vorher {word} {_listed(others)} immer zu."
            yield hint(where.rule(rule, "when", "topics", topic), "partly-shadowed", sentence, f"„{topic}“ hier löschen")


def _with_topic(box: Box[Condition], bit: int) -> Box[Condition]:
    return Box(allowed={**box.allowed, "topic": bit}, holds=box.holds, fails=box.fails)


def _listed(rules: Sequence[Rule]) -> str:
    """Return rules with their lines: „a“ (Zeile 3), „b“ (Zeile 9) und „c“ (Zeile 12)."""
    words = [f"„{rule.id}“ (Zeile {rule.line})" for rule in rules[:5]]
    if len(rules) > len(words):
        words[-1] = f"{len(rules) - len(words) + 1} weitere"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} und {words[-1]}"
