"""Measure a replay: past mails from a seeded database through two rule books, as `postlotse rules replay` does it.

`python bench/replay.py [--mails N] [--json] [--keep DIR]`.  The mails are made of the training texts: each has its own sender,
subject, sentences of two texts, quotation and signature; the core decides each once by the shipped rules, as the daemon would,
and staff have decided nine of ten concerns.  Then the command runs in a process of its own against changed rules.
"""

import argparse
import json
import random
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from postlotse.core.decide import Decision, decide
from postlotse.core.house import House
from postlotse.core.language import detect
from postlotse.core.mail.parse import parse
from postlotse.core.names import Kind, Priority, Referral
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import Situation
from postlotse.core.snapshot import dump, reason_json, topic_json
from postlotse.core.topics.types import Guess, TopicGuess
from postlotse.core.understand import Understanding, understand
from postlotse.datafiles.library import Library
from postlotse.datafiles.places import shipped_models, shipped_rules
from postlotse.learning.texts import Example, read_examples

PROGRAM = Path(sys.executable).with_name("postlotse")
LATEST = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
ADDRESS = "integration@stadt.example"
CHUNK = 500


def main() -> int:
    """Seed, replay, print the figures."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--mails", type=int, default=10_000)
    wanted.add_argument("--json", action="store_true")
    wanted.add_argument("--keep", type=Path, metavar="DIR", help="leave the folder there, and use what already lies there")
    args = wanted.parse_args()
    with tempfile.TemporaryDirectory(prefix="postlotse-bench-") as folder:
        figures = measure(args.keep or Path(folder), args.mails)
    print(json.dumps(figures, indent=2) if args.json else "\n".join(f"{k:<34} {v:>12}" for k, v in figures.items()))
    return 0


def measure(folder: Path, mails: int) -> dict[str, Any]:
    """Return the figures of one replay by the command."""
    house = folder / "house"
    started = time.perf_counter()
    if not (house / "postlotse.toml").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([PROGRAM, "init", house], check=True, capture_output=True)
        _seed(house, mails)
    seeded = time.perf_counter() - started
    candidate = changed(house / "rules", folder / "candidate")
    words = [PROGRAM, "--config", house / "postlotse.toml", "rules", "replay", "--rules", candidate, "--since", "all", "--json"]
    started = time.perf_counter()
    done = subprocess.run([str(word) for word in words], check=False, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"replay failed: {done.stderr[-2000:]}")
    found = json.loads(done.stdout)
    return {
        "replay_mails": found["mails"],
        "replay_changed": found["changed"],
        "replay_command_seconds": round(seconds, 2),
        "replay_seconds": found["seconds"],
        "replay_mails_per_second": round(found["mails"] / seconds, 1),
        "replay_peak_megabytes": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
        "replay_snapshot_kilobytes": round(_snapshot_size(house) / 1024, 1),
        "replay_rules": len(Library(candidate).book().rules),
        "seed_seconds": round(seeded, 1),
    }


def changed(rules: Path, candidate: Path) -> Path:
    """Copy the rules and change some: two offices swapped, a threshold raised, a rule for words of its own on top."""
    shutil.rmtree(candidate, ignore_errors=True)
    shutil.copytree(rules, candidate)
    shutil.rmtree(candidate / "tests", ignore_errors=True)
    routing = candidate / "routing.yaml"
    text = routing.read_text(encoding="utf-8")
    text = re.sub(r"office: kulturamt\b", "office: sportamt", text, count=2)
    text = re.sub(r"min_probability: 0\.9\b", "min_probability: 0.95", text)
    own = (
        "  - id: probe-bus\n    rule: Nur für die Messung.\n"
        "    when: {words: [Bus*, Bahn*]}\n    then: {office: kulturamt, referral: hand_over}\n"
    )
    routing.write_text(re.sub(r"(?m)^rules:\n", f"rules:\n{own}", text, count=1), encoding="utf-8")
    return candidate


def _snapshot_size(house: Path) -> float:
    path = next((house / "var").glob("*.sqlite3"))
    with sqlite3.connect(path) as connection:
        return float(connection.execute("SELECT avg(length(snapshot)) FROM store_messagerow").fetchone()[0])


def _seed(house: Path, mails: int) -> None:
    """Fill the database of a house with decided mails, the latest first by id last."""
    from postlotse import wiring
    from postlotse.config.load import load

    config = load(house / "postlotse.toml", {})
    wiring.open_store(config)
    wiring.migrate()
    from django.db import transaction

    from postlotse.store import tx
    from postlotse.store.models import CaseRow, ConcernRow, MessageRow, ReviewRow

    chance = random.Random(5)
    book, us = Library(Path(shipped_rules())).book(), wiring.house(config, signing_key=b"k" * 32)
    for start in range(0, mails, CHUNK):
        with transaction.atomic():
            cases, messages, concerns, reviews = [], [], [], []
            numbers = range(start, min(start + CHUNK, mails))
            for number, (understood, decision, at, topics) in zip(
                numbers, _mails(chance, numbers, mails, book, us), strict=True
            ):
                case = CaseRow(
                    id=number + 1,
                    number=f"MO-2026-{number:05}",
                    token=f"{number:026}",
                    opened_at=at,
                    sender=understood.mail.author.key,
                    subject=understood.mail.subject[:500],
                )
                cases.append(case)
                messages.append(_message(number, case, understood, decision, at))
                for position, concern in enumerate(decision.concerns):
                    row = _concern(number, position, case, concern, at)
                    concerns.append(row)
                    if chance.random() < 0.9:
                        reviews.append(_review(chance, row, topics, book, at))
            CaseRow.objects.bulk_create(cases)
            MessageRow.objects.bulk_create(messages)
            ConcernRow.objects.bulk_create(concerns)
            ReviewRow.objects.bulk_create(reviews)
    tx.close()


def _message(number: int, case: Any, understood: Understanding, decision: Decision, at: datetime) -> Any:
    from postlotse.store.models import MessageRow

    return MessageRow(
        id=number + 1,
        account="integration",
        folder="INBOX",
        uidvalidity=1,
        uid=str(number + 1),
        digest=f"{number:064x}",
        received_at=at,
        stored_at=at,
        state="decided",
        outcome="new_case",
        reason_code=understood.kind_reason.code,
        decided_at=at,
        kind=understood.kind,
        language=understood.language.code or "",
        sender=understood.mail.author.key,
        subject=understood.mail.subject[:500],
        case=case,
        snapshot=dump(understood, decision),
        rules_fingerprint=decision.rules_fingerprint,
        model_fingerprint="bench",
    )


def _concern(number: int, position: int, case: Any, concern: Any, at: datetime) -> Any:
    from postlotse.store.models import ConcernRow

    return ConcernRow(
        id=number * 4 + position + 1,
        case=case,
        message_id=number + 1,
        position=position,
        topic=concern.topic,
        probability=concern.probability,
        office=concern.office,
        involve=list(concern.involve),
        tier=concern.tier,
        referral=concern.referral,
        route=concern.route,
        rule=concern.rule,
        reasons=[reason_json(r) for r in concern.reasons],
        alternatives=[topic_json(t) for t in concern.alternatives],
        priority=Priority.NORMAL,
        state="handed_over",
        state_at=at,
    )


def _review(chance: random.Random, row: Any, topics: tuple[str, ...], book: RuleBook, at: datetime) -> Any:
    """Return the verdict of somebody who knows the true topic of the text, or sends it anywhere now and then."""
    from postlotse.store.models import ReviewRow

    right = row.topic in topics or not topics
    topic = row.topic if right else topics[0]
    office = row.office if right else book.topics[topic].office if topic in book.topics else row.office
    if chance.random() < 0.03:
        office = chance.choice(list(book.offices))
    verdict = "confirm" if (topic, office) == (row.topic, row.office) else "change"
    referral = Referral(row.referral) if verdict == "confirm" else Referral.HAND_OVER if office else Referral.OWN
    return ReviewRow(
        concern_id=row.id,
        at=at + timedelta(hours=3),
        by="anna",
        verdict=verdict,
        before={"topic": row.topic, "office": row.office, "referral": row.referral, "state": "review", "route": row.route},
        after={"topic": topic, "office": office, "referral": referral.value, "state": "queued"},
    )


def _mails(
    chance: random.Random, numbers: range, mails: int, book: RuleBook, house: House
) -> Iterator[tuple[Understanding, Decision, datetime, tuple[str, ...]]]:
    """Yield understood and decided mails, the oldest first, about one in seven minutes."""
    texts = [e for e in read_examples(shipped_models() / "standard" / "texts") if e.kind == Kind.CONCERN and e.topics]
    for number in numbers:
        one, other = chance.choice(texts), chance.choice(texts)
        at = LATEST - timedelta(minutes=7 * (mails - number))
        mail = parse(_letter(chance, number, one, other, at))
        guess = _guess(chance, one, book)
        understood = understand(mail, guess=guess, detect=detect, today=at.date())
        if understood.kind is not Kind.CONCERN:  # what a person took up for a concern
            understood = replace(understood, kind=Kind.CONCERN)
        decision = decide(understood, book, house, Situation(now=at, received_at=at, standings=None))
        yield understood, decision, at, one.topics


def _guess(chance: random.Random, example: Example, book: RuleBook) -> Guess:
    """Return a guess about all topics that is right in four of five cases."""
    first = example.topics[0] if chance.random() < 0.8 else chance.choice(list(book.topics))
    best = chance.uniform(0.3, 0.995)
    rest = [t for t in book.topics if t != first]
    chance.shuffle(rest)
    others = sorted((chance.uniform(0, 0.4) ** 2 for _ in rest), reverse=True)
    words = tuple(word for word in example.text.split()[:60] if len(word) > 6)[:5]
    topics = (
        TopicGuess(id=first, probability=best, evidence=words, sentence=example.text[:150]),
        *(TopicGuess(id=t, probability=p, evidence=words[:2]) for t, p in zip(rest, others, strict=True)),
    )
    return Guess(topics=topics, kinds=(("concern", 0.97), ("notice", 0.02)), abstained=best < 0.35, sure=best > 0.9)


def _letter(chance: random.Random, number: int, one: Example, other: Example, at: datetime) -> bytes:
    """Return a mail with headers as a provider writes them, the text of two people and an older mail below."""
    sentences = re.split(r"(?<=[.!?])\s+", other.body)
    middle = " ".join(chance.sample(sentences, min(2, len(sentences))))
    person = number % 4000
    quoted = "\n".join(f"> {line}" for line in chance.choice([one, other]).body.splitlines())
    stamp = at.strftime("%a, %d %b %Y %H:%M:%S +0000")
    return (
        f"Return-Path: <person{person}@verein{person % 700}.example>\r\n"
        f"Received: from mx.verein.example (mx.verein.example [192.0.2.{number % 250}]) by mail.stadt.example; {stamp}\r\n"
        f"Authentication-Results: mail.stadt.example; spf=pass smtp.mailfrom=verein{person % 700}.example; dkim=pass\r\n"
        f"From: Person {person} <person{person}@verein{person % 700}.example>\r\nTo: {ADDRESS}\r\n"
        f"Subject: {(one.subject or 'Anfrage').strip()} ({number})\r\n"
        f"Message-ID: <{number}@verein.example>\r\nDate: {stamp}\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"X-Mailer: Beispiel {number % 7}\r\n\r\n"
        f"{one.body}\r\n\r\n{middle} Aktenzeichen {number}.\r\n\r\n-- \r\nPerson {person}\r\nVerein {person % 700}\r\n\r\n"
        f"Am {at:%d.%m.%Y} schrieb Anlaufstelle:\r\n{quoted}\r\n"
    ).encode()


if __name__ == "__main__":
    sys.exit(main())
