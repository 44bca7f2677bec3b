"""Header lines: encoded words, raw 8-bit, addresses, dates, ids, Return-Path."""

import time
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
    pytest.param(b'=?"utf-8"?Q?Gr=C3=BC=C3=9Fe?=', "Grüße", id="charset-in-quotes"),
    pytest.param(b"=??Q?Gr=C3=BC=C3=9Fe?=", "Grüße", id="charset-empty"),
    pytest.param(b"=?utf-8?B?R3LD\r\n vMOfZQ==?=", "Grüße", id="folded-inside"),
    pytest.param(b"=?utf-8?Q?a =?utf-8?Q?=C3=BC?=", "=?utf-8?Q?a ü", id="first-without-end"),
    pytest.param(b"=?utf-8?Q?Gr=C3=BC?=\r\n =?utf-8?B?w59l?=", "Grüße", id="q-and-b-joined"),
    pytest.param(b"=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "こんにちは", id="iso-2022-jp"),
    pytest.param(b"=?windows-1251?B?z/Do4uXy?=", "Привет", id="cp1251"),
    pytest.param(b"=?utf-8?Q?Anfrage_f=C3=83=C2=BCr_R=C3=83=C2=A4ume?=", "Anfrage für Räume", id="garbled-before"),
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
    pytest.param("Yılmaz, Alice <alice@a.example>", [("Yılmaz, Alice", "alice@a.example")], id="unquoted-comma"),
    pytest.param(
        "Bob, Kurz & Co. KG <b@b.example>, c@c.example",
        [("Bob, Kurz & Co. KG", "b@b.example"), ("", "c@c.example")],
        id="unquoted-comma-in-a-list",
    ),
    pytest.param(
        "a@a.example, Bob <b@b.example>", [("", "a@a.example"), ("Bob", "b@b.example")], id="a-comma-behind-an-address-divides"
    ),
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
    pytest.param(
        "A: a@a.example, b@b.example; B: c@c.example;",
        [("", "a@a.example"), ("", "b@b.example"), ("", "c@c.example")],
        id="two-groups",
    ),
    pytest.param(
        'Team : "X, Y" <x@x.example>, z@z.example ;', [("X, Y", "x@x.example"), ("", "z@z.example")], id="group-comma"
    ),
    pytest.param("Undisclosed recipients:;", [], id="empty-group-words"),
    pytest.param("O'Brien & Söhne <o@a.example>", [("O'Brien & Söhne", "o@a.example")], id="signs-in-name"),
    pytest.param("Dr. Müller (privat) <a@a.example>", [("Dr. Müller (privat)", "a@a.example")], id="brackets-in-name"),
    pytest.param("Anna <a@a.example> (sie/ihr)", [("Anna", "a@a.example")], id="comment-behind"),
    pytest.param('"Anna \\"Nan\\" M" <a@a.example>', [('Anna "Nan" M', "a@a.example")], id="escaped-quotes"),
    pytest.param("Alice [a@a.example]", [("Alice", "a@a.example")], id="square-brackets"),
    pytest.param("[mailto:a@a.example]", [("", "a@a.example")], id="mailto-in-brackets"),
    pytest.param("<<a@a.example>>", [("", "a@a.example")], id="brackets-twice"),
    pytest.param("Alice <a@a.example>>", [("Alice", "a@a.example")], id="bracket-too-many"),
    pytest.param('"Alice <a@a.example>', [("Alice", "a@a.example")], id="quote-open"),
    pytest.param("Alice <a @ a.example>", [("Alice", "a@a.example")], id="spaces-in-address"),
    pytest.param("a@a.example.", [("", "a@a.example")], id="full-stop-behind"),
    pytest.param("Alice (a@a.example)", [("Alice", "a@a.example")], id="address-as-comment"),
    pytest.param("<@r.example,@s.example:a@a.example>", [("", "a@a.example")], id="source-route"),
    pytest.param("@r.example:a@a.example", [("", "a@a.example")], id="bare-source-route"),
    pytest.param('"a b"@a.example', [("", '"a b"@a.example')], id="quoted-local-part"),
    pytest.param("a@[192.0.2.1]", [("", "a@[192.0.2.1]")], id="address-literal"),
    pytest.param("a@a.example\r\n b@b.example", [("", "a@a.example"), ("", "b@b.example")], id="comma-forgotten"),
    pytest.param("=?utf-8?Q?Anna_<a@a.example>?=", [("Anna", "a@a.example")], id="all-encoded"),
    pytest.param("=?utf-8?B?w5w=?= <=?utf-8?Q?a=40a.example?=>", [("Ü", "a@a.example")], id="address-encoded"),
    pytest.param("用户@例子.example", [("", "用户@例子.example")], id="rfc-6532"),
    pytest.param("", [], id="empty"),
]


