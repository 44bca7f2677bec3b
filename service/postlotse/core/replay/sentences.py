"""What a replay found, in German sentences for admins.  Decides nothing."""

from collections.abc import Iterator, Mapping, Sequence

from postlotse.core.names import UNCLEAR, Route
from postlotse.core.replay.types import ELSEWHERE, AckChange, Agreement, ChangeKind, ConcernChange, Mails, Replay, Side
from postlotse.core.words import LANGUAGE_WORDS, PRIORITY_WORDS, REFERRAL_WORDS, TIER_WORDS

ROUTE_WORDS = {
    Route.AUTO: "von selbst",
    Route.SHADOW: "im Probebetrieb",
    Route.REVIEW: "nach Prüfung durch einen Menschen",
    Route.NONE: "gar nicht",
}
KIND_WORDS = {
    ChangeKind.ADDED: "Neues Anliegen",
    ChangeKind.GONE: "Kein Anliegen mehr",
    ChangeKind.UNROUTED: "Nun ohne Stelle",
    ChangeKind.ROUTED: "Nun mit Stelle",
    ChangeKind.OFFICE: "Andere Stelle",
    ChangeKind.CONSENT: "Einwilligung",
    ChangeKind.ROUTE: "Anderer Weg",
    ChangeKind.REFERRAL: "Andere Art der Weitergabe",
    ChangeKind.TIER: "Andere Stufe",
    ChangeKind.TOPIC: "Anderes Thema",
    ChangeKind.INVOLVE: "Andere Beteiligte",
    ChangeKind.PRIORITY: "Andere Dringlichkeit",
    ChangeKind.DUE: "Andere Frist",
    ChangeKind.TEMPLATE: "Andere Vorlage",
    ChangeKind.TAGS: "Andere Kennzeichen",
    ChangeKind.RULE: "Andere Regel, gleiches Ergebnis",
    ChangeKind.ACKNOWLEDGEMENT: "Eingangsbestätigung",
}
Names = Mapping[str, str]
#: Kinds whose sentence tells everything that is different; of the others the small differences are left out.
_MINOR = frozenset({ChangeKind.INVOLVE, ChangeKind.PRIORITY, ChangeKind.DUE, ChangeKind.TEMPLATE, ChangeKind.TAGS})


def of_concern(change: ConcernChange, offices: Names, topics: Names) -> str:
    """Return the sentence of a change; changes with the same sentence are one group."""
    before, after = change.before, change.after
    if before is None or after is None:
        side = before or after
        if side is None:
            return ""
        word = "Neues Anliegen" if before is None else "Kein Anliegen mehr"
        where = f"an {_quoted(side.office, offices)}" if side.office else "ohne Stelle"
        return f"{word} zu {_topic(side, topics)}, {'nun' if before is None else 'bisher'} {where}{_rule('', side.rule)}."
    told = [_head(before, after, offices), *_weighty(change.kind, before, after, topics)]
    if change.kind in _MINOR:
        told += _minor(before, after, offices)
    return f"{'; '.join(part for part in told if part)}{_rule(before.rule, after.rule)}."


def of_acknowledgement(change: AckChange) -> str:
    """Return the sentence of another acknowledgement."""
    before, after = change.before, change.after
    if after.send and not before.send:
        return f"Bekommt nun eine Eingangsbestätigung ({_languages(after.languages)}); bisher nicht: {before.sentence}"
    if before.send and not after.send:
        return f"Bekommt keine Eingangsbestätigung mehr: {after.sentence}"
    if before.languages != after.languages:
        return f"Eingangsbestätigung auf {_languages(after.languages)} statt auf {_languages(before.languages)}."
    return f"Eingangsbestätigung mit der Vorlage „{after.template}“ statt „{before.template}“."


