"""Mutation fuzz: messages bitten, cut, doubled and spliced, read by the parse pool within its limits.

The same messages each time; POSTLOTSE_FUZZ=1 makes many more from a seed that is printed.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from postlotse.core.errors import ParseRefused
from postlotse.core.mail import codec, frame
from postlotse.core.mail.body import MAX_TEXT
from postlotse.core.mail.types import Mail
from postlotse.workers.pool import WALL_SECONDS, ParsePool
from tests.mail import test_forwarding as forwards
from tests.mail import test_frame as frames
from tests.mail.letters import raw_letter
from tests.mail.sentences import SENTENCES
from tests.mail.test_never_raises import SEEDS, TOKENS

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "messages"
FUZZ = bool(os.environ.get("POSTLOTSE_FUZZ"))
SEED = random.SystemRandom().randrange(2**32) if FUZZ else 20260302
TIMES = 12 if FUZZ else 1
_CHARSETS = (
    b"utf-8 us-ascii iso-8859-1 iso-8859-9 windows-1251 windows-1256 koi8-r utf-7 utf-16 utf-32 iso-2022-jp iso-2022-kr hz "
    b"gb18030 big5 euc-kr shift_jis x-unknown default rot13 \x00 utf8mb4 cp037 iso-2022-cn _autodetect"
).split()
_TYPES = [
    b"text/plain",
    b"text/html",
    b"text/plain; format=flowed; delsp=yes",
    b"text/enriched",
    b"text/calendar",
    b"multipart/mixed; boundary=b",
    b"multipart/alternative; boundary=b",
    b"multipart/report; report-type=delivery-status; boundary=b",
    b"multipart/digest",
    b"message/rfc822",
    b"message/delivery-status",
    b"application/ms-tnef",
    b"application/pkcs7-mime; smime-type=signed-data",
    b"application/pdf",
]
_ENCODINGS = [b"base64", b"quoted-printable", b"x-uuencode", b"8bit", b"nonsense"]


def own_messages() -> list[bytes]:
    """Return messages of our own: letters in all languages and charsets, forwards, forms, reports, broken frames."""
    found = [*SEEDS]
    found += [raw_letter(text, Subject=text[:40]) for text in SENTENCES.values()]
    found += [raw_letter(str(row.values[1]), Subject=str(row.values[0])) for row in forwards.FORWARDS]
    found += [
        raw_letter(str(row.values[0]).format(c="x", t=forwards.TEXT), Content_Type="text/html; charset=utf-8")
        for row in forwards.HTML
    ]
    found += [value for row in (*frames.REPAIRS, *frames.LIMITS) if isinstance(value := row.values[0], bytes)]
    return found


def _line(chance: random.Random, raw: bytes) -> tuple[int, int]:
    """Return start and end of a line somewhere in the first 20,000 bytes."""
    at = chance.randrange(min(len(raw), 20_000) or 1)
    start = raw.rfind(b"\n", 0, at) + 1
    end = raw.find(b"\n", at)
    return start, len(raw) if end < 0 else end + 1


def _swap_value(chance: random.Random, raw: bytes, name: bytes, values: list[bytes]) -> bytes:
    """Put another value behind one of the places where a name occurs, or a header with it in front."""
    places = []
    at = raw.lower().find(name)
    while at >= 0 and len(places) < 50:
        places.append(at + len(name))
        at = raw.lower().find(name, at + 1)
    value = chance.choice(values)
    if not places:
        return b"Content-Type: text/plain; charset=" + value + b"\r\n" + raw
    at = chance.choice(places)
    end = at
    while end < len(raw) and raw[end : end + 1] not in b'; \r\n"':
        end += 1
    return raw[:at] + value + raw[end:]


def _mutated_once(chance: random.Random, raw: bytes, other: bytes) -> bytes:
    """Change a message in one of ten ways."""
    at = chance.randrange(len(raw) or 1)
    match chance.randrange(10):
        case 0:  # flip bytes
            changed = bytearray(raw)
            for _ in range(chance.randrange(1, 12)):
                if changed:
                    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            return bytes(changed)
        case 1:  # cut something out
            return raw[:at] + raw[at + chance.randrange(1, 400) :]
        case 2:  # cut the end off
            return raw[:at]
        case 3:  # double a piece, sometimes many times
            piece = raw[at : at + chance.randrange(1, 300)]
            return raw[:at] + piece * chance.choice((2, 2, 3, 50, 400)) + raw[at:]
        case 4:  # splice with another message
            return raw[:at] + other[chance.randrange(len(other) or 1) :]
        case 5:  # drop a line, mostly a header
            start, end = _line(chance, raw)
            return raw[:start] + raw[end:]
        case 6:  # another boundary
            return _swap_value(chance, raw, b"boundary=", [b"b", b'""', b'"b--"', b"=", b"x" * 300, b'"a\x00b"'])
        case 7:  # another charset
            return _swap_value(chance, raw, b"charset=", _CHARSETS)
        case 8:  # another type or encoding
            if chance.random() < 0.5:
                return _swap_value(chance, raw, b"content-transfer-encoding: ", _ENCODINGS)
            return _swap_value(chance, raw, b"content-type: ", _TYPES)
        case _:  # put a token in
            return raw[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 3, 200)) + raw[at:]


def mutations(messages: list[bytes], count: int, seed: int) -> Iterator[bytes]:
    """Yield mutated messages, each changed one to five times."""
    chance = random.Random(seed)
    for _ in range(count):
        raw = chance.choice(messages)
        for _ in range(chance.randrange(1, 6)):
            raw = _mutated_once(chance, raw, chance.choice(messages))[:300_000]
        yield raw


def broken_promises(mail: Mail) -> list[str]:
    """Return which limits and promises of `Mail` a read message breaks."""
    texts = (mail.text, mail.full_text, mail.quoted, mail.signature, mail.attached_text, mail.forwarded_text)
    people = (mail.from_, mail.reply_to, mail.to, mail.cc)
    checks = {
        "unreadable": "unreadable" not in mail.defects,
        "text": max(map(len, texts)) <= MAX_TEXT,
        "no text": bool(mail.text) or not mail.full_text.strip(),
        "parts": len(mail.part_types) <= frame.MAX_PARTS,
        "attachments": len(mail.attachments) <= frame.MAX_PARTS,
        "headers": len(mail.headers) <= frame.MAX_HEADERS + 2,
        "header length": all(len(value) <= frame.MAX_HEADER for _, value in mail.headers),
        "header block": sum(len(name) + len(value) for name, value in mail.headers) <= 2 * frame.MAX_HEADER_BLOCK,
        "addresses": all(len(found) <= 200 for found in people),
        "ids": len(mail.references) <= 200 and len(mail.in_reply_to) <= 200,
        "codec": codec.loads(codec.dumps(mail)) == mail,
    }
    return [name for name, held in checks.items() if not held]


def read_all(messages: list[bytes], count: int) -> int:
    """Read mutations in a pool with its usual limits and hold every promise; returns how many were read."""
    print(f"seed {SEED}")
    read = 0
    with ParsePool(size=1, seconds=WALL_SECONDS) as pool:
        for number, answer in enumerate(pool.read_many(mutations(messages, count, SEED))):
            assert not isinstance(answer, ParseRefused), f"seed {SEED}, mutation {number}: {answer}"
            assert not broken_promises(answer), f"seed {SEED}, mutation {number}: {broken_promises(answer)} {answer.defects}"
            read += 1
    return read


@pytest.mark.timeout(1200 if FUZZ else 120)
def test_mutated_messages_of_our_own_are_read_within_the_limits() -> None:
    """Every mutation is read by a pool worker in the wall limit, and the result keeps every limit."""
    assert read_all(own_messages(), 2_500 * TIMES) == 2_500 * TIMES


@pytest.mark.corpora
@pytest.mark.timeout(1200 if FUZZ else 120)
@pytest.mark.skipif(not CORPORA.is_dir(), reason="left out: the shared mail corpora do not lie beside the checkout")
def test_mutated_messages_of_the_corpora_are_read_within_the_limits() -> None:
    """The same over a sample of real and hostile messages."""
    paths = sorted(path for path in CORPORA.rglob("*") if path.is_file() and path.stat().st_size < 60_000)
    messages = [path.read_bytes() for path in random.Random(SEED).sample(paths, min(len(paths), 300))]
    assert read_all(messages, 2_500 * TIMES) == 2_500 * TIMES


def test_the_mutations_are_the_same_each_time_and_do_change_messages() -> None:
    """The fuzz is deterministic, and nearly every mutation differs from all originals."""
    messages = own_messages()
    first = list(mutations(messages, 200, 1))
    assert first == list(mutations(messages, 200, 1)) != list(mutations(messages, 200, 2))
    assert sum(raw in messages for raw in first) < 20


def test_a_broken_promise_would_be_seen() -> None:
    """The checks of this file can fail."""
    bad = Mail(
        full_text="x" * (MAX_TEXT + 1), headers=(("X", "y" * 40_000),), part_types=("a/b",) * 501, defects=("unreadable",)
    )
    assert {"unreadable", "text", "no text", "parts", "header length"} <= set(broken_promises(bad))
