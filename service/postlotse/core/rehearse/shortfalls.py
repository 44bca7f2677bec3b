"""What a case expected and did not get, as German sentences: the difference, the rule that decided instead, and why."""

from collections.abc import Iterator, Mapping

from postlotse.core.decide import ConcernDecision, Decision
from postlotse.core.names import UNCLEAR, Flag, Route
from postlotse.core.rules.cases import Expected, RuleCase
from postlotse.core.rules.match import decides_something
from postlotse.core.rules.types import Rule
from postlotse.core.understand import Understanding
from postlotse.core.words import KIND_WORDS, percent

#: How the reasons begin that keep a concern from going by itself.
_OBJECTION = "auto_"


def shortfalls(case: RuleCase, understood: Understanding, decision: Decision, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """Return what is wrong, and last which rule decided and why not the expected one; () = all is well."""
    main = decision.concerns[0] if decision.concerns else None
    about_mail = list(_about_mail(case.expect, understood, decision, main))
    about_concern = list(_about_concern(case.expect, main))
    wanted = _wanted_rule(case, rules)
    about_rule = [*_about_rule(wanted, main, rules), *_about_matching(case, main)]
    found = [*about_mail, *about_concern, *about_rule]
    if not found:
        return ()
    if main is None:
        found.append(
            f"Die Mail gilt als „{KIND_WORDS[understood.kind]}“, nicht als Anliegen: {understood.kind_reason.sentence}"
        )
    elif about_concern or about_rule:
        found.append(_decider(main, rules))
        found.extend(_why_not(wanted, case.expect, main, rules))
    return tuple(found)


def _differs(what: str, wanted: object, got: object, why: str = "") -> str:
    """Say what was expected and what came."""
    return f"{what}: erwartet {_quoted(wanted)}, gekommen {_quoted(got)}{f' ({why})' if why else ''}."


def _quoted(value: object) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(f"„{each}“" for each in value) or "keine"
    return f"„{value}“" if value not in ("", None) else "nichts"


def _about_mail(expect: Expected, understood: Understanding, decision: Decision, main: ConcernDecision | None) -> Iterator[str]:
    """Yield what is wrong with what was understood of the mail and with its acknowledgement."""
    topics = understood.guess.topics
    unsure = understood.guess.abstained or not topics
    topic = main.topic if main else UNCLEAR if unsure else topics[0].id
    if expect.topic is not None and expect.topic != topic:
        sure = f"zu {percent(topics[0].probability)} „{topics[0].id}“" if topics else "kein Thema erkannt"
        yield _differs("Thema", expect.topic, topic, sure)
    if expect.kind is not None and expect.kind is not understood.kind:
        yield _differs("Art", expect.kind.value, understood.kind.value, understood.kind_reason.sentence.rstrip("."))
    if expect.flags is not None:
        yield from _among("Merkmale", expect.flags, tuple(f for f in Flag if f in understood.flag_set))
    ack = decision.acknowledgement
    if expect.acknowledge is not None and expect.acknowledge is not ack.send:
        words = {True: "yes", False: "no"}
        yield _differs("Eingangsbestätigung", words[expect.acknowledge], words[ack.send], ack.reason.sentence.rstrip("."))
    if expect.languages is not None and expect.languages != ack.languages:
        yield _differs("Sprachen der Bestätigung", expect.languages, ack.languages)


def _about_concern(expect: Expected, main: ConcernDecision | None) -> Iterator[str]:
    """Yield what is wrong with where the main concern goes; without a concern nothing goes anywhere."""
    got_office = main.office if main else ""
    if expect.office is not None and expect.office != got_office:
        yield _differs("Stelle", expect.office or "none", got_office or "none")
    got_route = (main.route if main else Route.NONE).value
    if expect.route is not None and expect.route.value != got_route:
        objections = [r.sentence for r in main.reasons if r.code.startswith(_OBJECTION)] if main else []
        yield _differs("Weg", expect.route.value, got_route, " ".join(objections).rstrip("."))
    if expect.referral is not None and (main is None or expect.referral is not main.referral):
        why = next((r.sentence.rstrip(".") for r in main.reasons if r.code.startswith(("tier_", "sgb1"))), "") if main else ""
        yield _differs("Art der Weitergabe", expect.referral.value, main.referral.value if main else "", why)
    if expect.priority is not None and (main is None or expect.priority is not main.priority):
        yield _differs("Dringlichkeit", expect.priority.value, main.priority.value if main else "")
    if expect.due is not None and (main is None or expect.due != main.due_days):
        days = None if main is None or main.due_days is None else str(main.due_days)
        yield _differs("Fällig in Arbeitstagen", str(expect.due), days)
    if expect.involve is not None:
        yield from _among("Weitere Stellen", expect.involve, main.involve if main else ())
    if expect.tags is not None:
        yield from _among("Kennzeichen", expect.tags, main.tags if main else ())
    if expect.templates is not None:
        yield from _among("Vorlagen", expect.templates, main.templates if main else ())
    if expect.ask_consent is not None and expect.ask_consent is not (main is not None and main.ask_consent):
        words = {True: "yes", False: "no"}
        yield _differs("Erst fragen", words[expect.ask_consent], words[not expect.ask_consent])


def _among(what: str, wanted: tuple[str, ...], got: tuple[str, ...]) -> Iterator[str]:
    """Yield that something is not among what came, or that something came where nothing was to."""
    lacking = [each for each in wanted if each not in got]
    if lacking or (not wanted and got):
        yield _differs(what, [str(each) for each in wanted], [str(each) for each in got])


def _wanted_rule(case: RuleCase, rules: Mapping[str, Rule]) -> str | None:
    """Return the rule that is to decide or take part, "" for none, None when it does not matter."""
    if case.expect.rule is not None:
        return case.expect.rule
    return case.rule if case.rule in rules and case.expect.matches is None else None


def _about_rule(wanted: str | None, main: ConcernDecision | None, rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield that another rule decided than the one that was to, or that one that adds did not take part."""
    if wanted is None:
        return
    decided = main.rule if main else ""
    if wanted and not decides_something(rules[wanted].then):
        if wanted not in _took_part(main):
            yield f"Die Regel „{wanted}“ hat nicht mitgewirkt."
    elif wanted != decided:
        yield _differs("Regel", wanted or "none", decided or "none")


def _about_matching(case: RuleCase, main: ConcernDecision | None) -> Iterator[str]:
    """Yield that the rule beside the case took part though it was not to, or the other way round."""
    wanted, got = case.expect.matches, case.rule in _took_part(main)
    if wanted is not None and wanted is not got:
        trace = main.trace if main else ()
        why = next((step.why for step in trace if step.rule == case.rule), "Sie kam nicht an die Reihe.")
        yield f"Die Regel „{case.rule}“ sollte {'' if wanted else 'nicht '}zutreffen. {why}"


def _took_part(main: ConcernDecision | None) -> list[str]:
    """Return the rules that matched, in order."""
    return list(dict.fromkeys(step.rule for step in main.trace if step.matched and step.rule)) if main else []


def _decider(main: ConcernDecision, rules: Mapping[str, Rule]) -> str:
    """Say which rule decided, with its place."""
    rule = rules.get(main.rule)
    if rule is None:
        usual = f"; „{main.office}“ ist die übliche Stelle des Themas" if main.office else ""
        return f"Keine Regel hat entschieden{usual}."
    return f"Entschieden hat die Regel „{rule.id}“ ({rule.file}:{rule.line}): {rule.sentence.rstrip('.')}."


def _why_not(wanted: str | None, expect: Expected, main: ConcernDecision, rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield why the expected rule did not decide; where only an office is, why the one rule that leads there did not."""
    if wanted is None and expect.office and expect.office != main.office:
        leading = [rule.id for rule in rules.values() if rule.then.office == expect.office]
        wanted = leading[0] if len(leading) == 1 else None
    did_its_part = wanted in _took_part(main) and wanted in rules and not decides_something(rules[wanted].then)
    if not wanted or wanted == main.rule or did_its_part:
        return
    step = next((step for step in main.trace if step.rule == wanted), None)
    if step is not None:
        yield f"Die Regel „{wanted}“: {step.why}"
    else:
        last = next((each for each in reversed(_took_part(main)) if each in rules and rules[each].then.stop), main.rule)
        yield f"Die Regel „{wanted}“ kam nicht mehr an die Reihe: „{last}“ steht darüber und beendet die Prüfung."
