"""Which body is read, how HTML becomes text, which parts are attachments."""

import base64

import pytest

from postlotse.core.mail import attachments, html, params
from postlotse.core.mail.body import unflow
from tests.mail.letters import letter, parts

PLAIN = "Content-Type: text/plain; charset=utf-8"
HTML = "Content-Type: text/html; charset=utf-8"


def test_the_plain_alternative_is_preferred() -> None:
    """Both say the same: the plain text is what was written."""
    kind, body = parts((PLAIN, "Hallo"), (HTML, "<p>Hallo</p>"), kind="alternative")
    mail = letter(body, Content_Type=kind)
    assert (mail.text, mail.html) == ("Hallo", "<p>Hallo</p>")


@pytest.mark.parametrize("plain", ["", " \n\n", "Bitte zeigen Sie diese E-Mail als HTML an."], ids=["empty", "blank", "stub"])
def test_an_empty_plain_part_beside_full_html_does_not_win(plain: str) -> None:
    """The HTML is read when the plain part says nothing."""
    wanted = "Wir suchen einen Raum für unser Sommerfest. " * 10
    kind, body = parts((PLAIN, plain), (HTML, f"<p>{wanted}</p>"), kind="alternative")
    assert letter(body, Content_Type=kind).text == wanted.strip()


def test_several_bodies_are_joined_in_order() -> None:
    """Apple Mail cuts the text around a picture."""
    kind, body = parts(
        (PLAIN, "eins"), ("Content-Type: image/png\nContent-Disposition: inline; filename=a.png", "x"), (PLAIN, "zwei")
    )
    mail = letter(body, Content_Type=kind)
    assert (mail.full_text, [a.name for a in mail.attachments]) == ("eins\n\nzwei", ["a.png"])


def test_a_named_text_file_is_an_attachment() -> None:
    """A text part with a file name is not what the person wrote."""
    kind, body = parts((PLAIN, "eins"), (PLAIN + "; name=liste.txt\nContent-Disposition: attachment", "zwei"))
    mail = letter(body, Content_Type=kind)
    assert (mail.full_text, [(a.name, a.size) for a in mail.attachments]) == ("eins", [("liste.txt", 4)])


def test_a_multipart_that_cannot_be_split_is_read_as_text() -> None:
    """Nothing is lost when the delimiter is missing."""
    mail = letter("Nur Text ohne Trenner", Content_Type="multipart/mixed")
    assert mail.text == "Nur Text ohne Trenner"


def test_a_nested_message_is_one_attachment() -> None:
    """A forwarded .eml is shown as such; its own attachments are not ours."""
    inner = 'Subject: alt\nContent-Type: multipart/mixed; boundary="i"\n\n--i\nContent-Type: image/png; name=i.png\n\nx\n--i--'
    kind, body = parts((PLAIN, "siehe unten"), ("Content-Type: message/rfc822; name=alt.eml", inner))
    mail = letter(body, Content_Type=kind)
    assert (mail.text, [(a.name, a.type) for a in mail.attachments]) == ("siehe unten", [("alt.eml", "message/rfc822")])


def test_uuencoded_files_leave_the_text() -> None:
    """Old programs put files into the text."""
    mail = letter("Anbei.\n\nbegin 644 a.txt\n#0V%T\n`\nend\n\nGruß")
    assert (mail.text, [(a.name, a.size) for a in mail.attachments]) == ("Anbei.\n\nGruß", [("a.txt", 3)])


def test_broken_base64_is_read_as_far_as_it_goes() -> None:
    """Missing padding and a footer behind the code do not lose the text."""
    code = base64.b64encode("Wir brauchen Hilfe beim Antrag für unseren Verein.".encode()).decode().rstrip("=")
    mail = letter(code + "\n\n--\nDieser Text kam unterwegs dazu!", Content_Transfer_Encoding="base64")
    assert mail.text == "Wir brauchen Hilfe beim Antrag für unseren Verein."


