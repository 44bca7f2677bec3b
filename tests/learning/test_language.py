"""Which language a text is in."""

import pytest

from postlotse.core.language import detect

SENTENCES = [
    ("de", "Guten Tag, wir suchen einen Raum für unser Vereinstreffen am Samstag."),
    ("de", "Hallo ich moechte wissen wie man fuer einen Verein Geld bekommen kann"),
    ("de", "brauchen Saal am Samstag, geht das?"),
    ("en", "Hello, we would like to know where our club can meet on Fridays."),
    ("tr", "Merhaba, derneğimiz için bir salon arıyoruz, yardımcı olur musunuz?"),
    ("tr", "merhaba dernegimiz icin bir salon ariyoruz, yardimci olur musunuz"),
    ("uk", "Добрий день, шукаємо приміщення для зустрічей нашого товариства."),
    ("ru", "Здравствуйте, мы ищем помещение для встреч нашего общества."),
    ("bg", "Здравейте, търсим помещение за срещите на нашето сдружение."),
    ("hr", "Dobar dan, tražimo prostor za sastanke naše udruge."),
    ("hr", "Добар дан, тражимо просторију за састанке нашег удружења, хвала љубазно."),
    ("ar", "مرحبا، نبحث عن قاعة لاجتماعات جمعيتنا في المدينة"),
    ("ar", "marhaba, biddi es2al 3an el kors, ana 3andi wa2t bass el khamis"),
    ("fa", "سلام، ما برای جلسات انجمن خود به دنبال یک سالن می‌گردیم"),
    ("ro", "Bună ziua, căutăm o sală pentru întâlnirile asociației noastre."),
    ("pl", "Dzień dobry, szukamy sali na spotkania naszego stowarzyszenia."),
    ("it", "Buongiorno, cerchiamo una sala per le riunioni della nostra associazione."),
    ("es", "Buenos días, buscamos una sala para las reuniones de nuestra asociación."),
    ("fr", "Bonjour, nous cherchons une salle pour les réunions de notre association."),
    ("el", "Καλημέρα, ψάχνουμε μια αίθουσα για τις συναντήσεις του συλλόγου μας."),
    ("vi", "Xin chào, chúng tôi đang tìm phòng họp cho hội của chúng tôi."),
    ("zh", "您好,我们协会想找一个开会的房间。"),
    ("ur", "السلام علیکم، ہمیں اپنی انجمن کے اجلاس کے لیے ایک ہال چاہیے"),
    ("am", "ሰላም ለማኅበራችን ስብሰባ አዳራሽ እንፈልጋለን እና እባክዎ ይርዱን"),
]


@pytest.mark.parametrize(("code", "text"), SENTENCES, ids=[f"{code}-{number}" for number, (code, _) in enumerate(SENTENCES)])
def test_a_sentence_is_enough(code: str, text: str) -> None:
    """One ordinary sentence tells the language, with or without diacritics."""
    assert detect("", text).code == code


def test_the_text_wins_over_the_subject() -> None:
    """A German subject above a Turkish text is a Turkish mail."""
    text = "Merhaba, derneğimiz için bir salon arıyoruz, bize yardımcı olur musunuz?"
    assert detect("Anfrage wegen Raum und Anmeldung im Bürgerhaus", text).code == "tr"


def test_the_subject_helps_a_short_text() -> None:
    """With next to no text the subject is read as well."""
    assert detect("Szukamy sali na spotkania stowarzyszenia", "??").code == "pl"


@pytest.mark.parametrize("text", ["", "12345", "ok", "!!! ???", "https://example.org/a?b=c x@example.org", "\x00\x01"])
def test_too_little_is_no_language(text: str) -> None:
    """Nothing to go by means no code."""
    assert detect("", text).code is None


def test_addresses_and_links_do_not_count() -> None:
    """English links in a Ukrainian mail do not make it English."""
    text = "Добрий день, ось посилання https://www.example.org/the-house-of-the-friends-and-neighbours info@example.org дякую"
    assert detect("", text).code == "uk"


@pytest.mark.parametrize(
    "text", ["ﷺ" * 4_000, "\ud800\udfff a", "x" * 1_000_000, "́" * 100_000], ids=["ligature", "surrogate", "long", "marks"]
)
def test_hostile_text_is_harmless(text: str) -> None:
    """Whatever stands there, an answer comes and its confidence is a probability."""
    assert 0.0 <= detect(text, text).confidence <= 1.0


def test_in_a_mail_of_two_scripts_the_longer_one_counts() -> None:
    """German above, Ukrainian below: one of the two, never a third language that is written in both scripts."""
    german = "Unser Verein möchte auf dem Marktplatz einen kleinen Ostermarkt mit zehn Ständen veranstalten."
    ukrainian = "Наше товариство хоче провести на площі невеликий великодній ярмарок."
    assert "de" == detect("Ostermarkt / ярмарок", f"{german} {ukrainian}").code
    assert "uk" == detect("Ostermarkt / ярмарок", f"{ukrainian} {ukrainian} {german}").code
