"""What the desk says in whole sentences: what a verdict will do, what it did, why only a refer is possible."""

from django.utils.translation import gettext as _

from postlotse.core.directory.types import Office
from postlotse.core.names import SENSITIVE_FLAGS, Basis, ConcernState, Flag, Referral, Tier
from postlotse.core.words import FLAG_WORDS, TIER_WORDS
from postlotse.store.shown import QueueItem

BASIS_WORDS = {
    Basis.SENDER: "Antwort an die absendende Person",
    Basis.RULE: "von selbst, nach einer Regel",
    Basis.RELEASE: "von einem Menschen freigegeben",
    Basis.CONSENT: "mit Einwilligung",
    Basis.LEGAL_DUTY: "gesetzliche Pflicht (§ 16 SGB I)",
}
MAIL_WORDS = {"acknowledgement": "Eingangsbestätigung", "forward": "Weiterleitung", "refer": "Verweis"}


def effect(referral: str, office: Office | None, basis: str = Basis.RELEASE) -> str:
    """Return one or two sentences on what happens when this is carried out."""
    name = office.name if office else _("die gewählte Stelle")
    match referral:
        case Referral.HAND_OVER if basis == Basis.LEGAL_DUTY:
            return _(
                "„{office}“ bekommt das Anliegen heute noch, weil § 16 SGB I es verlangt; eine Einwilligung ist nicht nötig."
            ).format(office=name)
        case Referral.HAND_OVER:
            return _("„{office}“ bekommt das Anliegen mit einer Zusammenfassung und übernimmt es.").format(office=name)
        case Referral.INVOLVE:
            return _("„{office}“ wird um Mithilfe gebeten. Der Vorgang bleibt bei uns.").format(office=name)
        case Referral.REFER:
            return _(
                "Die absendende Person bekommt die Kontaktdaten von „{office}“. Keine Angaben über sie verlassen das Haus."
            ).format(office=name)
        case Referral.BUNDLE:
            return _("Das Anliegen wird als gemeinsamer Bedarf gezählt. Es geht keine Mail hinaus.")
        case _:
            return _("Der Vorgang bleibt bei uns. Es geht keine Mail hinaus.")


def action(referral: str, office: Office | None) -> str:
    """Return the words of the confirming button."""
    name = office.name if office else ""
    match referral:
        case Referral.HAND_OVER:
            return _("abgeben an {office}").format(office=name)
        case Referral.INVOLVE:
            return _("{office} beteiligen").format(office=name)
        case Referral.REFER:
            return _("verweisen an {office}").format(office=name)
        case Referral.BUNDLE:
            return _("als gemeinsamen Bedarf bündeln")
        case _:
            return _("selbst bearbeiten")


def only_refer(item: QueueItem) -> str:
    """Return why this concern is only referred, or "" when it may simply be handed over."""
    match item.tier:
        case Tier.A:
            return ""
        case Tier.B:
            why = _("Diese Stelle gehört nicht zur Stadt ({tier}).").format(tier=TIER_WORDS[Tier.B])
        case Tier.C:
            why = _("Diese Stelle gehört nicht zur Stadt ({tier}).").format(tier=_("Verein, Stiftung oder privat"))
        case _:
            found = [FLAG_WORDS[f] for f in sorted(SENSITIVE_FLAGS) if f in item.flags]
            if found:
                why = _("Die Mail enthält besonders Schützenswertes ({what}).").format(what=", ".join(found))
            else:
                why = _("An diese Stelle geben wir nur nach Rückfrage ab.")
    duty = Flag.BENEFIT_APPLICATION in item.flags and item.tier != Tier.C
    way = _("mit Einwilligung oder wenn ein Gesetz sie verlangt") if duty else _("mit Einwilligung")
    return why + " " + _("Darum nennen wir nur den Kontakt. Eine Abgabe ist möglich {way}.").format(way=way)


def done(state: ConcernState, referral: str, number: str, office: Office | None) -> str:
    """Return what has been done; names the case, never its content."""
    name = office.name if office else ""
    match state:
        case ConcernState.DONE:
            return _("{number}: erledigt.").format(number=number)
        case ConcernState.DISMISSED:
            return _("{number}: zur Seite gelegt. Es geht keine Mail hinaus.").format(number=number)
        case ConcernState.QUEUED if referral == Referral.REFER:
            return _("{number}: Verweis an {office} wird gesendet.").format(number=number, office=name)
        case ConcernState.QUEUED:
            return _("{number}: geht an {office}.").format(number=number, office=name)
        case _:
            return _("{number}: bleibt bei uns.").format(number=number)
