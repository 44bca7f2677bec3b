"""Newest text, quotation and signature in plain text, in the languages that reach the city."""

import pytest

from postlotse.core.mail import subjects
from postlotse.core.mail.quoting import split
from postlotse.core.mail.types import Address
from tests.mail.letters import letter

ERIKA = "Erika Muster <erika@example.org>"

INTRODUCTIONS = {
    "en": f"On Mon, 2 Mar 2026 at 10:00, {ERIKA} wrote:",
    "en-wrapped": "On Mon, 2 Mar 2026 at 10:00, Erika Muster\n<erika@example.org>\nwrote:",
    "de": f"Am 02.03.2026 um 10:00 schrieb {ERIKA}:",
    "de-wrapped": "Am Mo., 2. März 2026 um 10:00 Uhr schrieb Erika Muster <\nerika@example.org>:",
    "de-name-first": f"{ERIKA} schrieb am Mo., 2. März 2026, 10:00:",
    "de-without-address": "Am 02.03.26 um 10:00 schrieb Erika:",
    "de-hat-geschrieben": f"Am 02.03.2026 10:00 hat {ERIKA} geschrieben:",
    "de-folgendes": f"Am Montag, 2. März 2026 um 10:00:12 MEZ hat {ERIKA} Folgendes geschrieben:",
    "fr": f"Le lun. 2 mars 2026 à 10:00, {ERIKA} a écrit :",
    "es": f"El lun, 2 mar 2026 a las 10:00, {ERIKA} escribió:",
    "it": f"Il giorno lun 2 mar 2026 alle ore 10:00 {ERIKA} ha scritto:",
    "tr": f"{ERIKA}, 2 Mar 2026 Pzt, 10:00 tarihinde şunu yazdı:",
    "tr-date-first": f"2 Mart 2026 Pazartesi tarihinde {ERIKA} yazdı:",
    "pl": f"pon., 2 mar 2026 o 10:00 {ERIKA} napisał(a):",
    "pl-w-dniu": "W dniu 02.03.2026 o 10:00, Erika Muster pisze:",
    "ru": f"пн, 2 мар. 2026 г. в 10:00, {ERIKA}:",
    "ru-pishet": "02.03.2026 10:00, Erika Muster пишет:",
    "ru-napisal": f"2 марта 2026 г., в 10:00, {ERIKA} написал(а):",
    "uk": f"пн, 2 бер. 2026 р. о 10:00 {ERIKA} пише:",
    "bg": f"На пн, 2.03.2026 г. в 10:00 {ERIKA} написа:",
    "ro": f"În lun., 2 mar. 2026 la 10:00, {ERIKA} a scris:",
    "hr": f"pon, 2. ožu 2026. u 10:00 {ERIKA} napisao je:",
    "sr": f"пон, 2. мар 2026. у 10:00 {ERIKA} је написао/ла:",
    "ar": f"في الإثنين، 2 مارس 2026 10:00 {ERIKA} كتب:",
    "fa": f"در تاریخ دوشنبه ۲ مارس ۲۰۲۶ ساعت ۱۰:۰۰ {ERIKA} نوشت:",
}