@pytest.mark.parametrize(("value", "expected"), ADDRESSES)
def test_address_lists(value: str, expected: list[tuple[str, str]]) -> None:
    """Groups, comments, unquoted names and broken brackets."""
    found, _ = addresses.read([value])
    assert [(a.name, a.address) for a in found] == expected


RAW_NAMES = [
    pytest.param("Jürgen Müller", "utf-8", id="utf-8"),
    pytest.param("Jürgen Müller", "latin-1", id="latin-1"),
    pytest.param("Ayşe Yılmaz", "cp1254", id="cp1254"),
    pytest.param("Анна Петрова", "cp1251", id="cp1251"),
    pytest.param("Анна Петрова", "koi8-r", id="koi8-r"),
    pytest.param("محمد علي", "cp1256", id="cp1256"),
    pytest.param("Łukasz Żółć", "iso8859-2", id="iso-8859-2"),
]


@pytest.mark.parametrize(("name", "charset"), RAW_NAMES)
def test_raw_8_bit_names(name: str, charset: str) -> None:
    """Names that stand in the header as bytes, in no declared charset, quoted or not, in the first place or the second."""
    for head in (f"From: {name} <a@a.example>", f'From: "{name}" <a@a.example>'):
        mail = parse(f"{head}\r\nTo: b@b.example, {name} <c@c.example>\r\n\r\nx".encode(charset))
        assert (mail.author, mail.to[1]) == (
            Address(name=name, address="a@a.example"),
            Address(name=name, address="c@c.example"),
        )


def test_the_charset_of_the_body_helps_raw_headers() -> None:
    """A short name that could be many things is read in the charset that the body declares."""
    head = "From: Ğül <a@a.example>\r\nContent-Type: text/plain; charset=iso-8859-9\r\n\r\nx"
    assert parse(head.encode("cp1254")).author.name == "Ğül"


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


MIXED = [
    pytest.param("Pаypal <a@a.example>", True, id="cyrillic-a-in-a-name"),
    pytest.param("Bank <a@bаnk.example>", True, id="cyrillic-a-in-a-domain"),
    pytest.param("Анна Smith <a@a.example>", False, id="two-words-in-two-scripts"),
    pytest.param("Алиса <a@а.example>", False, id="all-cyrillic-label"),
    pytest.param("Jürgen Müller <a@a.example>", False, id="latin"),
]


@pytest.mark.parametrize(("value", "mixed"), MIXED)
def test_scripts_mixed_inside_a_word_are_noted(value: str, mixed: bool) -> None:
    """A look-alike letter of another script in the sender's name or address leaves a defect."""
    assert ("from_mixed_scripts" in letter(From=value).defects) == mixed


def test_encoded_words_without_end_cost_no_time() -> None:
    """Thousands of beginnings without an end are read in linear time."""
    raw = b"=?a?Q?x" * 400_000
    started = time.process_time()
    assert words.decode(raw) == raw.decode()
    assert words.decode(raw + b"\r\n ?=").startswith("=?a?Q?x")
    assert time.process_time() - started < 5
