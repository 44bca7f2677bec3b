"""Header lines: encoded words, raw 8-bit, addresses, dates, ids, Return-Path."""

from datetime import UTC, datetime

import pytest

from postlotse.core.mail import addresses, headers, words
from postlotse.core.mail.parse import parse
from postlotse.core.mail.types import Address
from tests.mail.letters import letter

WORDS = [
    pytest.param(b"=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße", id="q"),
    pytest.param(b"=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße", id="b"),
    pytest.param(b"=?UTF-8?B?R3LDvMOfZQ?=", "Grüße", id="padding-missing"),
    pytest.param(b"=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=", "Grüße", id="character-split-over-words"),
    pytest.param(b"=?utf-8?Q?Gr=C3=BC=C3=9Fe aus Rom?=", "Grüße aus Rom", id="spaces-inside"),
    pytest.param(b"=?utf-8?Q?Gr=C3=BC=C3=9Fe", "Grüße", id="cut-off"),
    pytest.param(b"=?iso-8859-1*de?Q?Gr=FC=DFe?=", "Grüße", id="language-tag"),
    pytest.param(b"=?x-unknown?Q?Gr=FC=DFe?=", "Grüße", id="unknown-charset"),
    pytest.param(b"=?utf-8?Q?Gr=FC=DFe?=", "Grüße", id="charset-lies"),
    pytest.param(b"=?windows-1254?Q?G=FCnayd=FDn?=", "Günaydın", id="turkish"),
    pytest.param("Grüße".encode(), "Grüße", id="raw-utf-8"),
    pytest.param("Grüße".encode("latin-1"), "Grüße", id="raw-latin-1"),
    pytest.param("Вопрос о зале".encode("koi8-r"), "Вопрос о зале", id="raw-koi8-r"),
    pytest.param(b"50 % =? ok", "50 % =? ok", id="no-word-at-all"),
    pytest.param(b"=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c", id="text-between"),
]


@pytest.mark.parametrize(("raw", "text"), WORDS)
def test_encoded_words_are_read_as_they_are_written(raw: bytes, text: str) -> None:
    """Broken encoded words give the text that was meant."""
    assert words.decode(raw) == text


ADDRESSES = [
    pytest.param("Alice <alice@a.example>", [("Alice", "alice@a.example")], id="plain"),
    pytest.param("alice@a.example (Alice)", [("Alice", "alice@a.example")], id="comment-name"),
    pytest.param("Yılmaz, Alice <alice@a.example>", [("Yılmaz", ""), ("Alice", "alice@a.example")], id="unquoted-comma"),
    pytest.param('"Yılmaz, Alice" <alice@a.example>', [("Yılmaz, Alice", "alice@a.example")], id="quoted-comma"),
    pytest.param(
        "=?utf-8?Q?Y=C4=B1lmaz=2C_Alice?= <alice@a.example>", [("Yılmaz, Alice", "alice@a.example")], id="encoded-comma"
    ),
    pytest.param('"=?utf-8?Q?Y=C4=B1lmaz?=" <alice@a.example>', [("Yılmaz", "alice@a.example")], id="word-in-quotes"),
    pytest.param("Verein e.V. <info@a.example>", [("Verein e.V.", "info@a.example")], id="dot-in-name"),
    pytest.param(
        "Vorstand: a@a.example, B <b@a.example>;, c@c.example",
        [("", "a@a.example"), ("B", "b@a.example"), ("", "c@c.example")],
        id="group",
    ),
    pytest.param("undisclosed-recipients:;", [], id="empty-group"),
    pytest.param("a@a.example; b@b.example", [("", "a@a.example"), ("", "b@b.example")], id="semicolons"),
    pytest.param("<Alice@A.Example>", [("", "Alice@A.Example")], id="case-kept"),
    pytest.param("Alice <alice@a.example", [("Alice", "alice@a.example")], id="bracket-open"),
    pytest.param("Moderator", [("Moderator", "")], id="name-only"),
    pytest.param("Alice <alice@münchen.example>", [("Alice", "alice@münchen.example")], id="idn"),
    pytest.param("", [], id="empty"),
]


