"""What our own mail server says about a sender counts; what others say does not (RFC 8601)."""

import pytest

from postlotse.core.mail import authentication
from postlotse.core.mail.parse import parse
from postlotse.testing import letter

OURS = "mx.stadt.example"


def verdict(*values: str, server: str = OURS) -> bool | None:
    """Return the verdict on a mail with these Authentication-Results, topmost first."""
    lines = "".join(f"Authentication-Results: {value}\r\n" for value in values)
    return authentication.verdict(parse(lines.encode() + letter()), server)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f"{OURS}; dmarc=pass header.from=verein.example", True),
        (f"{OURS}; dmarc=fail header.from=verein.example", False),
        (f"{OURS}; spf=pass; dkim=pass; dmarc=fail", False),
        (f"{OURS}; dmarc=none; spf=pass smtp.mailfrom=a@x.example", None),
        (f"{OURS}; dmarc=none; spf=fail; dkim=pass", None),
        (f"{OURS}; dmarc=none; spf=fail; dkim=fail", False),
        (f"{OURS}; dmarc=none", False),
        (f"{OURS}; dmarc=temperror; spf=pass", None),
        (f"{OURS}; dmarc=bestguesspass action=none; spf=fail; dkim=none", False),
        (f"{OURS}; dmarc=fail; dmarc=pass", False),
        (f"{OURS}; spf=fail smtp.mailfrom=dmarc=pass@fremd.example; dkim=none", False),
        (f"{OURS}; spf=fail smtp.mailfrom=x dmarc=pass; dkim=none", False),
        (f'{OURS}; spf=fail smtp.mailfrom="x; dmarc=pass"@fremd.example', False),
        (f"{OURS}; dmarc=fail ((nested) dmarc=pass; dmarc=pass) x=y", False),
        (f"{OURS}; spf=fail (never ends; dmarc=pass", False),
        (f"{OURS}; dmarc=passed; spf=fail", False),
        (f"{OURS}; spf/1=pass", None),
        (f"{OURS}; spf=softfail; dkim=none", False),
        (f"{OURS}; spf=pass", None),
        (f"{OURS}; dkim=fail; dkim=pass", None),
        (f"{OURS}; dkim=pass; dkim=fail", None),
        (f"{OURS} 1; dmarc=pass", True),
        (f"{OURS.upper()}; dmarc=fail", False),
        (f"{OURS};\r\n\tspf=pass\r\n\tsmtp.mailfrom=x.example;\r\n\tdmarc=pass", True),
        (f"{OURS}; DMARC=Pass", True),
        (f"{OURS}; dmarc = pass", True),
        (f"{OURS}; dmarc=fail (dmarc=pass is what they would like) header.from=x.example", False),
        (f'{OURS}; dmarc=fail reason="dmarc=pass"', False),
        (f"{OURS} (mail gateway); dmarc=pass", True),
        (f"(gateway) {OURS}; dmarc=pass", True),
        (f"{OURS}; none", None),
        (f"{OURS}", None),
    ],
    ids=[
        "dmarc pass",
        "dmarc fail",
        "dmarc fail beats the others",
        "dmarc none, spf pass",
        "dmarc none, dkim pass",
        "dmarc none, both fail",
        "dmarc none alone",
        "dmarc temperror",
        "best guess",
        "dmarc twice",
        "words in an address",
        "words as a property",
        "quoted address",
        "nested comment",
        "open comment",
        "longer word",
        "method version",
        "softfail",
        "spf alone",
        "second signature",
        "first signature",
        "version",
        "case of the server",
        "folded",
        "case of the words",
        "spaces",
        "comment",
        "quoted reason",
        "comment after the server",
        "comment before the server",
        "none",
        "nothing",
    ],
)
def test_our_servers_word(value: str, expected: bool | None) -> None:
    """DMARC decides where it says something, else SPF or DKIM; comments and quoted words prove nothing."""
    assert expected is verdict(value)


@pytest.mark.parametrize(
    "value",
    [
        "mx.fremd.example; dmarc=pass",
        f"x{OURS}; dmarc=pass",
        f"{OURS}.fremd.example; dmarc=pass",
        f"fremd.example; x={OURS}; dmarc=pass",
        "",
    ],
    ids=["other", "ends alike", "begins alike", "named inside", "empty"],
)
def test_other_servers_prove_nothing(value: str) -> None:
    """Anyone can write such a header into a mail."""
    assert verdict(value) is None


def test_the_topmost_of_ours_counts() -> None:
    """Our server writes on top; a forged one below it is older and ignored, a foreign one above does not hide it."""
    assert verdict(f"{OURS}; dmarc=fail", f"{OURS}; dmarc=pass") is False
    assert verdict("mx.fremd.example; dmarc=pass", f"{OURS}; dmarc=fail") is False


def test_without_a_name_nothing_is_asked() -> None:
    """An empty setting must not match an empty server."""
    assert verdict("; dmarc=pass", server="") is None
    assert verdict(f"{OURS}; dmarc=pass", server="") is None


def test_a_huge_header_is_read_in_no_time() -> None:
    """A megabyte of it ends within the limit of the suite and proves nothing that stands behind the limit."""
    assert verdict(f"{OURS}; " + "x=y; " * 200_000 + "dmarc=pass") is None