BLOCKS = {
    "de": f"Von: {ERIKA}\nGesendet: Montag, 2. März 2026 10:00\nAn: info@example.org\nBetreff: Frage",
    "de-rule": (
        f"________________________________\nVon: {ERIKA}\nGesendet: Montag, 2. März 2026 10:00\n"
        f"An: info@example.org\nBetreff: Frage"
    ),
    "de-webmail": f"Gesendet: Montag, 2. März 2026 um 10:00 Uhr\nVon: {ERIKA}\nAn: info@example.org\nBetreff: Frage",
    "de-original": "-----Ursprüngliche Nachricht-----\nVon: Erika\nGesendet: heute",
    "en": f"From: {ERIKA}\nSent: Monday, March 2, 2026 10:00 AM\nTo: info@example.org\nSubject: Question",
    "en-bold": f"*From:* {ERIKA}\n*Sent:* Monday\n*To:* info@example.org\n*Subject:* Question",
    "en-original": "-----Original Message-----\nhello",
    "tr": f"Kimden: {ERIKA}\nGönderildi: 2 Mart 2026 Pazartesi 10:00\nKime: info@example.org\nKonu: soru",
    "ru": f"От: {ERIKA}\nОтправлено: 2 марта 2026 г. 10:00\nКому: info@example.org\nТема: вопрос",
    "uk": f"Від: {ERIKA}\nНадіслано: 2 березня 2026 р. 10:00\nКому: info@example.org\nТема: питання",
    "ar": f"من: {ERIKA}\nتم الإرسال: ٢ مارس ٢٠٢٦\nإلى: info@example.org\nالموضوع: سؤال",
    "fa": f"از: {ERIKA}\nارسال شده: ۲ مارس\nبه: info@example.org\nموضوع: سوال",
    "ro": f"De: {ERIKA}\nTrimis: luni, 2 martie 2026 10:00\nCătre: info@example.org\nSubiect: întrebare",
    "bg": f"От: {ERIKA}\nИзпратено: 2 март 2026\nДо: info@example.org\nОтносно: въпрос",
    "pl": f"Od: {ERIKA}\nWysłano: 2 marca 2026\nDo: info@example.org\nTemat: pytanie",
    "hr": f"Od: {ERIKA}\nPoslano: 2. ožujka 2026.\nPrima: info@example.org\nPredmet: pitanje",
    "it": f"Da: {ERIKA}\nInviato: lunedì\nA: info@example.org\nOggetto: domanda",
    "es": f"De: {ERIKA}\nEnviado: lunes\nPara: info@example.org\nAsunto: pregunta",
    "fr": f"De : {ERIKA}\nEnvoyé : lundi\nÀ : info@example.org\nObjet : question",
}

NEW = "Guten Tag, das ist neu.\nZweite Zeile 12."


@pytest.mark.parametrize("quote", ["> ", ""], ids=["quoted", "plain"])
@pytest.mark.parametrize("introduction", INTRODUCTIONS.values(), ids=INTRODUCTIONS.keys())
def test_what_follows_an_introduction_is_set_apart(introduction: str, quote: str) -> None:
    """Attribution lines of mail programs, wrapped or not, with and without `>` below."""
    found = split(f"{NEW}\n\n{introduction}\n\n{quote}Alter Text.\n{quote}Noch mehr.")
    assert found.new == NEW
    assert "Alter Text." in found.quoted


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_what_follows_a_header_block_is_set_apart(block: str) -> None:
    """The header blocks that Outlook and webmail put over the older mail."""
    found = split(f"{NEW}\n\n{block}\n\nAlter Text.\nNoch mehr.")
    assert found.new == NEW
    assert "Alter Text." in found.quoted


def test_answers_between_quoted_lines_are_kept() -> None:
    """Inline answers are new text."""
    text = "Am 02.03.2026 um 10:00 schrieb Erika:\n> Wie viele kommen?\nEtwa 50.\n> Und wann?\n\nAm Samstag."
    found = split(text)
    assert found.new == "Etwa 50.\n\nAm Samstag."
    assert found.quoted.splitlines()[0].startswith("Am 02.03.2026")


def test_an_answer_below_the_quotation_is_kept() -> None:
    """Bottom posting."""
    assert split("Am 02.03.2026 um 10:00 schrieb Erika:\n> Frage?\n\nAntwort.").new == "Antwort."


