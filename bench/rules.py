"""Measure matching: 500 rules against 1,000 mails, both invented, in one thread.

`python bench/rules.py [--json] [--rules N] [--mails N]`.  The rules are of the sorts that a city writes: most ask for a topic
and words, some for senders, patterns, attachments, hours, several with nesting; the last one takes everything.  Each mail is
matched for its topic with the whole trace, as the service does; `decide` adds the facts, the policy and the acknowledgement,
and matches each further topic of the mail.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from postlotse.core.decide import decide
from postlotse.core.facts import Facts
from postlotse.core.house import House
from postlotse.core.mail.types import Address, Attachment, Mail
from postlotse.core.names import Flag, Kind
from postlotse.core.reasons import Reason
from postlotse.core.rules.check import check
from postlotse.core.rules.load import load_book
from postlotse.core.rules.match import match
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import Situation
from postlotse.core.topics.types import FlagHit, Guess, Language, TopicGuess
from postlotse.core.understand import Understanding

TOPICS = tuple(f"thema_{n:02d}" for n in range(23))
OFFICES = tuple(f"stelle_{n:02d}" for n in range(40))
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
ROUNDS = 3
#: So many of the words stand in rules.
IN_RULES = 4000
_SYLLABLES = (
    *("hal", "len", "zeit", "raum", "ver", "ein", "för", "der", "ung", "mit", "tel", "an", "trag", "geld", "kin", "gar", "ten"),
    *("schu", "le", "sport", "platz", "mu", "sik", "fest", "wo", "che", "stadt", "teil", "be", "ra", "tung", "über", "set"),
    *("kurs", "spra", "nung", "ar", "beit", "aus", "bil", "dung", "bü", "ro", "haus", "ge", "sund", "heit", "pfle", "wahl"),
)
Figures = dict[str, float | int]


def main() -> int:
    """Print the figures of this machine."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--json", action="store_true")
    wanted.add_argument("--rules", type=int, default=500)
    wanted.add_argument("--mails", type=int, default=1000)
    args = wanted.parse_args()
    figures = measure(args.rules, args.mails)
    print(
        json.dumps(figures, indent=2) if args.json else "\n".join(f"{name:<28} {value:>10}" for name, value in figures.items())
    )
    return 0


def measure(rules: int, mails: int) -> Figures:
    """Return the figures for so many rules and mails."""
    chance = random.Random(500)
    words = _words(chance)
    files = _files(rules, words, chance)
    began = time.perf_counter()
    book, problems = load_book(files)
    loaded = time.perf_counter() - began
    if book is None:
        raise SystemExit("\n".join(map(str, problems)))
    began = time.perf_counter()
    check(book, files)
    checked = time.perf_counter() - began
    understood = [_understood(n, words, chance) for n in range(mails)]
    house = House(name="Anlaufstelle", city="Musterstadt", address="integration@stadt.example")
    situation = Situation(now=NOW, received_at=NOW)
    facts = [_facts(u) for u in understood]
    matched = _best(lambda: _match_all(book, facts))
    decided = _best(lambda: [decide(u, book, house, situation) for u in understood])
    tried = sum(len(match(book, f, f.topics[0], today=NOW.date()).trace) for f in facts)
    return {
        "rules_rules": len(book.rules),
        "rules_mails": mails,
        "rules_load_seconds": round(loaded, 3),
        "rules_check_seconds": round(checked, 3),
        "rules_tried_per_mail": round(tried / mails, 1),
        "rules_match_ms_per_mail": round(1000 * matched / mails, 3),
        "rules_match_mails_per_second": round(mails / matched),
        "rules_decide_ms_per_mail": round(1000 * decided / mails, 3),
    }


def _match_all(book: RuleBook, facts: Sequence[Facts]) -> None:
    for each in facts:
        match(book, each, each.topics[0], today=NOW.date())


def _best(work: Callable[[], object]) -> float:
    """Return the processor seconds of the quickest of some rounds: the others tell of the machine's other work."""
    seconds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return min(seconds)


def _words(chance: random.Random) -> list[str]:
    """Return some thousand words that look like German ones."""
    return list(dict.fromkeys("".join(chance.choices(_SYLLABLES, k=chance.randint(3, 5))) for _ in range(20_000)))