@pytest.mark.parametrize(("value", "expected"), ADDRESSES)
def test_address_lists(value: str, expected: list[tuple[str, str]]) -> None:
    """Groups, comments, unquoted names and broken brackets."""
    found, _ = addresses.read([value])
    assert [(a.name, a.address) for a in found] == expected


def test_two_from_headers_give_both_authors() -> None:
    """Every occurrence of a header counts."""
    mail = parse(b"From: a@a.example\r\nFrom: b@b.example\r\n\r\nx")
    assert [a.address for a in mail.from_] == ["a@a.example", "b@b.example"]


def test_an_address_smuggled_into_the_name_does_not_win() -> None:
    """The name may look like an address; the address is what stands in the brackets (CVE-2023-27043)."""
    mail = parse(b'From: "boss@stadt.example" <alice@a.example>\r\n\r\nx')
    assert mail.author == Address(name="boss@stadt.example", address="alice@a.example")


DATES = [
    pytest.param("Mon, 02 Mar 2026 10:00:00 +0100", "2026-03-02T10:00:00+01:00", id="rfc-5322"),
    pytest.param("Mon, 2 Mar 2026 10:00:00 CET", "2026-03-02T10:00:00+01:00", id="zone-name"),
    pytest.param("2 Mar 26 10:00 GMT", "2026-03-02T10:00:00+00:00", id="two-digit-year"),
    pytest.param("Mo, 2 März 2026 10:00:00 +0100", "2026-03-02T10:00:00+01:00", id="german-month"),
    pytest.param("2026-03-02T10:00:00+01:00", "2026-03-02T10:00:00+01:00", id="iso"),
    pytest.param("02.03.2026 10:00:00 +0100", "2026-03-02T10:00:00+01:00", id="dotted"),
    pytest.param("Mon Mar  2 10:00:00 2026", "2026-03-02T10:00:00+00:00", id="ctime"),
    pytest.param("Fri, 31 Dec 99999 25:61:61 +9999", None, id="year-99999"),
    pytest.param("Whenever", None, id="word"),
    pytest.param("", None, id="empty"),
]


@pytest.mark.parametrize(("value", "expected"), DATES)
def test_dates(value: str, expected: str | None) -> None:
    """A date is aware, or None when no plausible day is found."""
    moment = headers.read_date(value)
    assert (moment.isoformat() if moment else None) == expected


def test_an_impossible_offset_counts_as_utc() -> None:
    """+9999 is no zone; the day still counts."""
    assert headers.read_date("Mon, 02 Mar 2026 10:00:00 +9999") == datetime(2026, 3, 2, 10, tzinfo=UTC)


RETURN_PATHS = [
    pytest.param(None, None, id="missing"),
    pytest.param("<>", "", id="null"),
    pytest.param("< >", "", id="null-with-space"),
    pytest.param("<a@a.example>", "a@a.example", id="address"),
    pytest.param("a@a.example", "a@a.example", id="bare"),
]


@pytest.mark.parametrize(("value", "expected"), RETURN_PATHS)
def test_return_path(value: str | None, expected: str | None) -> None:
    """None = unknown, "" = the null path."""
    assert letter(Return_Path=value).return_path == expected


def test_ids_are_found_across_folds_and_without_brackets() -> None:
    """References come in order, each once; bare ids get their brackets."""
    mail = letter(References="<1@a.example>\r\n <2@a.example> <1@a.example>", In_Reply_To="3@a.example")
    assert (mail.references, mail.in_reply_to) == (("<1@a.example>", "<2@a.example>"), ("<3@a.example>",))


def test_text_is_free_of_controls_and_overrides() -> None:
    """Bidi overrides, NUL and control characters never reach a Mail."""
    mail = letter("a\u202eb\x00c", Subject="x\u202ey\x07z", From="A\u2066l <a@a.example>")
    assert (mail.subject, mail.text, mail.author.name) == ("xyz", "abc", "Al")
    assert "from_suspicious" in mail.defects
