"""Families of lines that programs and offices add, in many languages; and what people write that looks like them."""

import pytest

from postlotse.core.mail.quoting import split
from tests.mail.letters import letter, parts

NEW = "Guten Tag,\n\nwir kommen gerne zu zweit und bringen Tee mit."
OLDER = "Am 02.03.2026 um 10:00 schrieb Erika Muster <erika@example.org>:\n\n> Kommen Sie?\n> Bis bald"

APPS = {
    "de": "Holen Sie sich Outlook für Android",
    "de-2": "Outlook für iOS herunterladen",
    "de-3": "Laden Sie Outlook für Mac herunter",
    "en": "Get Outlook for iOS",
    "nl": "Outlook voor Android downloaden",
    "sv": "Hämta Outlook för iOS",
    "da": "Hent Outlook til Android",
    "nb": "Skaff deg Outlook for iOS",
    "fi": "Hanki Outlook for Android",
    "fr": "Obtenez Outlook pour iOS",
    "pt": "Obtenha o Outlook para Android",
    "ro": "Obțineți Outlook pentru iOS",
    "sk": "Získajte Outlook pre Android",
    "hu": "Az Outlook beszerzése Androidra",
    "hu-2": "Androidos Outlook beszerzése",
    "sl": "Prenesite Outlook za Android",
    "sr": "Преузмите Outlook за Android",
    "sq": "Merrni Outlook për Android",
    "el": "Αποκτήστε το Outlook για iOS",
    "tr": "iOS için Outlook'u edinin",
    "uk": "Отримайте Outlook для iOS",
    "ar": "احصل على Outlook لـ iOS",
    "fa": "دریافت Outlook برای Android",
    "vi": "Tải Outlook cho Android",
    "zh": "获取 Outlook for iOS",
    "fa-joined": "ارسال\u200cشده از Galaxy من",
    "fa-joined-2": "فرستاده\u200cشده با iPhone",
    "fa-apart": "ارسال شده از آیفون من",
    "cs": "Odesláno z iPhonu",
    "hu-iphone": "Az iPhone-omról küldve",
    "vi-iphone": "Được gửi từ iPhone của tôi",
}


@pytest.mark.parametrize("line", APPS.values(), ids=APPS.keys())
@pytest.mark.parametrize("link", ["", "<https://aka.example/o0ukef>"], ids=["bare", "linked"])
def test_the_line_of_a_telephone_is_signature(line: str, link: str) -> None:
    """Mail programs on telephones advertise themselves; Persian words stand apart or joined."""
    found = split(f"{NEW}\n\n{line}{link}\n\n{OLDER}")
    assert (found.new, found.signature) == (NEW, f"{line}{link}")


PRINT = {
    "de": "Bitte prüfen Sie, ob diese E-Mail wirklich ausgedruckt werden muss.",
    "de-2": "Der Umwelt zuliebe: Drucken Sie diese Nachricht nur aus, wenn es nötig ist und bevor der Baum fällt.",
    "en": "Please do not print this e-mail unless you really need to.",
    "tr": "Çevreye duyarlı olun, bu e-postayı gereksiz yere yazdırmayın.",
    "tr-2": "Bu e-postayı yazdırmadan önce çevreyi düşünün.",
    "pl": "Zanim wydrukujesz tę wiadomość, pomyśl o środowisku.",
    "pl-2": "Proszę nie drukować tej wiadomości bez potrzeby.",
    "fr": "N'imprimez ce message que si nécessaire.",
    "es": "No imprima este correo si no es necesario.",
    "it": "Prima di stampare questa e-mail pensa all’ambiente.",
    "ru": "Не печатайте это письмо без необходимости.",
    "uk": "Будь ласка, подумайте про довкілля, перш ніж друкувати цей лист.",
    "bg": "Моля, помислете за природата, преди да отпечатате това писмо.",
    "ro": "Protejați mediul: nu tipăriți acest mesaj dacă nu este necesar.",
    "hr": "Čuvajte prirodu i nemojte ispisivati ovu poruku.",
    "sq": "Mendoni për mjedisin para se të shtypni këtë mesazh.",
    "cs": "Než vytisknete tento e-mail, myslete na životní prostředí.",
    "el": "Σκεφτείτε το περιβάλλον πριν εκτυπώσετε αυτό το μήνυμα.",
    "ar": "يرجى مراعاة البيئة قبل طباعة هذه الرسالة.",
    "fa": "پیش از چاپ این ایمیل به محیط زیست فکر کنید، قبل از هر کار.",
}


@pytest.mark.parametrize("line", PRINT.values(), ids=PRINT.keys())
def test_a_call_to_save_paper_is_no_text(line: str) -> None:
    """ "Think before printing", whatever its wording."""
    found = split(f"{NEW}\n\n{line}\n\n{OLDER}")
    assert (found.new, found.signature) == (NEW, line)