ENCRYPTED = [
    pytest.param(
        parts(
            ("Content-Type: application/pgp-encrypted", "Version: 1"),
            ("Content-Type: application/octet-stream", "x"),
            kind="encrypted",
        ),
        "pgp",
        id="pgp-mime",
    ),
    pytest.param(("text/plain", "-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n"), "pgp", id="pgp-inline"),
    pytest.param(("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "abc"), "smime", id="smime"),
]


@pytest.mark.parametrize(("content", "expected"), ENCRYPTED)
def test_encrypted_mail_is_recognised(content: tuple[str, str], expected: str) -> None:
    """Only a person with the key can read it."""
    kind, body = content
    assert letter(body, Content_Type=kind).encrypted == expected


FLOWED = [
    pytest.param("eins \nzwei\ndrei", False, "eins zwei\ndrei", id="soft-break"),
    pytest.param("eins \nzwei", True, "einszwei", id="delsp"),
    pytest.param("> a \n> b\nneu", False, "> a b\nneu", id="quoted"),
    pytest.param("Text \n-- \nName", False, "Text \n-- \nName", id="signature"),
    pytest.param(" > kein Zitat", False, "> kein Zitat", id="space-stuffing"),
]


@pytest.mark.parametrize(("text", "delete", "expected"), FLOWED)
def test_format_flowed(text: str, delete: bool, expected: str) -> None:
    """Soft line breaks are joined (RFC 3676)."""
    assert unflow(text, delete) == expected


TEXTS = [
    pytest.param("<p>a</p><p>b</p>", "a\n\nb", id="paragraphs"),
    pytest.param("a<br>b", "a\nb", id="br"),
    pytest.param("<style>p{}</style><script>x()</script>a", "a", id="no-code"),
    pytest.param("<head><title>t</title></head><body>a", "a", id="head"),
    pytest.param("a &amp; b&nbsp;c &#8364;", "a & b c €", id="entities"),
    pytest.param("<ul><li>a<li>b</ul>", "- a\n- b", id="list"),
    pytest.param("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc", id="table"),
    pytest.param("neu<blockquote>alt<br>älter</blockquote>", "neu\n\n> alt\n> älter", id="blockquote"),
    pytest.param("<div style='display:none'>weg</div>da", "da", id="hidden"),
    pytest.param("a <!-- b --> c", "a c", id="comment"),
    pytest.param("a < b und 3 <4", "a < b und 3 <4", id="lone-bracket"),
    pytest.param("<pre>a\n  b</pre>", "a\n  b", id="pre"),
    pytest.param("<a title='x > y'>link</a>", "link", id="bracket-in-attribute"),
]


@pytest.mark.parametrize(("source", "expected"), TEXTS)
def test_html_to_text(source: str, expected: str) -> None:
    """What a browser would show, without its decoration."""
    assert html.to_text(source) == expected


VECTORS = [
    pytest.param("<b>x</b><script>alert(1)</script>", id="script"),
    pytest.param("<img src=x onerror=alert(1)>", id="onerror"),
    pytest.param("<a href='javascript:alert(1)'>x</a>", id="javascript"),
    pytest.param("<a href=' java\nscript:alert(1)'>x</a>", id="javascript-split"),
    pytest.param("<a href='data:text/html,<script>1</script>'>x</a>", id="data"),
    pytest.param("<p style='background:url(https://t.example/p.gif)'>x</p>", id="style-attribute"),
    pytest.param("<style>@import url(//t.example)</style>x", id="style-tag"),
    pytest.param("<svg><a xlink:href='javascript:1'><text>x</text></a></svg>", id="svg"),
    pytest.param(
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>", id="mxss"
    ),
    pytest.param("<form action=//e.example><input name=p></form>", id="form"),
    pytest.param("<meta http-equiv=refresh content='0;url=//e.example'>", id="meta"),
    pytest.param("<base href=//e.example>", id="base"),
    pytest.param("<iframe src=//e.example></iframe>", id="iframe"),
    pytest.param("<img src='https://t.example/p.gif' width=1>", id="remote-image"),
    pytest.param("<table background='https://t.example/a'><tr><td background='https://t.example/b'>x</table>", id="background"),
    pytest.param("<link rel=stylesheet href=//e.example>", id="link"),
    pytest.param("<video poster=//e.example src=//e.example></video>", id="video"),
    pytest.param("<a id=csrfmiddlewaretoken name=cookie class=btn>x</a>", id="clobber"),
    pytest.param("<!--[if mso]><script>1</script><![endif]-->x", id="conditional-comment"),
    pytest.param("<a href='//e.example/x'>x</a><a href='/admin/logout'>y</a>", id="relative"),
    pytest.param("<object data=x></object><embed src=x><applet code=x></applet>", id="object"),
    pytest.param("<scr<script>ipt>alert(1)</script>", id="nested-script"),
]


@pytest.mark.parametrize("source", VECTORS)
def test_nothing_active_or_remote_survives(source: str) -> None:
    """No script, style, image, form, id, class, relative or odd link is left."""
    safe = html.sanitise(source).lower()
    for word in (
        "<script",
        "<img",
        "<style",
        "<svg",
        "<form",
        "<iframe",
        "<object",
        "<meta",
        "<base",
        "<link",
        "<video",
        "<math",
    ):
        assert word not in safe
    for word in (
        "javascript:",
        "data:",
        "onerror=",
        "style=",
        "src=",
        "//e.example",
        "/admin",
        " id=",
        " name=",
        " class=",
        "background=",
    ):
        assert word not in safe.replace("&gt;", "").replace("&lt;img src=1 onerror=alert(1)", "")


def test_good_links_stay() -> None:
    """http, https, mailto and tel are kept and made harmless."""
    assert (
        html.sanitise("<a href='https://a.example/x'>a</a>")
        == '<a href="https://a.example/x" rel="noopener noreferrer nofollow">a</a>'
    )
    assert 'href="mailto:a@a.example"' in html.sanitise("<a href='mailto:a@a.example'>a</a>")


NAMES = [
    pytest.param("../../etc/passwd", "passwd", id="traversal"),
    pytest.param("..\\..\\boot.ini", "boot.ini", id="backslashes"),
    pytest.param("CON", "CON_", id="reserved"),
    pytest.param("con.txt", "con_.txt", id="reserved-with-ending"),
    pytest.param("rechnung\u202egpj.exe", "rechnunggpj.exe", id="bidi"),
    pytest.param("a\x00b\r\nc.pdf", "ab c.pdf", id="control"),
    pytest.param("x" * 300 + ".pdf", "x" * 116 + ".pdf", id="long"),
    pytest.param("  .", "", id="nothing-left"),
    pytest.param("Anträge für 2026.pdf", "Anträge für 2026.pdf", id="umlauts"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_file_names_are_cleaned_for_display(name: str, expected: str) -> None:
    """No path, control, bidi or reserved name is left, at most 120 characters."""
    assert attachments.clean_name(name) == expected


FILE_NAMES = [
    pytest.param("attachment; filename*=UTF-8''Antr%C3%A4ge.pdf", "Anträge.pdf", id="rfc-2231"),
    pytest.param("attachment; filename*=us-ascii''Antr%E4ge.pdf", "Anträge.pdf", id="rfc-2231-charset-lies"),
    pytest.param(
        "attachment; filename*0*=UTF-8''Antr%C3; filename*1*=%A4ge; filename*2=.pdf", "Anträge.pdf", id="rfc-2231-sections"
    ),
    pytest.param('attachment; filename="=?utf-8?Q?Antr=C3=A4ge.pdf?="', "Anträge.pdf", id="encoded-word"),
    pytest.param('attachment; filename="Anträge.pdf"', "Anträge.pdf", id="raw-8-bit"),
    pytest.param("attachment; filename=zwei worte.pdf", "zwei worte.pdf", id="unquoted-space"),
]


@pytest.mark.parametrize(("disposition", "expected"), FILE_NAMES)
def test_file_names_are_read_as_they_are_written(disposition: str, expected: str) -> None:
    """RFC 2231, RFC 2047 and raw 8-bit names."""
    kind, body = parts((PLAIN, "x"), (f"Content-Type: application/pdf\nContent-Disposition: {disposition}", "x"))
    assert [a.name for a in letter(body, Content_Type=kind).attachments] == [expected]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("plain/text", "text/plain"),
        ("Plain/Text; charset=utf-8", "text/plain"),
        ("text", "text/plain"),
        ("text/", "text/plain"),
        ("text; charset=utf-8", "text/plain"),
        ("text charset=utf-8", "text/plain"),
        ("txt", "text/plain"),
        ("html", "text/html"),
        ("html/text", "text/html"),
        ("text/htm", "text/html"),
        ("TEXT / HTML", "text/html"),
        ("multipart; boundary=b", "multipart/mixed"),
        ("alternative/multipart; boundary=b", "multipart/alternative"),
        ("nonsense", "text/plain"),
        ("", "text/plain"),
        ("application/pdf", "application/pdf"),
    ],
)
def test_a_type_that_is_written_wrong_gives_the_meant_one(written: str, meant: str) -> None:
    """Halves swapped, missing or misspelt."""
    assert params.media_type(written) == meant


@pytest.mark.parametrize("written", ["plain/text", "text", "html/text"])
def test_a_body_with_a_wrong_type_is_the_body(written: str) -> None:
    """It is no attachment, alone or beside one."""
    alone = letter("<p>Hallo</p>", Content_Type=f"{written}; charset=utf-8")
    kind, body = parts(
        (f"Content-Type: {written}", "Hallo"), ("Content-Type: application/pdf\nContent-Disposition: attachment", "x")
    )
    beside = letter(body, Content_Type=kind)
    assert ("Hallo" in alone.text, alone.attachments) == (True, ())
    assert (beside.text, len(beside.attachments)) == ("Hallo", 1)


def test_an_encoded_content_type_is_read() -> None:
    """Some programs write the type as an encoded word."""
    assert letter("<p>Hallo</p>", Content_Type="=?utf-8?Q?text/html?=").text == "Hallo"
