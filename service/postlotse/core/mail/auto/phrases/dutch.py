"""Dutch."""

from postlotse.core.mail.auto.cues import Cue, Phrases

PHRASES: Phrases = {
    Cue.SELF: """
        dit|deze is|betreft … automatisch~ antwoord|ontvangstbevestiging|afwezigheidsbericht|reactie|bevestiging
        ^ automatisch antwoord $
        ^ afwezigheidsbericht|afwezigheidsmelding $
    """,
    Cue.MADE: """
        dit|deze bericht|mail|email … automatisch
        dit is een automatisch [gegenereerd|gegenereerde|verzonden] bericht|mail|email
        automatisch gegenereerd|gegenereerde|verzonden
    """,
    Cue.NO_REPLY: """
        niet op|beantwoorden dit|deze … antwoorden|reageren|beantwoorden
        gelieve niet te antwoorden|reageren
        beantwoord|reageer … niet
        niet beantwoorden
    """,
    Cue.AWAY: """
        geen|beperkt toegang … mail|email
        ik ben … niet op|aanwezig kantoor
        ik ben … afwezig
        tijdens|gedurende|bij mijn|onze afwezigheid
        niet op kantoor
        buiten kantoor
        met|op zwangerschapsverlof|ouderschapsverlof|ziekteverlof|zakenreis|verlof
        ben ik … afwezig
    """,
    Cue.LEAVE: """
        ik|ben|zijn … op|met vakantie|reis
        ben|zijn … niet|beperkt bereikbaar|beschikbaar|aanwezig
    """,
    Cue.CLOSED: """
        ons|onze|het|de kantoor|praktijk|secretariaat|gebouw|organisatie … gesloten
        wij|we zijn … gesloten
    """,
    Cue.LEFT: """
        ik|werk … niet meer|langer … werkzaam|werk|bij
        niet meer|langer werkzaam
        werk … niet meer
        met pensioen
    """,
    Cue.UNREAD: """
        deze|dit mailbox|postbus|adres|emailadres|account|postvak … niet [meer] … gelezen|gecontroleerd|bewaakt|
            beheerd|gebruik|actief|gebruikt|bekeken|gemonitord
        mail|email|bericht|mails|berichten … niet … doorgestuurd|gelezen
    """,
    Cue.BACK: """
        tot en|aan met
        tot maandag|dinsdag|woensdag|donderdag|vrijdag|nader
        van … tot|t
        vanaf … weer
        weer … aanwezig|bereikbaar|terug|open
        terug op
        ben … terug
    """,
    Cue.URGENT: """
        voor|bij|in dringend~|spoed~|urgent~ … zaken|vragen|gevallen
        voor|bij spoed
    """,
    Cue.INSTEAD: """
        neem|kunt … contact op
        contact opnemen
        mijn collega
        kunt u … terecht|wenden|bellen|mailen
    """,
    Cue.LATER: """
        zo snel|spoedig mogelijk
        na|bij mijn terugkeer|terugkomst
        na mijn vakantie
        wanneer|als|zodra ik … terug
        wordt|zal|zullen … behandeld|beantwoorden|beantwoord
        nemen … contact met u op
    """,
    Cue.TERM: """
        binnen … dagen|uur|werkdagen|weken
        werkdagen
    """,
    Cue.THANKS: """
        dank|bedankt [u] voor uw|je|het … bericht|mail|email|vraag|interesse|aanvraag
    """,
    Cue.RECEIVED: """
        uw|je bericht|mail|email|vraag|aanvraag|melding … ontvangen|geregistreerd|binnengekomen
        hebben uw|je … ontvangen
        bevestigen … ontvangst
    """,
    Cue.TICKET: """
        ticket~|zaaknummer|referentienummer|meldingsnummer|dossiernummer|kenmerk
        onder nummer
    """,
    Cue.ASK: """
        kunt|kan|zou|zouden|wilt u|je|ik|wij|we mij|me|ons|even|het|deze|dat|kunnen|willen|nog
        ik wil|zou|zoek|heb graag|een|nodig
        wij|we zoeken|willen|hebben graag|een|nodig
        ik|heb … vraag
        een vraag
        is het mogelijk
        wanneer|waarom|hoe|waar kan|is|moet|kunnen|moeten
    """,
    Cue.OWN: """
        mijn|onze|ons zoon|dochter|kind|kinderen|man|vrouw|moeder|vader|huis|woning|aanvraag|afspraak|pakket|buurman
        bijgevoegd|bijlage
        de afspraak
        het pakket
        akkoord
    """,
    Cue.ABOUT: """
        geen|niet automatisch~
        heb|hebben|kreeg … automatisch~|afwezigheids~|foutmelding … ontvangen|gekregen|bericht|antwoord
        uw|je automatisch~ antwoord|bericht
        mail|email|bericht … kwam|kwamen|komt … terug
        foutmelding
        onbestelbaar
    """,
    Cue.OFFER: """
        heeft|hebt u … vragen
    """,
}
