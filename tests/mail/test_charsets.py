"""Bodies whose charset is wrong, unknown or absent, and texts that were garbled before they came."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlotse.core.mail import charsetnames, charsets, mojibake
from postlotse.core.mail.parse import parse
from tests.mail.letters import raw_letter
from tests.mail.sentences import SENTENCES

RUSSIAN = "Здравствуйте, мы ищем помещение для нашего объединения и просим о встрече."
UKRAINIAN = "Добрий день, ми шукаємо приміщення для нашого об'єднання та просимо про зустріч."
ARABIC = "السلام عليكم، نبحث عن قاعة لجمعيتنا ونرجو منكم المساعدة في ذلك"
PERSIAN = "با سلام، ما برای انجمن خود به دنبال یک سالن هستیم؛ گروه پژوهش چای".replace("ی", "ي")
TURKISH = "Sayın yetkili, derneğimiz için uygun bir salon arıyoruz, teşekkür ederiz. İyi günler, şimdilik hoşça kalın."
POLISH = "Dzień dobry, szukamy sali dla naszego stowarzyszenia, prosimy o pomoc i z góry dziękujemy. Żółć gęślą jaźń."
GERMAN = "Guten Tag, wir möchten für unseren Verein Räume mieten. Viele Grüße"
CHINESE = "您好，我们的协会正在寻找活动场地，请您帮助我们。谢谢您的回复"
JAPANESE = "こんにちは、私たちの団体は会場を探しています。よろしくお願いします。"
KOREAN = "안녕하세요, 우리 단체는 행사장을 찾고 있습니다. 감사합니다."
GREEK = "Καλημέρα σας, ψάχνουμε μια αίθουσα για τον σύλλογό μας"
HEBREW = "שלום, אנחנו מחפשים אולם לעמותה שלנו, תודה רבה"

REPAIRS = [
    pytest.param(GERMAN.encode("utf-8"), "iso-8859-1", GERMAN, id="utf-8-declared-latin-1"),
    pytest.param(GERMAN.encode("latin-1"), "utf-8", GERMAN, id="latin-1-declared-utf-8"),
    pytest.param(GERMAN.encode("latin-1"), "", GERMAN, id="latin-1-undeclared"),
    pytest.param(GERMAN.encode("latin-1"), "us-ascii", GERMAN, id="latin-1-declared-ascii"),
    pytest.param(GERMAN.encode("utf-8"), "ascii", GERMAN, id="utf-8-declared-ascii"),
    pytest.param(GERMAN.encode("utf-8"), "utf8mb4", GERMAN, id="utf8mb4"),
    pytest.param(GERMAN.encode("utf-8"), "utf8_general_ci", GERMAN, id="utf8-collation"),
    pytest.param(GERMAN.encode("utf-8"), '"utf-8"', GERMAN, id="quoted"),
    pytest.param(GERMAN.encode("utf-8"), "'utf-8'", GERMAN, id="single-quoted"),
    pytest.param(GERMAN.encode("latin-1"), 'iso-8859-1"', GERMAN, id="half-quoted"),
    pytest.param(GERMAN.encode("latin-1"), "iso 8859-1", GERMAN, id="space-in-name"),
    pytest.param(GERMAN.encode("latin-1"), "iso88591", GERMAN, id="iso88591"),
    pytest.param(GERMAN.encode("latin-1"), "8859_1", GERMAN, id="8859-1-alone"),
    pytest.param(GERMAN.encode("latin-1"), "windows-1252http-equivcontent-type", GERMAN, id="meta-remains"),
    pytest.param(GERMAN.encode("latin-1"), "charset=iso-8859-1", GERMAN, id="charset-twice"),
    pytest.param("„Preis“ 5 €".encode("cp1252"), "iso-8859-1", "„Preis“ 5 €", id="cp1252-declared-latin-1"),
    pytest.param("Preis 5 €, œuvre".encode("iso8859-15"), "latin-9", "Preis 5 €, œuvre", id="latin-9"),
    pytest.param(GERMAN.encode("mac_roman"), "MacRoman", GERMAN, id="macroman"),
    pytest.param(GERMAN.encode("mac_roman"), "macintosh", GERMAN, id="macintosh"),
    pytest.param(GERMAN.encode("cp850"), "ibm850", GERMAN, id="ibm850"),
    pytest.param(RUSSIAN.encode("cp1251"), "", RUSSIAN, id="cp1251-undeclared"),
    pytest.param(RUSSIAN.encode("koi8-r"), "x-unknown", RUSSIAN, id="koi8-r-unknown"),
    pytest.param(RUSSIAN.encode("koi8-r"), "koi8r", RUSSIAN, id="koi8r"),
    pytest.param(UKRAINIAN.encode("koi8-u"), "koi8-u", UKRAINIAN, id="koi8-u"),
    pytest.param(UKRAINIAN.encode("koi8-u"), "koi8-ru", UKRAINIAN, id="koi8-ru"),
    pytest.param(UKRAINIAN.encode("koi8-u"), "unknown-8bit", UKRAINIAN, id="koi8-u-unknown-8bit"),
    pytest.param(RUSSIAN.encode("koi8-r"), "windows-1251", RUSSIAN, id="koi8-r-declared-cp1251"),
    pytest.param(RUSSIAN.encode("cp1251"), "koi8-r", RUSSIAN, id="cp1251-declared-koi8-r"),
    pytest.param("зДРАВСТВУЙТЕ, МЫ ИЩЕМ".encode("cp1251"), "cp1251", "зДРАВСТВУЙТЕ, МЫ ИЩЕМ", id="caps-lock-is-right"),
    pytest.param(RUSSIAN.encode("iso8859-5"), "", RUSSIAN, id="iso-8859-5-undeclared"),
    pytest.param(RUSSIAN.encode("cp866"), "dos-866", RUSSIAN, id="dos-866"),
    pytest.param(RUSSIAN.encode("cp866"), "", RUSSIAN, id="cp866-undeclared"),
    pytest.param(RUSSIAN.encode("mac_cyrillic"), "x-mac-cyrillic", RUSSIAN, id="x-mac-cyrillic"),
    pytest.param(RUSSIAN.encode("mac_cyrillic"), "", RUSSIAN, id="mac-cyrillic-undeclared"),
    pytest.param(UKRAINIAN.encode("cp1251"), "default", UKRAINIAN, id="ukrainian-default"),
    pytest.param(RUSSIAN.encode("cp1251"), "_autodetect", RUSSIAN, id="autodetect"),
    pytest.param(RUSSIAN.encode("cp1251"), "_autodetect_all", RUSSIAN, id="autodetect-all"),
    pytest.param(RUSSIAN.encode("cp1251"), "cp-1251", RUSSIAN, id="cp-1251"),
    pytest.param(RUSSIAN.encode("cp1251"), "win-1251", RUSSIAN, id="win-1251"),
    pytest.param(RUSSIAN.encode("cp1251"), "iso-8859-1", RUSSIAN, id="cp1251-declared-latin-1"),
    pytest.param(RUSSIAN.encode("koi8-r"), "windows-1252", RUSSIAN, id="koi8-r-declared-cp1252"),
    pytest.param(RUSSIAN.encode("utf-8"), "windows-1251", RUSSIAN, id="utf-8-declared-cp1251"),
    pytest.param(RUSSIAN.encode("utf-8"), "koi8-r", RUSSIAN, id="utf-8-declared-koi8-r"),
    pytest.param(ARABIC.encode("cp1256"), "", ARABIC, id="cp1256-undeclared"),
    pytest.param(ARABIC.encode("cp1256"), "cp-1256", ARABIC, id="cp-1256"),
    pytest.param(ARABIC.encode("cp1256"), "iso-8859-1", ARABIC, id="cp1256-declared-latin-1"),
    pytest.param(ARABIC.encode("utf-8"), "windows-1256", ARABIC, id="utf-8-declared-cp1256"),
    pytest.param(ARABIC.encode("iso8859-6"), "iso-8859-6", ARABIC, id="iso-8859-6"),
    pytest.param(ARABIC.encode("iso8859-6"), "iso-8859-6-i", ARABIC, id="iso-8859-6-i"),
    pytest.param(ARABIC.encode("iso8859-6"), "x-unknown", ARABIC, id="iso-8859-6-unknown"),
    pytest.param(PERSIAN.encode("cp1256"), "unknown-8bit", PERSIAN, id="persian-cp1256"),
    pytest.param(PERSIAN.encode("utf-8"), "iso-8859-1", PERSIAN, id="persian-utf-8-declared-latin-1"),
    pytest.param(TURKISH.encode("cp1254"), "", TURKISH, id="cp1254-undeclared"),
    pytest.param(TURKISH.encode("cp1254"), "iso-8859-9", TURKISH, id="iso-8859-9"),
    pytest.param(TURKISH.encode("iso8859-9"), "iso-8859-1", TURKISH, id="iso-8859-9-declared-latin-1"),
    pytest.param(TURKISH.encode("utf-8"), "iso-8859-9", TURKISH, id="utf-8-declared-iso-8859-9"),
    pytest.param("Ayşe Yılmaz".encode("cp1254"), "iso-8859-1", "Ayşe Yılmaz", id="turkish-name-declared-latin-1"),
    pytest.param(POLISH.encode("cp1250"), "unknown-8bit", POLISH, id="cp1250-unknown-8bit"),
    pytest.param(POLISH.encode("iso8859-2"), "", POLISH, id="iso-8859-2-undeclared"),
    pytest.param(GREEK.encode("cp1253"), "", GREEK, id="cp1253-undeclared"),
    pytest.param("שלום".encode("cp1255"), "iso-8859-8-i", "שלום", id="iso-8859-8-i"),
    pytest.param("שלום".encode("cp1255"), "iso-8859-8-e", "שלום", id="iso-8859-8-e"),
    pytest.param(HEBREW.encode("cp1255"), "x-unknown", HEBREW, id="cp1255-unknown"),
    pytest.param("สวัสดี".encode("cp874"), "windows-874", "สวัสดี", id="windows-874"),
    pytest.param("สวัสดี".encode("cp874"), "iso-8859-11", "สวัสดี", id="iso-8859-11"),
    pytest.param("ÄÖÜ ñ".encode("cp1258"), "windows-1258", "ÄÖÜ ñ", id="windows-1258"),
    pytest.param("labdien, ķēde".encode("cp1257"), "windows-1257", "labdien, ķēde", id="windows-1257"),
    pytest.param(GERMAN.encode("utf-16"), "utf-16", GERMAN, id="utf-16-with-mark"),
    pytest.param(GERMAN.encode("utf-16-le"), "utf-16", GERMAN, id="utf-16-without-mark"),
    pytest.param(GERMAN.encode("utf-16-be"), "utf-16", GERMAN, id="utf-16-big-without-mark"),
    pytest.param(GERMAN.encode("utf-16-be"), "ucs-2", GERMAN, id="ucs-2"),
    pytest.param(GERMAN.encode("utf-16-le"), "", GERMAN, id="utf-16-undeclared"),
    pytest.param(GERMAN.encode("utf-16-le"), "utf-8", GERMAN, id="utf-16-declared-utf-8"),
    pytest.param(GERMAN.encode("utf-16"), "iso-8859-1", GERMAN, id="utf-16-mark-declared-latin-1"),
    pytest.param(GERMAN.encode("utf-7"), "utf-7", GERMAN, id="utf-7"),
    pytest.param(GERMAN.encode("utf-7"), "unicode-1-1-utf-7", GERMAN, id="utf-7-old-name"),
    pytest.param(b"Raum A+B, 5 + 3", "utf-8", "Raum A+B, 5 + 3", id="plus-signs-are-no-utf-7"),
    pytest.param(JAPANESE.encode("iso2022_jp"), "", JAPANESE, id="iso-2022-jp-undeclared"),
    pytest.param(JAPANESE.encode("iso2022_jp"), "utf-8", JAPANESE, id="iso-2022-jp-declared-utf-8"),
    pytest.param(JAPANESE.encode("iso2022_jp"), "iso-2022-jp-ms", JAPANESE, id="iso-2022-jp-ms"),
    pytest.param(KOREAN.encode("iso2022_kr"), "", KOREAN, id="iso-2022-kr-undeclared"),
    pytest.param(KOREAN.encode("iso2022_kr"), "us-ascii", KOREAN, id="iso-2022-kr-declared-ascii"),
    pytest.param(b"A \x1b$)A\x0eDc:C\x0f B", "iso-2022-cn", "A 你好 B", id="iso-2022-cn"),
    pytest.param(b"A \x1b$)A\x0eDc:C\x0f B", "", "A 你好 B", id="iso-2022-cn-undeclared"),
    pytest.param("你好".encode("hz"), "hz-gb-2312", "你好", id="hz"),
    pytest.param("你好".encode("gb18030"), "gb2312", "你好", id="gb18030-declared-gb2312"),
    pytest.param("𠮷㐀".encode("gb18030"), "gbk", "𠮷㐀", id="four-bytes-declared-gbk"),
    pytest.param(CHINESE.encode("gb18030"), "x-unknown", CHINESE, id="gb18030-unknown"),
    pytest.param(CHINESE.encode("utf-8"), "gb2312", CHINESE, id="utf-8-declared-gb2312"),
    pytest.param("繁體中文".encode("big5"), "x-x-big5", "繁體中文", id="x-x-big5"),
    pytest.param(KOREAN.encode("cp949"), "ks_c_5601-1987", KOREAN, id="ks-c-5601"),
    pytest.param(KOREAN.encode("cp949"), "ms949", KOREAN, id="ms949"),
    pytest.param(KOREAN.encode("euc_kr"), "", KOREAN, id="euc-kr-undeclared"),
    pytest.param(JAPANESE.encode("cp932"), "windows-31j", JAPANESE, id="windows-31j"),
    pytest.param(JAPANESE.encode("euc_jp"), "unknown", JAPANESE, id="euc-jp-unknown"),
    pytest.param((GERMAN * 3).encode("utf-8") + b"\xfc", "utf-8", GERMAN * 3 + "ü", id="one-stray-byte"),
    pytest.param((GERMAN * 4).encode("utf-8") + b"\xfc", "iso-8859-1", GERMAN * 4 + "ü", id="one-stray-byte-declared-latin-1"),
    pytest.param(b"\xef\xbb\xbf" + GERMAN.encode(), "iso-8859-1", GERMAN, id="utf-8-mark-declared-latin-1"),
]


@pytest.mark.parametrize(("raw", "declared", "text"), REPAIRS)
def test_the_meant_text_is_found(raw: bytes, declared: str, text: str) -> None:
    """Wrong, unknown and missing declarations give the text that was meant."""
    assert charsets.decode(raw, declared)[0].removeprefix("\ufeff") == text


def garbled(text: str, read_as: str) -> str:
    """Return UTF-8 read as another charset, as browsers do it (undefined bytes become C1 characters)."""
    return "".join(
        bytes((byte,)).decode(read_as, "ignore") or chr(byte)
        for byte in text.encode("utf-8")  # one byte at a time: these are one-byte charsets
    )


@pytest.mark.parametrize("read_as", ["cp1252", "latin-1", "cp1254", "cp1251", "cp1250"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GERMAN, id="de"),
        pytest.param("Anfrage für Raum", id="de-short"),
        pytest.param("Räume – „groß“", id="de-marks"),
        pytest.param(TURKISH, id="tr"),
        pytest.param(RUSSIAN, id="ru"),
        pytest.param(UKRAINIAN, id="uk"),
        pytest.param(ARABIC, id="ar"),
        pytest.param(PERSIAN, id="fa"),
        pytest.param(POLISH, id="pl"),
    ],
)
def test_utf_8_read_as_something_else_is_undone(text: str, read_as: str) -> None:
    """Mojibake sent as proper UTF-8 comes out as it was meant, once and twice garbled, with a defect."""
    once = garbled(text, read_as)
    assert charsets.decode(once.encode("utf-8"), "utf-8") == (text, "mojibake_repaired")
    assert charsets.decode(garbled(once, read_as).encode("utf-8"), "utf-8")[0] == text


OTHER_ALPHABETS = [
    pytest.param(RUSSIAN.encode("cp1251").decode("cp1252"), RUSSIAN, id="cp1251-read-as-cp1252"),
    pytest.param(RUSSIAN.encode("koi8-r").decode("latin-1"), RUSSIAN, id="koi8-r-read-as-latin-1"),
    pytest.param("Иван Петров".encode("cp1251").decode("latin-1"), "Иван Петров", id="a-name"),
    pytest.param(ARABIC.encode("cp1256").decode("cp1252", "ignore"), ARABIC, id="cp1256-read-as-cp1252"),
    pytest.param(GREEK.encode("cp1253").decode("cp1252"), GREEK, id="cp1253-read-as-cp1252"),
    pytest.param(HEBREW.encode("cp1255").decode("cp1252"), HEBREW, id="cp1255-read-as-cp1252"),
    pytest.param(TURKISH.encode("cp1254").decode("cp1252"), TURKISH, id="turkish-read-as-cp1252"),
    pytest.param("Mehmet Yýldýrým", "Mehmet Yıldırım", id="a-turkish-name"),
    pytest.param("voilÃ  pour le cafÃ©", "voilà pour le café", id="no-break-space-lost"),
]


@pytest.mark.parametrize(("text", "meant"), OTHER_ALPHABETS)
def test_another_alphabet_read_as_western_is_undone(text: str, meant: str) -> None:
    """What a web form or an old program stored wrongly is read as it was meant."""
    assert mojibake.repaired(text) == meant


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in SENTENCES.items()])
def test_right_text_is_not_touched(text: str) -> None:
    """Sentences in all languages, also such as mention garbled signs on purpose, stay as they are, whole and word by word."""
    assert charsets.decode(text.encode("utf-8"), "utf-8") == (text, "")
    for word in text.split():
        assert charsets.decode(word.encode("utf-8"), "utf-8")[0] == word or "Ã" in word or "â€" in word


_CODECS = ["cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "koi8-r", "koi8-u", "iso8859-2", "iso8859-5"]
_PIECES = [word for name, text in SENTENCES.items() if not name.startswith(("about", "one")) for word in text.split()]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12).map(" ".join))
def test_right_words_in_any_mixture_are_not_touched(text: str) -> None:
    """Words of all languages thrown together, declared rightly, come back byte for byte."""
    assert charsets.decode(text.encode("utf-8"), "utf-8") == (text, "")


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([text for name, text in SENTENCES.items() if not name.startswith(("about", "one"))]),
    st.sampled_from(_CODECS),
    st.integers(0, 100),
    st.integers(1, 60),
)
def test_right_text_in_its_own_charset_is_not_touched(text: str, codec: str, start: int, length: int) -> None:
    """Pieces of right sentences in a declared one-byte charset that holds them come back byte for byte."""
    piece = text[start : start + length]
    try:
        raw = piece.encode(codec)
    except UnicodeEncodeError:
        return
    assert charsets.decode(raw, codec)[0] == piece


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_a_repair_is_only_ever_a_repair(text: str) -> None:
    """What a repair returns is sound, and nothing is left to repair in it."""
    better = mojibake.repaired(text)
    assert better is None or (better != text and mojibake.repaired(better) is None)


@pytest.mark.parametrize(
    "name",
    ["rot13", "base64", "unicode_escape", "idna", "zip", "a\x00b", "x" * 300, "../../x", "undefined", "cp037", "cp500", "hex"],
)
def test_codecs_that_are_no_charsets_are_refused(name: str) -> None:
    """A message cannot choose a codec that transforms, executes, or reads ASCII as something else."""
    assert charsetnames.codec(name) == ""
    assert parse(b'Content-Type: text/plain; charset="' + name.encode() + b'"\r\n\r\na+bc').text == "a+bc"


def test_a_body_in_another_charset_than_declared_leaves_a_defect() -> None:
    """Staff can see that the text was guessed."""
    mail = parse(b"Content-Type: text/plain; charset=x-evil\r\n\r\nGr\xfc\xdfe")
    assert (mail.text, "charset_unknown" in mail.defects) == ("Grüße", True)


def test_a_garbled_mail_is_read_and_says_so() -> None:
    """Body, subject and name of a mail that a web form garbled."""
    mail = parse(raw_letter("Wir mÃ¶chten RÃ¤ume mieten.", Subject="Anfrage fÃ¼r RÃ¤ume", From="JÃ¼rgen MÃ¼ller <a@a.example>"))
    assert (mail.text, mail.subject, mail.author.name) == ("Wir möchten Räume mieten.", "Anfrage für Räume", "Jürgen Müller")
    assert "mojibake_repaired" in mail.defects
