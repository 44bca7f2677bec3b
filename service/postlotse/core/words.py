"""German words for the codes of `core.names`, as staff and offices read them, and the order of languages for a sender."""

from postlotse.core.names import FIRST_TIER, ConcernState, Flag, Kind, OutboxState, Priority, Referral, Tier

KIND_WORDS = {
    Kind.CONCERN: "Anliegen",
    Kind.REPLY: "Antwort",
    Kind.NOTICE: "zur Kenntnis",
    Kind.BULK: "Rundschreiben",
    Kind.AUTO_REPLY: "automatische Antwort",
    Kind.BOUNCE: "Unzustellbarkeit",
    Kind.RECEIPT: "Lesebestätigung",
    Kind.SPAM: "Werbung oder Betrug",
}
FLAG_WORDS = {
    Flag.DANGER: "Gefahr",
    Flag.DEADLINE: "Frist",
    Flag.BENEFIT_APPLICATION: "Antrag auf Sozialleistung",
    Flag.COMPLAINT: "Beschwerde",
    Flag.SPECIAL_CATEGORY: "besonders geschützte Angaben",
    Flag.THIRD_PARTY: "Angaben über Dritte",
    Flag.RESIDENCE_STATUS: "Aufenthaltsstatus",
    Flag.DATA_RIGHTS: "Auskunft oder Löschung",
}
REFERRAL_WORDS = {
    Referral.OWN: "Eigenbearbeitung",
    Referral.HAND_OVER: "Abgabe",
    Referral.INVOLVE: "Beteiligung",
    Referral.REFER: "Verweis",
    Referral.BUNDLE: "Bündelung",
}
TIER_WORDS = {
    Tier.A: "Stelle der Stadt",
    Tier.A_SENSITIVE: "Stadt, erst fragen",
    Tier.B: "andere Behörde",
    Tier.C: "außerhalb",
}
PRIORITY_WORDS = {Priority.URGENT: "dringend", Priority.HIGH: "bald", Priority.NORMAL: "normal"}
STATE_WORDS = {
    ConcernState.REVIEW: "In Prüfung",
    ConcernState.QUEUED: "Wird versendet",
    ConcernState.HANDED_OVER: "Abgegeben",
    ConcernState.INVOLVED: "Beteiligt",
    ConcernState.REFERRED: "Verwiesen",
    ConcernState.OWN: "Eigenbearbeitung",
    ConcernState.FAILED: "Nicht zugestellt",
    ConcernState.DONE: "Erledigt",
    ConcernState.DISMISSED: "Nicht für uns",
}
OUTBOX_WORDS = {
    OutboxState.PENDING: "wartet",
    OutboxState.HELD: "angehalten",
    OutboxState.SENDING: "wird übergeben",
    OutboxState.SENT: "übergeben",
    OutboxState.UNKNOWN: "ungewiss, wird wiederholt",
    OutboxState.FAILED: "abgelehnt",
    OutboxState.BOUNCED: "unzustellbar",
    OutboxState.DEAD: "aufgegeben",
    OutboxState.DROPPED: "verworfen",
}
LANGUAGE_WORDS = {
    "de": "Deutsch",
    "en": "Englisch",
    "tr": "Türkisch",
    "uk": "Ukrainisch",
    "ar": "Arabisch",
    "ru": "Russisch",
    "fa": "Persisch",
    "ro": "Rumänisch",
    "bg": "Bulgarisch",
    "pl": "Polnisch",
    "hr": "Kroatisch/Serbisch/Bosnisch",
    "it": "Italienisch",
    "es": "Spanisch",
    "fr": "Französisch",
    "el": "Griechisch",
    "pt": "Portugiesisch",
    "kmr": "Kurdisch (Kurmandschi)",
    "ckb": "Kurdisch (Sorani)",
    "ti": "Tigrinya",
    "am": "Amharisch",
    "so": "Somali",
    "ps": "Paschtu",
    "ur": "Urdu",
    "sq": "Albanisch",
    "hu": "Ungarisch",
    "vi": "Vietnamesisch",
    "zh": "Chinesisch",
}


def languages_for(code: str | None, preferred: str = "") -> tuple[str, ...]:
    """Return the languages of a mail to a sender: the preferred or detected one and German; unsure means German and English."""
    chosen = preferred or code
    if chosen == "de":
        return ("de",)
    return (chosen, "de") if chosen in FIRST_TIER else ("de", "en")


def percent(share: float) -> str:
    """Return a share as German prints it: "94 %", with a space that does not break."""
    return f"{share * 100:.0f}\N{NO-BREAK SPACE}%"