BLOCKS = {
    "en": "Samuel Kiptoo\nBoard member",
    "de": "Tamilischer Bildungsverein e.V.\nSekretariat",
    "de-address": "Claire Mbeki\nVorsitz Afrika-Forum Musterhausen\nAm Markt 3\n65183 Musterhausen",
    "pl": "Danuta Kowalczyk\nKlub Seniora „Jesień”",
    "tr": "Nurcan Öztürk\nTürk Veliler Birliği",
    "fr": "Fatou Ndiaye\nTrésorière\nAssociation des Femmes Africaines",
    "ru": "Ирина Волкова\nПредседатель правления",
    "uk": "Олена Бондар\nГолова товариства",
    "ro": "Mihai Popa\nPreședintele asociației",
    "hr": "Ivan Horvat\nTajnik društva",
    "sq": "Teuta Krasniqi\nKryetare e shoqatës",
    "ar": "سامر الخطيب\nرئيس جمعية النور",
    "el": "Νίκος Παππάς\nΠρόεδρος",
    "telephone": "Dilek Aydın\nSchatzmeisterin\nTel.: 069 90009 134",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_name_and_office_below_a_text_are_signature(block: str) -> None:
    """Also without a closing formula above."""
    found = split(f"{NEW}\n\n{block}\n\n{OLDER}")
    assert (found.new, found.signature) == (NEW, block)


def test_an_association_with_its_abbreviation_is_no_sentence() -> None:
    """ "… Drina e. V." ends in a full stop but says nothing."""
    block = "Mit freundlichen Grüßen\nGoran P.\n\n1. Vorsitzender\nSerbisch-Deutscher Kulturverein Drina e. V."
    assert split(f"{NEW}\n\n{block}").new == NEW


STAYS = {
    "answer-to-who": "Folgende Personen nehmen teil:\n\nSamira Haddad\nVorsitzende",
    "several-names": "Danke, wir kommen zu dritt gern.\n\nSamira Haddad\nAli Yılmaz\nVorstand Kulturverein",
    "hardly-a-text": "Hallo,\n\nSamira Haddad\nVorsitzende",
    "same-paragraph": "Gerne nehmen wir teil und bringen Essen mit.\nSamira Haddad\nVorsitzende",
    "associations": "Wer macht mit? Es gibt zwei.\n\nTürkischer Elternverein Musterhausen\nAfrikanischer Frauenverein",
    "questions": "Wann ist die Sitzung und wer ist da?\n\nWann kommt der Vorstand\nWo ist das Zentrum",
    "rooms": "Benötigt werden zwei Räume für den Kurs.\n\nGroßer Saal\nKleines Zentrum",
    "outlook-in-use": "Das Programm startet nicht.\nMeine Tochter nutzt Outlook für Android auf dem Tablet",
    "outlook-at-home": "Ich habe Outlook für iOS",
    "cannot-print": "Ich kann diese E-Mail nicht drucken, bitte per Post.",
    "print-question": "Müssen wir diese E-Mail ausdrucken und mitbringen?",
    "posters": "Bitte drucken Sie die Plakate umweltfreundlich auf Recyclingpapier.",
    "blank-behind-colon": "Von gestern: max@example.org schrieb um 10:00:  das geht nicht",
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS.keys())
def test_what_people_write_stays(text: str) -> None:
    """What only looks like such a line or block."""
    assert split(text).new == text


LAW = "In der Satzung steht unter § 7:\n\n> Der Vorstand wird\n> für zwei Jahre gewählt.\n\nDeshalb gilt die alte Liste."
CITED = [
    pytest.param(f"{LAW}\n\n{OLDER}", LAW, id="law-above-the-quotation"),
    pytest.param(f"{LAW}\n\nVon: Bob <b@b.example>\nGesendet: heute\nAn: a@a.example\nBetreff: x\n\nAlt.", LAW, id="block"),
    pytest.param(f"Sie fragen:\n\n> Kommen Sie?\n\nJa.\n\n{OLDER}", "Sie fragen:\n\nJa.", id="cited-from-the-mail"),
    pytest.param(f"Gut.\n\n> Der Vorstand wird gewählt.\n\nJa.\n\n{OLDER}", "Gut.\n\nJa.", id="nothing-announces-it"),
    pytest.param("Sie fragen:\n\n> Kommen Sie?\n\nJa.", "Sie fragen:\n\nJa.", id="no-other-quotation"),
    pytest.param(
        f"Unbekannt <x@example.org> kirjoittaa:\n> Tere\n\nJa.\n\n{OLDER}",
        "Unbekannt <x@example.org> kirjoittaa:\n\nJa.",
        id="an-introduction-in-a-strange-language",
    ),
]


@pytest.mark.parametrize(("text", "new"), CITED)
def test_what_a_person_cites_is_text(text: str, new: str) -> None:
    """A `>` by hand stands above the introduction of the mail that is answered, below a line that ends in a colon."""
    assert split(text).new == new


INTRODUCED = {
    "hu-wrapped-in-brackets": "Erika <erika@example.org> ezt írta (időpont: 2025. márc.\n4., K, 9:40):\n\n> Regi",
    "pl-horde": "Cytowanie Erika Muster <erika@example.org>:\n\n> Stary tekst",
    "yahoo-goes-on": "  El lun., mar. 3, 2025 a 10:12, Erika<erika@example.org> escribió:   Hola\n\nMás texto viejo",
    "yahoo-goes-on-en": "On Mon, Mar 3, 2025 at 10:12 AM, Erika<erika@example.org> wrote:   Hello, old text",
}


@pytest.mark.parametrize("tail", INTRODUCED.values(), ids=INTRODUCED.keys())
def test_unusual_introductions(tail: str) -> None:
    """Wrapped within brackets, nouns instead of verbs, the quotation on the same line."""
    assert split(f"{NEW}\n\n{tail}").new == NEW


GMAIL = (
    '<div dir="ltr"><p>Ja, gerne. Bitte zwei Plätze.</p></div><div class="gmail_quote"><div class="gmail_attr">Χ έγραφε</div>'
    '<blockquote class="gmail_quote">Kommen Sie zum Treffen? Der Saal ist offen.</blockquote></div>'
)
PLAIN = "Ja, gerne. Bitte zwei Plätze.\n\nΧ έγραφε\n\nKommen Sie zum Treffen? Der Saal ist offen."
BESIDE = [
    pytest.param(PLAIN, GMAIL, "Ja, gerne. Bitte zwei Plätze.", id="marks-only-in-html"),
    pytest.param(
        "Etwas ganz anderes steht im einfachen Text.", GMAIL, "Etwas ganz anderes steht im einfachen Text.", id="other"
    ),
    pytest.param(
        PLAIN,
        GMAIL.replace('class="gmail_quote"', 'class="fett"').replace("blockquote", "div").replace("gmail_attr", "x"),
        PLAIN,
        id="no-marks",
    ),
    pytest.param(
        "Im Gesetz steht: Alle dürfen mitmachen. Gilt das?",
        "<p>Im Gesetz steht:</p><blockquote>Alle dürfen mitmachen.</blockquote><p>Gilt das?</p>",
        "Im Gesetz steht: Alle dürfen mitmachen. Gilt das?",
        id="a-block-quote-of-ones-own",
    ),
]


@pytest.mark.parametrize(("plain", "rich", "new"), BESIDE)
def test_html_tells_what_plain_text_lost(plain: str, rich: str, new: str) -> None:
    """Programs that write the plain part without any mark of the quotation."""
    kind, body = parts(
        ("Content-Type: text/plain; charset=utf-8", plain), ("Content-Type: text/html; charset=utf-8", rich), kind="alternative"
    )
    assert letter(body, Content_Type=kind).text == new


def _outlook(new: str, colour: str) -> str:
    return (
        f'<p>{new}</p><div id="divRplyFwdMsg"><b>Von:</b> Erika &lt;erika@example.org&gt;<br>'
        "<b>Gesendet:</b> 02.03.2026 10:00<br>"
        f'<b>An:</b> a@a.example<br><b>Betreff:</b> Fragen</div><p>Wie viele kommen?</p><p><span style="color:{colour}">Etwa '
        f'<b>vierzehn</b>.</span></p><p>Mit Kindern?</p><p><font color="{colour}">Ja, f&uuml;nf.</font></p>'
        '<p style="color:#999999">Stadt Musterhausen, Marktplatz 1, Telefon 069 90009 100</p>'
    )


COLOURED = [
    pytest.param("Antworten unten in Rot.", "red", "Antworten unten in Rot.\n\nEtwa vierzehn.\nJa, fünf.", id="red"),
    pytest.param(
        "My answers are in blue below.", "#0070C0", "My answers are in blue below.\n\nEtwa vierzehn.\nJa, fünf.", id="blue"
    ),
    pytest.param("Cevaplarım kırmızı.", "rgb(192, 0, 0)", "Cevaplarım kırmızı.\n\nEtwa vierzehn.\nJa, fünf.", id="turkish"),
    pytest.param("Antworten unten in Rot.", "#0070C0", "Antworten unten in Rot.", id="another-colour"),
    pytest.param("Danke, wir melden uns.", "red", "Danke, wir melden uns.", id="not-announced"),
    pytest.param("Wir malen den Saal rot.", "red", "Wir malen den Saal rot.", id="a-colour-without-answers"),
]


@pytest.mark.parametrize(("new", "colour", "text"), COLOURED)
def test_answers_in_an_announced_colour_are_text(new: str, colour: str, text: str) -> None:
    """Outlook's way to answer within a quotation; other colours of a quotation are left alone."""
    assert letter(_outlook(new, colour), Content_Type="text/html; charset=utf-8").text == text