def _head(before: Side, after: Side, offices: Names) -> str:
    if before.office == after.office:
        return _quoted(after.office, offices) if after.office else "Ohne Stelle"
    if not after.office:
        return f"Von {_quoted(before.office, offices)} zu niemandem, ein Mensch wählt die Stelle"
    if not before.office:
        return f"Bisher ohne Stelle, nun zu {_quoted(after.office, offices)}"
    return f"Von {_quoted(before.office, offices)} zu {_quoted(after.office, offices)}"


def _weighty(kind: ChangeKind, before: Side, after: Side, topics: Names) -> Iterator[str]:
    """Yield what matters most; of a concern that goes elsewhere not how it was passed on before: that would split its group."""
    if before.topic != after.topic:
        yield f"Thema {_topic(after, topics)} statt {_topic(before, topics)}"
    if before.asks_consent != after.asks_consent:
        yield "nur noch mit Einwilligung" if after.asks_consent else "nicht mehr nur mit Einwilligung"
    elif kind not in ELSEWHERE and before.tier is not after.tier:
        yield f"gilt als „{TIER_WORDS[after.tier]}“ statt „{TIER_WORDS[before.tier]}“"
    if kind not in ELSEWHERE and before.asks_consent == after.asks_consent and before.referral is not after.referral:
        yield f"{REFERRAL_WORDS[after.referral]} statt {REFERRAL_WORDS[before.referral]}"
    if before.route is not after.route:
        yield f"{ROUTE_WORDS[after.route]} statt {ROUTE_WORDS[before.route]}"


def _minor(before: Side, after: Side, offices: Names) -> Iterator[str]:
    if more := [office for office in after.involve if office not in before.involve]:
        yield f"beteiligt auch {', '.join(_quoted(office, offices) for office in more)}"
    if less := [office for office in before.involve if office not in after.involve]:
        yield f"beteiligt nicht mehr {', '.join(_quoted(office, offices) for office in less)}"
    if before.priority is not after.priority:
        yield f"{PRIORITY_WORDS[after.priority]} statt {PRIORITY_WORDS[before.priority]}"
    if before.due_days != after.due_days:
        yield f"{_due(after.due_days)} statt {_due(before.due_days)}"
    elif before.due_on != after.due_on:
        yield "fällig an einem anderen Tag"
    if set(before.templates) != set(after.templates):
        yield f"Vorlage {_plain(after.templates)} statt {_plain(before.templates)}"
    if new := [tag for tag in after.tags if tag not in before.tags]:
        yield f"nun gekennzeichnet als {_plain(new)}"
    if old := [tag for tag in before.tags if tag not in after.tags]:
        yield f"nicht mehr gekennzeichnet als {_plain(old)}"


def _plain(words: Sequence[str]) -> str:
    return ", ".join(f"„{word}“" for word in words) or "wie üblich"


def _due(days: int | None) -> str:
    if days is None:
        return "ohne Frist"
    return "fällig am selben Tag" if days == 0 else f"fällig in {days} Arbeitstag{'en' if days != 1 else ''}"


def _rule(before: str, after: str) -> str:
    if before == after:
        return f" (Regel „{after}“)" if after else ""
    if not before:
        return f" (Regel „{after}“)"
    return f" (Regel „{after}“ statt „{before}“)" if after else f" (keine Regel statt „{before}“)"


def _quoted(office: str, offices: Names) -> str:
    return f"„{offices.get(office, office)}“"


def _topic(side: Side, topics: Names) -> str:
    return "„unklar“" if side.topic == UNCLEAR else f"„{topics.get(side.topic, side.topic)}“"


def _languages(codes: tuple[str, ...]) -> str:
    return " und ".join(LANGUAGE_WORDS.get(code, code) for code in codes)


def number(count: int) -> str:
    """Return a count as German prints it: 10.000."""
    return f"{count:,}".replace(",", ".")


def share(right: int, decided: int) -> str:
    """Return a share with one decimal as German prints it: "94,3 %"; "–" of nothing."""
    return f"{100 * right / decided:.1f}".replace(".", ",") + "\N{NO-BREAK SPACE}%" if decided else "–"


