"""Flags by words: what staff must never overlook, in all first-tier languages."""

from datetime import date

import pytest

from postlotse.core.names import FIRST_TIER, Flag
from postlotse.core.topics.flags import flags

TODAY = date(2026, 3, 10)


def shown(text: str, language: str | None = None, subject: str = "") -> frozenset[Flag]:
    return frozenset(hit.flag for hit in flags(subject, text, language, today=TODAY))


DANGER = {
    "de": "Mein Bruder hat eine Pistole und droht mir, er kommt heute.",
    "en": "My uncle says he will kill me if I leave.",
    "tr": "Kocam beni öldürecek, çok korkuyorum.",
    "uk": "Сусід погрожує вбити мене.",
    "ar": "زوجي يضربني كل يوم",
    "ru": "Он сказал, что убьёт меня.",
    "fa": "برادرم با چاقو آمد و مرا کتک می زند",
    "ro": "Soțul meu mă bate și mă omoară.",
    "bg": "Мъжът ми ме бие и ще ме убие.",
    "pl": "Mąż mnie bije i grozi śmiercią.",
    "hr": "Muž me tuče i prijeti smrću.",
    "it": "Mio marito mi picchia con un coltello.",
    "es": "Mi marido me pega y tengo miedo por mi vida.",
    "fr": "Mon mari me frappe, j'ai peur pour ma vie.",
}
ROOFLESS = {
    "de": "Wir stehen mit den Kindern auf der Straße.",
    "en": "Tonight we have nowhere to sleep with the baby.",
    "tr": "Bu gece çocuklarla sokaktayız.",
    "uk": "Нам сьогодні ніде ночувати, з нами діти.",
    "ar": "نحن الليلة في الشارع مع الأطفال",
    "ru": "Нам сегодня негде ночевать, с нами дети.",
    "fa": "امشب با بچه ها در خیابان هستیم",
    "ro": "La noapte nu avem unde dormi cu copiii.",
    "bg": "Тази нощ сме на улицата с децата.",
    "pl": "Dzisiaj jesteśmy z dziećmi na ulicy.",
    "hr": "Noćas smo s djecom na ulici.",
    "it": "Stanotte siamo per strada con i bambini.",
    "es": "Esta noche estamos en la calle con los niños.",
    "fr": "Ce soir nous sommes à la rue avec les enfants.",
}
BENEFIT = {
    "de": "Hiermit beantrage ich Bürgergeld ab sofort.",
    "en": "I hereby apply for housing benefit.",
    "tr": "Sosyal yardım için başvuruyorum.",
    "uk": "Прошу призначити мені Bürgergeld.",
    "ar": "أتقدم بطلب للحصول على المساعدة الاجتماعية",
    "ru": "Прошу назначить мне пособие.",
    "fa": "درخواست کمک هزینه مسکن دارم",
    "ro": "Solicit ajutor social pentru familia mea.",
    "bg": "Подавам заявление за социална помощ.",
    "pl": "Składam wniosek o zasiłek.",
    "hr": "Podnosim zahtjev za socijalnu pomoć, Bürgergeld.",
    "it": "Faccio domanda per il sussidio.",
    "es": "Solicito la ayuda social.",
    "fr": "Je demande l'aide sociale.",
}


@pytest.mark.parametrize("language", FIRST_TIER)
def test_danger_is_seen_in_every_language(language: str) -> None:
    """Violence and nights without a roof are recognised, whether or not the language was."""
    for text in (DANGER[language], ROOFLESS[language]):
        assert Flag.DANGER in shown(text, language)
    assert Flag.DANGER in shown(DANGER[language], None)


@pytest.mark.parametrize("language", FIRST_TIER)
def test_benefit_applications_are_seen_in_every_language(language: str) -> None:
    """A sentence that applies, and a benefit: § 16 SGB I begins to count."""
    assert Flag.BENEFIT_APPLICATION in shown(BENEFIT[language], language)
    assert Flag.BENEFIT_APPLICATION in shown(BENEFIT[language], "de" if language != "de" else "tr")  # detector was wrong


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Ich habe nur eine Duldung, was kann ich tun?", Flag.RESIDENCE_STATUS),
        ("Korkarım bizi sınır dışı edecekler.", Flag.RESIDENCE_STATUS),
        ("Мне грозит депортация.", Flag.RESIDENCE_STATUS),
        ("Welche Daten haben Sie über mich gespeichert?", Flag.DATA_RIGHTS),
        ("Please delete my personal data.", Flag.DATA_RIGHTS),
        ("Ich beschwere mich über die Sachbearbeiterin im Amt.", Flag.COMPLAINT),
        ("Memur bize bağırdı, çok kaba davrandı.", Flag.COMPLAINT),
        ("Meine Mutter hat Krebs und braucht Hilfe.", Flag.SPECIAL_CATEGORY),
        ("Mein Sohn Adam ist 9 Jahre alt, geboren in Homs.", Flag.THIRD_PARTY),
        ("Es geht um Samira Nuri (9), sie wohnt bei uns.", Flag.THIRD_PARTY),
    ],
    ids=lambda value: str(value)[:40],
)
def test_other_flags_are_seen(text: str, flag: Flag) -> None:
    """Status, data rights, complaints and protected details."""
    assert flag in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "bis zum 31.03.2026",
        "am 24.4.",
        "am 2. Mai",
        "spätestens Freitag",
        "innerhalb von 14 Tagen",
        "2026-05-01",
        "by May 2nd, 2026",
        "2 Mayıs",
        "cuma günü",
        "до 5 травня",
        "в пятницу",
        "حتى ١٥ مايو",
        "يوم الجمعة",
        "تا پایان هفته",
        "până vineri",
        "на 5 май",
        "do piątku",
        "do petka",
        "entro il 3 maggio",
        "el 4 de mayo",
        "avant le 6 mai",
        "14 gün içinde",
        "Einsendeschluss",
    ],
)
def test_dates_weekdays_and_periods_are_deadlines(text: str) -> None:
    """A day that can be put into a calendar counts, in every language and with every digit."""
    assert Flag.DEADLINE in shown(f"Wir brauchen den Saal {text} bitte.")


