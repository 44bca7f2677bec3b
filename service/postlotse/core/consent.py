"""What may leave the house, to whom, on which basis.  Pure: the store asks here before it writes, the database asks again.

The table is `docs/tiers.md`: tier A after release or by rule; A-sensitive never by rule; B and C only with a documented
consent or a legal duty (for example § 16 SGB I, which goes first whatever other flags a concern bears).
"""

from collections.abc import Iterable

from postlotse.core.directory.types import Office
from postlotse.core.names import SENSITIVE_FLAGS, Basis, DraftKind, Flag, Referral, Tier
from postlotse.core.words import TIER_WORDS

#: Accepted reason codes of a legal duty, with the words that staff choose from.
LEGAL_DUTIES = {"sgb1_16": "§ 16 SGB I: Antrag auf Sozialleistungen, unverzüglich an die zuständige Stelle"}


def tier_of(office: Office | None, flags: Iterable[Flag]) -> Tier:
    """Return the tier of a concern: the office's own, raised to A-sensitive by a sensitive flag.  No office = ourselves = A."""
    tier = office.tier if office else Tier.A
    if tier is Tier.A and SENSITIVE_FLAGS & set(flags):
        return Tier.A_SENSITIVE
    return tier


def ways(tier: Tier, flags: Iterable[Flag]) -> tuple[Basis, ...]:
    """Return every basis on which a forward to this tier may leave, the easiest first; asks the gate's own rule."""
    reason = next(iter(LEGAL_DUTIES)) if Flag.BENEFIT_APPLICATION in set(flags) else ""
    return tuple(
        basis
        for basis in (Basis.RULE, Basis.RELEASE, Basis.LEGAL_DUTY, Basis.CONSENT)
        if objection(DraftKind.FORWARD, basis=basis, tier=tier, reason_code=reason, consent_office="asked", office="asked")
        is None
    )


def suggested_basis(referral: Referral, tier: Tier, flags: Iterable[Flag]) -> Basis:
    """Return the basis on which a suggestion can be confirmed: § 16 SGB I where it is needed and holds, else a release."""
    passed_on = referral in (Referral.HAND_OVER, Referral.INVOLVE)
    needed = passed_on and tier in (Tier.A_SENSITIVE, Tier.B) and Flag.BENEFIT_APPLICATION in set(flags)
    return Basis.LEGAL_DUTY if needed else Basis.RELEASE


def objection(
    kind: DraftKind, *, basis: Basis, tier: Tier | None, reason_code: str, consent_office: str, office: str
) -> str | None:
    """Return a German sentence why this mail may not leave, or None when it may.

    `consent_office` is the office that a documented, unrevoked consent names, or "".
    """
    if kind is not DraftKind.FORWARD:
        return (
            None if basis is Basis.SENDER else "Antworten an die absendende Person haben keine andere Grundlage als ihre Mail."
        )
    if tier is None:
        return "Ohne Empfängerstufe geht keine Weiterleitung hinaus."
    match basis:
        case Basis.SENDER:
            return "Die Mail der absendenden Person allein erlaubt keine Weiterleitung."
        case Basis.RULE:
            return None if tier is Tier.A else f"Das darf nie von selbst weitergeleitet werden ({TIER_WORDS[tier]})."
        case Basis.RELEASE:
            if tier is Tier.B:
                return "An eine andere Behörde nur mit Einwilligung oder gesetzlicher Pflicht; sonst nur ein Verweis."
            if tier is Tier.C:
                return "An eine Stelle außerhalb der Stadt nur mit Einwilligung; sonst nur ein Verweis."
            if tier is Tier.A_SENSITIVE:
                return "Besonders geschützt: erst um Einwilligung bitten oder den Kontakt nennen (Verweis)."
            return None
        case Basis.CONSENT:
            return (
                None if consent_office and consent_office == office else "Für diese Stelle ist keine Einwilligung dokumentiert."
            )
        case Basis.LEGAL_DUTY:
            if tier is Tier.C:
                return "An eine Stelle außerhalb der Stadt nur mit Einwilligung; eine gesetzliche Pflicht gibt es hier nicht."
            return None if reason_code in LEGAL_DUTIES else "Eine gesetzliche Pflicht braucht einen anerkannten Grund."
