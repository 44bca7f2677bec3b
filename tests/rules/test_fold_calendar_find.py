"""Small parts that rules stand on: folding, working days, the directory."""

from datetime import UTC, date, datetime

import pytest

from postlotse.core.calendar import city_time, working_day_after
from postlotse.core.directory import find
from postlotse.core.rules.load import load_book
from postlotse.core.topics.fold import MOST_CHARACTERS, compile_words, fold, found


@pytest.mark.parametrize(
    "ways",
    [
        ("für", "fuer", "fur", "FÜR", "fu\u0308r"),
        ("Größe", "Groesse", "GROSSE", "große"),
        ("ışık", "ISIK", "İşık", "isik"),
        ("здоров'я", "здоров’я", "ЗДОРОВʼЯ"),
        ("ёлка", "елка"),
        ("أهلاً", "اهلا"),
        ("می‌خواهم", "ميخواهم"),
        ("ţară", "țară", "tara"),
        ("заявление", "зaявлeниe"),
        ("l’aide", "l'aide"),
        ("łódź", "LODZ"),
        ("Đorđe", "dorde"),
    ],
    ids=lambda ways: ways[0],
)
def test_ways_of_typing_fold_to_the_same(ways: tuple[str, ...]) -> None:
    """Keyboards and habits do not matter."""
    assert len({fold(way) for way in ways}) == 1


def test_signs_that_become_words_do_not_make_a_text_long() -> None:
    """U+FDFA is one character and becomes eighteen."""
    assert len(fold("\ufdfa" * MOST_CHARACTERS)) <= 2 * MOST_CHARACTERS + 2


def test_sentences_keep_their_ends() -> None:
    """A phrase is not found across the end of a sentence; dates and abbreviations do not end one."""
    assert fold("Am 12.05.2026. Halle! e.V.") == " am 12.05.2026 . halle . e v . "
    assert found(compile_words(["Turnhalle Zeiten"]), fold("Turnhalle. Zeiten")) == ()


def test_phrases_without_letters_are_refused() -> None:
    """A lone star would match everything."""
    for phrase in ("*", "", "!!!", "* *"):
        with pytest.raises(ValueError, match="no letters"):
            compile_words([phrase])


@pytest.mark.parametrize(
    ("start", "days", "land", "expected"),
    [
        (date(2026, 3, 10), 5, "HE", date(2026, 3, 17)),
        (date(2026, 4, 2), 1, "HE", date(2026, 4, 7)),  # Good Friday to Easter Monday
        (date(2026, 6, 3), 1, "HE", date(2026, 6, 5)),  # Corpus Christi is a holiday in Hessen
        (date(2026, 6, 3), 1, "BE", date(2026, 6, 4)),  # … and not in Berlin
        (date(2026, 12, 30), 2, "HE", date(2027, 1, 4)),
        (date(2026, 3, 14), 0, "HE", date(2026, 3, 16)),
        (date(2026, 3, 10), 0, "HE", date(2026, 3, 10)),
    ],
    ids=["week", "easter", "corpus-christi", "berlin", "new-year", "saturday", "today"],
)
def test_working_days_leave_out_weekends_and_holidays(start: date, days: int, land: str, expected: date) -> None:
    """The answer time counts as the Land's offices do."""
    assert working_day_after(start, days, land=land) == expected


def test_closures_and_wrong_arguments() -> None:
    """The city's own closures count; nonsense is refused."""
    assert working_day_after(date(2026, 12, 23), 1, closures={date(2026, 12, 24)}) == date(2026, 12, 28)
    with pytest.raises(ValueError, match="negative"):
        working_day_after(date(2026, 1, 1), -1)
    with pytest.raises(ValueError, match="Land"):
        working_day_after(date(2026, 1, 1), 1, land="XX")


def test_city_time_follows_the_town_hall_clock() -> None:
    """Summer and winter differ."""
    assert city_time(datetime(2026, 7, 1, 12, tzinfo=UTC)).hour == 14
    assert city_time(datetime(2026, 1, 1, 12, tzinfo=UTC)).hour == 13


@pytest.mark.parametrize(
    ("address", "organisation"),
    [
        ("vorstand.nuur@post.example", "nuur"),
        ("VORSTAND.NUUR@POST.EXAMPLE", "nuur"),
        ("x@nuur.example", "nuur"),
        ("x@mail.nuur.example", "nuur"),
        ("x@notnuur.example", None),
        ("x@post.example", None),
        ("", None),
        ("nuur.example", None),
    ],
)
def test_associations_are_known_by_address_and_domain(files: dict[str, str], address: str, organisation: str | None) -> None:
    """A known private address or the association's own domain, never a look-alike."""
    book, _ = load_book(files)
    assert book is not None
    known = find.organisation_of(book, address)
    assert (known.id if known else None) == organisation


def test_offices_are_known_by_address(files: dict[str, str]) -> None:
    """Case does not matter; office addresses count among our own."""
    book, _ = load_book(files)
    assert book is not None
    office = find.office_of_address(book, "KULTUR@stadt.example")
    assert office is not None
    assert office.id == "kulturamt"
    assert find.office_of_address(book, "nobody@stadt.example") is None
    assert {"us@stadt.example", "kultur@stadt.example"} <= find.our_addresses(book, ["Us@stadt.example"])