def _files(count: int, words: list[str], chance: random.Random) -> dict[str, str]:
    offices = "".join(f"  {o}: {{name: {o}, kind: int, address: {o}@stadt.example, contact: Rathaus}}\n" for o in OFFICES)
    topics = "".join(f"  {t}: {{names: {{de: {t}}}, office: {OFFICES[n]}}}\n" for n, t in enumerate(TOPICS))
    rules = "".join(
        f"  - id: regel_{n}\n    rule: Regel {n}.\n    when: {_when(n, words, chance)}\n    then: {_then(n, chance)}\n"
        for n in range(count - 1)
    )
    last = "  - {id: rest, rule: Alles andere sieht sich ein Mensch an., when: {}, then: {route: review}}\n"
    return {
        "offices.yaml": f"offices:\n{offices}",
        "topics.yaml": f"topics:\n{topics}",
        "routing.yaml": f"rules:\n{rules}{last}",
    }


def _when(n: int, words: list[str], chance: random.Random) -> str:
    """Return a condition: two in three ask for a topic, nearly all for words."""
    some = [w + chance.choice(("", "*")) for w in chance.sample(words[:IN_RULES], 6)]
    listed = ", ".join(f'"{w}"' for w in [*some[:5], f"{some[0].strip('*')} {some[5]}"])
    topic = chance.choice(TOPICS)
    sorts = (
        f"{{topics: {topic}, words: [{listed}]}}",
        f"{{topics: [{topic}, {chance.choice(TOPICS)}], any: [{{words: [{listed}]}}, {{subject: [{some[1]}]}}]}}",
        f"{{words: [{listed}], none: [{{topics: {topic}}}, {{words: [{some[2]}]}}]}}",
        f"{{topics: {{primary: {topic}, probability: 0.8}}, language: [tr, ar, uk], words: [{listed}]}}",
        f"{{sender: {{domain: verein{n}.example}}}}",
        f"{{flags: [danger, deadline], topics: {topic}, words: [{listed}]}}",
        f"{{topics: {{any: {topic}, probability: 0.3}}, attachments: {{name: [.pdf]}}, words: [{listed}]}}",
        f"{{pattern: '{some[3][:4]}-[0-9]{{2,4}}/{n}'}}",
        f"{{stems: [{words[n]}, {words[n + 1]}], time: {{working: no}}}}",
        f'{{words: {{all: ["*{words[n][-6:]}", {some[4]}]}}}}',
    )
    return sorts[n % len(sorts)]


def _then(n: int, chance: random.Random) -> str:
    return "{tags: [zeichen]}" if n % 4 == 0 else f"{{office: {chance.choice(OFFICES)}, priority: high}}"


def _understood(n: int, words: list[str], chance: random.Random) -> Understanding:
    """Return an invented mail of 40 to 400 words, understood; few of its words stand in rules, so that most rules are tried."""
    known = chance.choices(words[:IN_RULES], k=2)
    sentences = [chance.choices(words[IN_RULES:], k=chance.randint(6, 18)) for _ in range(chance.randint(6, 24))]
    text = " ".join(" ".join(words).capitalize() + "." for words in (known, *sentences))
    topics = chance.sample(TOPICS, 5)
    first = chance.uniform(0.5, 1.0)
    shares = [first, *sorted((chance.uniform(0.0, 1.0 - first) for _ in topics[1:]), reverse=True)]
    mail = Mail(
        message_id=f"<{n}@post.example>",
        date=NOW - timedelta(minutes=n),
        subject=" ".join(chance.choices(words[IN_RULES:], k=5)),
        from_=(Address(name="Alice", address=f"alice@verein{n % 97}.example"),),
        to=(Address(address="integration@stadt.example"),),
        text=text,
        attachments=(Attachment(name="Plan.pdf", type="application/pdf", size=1000),) if n % 5 == 0 else (),
    )
    return Understanding(
        mail=mail,
        kind=Kind.CONCERN,
        kind_reason=Reason(code="concern", sentence="Jemand möchte etwas."),
        language=Language(code=chance.choice(("de", "de", "tr", "ar", "en")), confidence=0.9),
        guess=Guess(
            topics=tuple(TopicGuess(id=t, probability=p) for t, p in zip(topics, shares, strict=True)), abstained=False
        ),
        flags=(FlagHit(flag=Flag.DEADLINE, why="bis Freitag"),) if n % 9 == 0 else (),
    )


def _facts(understood: Understanding) -> Facts:
    mail = understood.mail
    return Facts(
        kind=understood.kind,
        sender=mail.author,
        received_at=NOW,
        language=understood.language.code,
        subject=mail.subject,
        text=mail.text,
        topics=understood.guess.topics,
        flags=understood.flag_set,
        attachments=mail.attachments,
    )


if __name__ == "__main__":
    sys.exit(main())