def mails(count: int) -> str:
    """Return "1 Mail", "1.234 Mails"."""
    return f"{number(count)}\N{NO-BREAK SPACE}Mail{'' if count == 1 else 's'}"


def headline(replay: Replay) -> str:
    """Return the result in one sentence."""
    if not replay.mails:
        return "In diesem Zeitraum gibt es keine Mail, die sich noch einmal durchspielen ließe."
    if not replay.changed:
        return f"Von {mails(replay.mails)} ändert sich keine."
    others = replay.changed - replay.elsewhere
    told = [
        (replay.elsewhere, "geht an eine andere Stelle", "gehen an eine andere Stelle"),
        (others, "ändert sich sonst", "ändern sich sonst"),
        (replay.unchanged, "bleibt gleich", "bleiben gleich"),
    ]
    return f"Von {mails(replay.mails)}: {', '.join(f'{number(n)} {one if n == 1 else many}' for n, one, many in told if n)}."


def agreement_line(agreement: Agreement) -> str:
    """Return in one sentence how well both books fit what staff decided."""
    if not agreement.decided:
        return "Zu diesen Mails hat am Arbeitsplatz noch niemand entschieden; wer recht hätte, ist offen."
    before, after = (share(right, agreement.decided) for right in (agreement.before, agreement.after))
    same = "weiterhin" if agreement.before == agreement.after else f"bisher {before}, künftig"
    moved = f"; {number(agreement.gained.count)} nun richtig, {number(agreement.lost.count)} nun falsch"
    return (
        f"So wie am Arbeitsplatz entschieden: {same} {after} von {number(agreement.decided)} Anliegen"
        f"{moved if agreement.gained.count or agreement.lost.count else ''}."
    )


def figures(replay: Replay) -> list[tuple[str, Mails]]:
    """Return what an admin asks first, each with its words; those that are nothing included."""
    return [
        ("nun von selbst", replay.newly_automatic),
        ("nicht mehr von selbst", replay.no_longer_automatic),
        ("neu im Probebetrieb", replay.newly_on_probation),
        ("nun nur mit Einwilligung", replay.newly_consent_bound),
        ("nicht mehr nur mit Einwilligung", replay.no_longer_consent_bound),
        ("nun ohne Stelle", replay.newly_unrouted),
    ]


def notes(replay: Replay, *, options: bool = False) -> list[str]:
    """Return what the replay cannot tell, each in a sentence; with `options` the options of the command that help."""
    told = []
    if replay.new_topics and not replay.anew:
        new = _listed(replay.new_topics, replay.topic_names)
        cure = " „--guess-anew“ fragt das Modell noch einmal." if options else ""
        told.append(f"Neu: {new}. Was damals vermutet wurde, kennt das noch nicht.{cure}")
    if replay.coming:
        cure = f" „--on {replay.coming}“ spielt die Mails an jenem Tag durch." if options else ""
        told.append(f"Manches gilt erst ab {replay.coming:%d.%m.%Y} und zeigt sich hier noch nicht.{cure}")
    if replay.merged_topics:
        pairs = ", ".join(
            f"„{replay.topic_names.get(old, old)}“ in „{replay.topic_names.get(new, new)}“" for old, new in replay.merged_topics
        )
        told.append(f"Zusammengelegt: {pairs}.")
    if replay.dropped_topics:
        gone = _listed(replay.dropped_topics, replay.topic_names)
        told.append(f"Nicht mehr dabei: {gone}; Mails dazu sind unklar, wenn sonst nichts passt.")
    if replay.unreadable:
        told.append(f"{mails(replay.unreadable)} ließen sich nicht mehr lesen und fehlen hier.")
    return told


def _listed(ids: tuple[str, ...], names: Names) -> str:
    return ", ".join(f"„{names.get(one, one)}“" for one in ids)
