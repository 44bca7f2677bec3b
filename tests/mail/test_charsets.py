"""Bodies whose charset is wrong, unknown or absent."""

import pytest

from postlotse.core.mail import charsets
from postlotse.core.mail.parse import parse

RUSSIAN = "Здравствуйте, мы ищем помещение для нашего объединения и просим о встрече."
UKRAINIAN = "Добрий день, ми шукаємо приміщення для нашого об'єднання та просимо про зустріч."
ARABIC = "السلام عليكم، نبحث عن قاعة لجمعيتنا ونرجو منكم المساعدة في ذلك"
TURKISH = "Sayın yetkili, derneğimiz için uygun bir salon arıyoruz, teşekkür ederiz. İyi günler, şimdilik hoşça kalın."
POLISH = "Dzień dobry, szukamy sali dla naszego stowarzyszenia, prosimy o pomoc i z góry dziękujemy. Żółć gęślą jaźń."
GERMAN = "Guten Tag, wir möchten für unseren Verein Räume mieten. Viele Grüße"

REPAIRS = [
    pytest.param(GERMAN.encode("utf-8"), "iso-8859-1", GERMAN, id="utf-8-declared-latin-1"),
    pytest.param(GERMAN.encode("latin-1"), "utf-8", GERMAN, id="latin-1-declared-utf-8"),
    pytest.param(GERMAN.encode("latin-1"), "", GERMAN, id="latin-1-undeclared"),
    pytest.param(GERMAN.encode("latin-1"), "us-ascii", GERMAN, id="latin-1-declared-ascii"),
    pytest.param(GERMAN.encode("utf-8"), "utf8mb4", GERMAN, id="utf8mb4"),
    pytest.param("„Preis“ 5 €".encode("cp1252"), "iso-8859-1", "„Preis“ 5 €", id="cp1252-declared-latin-1"),
    pytest.param(RUSSIAN.encode("cp1251"), "", RUSSIAN, id="cp1251-undeclared"),
    pytest.param(RUSSIAN.encode("koi8-r"), "x-unknown", RUSSIAN, id="koi8-r-unknown"),
    pytest.param(RUSSIAN.encode("iso8859-5"), "", RUSSIAN, id="iso-8859-5-undeclared"),
    pytest.param(UKRAINIAN.encode("cp1251"), "default", UKRAINIAN, id="ukrainian-default"),
    pytest.param(RUSSIAN.encode("cp1251"), "cp-1251", RUSSIAN, id="cp-1251"),
    pytest.param(ARABIC.encode("cp1256"), "", ARABIC, id="cp1256-undeclared"),
    pytest.param(ARABIC.encode("iso8859-6", "replace"), "iso-8859-6-i", ARABIC, id="iso-8859-6-i"),
    pytest.param(TURKISH.encode("cp1254"), "", TURKISH, id="cp1254-undeclared"),
    pytest.param(TURKISH.encode("cp1254"), "iso-8859-9", TURKISH, id="iso-8859-9"),
    pytest.param(POLISH.encode("cp1250"), "unknown-8bit", POLISH, id="cp1250-unknown-8bit"),
    pytest.param("שלום".encode("cp1255"), "iso-8859-8-i", "שלום", id="iso-8859-8-i"),
    pytest.param("สวัสดี".encode("cp874"), "windows-874", "สวัสดี", id="windows-874"),
    pytest.param(GERMAN.encode("utf-16-le"), "utf-16", GERMAN, id="utf-16-without-mark"),
    pytest.param("世界人権宣言".encode("iso2022_jp"), "", "世界人権宣言", id="iso-2022-jp-undeclared"),
    pytest.param("你好".encode("gb18030"), "gb2312", "你好", id="gb18030-declared-gb2312"),
    pytest.param((GERMAN * 3).encode("utf-8") + b"\xfc", "utf-8", GERMAN * 3 + "ü", id="one-stray-byte"),
]


@pytest.mark.parametrize(("raw", "declared", "text"), REPAIRS)
def test_the_meant_text_is_found(raw: bytes, declared: str, text: str) -> None:
    """Wrong, unknown and missing declarations give the text that was meant."""
    assert charsets.decode(raw, declared)[0] == text


@pytest.mark.parametrize(
    "name", ["rot13", "base64", "unicode_escape", "idna", "zip", "a\x00b", "x" * 300, "../../x", "undefined"]
)
def test_codecs_that_are_no_charsets_are_refused(name: str) -> None:
    """A message cannot choose a codec that transforms or executes."""
    assert charsets.codec(name) == ""
    assert parse(b'Content-Type: text/plain; charset="' + name.encode() + b'"\r\n\r\nabc').text == "abc"


def test_a_body_in_another_charset_than_declared_leaves_a_defect() -> None:
    """Staff can see that the text was guessed."""
    mail = parse(b"Content-Type: text/plain; charset=x-evil\r\n\r\nGr\xfc\xdfe")
    assert (mail.text, "charset_unknown" in mail.defects) == ("Grüße", True)