@pytest.mark.parametrize(
    "text",
    [
        "Ihr Schreiben vom 03.03.2026",
        "geboren am 12.05.1989",
        "jeden Freitag",
        "every Monday",
        "im Mai",
        "§ 3.2 der Satzung",
        "Version 1.2.3",
        "31.02.2026",
        "am 5.3. war ich da",
        "Zimmer 12",
        "von Montag bis Freitag, 9 bis 12 Uhr",
        "von 10 bis 14 Uhr",
        "letzten Samstag haben wir gefeiert",
        "am 12. Mai 1989 geboren",
        "seit dem 1. Juni in der Stadt",
        "le mardi soir",
        "por las mañanas, los lunes y martes",
        "trei luni de așteptare",
        "12 Märchen",
    ],
)
def test_past_days_habits_and_bare_months_are_none(text: str) -> None:
    """What lies behind us or comes every week is no deadline."""
    assert Flag.DEADLINE not in shown(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("bis Freitag", "2026-03-13"),
        ("am Dienstag", "2026-03-17"),
        ("morgen um 9 Uhr", "2026-03-11"),
        ("am 2. Mai, bis zum 31.03. brauchen wir die Zusage", "2026-03-31"),
        ("bis zum 15.", "2026-03-15"),
        ("innerhalb von zwei Wochen", "2026-03-24"),
        ("12.04. 18:00", "2026-04-12"),
        ("يوم 8 كانون الأول", "2026-12-08"),
        ("13. juna", "2026-06-13"),
        ("31 Ağustosa kadar", "2026-08-31"),
        ("bis Ende des Monats", "2026-03-31"),
    ],
)
def test_the_day_is_worked_out(text: str, day: str) -> None:
    """What people write becomes a day of the calendar; "until" goes before other days."""
    (hit,) = flags("", f"Wir brauchen Hilfe {text}", None, today=TODAY)
    assert str(hit.day) == day


@pytest.mark.parametrize(
    "text",
    [
        "Wir planen einen Vortrag über Suizid und suchen Fachleute.",
        "Unser Theaterstück handelt von Zwangsheirat.",
        "Er schlägt mich nicht, wir suchen nur eine Paarberatung.",
        "The rent is killing us, is there a cheaper room?",
    ],
    ids=lambda value: value[:30],
)
def test_a_subject_is_no_danger(text: str) -> None:
    """Lectures, plays, denials and figures of speech raise no alarm."""
    assert Flag.DANGER not in shown(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Guten Tag, wir suchen einen Raum für unser Treffen und hätten gern einen Beamer.", "de"),
        ("Hello, we are a choir and look for a stage in summer.", "en"),
        ("Merhaba, derneğimiz için bir salon arıyoruz.", "tr"),
        ("Buenas tardes, soy instructora deportiva y busco una sala.", "es"),
        ("Dzień dobry, jesteśmy grupą pod własnym banerem.", "pl"),
        ("İyi günler, haftada bir gün gönüllü olmak istiyorum.", "tr"),
    ],
    ids=lambda value: value[:20],
)
def test_plain_concerns_bear_no_flag(text: str, language: str) -> None:
    """Words of one language that look like another's do not raise an alarm."""
    assert shown(text, language) == frozenset()


def test_the_reason_names_the_words() -> None:
    """Staff read why, each flag once, in the order of the glossary."""
    hits = flags("Hilfe", "Er schlägt mich. Ich habe nur Duldung. Bis Freitag!", "de", today=TODAY)
    assert [(hit.flag, hit.why) for hit in hits] == [
        (Flag.DANGER, "Gefahr für Leib und Leben: „schlagt mich“."),
        (Flag.DEADLINE, "Termin oder Frist: „freitag“."),
        (Flag.RESIDENCE_STATUS, "ungesicherter Aufenthalt: „duldung“."),
    ]


def test_the_subject_counts_and_typing_habits_do_not() -> None:
    """Words are found in the subject, without umlauts and without diacritics."""
    assert Flag.DANGER in shown("bitte", None, subject="er schlaegt mich")
    assert Flag.DANGER in shown("canima kiyacagim, yasamak istemiyorum")


@pytest.mark.parametrize("text", ["heute " * 60_000, "a" * 1_000_000, "12.3." * 20_000, "Frau X" * 20_000, "\n\n." * 50_000])
def test_huge_texts_end_soon(text: str) -> None:
    """No text makes the search slow; only its first 64 KiB count."""
    assert isinstance(shown(text), frozenset)
