"""Filters: codes to German words, moments to the way people write them.  They look things up, they decide nothing."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from postlotse.core.earned import percent as tenths_of
from postlotse.core.names import RIGHT_TO_LEFT, UNCLEAR, Flag, OutboxState, Referral, Tier, Verdict
from postlotse.core.topics.book import name as topic_name
from postlotse.core.topics.book import named
from postlotse.core.words import (
    FLAG_WORDS,
    KIND_WORDS,
    LANGUAGE_WORDS,
    OUTBOX_WORDS,
    PRIORITY_WORDS,
    REFERRAL_WORDS,
    STATE_WORDS,
    TIER_WORDS,
)
from postlotse.desk import tools
from postlotse.desk.sentences import BASIS_WORDS, MAIL_WORDS
from postlotse.flow.outgoing import MailVerb, possible
from postlotse.store.shown import QueueItem

register = template.Library()

VERDICT_WORDS = {
    Verdict.CONFIRM: "bestätigt",
    Verdict.CHANGE: "geändert",
    Verdict.REFER: "als Verweis",
    Verdict.OWN: "selbst übernommen",
    Verdict.DISMISS: "nicht für uns",
    Verdict.SPAM: "Werbung oder Betrug",
    Verdict.DONE: "erledigt",
    Verdict.UNDO: "zurückgenommen",
}
PART_WORDS = {
    "acknowledgements": "Eingangsbestätigungen",
    "automation": "Automatische Weiterleitung",
    "disk": "Speicherplatz",
    "health": "Selbstprüfung",
    "process": "Lesen und Entscheiden",
    "rules": "Regeln und Modelle",
    "smtp": "Versand",
    "tidy": "Aufräumen",
    "learning": "Lernen",
    "corrections": "Vorschläge aus Korrekturen",
    "imap": "Postfach",
    "folder": "Ordner",
}
VERB_WORDS = {
    MailVerb.HOLD: "Anhalten",
    MailVerb.RELEASE: "Freigeben",
    MailVerb.RETRY: "Noch einmal versuchen",
    MailVerb.DROP: "Verwerfen",
}
OUTCOME_WORDS = {
    "new_case": "neuer Vorgang",
    "joined_case": "gehört zum Vorgang",
    "filed": "abgelegt",
    "quarantined": "beiseitegelegt",
    "bounced": "Rückläufer",
    "duplicate": "schon einmal angekommen",
    "baseline": "Bestand von früher",
}
_SOURCE_WORDS = {
    "start": "beim ersten Start gefunden",
    "files": "in den Dateien geändert",
    "desk": "am Arbeitsplatz in Kraft gesetzt",
    "rollback": "zurück zu einer früheren Fassung",
}
_WORDS: dict[str, dict[str, str]] = {
    "kind": {k.value: w for k, w in KIND_WORDS.items()},
    "flag": {k.value: w for k, w in FLAG_WORDS.items()},
    "referral": {k.value: w for k, w in REFERRAL_WORDS.items()},
    "tier": {k.value: w for k, w in TIER_WORDS.items()},
    "priority": {k.value: w for k, w in PRIORITY_WORDS.items()},
    "state": {k.value: w for k, w in STATE_WORDS.items()},
    "outbox": {k.value: w for k, w in OUTBOX_WORDS.items()},
    "basis": {k.value: w for k, w in BASIS_WORDS.items()},
    "mail": MAIL_WORDS,
    "verdict": {k.value: w for k, w in VERDICT_WORDS.items()},
    "verb": {k.value: w for k, w in VERB_WORDS.items()},
    "outcome": OUTCOME_WORDS,
    "language": LANGUAGE_WORDS,
}


@register.filter
def word(code: str, what: str) -> str:
    """Return the German word for a code of the vocabulary `what`; the code itself when there is none."""
    return _WORDS[what].get(str(code), str(code))


@register.filter
def part(name: str) -> str:
    """Return the German name of a part of the service; a mailbox keeps its own name behind it."""
    kind, _colon, own = name.partition(":")
    return f"{PART_WORDS.get(kind, kind)} {own}".strip()


@register.filter
def why(item: QueueItem, content: bool) -> list[str]:
    """Return the sentences of a list entry: the deciding rule's, with `content` also what else stands in the way.

    Sentences on the topic hold words of the mail; rules that only count say nothing about the suggestion.
    """
    deciding = [s for code, s in item.reasons if code == f"rule:{item.rule}"]
    if not content:
        return deciding
    counted = ("rule:", "topic", "also:")
    return deciding + [s for code, s in item.reasons if code == "topic_unclear" or not code.startswith(counted)]


@register.filter
def language(code: str) -> str:
    """Return the name of a language; "" means that none was recognised."""
    return LANGUAGE_WORDS.get(code or "", _("Sprache unklar"))


@register.filter
def direction(code: str) -> str:
    """Return the writing direction of a language, `auto` when it is not known."""
    if not code:
        return "auto"
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


@register.filter
def topic(identity: str) -> str:
    """Return the German name of a topic."""
    if identity == UNCLEAR:
        return _("Thema unklar")
    known = named(tools.book().topics, identity)
    return topic_name(known, "de") if known else identity


@register.filter
def office(identity: str) -> str:
    """Return the name of an office."""
    known = tools.book().offices.get(identity)
    return known.name if known else identity


@register.filter
def organisation(identity: str) -> str:
    """Return the name of an association, "" when none is known."""
    return next((o.name for o in tools.book().organisations if o.id == identity), "")


@register.filter
def percent(share: float) -> str:
    """Return a share of 1 as a whole percentage."""
    return f"{share:.0%}".replace("%", "\u202f%")


@register.filter
def tenths(share: float) -> str:
    """Return a share of 1 as a percentage with one decimal, rounded down."""
    return tenths_of(share)


@register.filter
def is_danger(flags: tuple[str, ...]) -> bool:
    """Tell whether somebody may be in danger."""
    return Flag.DANGER in flags


@register.filter
def other_flags(flags: tuple[str, ...]) -> list[str]:
    """Return all flags but danger, in words."""
    return [FLAG_WORDS[f] for f in Flag if f in flags and f is not Flag.DANGER]


@register.filter
def leaves_data(referral: str) -> bool:
    """Tell whether data about the sender goes to another office by this referral."""
    return referral in (Referral.HAND_OVER, Referral.INVOLVE)


@register.filter
def is_city(tier: str) -> bool:
    """Tell whether the recipient may simply be handed the concern."""
    return tier == Tier.A


@register.filter
def verbs(state: str) -> tuple[MailVerb, ...]:
    """Return what a person can do with a mail in this state."""
    return possible(OutboxState(state))


@register.filter
def local(moment: datetime) -> datetime:
    """Return a moment on the city's clock."""
    return moment.astimezone(ZoneInfo(tools.current().house.time_zone))