PROSE = [
    pytest.param(
        "Am 12.03.2026 um 18:00 Uhr treffen wir uns. Frau Yılmaz schrieb uns, dass der Saal frei ist.", id="date-and-verb"
    ),
    pytest.param("Von: unserem Verein an Sie ein herzlicher Gruß.\nWir suchen einen Raum.", id="von-at-the-start"),
    pytest.param("An: alle\nBitte kommen Sie am Montag.", id="an-at-the-start"),
    pytest.param("Wir brauchen:\n- Tische\n- Stühle\n\nDatum: 12.03.2026\nOrt: Bürgerhaus", id="list-with-date"),
    pytest.param("Preis: > 100 Euro, geht das?", id="greater-than"),
    pytest.param("Er hat mir geschrieben: das geht nicht.", id="reported-speech"),
    pytest.param(
        "Was tun? Die Ausländerbehörde (abh@stadt.example) schrieb am 02.03.2026, ich solle warten", id="address-and-verb"
    ),
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_left_alone(text: str) -> None:
    """What only looks like a quotation stays in the text."""
    assert split(text).new == text


SIGNATURES = [
    pytest.param("Text.\n-- \nAlice", "Text.", "-- \nAlice".replace(" \n", "\n"), id="delimiter"),
    pytest.param("Text.\n\nVon meinem iPhone gesendet", "Text.", "Von meinem iPhone gesendet", id="de-iphone"),
    pytest.param("Text.\nGesendet mit der GMX Mail App", "Text.", "Gesendet mit der GMX Mail App", id="de-app"),
    pytest.param("Text.\nSent from my Galaxy", "Text.", "Sent from my Galaxy", id="en"),
    pytest.param("Text.\nGet Outlook for iOS", "Text.", "Get Outlook for iOS", id="en-outlook"),
    pytest.param("Text.\niPhone’umdan gönderildi", "Text.", "iPhone’umdan gönderildi", id="tr"),
    pytest.param("Text.\nОтправлено с iPhone", "Text.", "Отправлено с iPhone", id="ru"),
    pytest.param("Text.\nНадіслано з iPhone", "Text.", "Надіслано з iPhone", id="uk"),
    pytest.param("Text.\nИзпратено от моя iPhone", "Text.", "Изпратено от моя iPhone", id="bg"),
    pytest.param("Text.\nأرسلت من الـ iPhone", "Text.", "أرسلت من الـ iPhone", id="ar"),
    pytest.param("Text.\nارسال شده از iPhone من", "Text.", "ارسال شده از iPhone من", id="fa"),
    pytest.param("Text.\nTrimis de pe iPhone-ul meu", "Text.", "Trimis de pe iPhone-ul meu", id="ro"),
    pytest.param("Text.\nWysłane z iPhone'a", "Text.", "Wysłane z iPhone'a", id="pl"),
    pytest.param("Text.\nPoslano s mog iPhonea", "Text.", "Poslano s mog iPhonea", id="hr"),
    pytest.param("Text.\nInviato da iPhone", "Text.", "Inviato da iPhone", id="it"),
    pytest.param("Text.\nEnviado desde mi iPhone", "Text.", "Enviado desde mi iPhone", id="es"),
    pytest.param("Text.\nEnvoyé de mon iPhone", "Text.", "Envoyé de mon iPhone", id="fr"),
    pytest.param(
        "Text.\n\nMit freundlichen Grüßen\nAlice Yılmaz\nVorsitzende",
        "Text.",
        "Mit freundlichen Grüßen\nAlice Yılmaz\nVorsitzende",
        id="name-block",
    ),
    pytest.param("Text.\n\nViele Grüße\nAlice", "Text.\n\nViele Grüße\nAlice", "", id="a-name-alone-stays"),
    pytest.param(
        "Viele Grüße\nAlice\nVorstand\n\nPS: Geht es auch Freitag?",
        "Viele Grüße\nAlice\nVorstand\n\nPS: Geht es auch Freitag?",
        "",
        id="ps-stays",
    ),
]


@pytest.mark.parametrize(("text", "new", "signature"), SIGNATURES)
def test_signatures_are_set_apart(text: str, new: str, signature: str) -> None:
    """Delimiters, lines of mail programs, blocks of name and role."""
    found = split(text)
    assert (found.new, found.signature) == (new, signature)


def test_nothing_is_lost_when_everything_was_set_apart() -> None:
    """A bare forward is its own text."""
    mail = letter(
        (
            "---------- Weitergeleitete Nachricht ---------\nVon: Bob <bob@b.example>\nDatum: heute\n"
            "Betreff: Saal\nAn: alice@a.example\n\nWir suchen einen Saal."
        ),
        Subject="WG: Saal",
    )
    assert (mail.text, mail.forwarded_from) == ("Wir suchen einen Saal.", Address(name="Bob", address="bob@b.example"))


def test_a_forward_with_a_comment_keeps_the_comment() -> None:
    """The person's own words are the newest text; the writer of the original is named."""
    mail = letter(
        "Bitte übernehmen.\n\nVon: Bob <bob@b.example>\nGesendet: heute\nAn: x@a.example\nBetreff: Saal\n\nAlt.",
        Subject="WG: Saal",
    )
    assert (mail.text, mail.forwarded_from) == ("Bitte übernehmen.", Address(name="Bob", address="bob@b.example"))


def test_an_answer_is_no_forward() -> None:
    """An Outlook reply has the same header block, but nobody forwarded it."""
    mail = letter(
        "Danke.\n\nVon: Bob <bob@b.example>\nGesendet: heute\nAn: x@a.example\nBetreff: Saal\n\nAlt.", Subject="AW: Saal"
    )
    assert (mail.text, mail.forwarded_from) == ("Danke.", None)


def test_the_person_behind_a_web_form_is_named() -> None:
    """The mail comes from the web server, the person stands in the text."""
    text = "Neue Nachricht über das Kontaktformular\n\nName: Alice Yılmaz\nE-Mail: alice@a.example\n\nWir suchen einen Raum."
    mail = letter(text, From="Kontaktformular <noreply@stadt.example>")
    assert mail.forwarded_from == Address(name="Alice Yılmaz", address="alice@a.example")


def test_a_person_who_gives_an_address_is_no_web_form() -> None:
    """Contact details in a letter change nothing."""
    assert letter("Sie erreichen mich so:\nE-Mail: other@a.example").forwarded_from is None


PREFIXES = [
    pytest.param("Re: x", True, False, id="en-reply"),
    pytest.param("AW: x", True, False, id="de-reply"),
    pytest.param("Antwort: x", True, False, id="de-antwort"),
    pytest.param("Re[2]: x", True, False, id="numbered"),
    pytest.param("[Verteiler] AW: x", True, False, id="list-tag"),
    pytest.param("YNT: x", True, False, id="tr-reply"),
    pytest.param("Odp: x", True, False, id="pl-reply"),
    pytest.param("Отв: x", True, False, id="ru-reply"),
    pytest.param("رد: x", True, False, id="ar-reply"),
    pytest.param("WG: x", False, True, id="de-forward"),
    pytest.param("Fwd: x", False, True, id="en-forward"),
    pytest.param("İLT: x", False, True, id="tr-forward"),
    pytest.param("Пересл: x", False, True, id="ru-forward"),
    pytest.param("TR: x", False, True, id="fr-forward"),
    pytest.param("AW: WG: x", True, False, id="reply-to-a-forward"),
    pytest.param("Referat: x", False, False, id="a-word"),
    pytest.param("Raum: Anfrage", False, False, id="another-word"),
    pytest.param("x", False, False, id="none"),
]


@pytest.mark.parametrize(("subject", "reply", "forward"), PREFIXES)
def test_subject_prefixes(subject: str, reply: bool, forward: bool) -> None:
    """Reply and forward prefixes in all languages."""
    assert (subjects.is_reply(subject), subjects.is_forward(subject)) == (reply, forward)


def test_a_bare_subject_has_no_prefixes() -> None:
    """All prefixes go, whatever their order."""
    assert subjects.bare("AW: WG: Re[2]: İLT: Fwd: Raum: Anfrage") == "Raum: Anfrage"