@register.filter
def when(moment: datetime) -> str:
    """Return a moment as people say it: heute, gestern, weekday or date, with the time."""
    at, now = local(moment), tools.local_now()
    clock = f"{at.hour}:{at.minute:02d}"
    days = (now.date() - at.date()).days
    if days == 0:
        return _("heute, {clock} Uhr").format(clock=clock)
    if days == 1:
        return _("gestern, {clock} Uhr").format(clock=clock)
    if days == -1:
        return _("morgen, {clock} Uhr").format(clock=clock)
    shape = "D, j. M" if at.year == now.year else "j. M Y"
    return f"{date_format(at.date(), shape)}, {clock} Uhr"


@register.filter
def minutes_left(moment: datetime) -> str:
    """Return when a waiting mail leaves."""
    left = moment - tools.current().clock()
    if left <= timedelta(0):
        return _("mit dem nächsten Lauf")
    if left < timedelta(hours=1):
        return _("in {minutes} Min.").format(minutes=max(1, round(left.total_seconds() / 60)))
    return when(moment)


@register.filter
def due(day: date) -> str:
    """Return until when something has to be done, in words."""
    left = (day - tools.local_now().date()).days
    if left < -1:
        return _("überfällig seit {days} Tagen").format(days=-left)
    if left == -1:
        return _("seit gestern überfällig")
    if left == 0:
        return _("heute fällig")
    if left == 1:
        return _("morgen fällig")
    return _("fällig am {day}").format(day=date_format(day, "D, j. M"))


@register.filter
def is_late(day: date | None) -> bool:
    """Tell whether a due date is today or past."""
    return day is not None and day <= tools.local_now().date()


@register.filter
def amount(size: int) -> str:
    """Return a number of bytes as people write it."""
    if size < 1000:
        return f"{size} Bytes"
    if size < 1_000_000:
        return f"{size / 1000:.0f} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


@register.filter
def person(name: str) -> str:
    """Return who brought a set of rules into use; what the service noticed itself has no name."""
    return _("vom Dienst bemerkt") if name in ("daemon", "files", "") else name


@register.filter
def source_word(source: str) -> str:
    """Return how a set of rules came into use."""
    return _SOURCE_WORDS.get(str(source), str(source))


@register.filter
def of_hundred(part: int, whole: int) -> str:
    """Return a share as a width from 0 to 100 for a bar; what is there at all can be seen."""
    return f"{min(100.0, max(2.0, 100 * part / whole)):.1f}" if part and whole else "0"
