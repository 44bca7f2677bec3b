"""What the check proves about rules is true: compared with really matching thousands of mails.  And it sees what it should."""

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlotse.core.calendar import city_time
from postlotse.core.decide import decide
from postlotse.core.facts import Facts
from postlotse.core.house import House
from postlotse.core.mail.parse import parse
from postlotse.core.mail.types import Address
from postlotse.core.names import Flag, Kind
from postlotse.core.problems import Problem
from postlotse.core.reasons import Reason
from postlotse.core.rules.check import check
from postlotse.core.rules.check.meaning import KNOWN_FIELDS, RELATIONS, _understood, boxes
from postlotse.core.rules.check.space import Box, Effort, covered, named
from postlotse.core.rules.check.world import KINDS, LANGUAGES, World, world
from postlotse.core.rules.load import load_book
from postlotse.core.rules.match import match
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import Situation
from postlotse.core.topics.types import Guess, Language, TopicGuess
from postlotse.core.understand import Understanding
from postlotse.testing import letter
from tests.rules.conftest import OFFICES, ORGANISATIONS, TOPICS

TODAY = date(2026, 3, 10)

LEAVES = [
    "kind: concern",
    "kind: [reply, spam]",
    "topics: sport",
    "topics: [sport, kultur]",
    "topics: unklar",
    "topics: {primary: [sport, raeume], probability: 0.8}",
    "topics: {primary: [sport, unklar], probability: 0.5}",
    "topics: {any: kultur}",
    "topics: {any: [kultur, raeume], probability: 0.5}",
    "flags: danger",
    "flags: [danger, deadline]",
    "flags: {all: [danger, deadline]}",
    "language: tr",
    "language: [tr, ar, unknown]",
    "in_case: yes",
    "in_case: no",
    "authenticated: yes",
    "authenticated: [no, unknown]",
    "sender: {known: yes}",
    "sender: {known: no}",
    "sender: {organisation: nuur}",
    "sender: {domain: nuur.example}",
    "sender: {domain: post.example}",
    "sender: {address: vorstand.nuur@post.example}",
    "sender: {first_contact: yes, known: yes}",
    "words: [Halle]",
    "words: [Halle, Saal]",
    "words: {all: [Halle, Saal]}",
    "subject: [Halle]",
    "attachments: yes",
    "attachments: no",
    "time: {weekdays: [sa, so]}",
    'time: {from: "18:00", until: "07:00"}',
    'time: {from: "06:00", until: "12:00"}',
    "time: {working: yes}",
    "time: {working: no, weekdays: [mo, di]}",
    "time: {working_day: no}",
]

#: Mails that differ in all that the conditions above ask for.
SENDERS = ("x@nuur.example", "vorstand.nuur@post.example", "y@post.example", "z@rodnik.example")
MOMENTS = (
    datetime(2026, 3, 10, 8, 30, tzinfo=UTC),
    datetime(2026, 3, 10, 19, 0, tzinfo=UTC),
    datetime(2026, 3, 14, 9, 0, tzinfo=UTC),
    datetime(2026, 3, 15, 23, 30, tzinfo=UTC),
)
GUESSES = (
    ("sport", 0.9, ()),
    ("sport", 0.6, (("kultur", 0.7),)),
    ("kultur", 0.9, (("raeume", 0.3),)),
    ("raeume", 0.9, ()),
    ("unklar", 0.2, (("kultur", 0.2),)),
)
FLAGS = (frozenset(), frozenset({Flag.DANGER}), frozenset({Flag.DEADLINE}), frozenset({Flag.DANGER, Flag.DEADLINE}))
WORDS = (("", ""), ("Halle", ""), ("", "Halle"), ("Saal", "die Halle"))


def mails(seed: int) -> Iterator[tuple[Facts, TopicGuess]]:
    """Yield mails that together hold every pair of values at least once; another seed mixes them otherwise."""
    columns = (
        SENDERS,
        MOMENTS,
        GUESSES,
        FLAGS,
        WORDS,
        (Kind.CONCERN, Kind.REPLY),
        ("de", "tr", "ar", None),
        (True, False, None),
    )
    for n in range(120):
        mixed = (seed * 2_654_435_761 + n * 40_503) & 0xFFFFFFFF
        picked = []
        for column in columns:
            mixed, at = divmod(mixed * 31 + 7, len(column))
            picked.append(column[at])
        sender, moment, (topic, share, others), flags, (subject, text), kind, language, verdict = picked
        known = {"x@nuur.example": "nuur", "vorstand.nuur@post.example": "nuur", "z@rodnik.example": "rodnik"}
        guess = TopicGuess(id=topic, probability=share)
        more = tuple(TopicGuess(id=t, probability=p) for t, p in others)
        yield (
            Facts(
                kind=kind,
                sender=Address(address=sender),
                received_at=moment,
                language=language,
                organisation=known.get(sender, ""),
                first_contact=bool(mixed & 1),
                subject=subject,
                text=text,
                topics=tuple(sorted((*((guess,) if topic != "unklar" else ()), *more), key=lambda g: -g.probability)),
                flags=flags,
                in_case=kind is Kind.CONCERN and bool(mixed & 2),
                authenticated=verdict,
            ),
            guess,
        )


def book_of(rules: list[str]) -> tuple[RuleBook, list[Problem]]:
    """Return a book of rules written as `when…`, with what the check finds in it."""
    files = {
        "offices.yaml": OFFICES,
        "topics.yaml": TOPICS,
        "organisations.yaml": ORGANISATIONS,
        "routing.yaml": "rules:\n" + "".join(f"  - {{id: r{n}, rule: Satz., {rule}}}\n" for n, rule in enumerate(rules)),
    }
    book, found = load_book(files)
    assert book is not None, found
    return book, check(book, files, today=TODAY)


def told(rules: list[str], *codes: str) -> list[tuple[str, int]]:
    """Return which of these problems were found, with the number of the rule."""
    return [(p.code, p.line - 2) for p in book_of(rules)[1] if p.code in codes]


_leaf = st.sampled_from(LEAVES)
_condition = st.recursive(
    _leaf,
    lambda inner: st.builds(
        lambda key, parts: f"{key}: [{', '.join('{' + part + '}' for part in parts)}]",
        st.sampled_from(["all", "any", "none"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
)
_action = st.sampled_from(
    [
        "then: {office: kulturamt}",
        "then: {office: sportamt, continue: yes}",
        "then: {tags: [x]}",
        "then: {office: kulturamt}, valid_until: 2026-06-30",
        "then: {office: kulturamt}, valid_from: 2026-01-01",
    ]
)
_rule = st.builds(lambda when, then: f"when: {{{when}}}, {then}", _condition, _action)
_NEVER = ("shadowed", "contradiction", "never-true", "kind-never", "contradicting-rules", "doubled-condition")


@settings(max_examples=60, deadline=None)
@given(rules=st.lists(_rule, min_size=2, max_size=8), seed=st.integers(0, 10_000))
def test_a_rule_that_is_said_never_to_apply_never_does(rules: list[str], seed: int) -> None:
    """Whatever the rules are, no mail meets one of which the check says that it cannot, today or on a later day."""
    book, problems = book_of(rules)
    never = {f"r{p.line - 2}" for p in problems if p.code in _NEVER and p.severity == "error"}
    idle = {f"r{p.line - 2}" for p in problems if p.code == "never-decides"}
    for facts, topic in mails(seed):
        for today in (TODAY, date(2026, 9, 1)):
            found = match(book, facts, topic, today=today)
            assert not never & set(found.rules)
            assert found.rule not in idle


@settings(max_examples=60, deadline=None)
@given(when=_condition, seed=st.integers(0, 10_000))
def test_a_condition_and_its_boxes_say_the_same(when: str, seed: int) -> None:
    """The boxes of a condition hold exactly the mails for which it holds, those of its denial all others."""
    book, _ = book_of([f"when: {{{when}}}, then: {{office: kulturamt}}"])
    w = world(book, TODAY)
    condition = book.rules[0].when
    inside, outside = boxes(w, condition), boxes(w, condition, wanted=False)
    for facts, topic in mails(seed):
        here = [any(_in(box, facts, topic, w) for box in some) for some in (inside, outside)]
        holds = condition.test(facts, topic).holds
        assert here == [holds, not holds]


def _in(box: Box, facts: Facts, topic: TopicGuess, w: World) -> bool:  # type: ignore[type-arg]
    """Tell whether a mail lies in a box, by asking each of its demands of the mail."""
    local = city_time(facts.received_at)
    step = sum(topic.probability >= s for s in w.steps) - 1
    among = {g.id: sum(g.probability >= s for s in w.steps) for g in facts.topics}
    values = {
        "kind": 1 << KINDS.index(facts.kind),
        "topic": w.topics[topic.id],
        "probability": 1 << step,
        "language": 1 << LANGUAGES.index(facts.language or "unknown"),
        "organisation": w.organisations[facts.organisation],
        "authenticated": 1 << [True, False, None].index(facts.authenticated),
        "weekday": 1 << local.weekday(),
        "minute": 1 << (local.hour * 60 + local.minute),
        "in_case": 2 if facts.in_case else 1,
        "first_contact": 2 if facts.first_contact else 1,
        **{f"flag:{flag}": 2 if flag in facts.flags else 1 for flag in Flag},
        **{f"among:{t}": 1 << among.get(t, 0) for t in w.topics},
    }
    return (
        all(bits & values[dimension] for dimension, bits in box.allowed.items())
        and all(q.test(facts, topic).holds for q in box.holds)
        and not any(q.test(facts, topic).holds for q in box.fails)
    )


def test_every_condition_that_is_taken_apart_is_known_whole() -> None:
    """When a condition learns to ask more, the check must learn it too; until then it is taken as a whole."""
    assert [sort.__name__ for sort in KNOWN_FIELDS if not _understood(sort)] == []


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (["when: {}, then: {office: kulturamt}", "when: {topics: sport}, then: {office: sportamt}"], [1]),
        (["when: {topics: sport}, then: {office: kulturamt}", "when: {}, then: {office: sportamt}"], []),
        (
            [
                "when: {any: [{topics: sport}, {topics: kultur}]}, then: {office: kulturamt}",
                "when: {topics: [kultur, sport], language: tr}, then: {office: sportamt}",
            ],
            [1],
        ),
        (
            [
                "when: {topics: [sport, raeume]}, then: {office: kulturamt}",
                "when: {topics: [kultur, unklar]}, then: {office: kulturamt}",
                "when: {words: [Halle]}, then: {office: sportamt}",
            ],
            [2],
        ),
        (
            [
                "when: {words: [Halle]}, then: {office: kulturamt}",
                "when: {none: [{words: [Halle]}]}, then: {office: kulturamt}",
                "when: {topics: sport}, then: {office: sportamt}",
            ],
            [2],
        ),
        (
            [
                "when: {kind: concern}, then: {office: kulturamt}",
                "when: {kind: reply}, then: {office: kulturamt}",
                "when: {topics: sport}, then: {office: sportamt}",
            ],
            [2],
        ),
        (
            [
                "when: {topics: {primary: sport, probability: 0.5}}, then: {office: kulturamt}",
                "when: {topics: {primary: sport, probability: 0.8}}, then: {office: sportamt}",
            ],
            [1],
        ),
        (
            [
                "when: {topics: {primary: sport, probability: 0.8}}, then: {office: kulturamt}",
                "when: {topics: {primary: sport, probability: 0.5}}, then: {office: sportamt}",
            ],
            [],
        ),
        (
            [
                "when: {time: {weekdays: [mo, di, mi, do, fr]}}, then: {office: kulturamt}",
                "when: {time: {weekdays: [sa, so]}}, then: {office: kulturamt}",
                "when: {flags: danger}, then: {office: sportamt}",
            ],
            [2],
        ),
        (
            [
                'when: {time: {from: "06:00", until: "18:00"}}, then: {office: kulturamt}',
                'when: {time: {from: "18:00", until: "06:00"}}, then: {office: kulturamt}',
                "when: {flags: danger}, then: {office: sportamt}",
            ],
            [2],
        ),
        (
            [
                "when: {sender: {domain: nuur.example}}, then: {office: kulturamt}",
                "when: {sender: {address: a@nuur.example}}, then: {office: sportamt}",
            ],
            [],
        ),
        (
            [
                "when: {sender: {organisation: rodnik}}, then: {office: kulturamt}",
                "when: {sender: {domain: rodnik.example}}, then: {office: sportamt}",
            ],
            [1],
        ),
        (
            [
                "when: {topics: sport}, then: {office: kulturamt}, valid_until: 2026-06-30",
                "when: {topics: sport}, then: {office: kulturamt}, valid_from: 2026-07-01",
                "when: {topics: sport, words: [Halle]}, then: {office: sportamt}",
            ],
            [2],
        ),
        (
            [
                "when: {topics: sport}, then: {office: kulturamt}, valid_until: 2026-06-30",
                "when: {topics: sport}, then: {office: kulturamt}, valid_from: 2026-07-02",
                "when: {topics: sport, words: [Halle]}, then: {office: sportamt}",
            ],
            [],
        ),
        (["when: {words: [Halle, Saal]}, then: {office: kulturamt}", "when: {words: [Saal]}, then: {office: sportamt}"], [1]),
        (["when: {flags: danger}, then: {tags: [x]}", "when: {flags: danger}, then: {office: sportamt}"], []),
        (["when: {attachments: yes}, then: {office: kulturamt}", "when: {attachments: {name: .pdf}}, then: {tags: [x]}"], [1]),
    ],
    ids=[
        "all", "the rest", "any", "topics", "words", "kinds", "surer", "less sure", "weekdays", "hours", "address of a domain",
        "domain of an organisation", "dates without a gap", "dates with a gap", "fewer words", "adding", "attachments",
    ],
)  # fmt: skip
def test_rules_that_others_hide_are_found(rules: list[str], expected: list[int]) -> None:
    """Alone, through `any`, and several together: by topics, words, kinds, weekdays, hours, dates."""
    assert told(rules, "shadowed") == [("shadowed", n) for n in expected]


def test_a_proof_ends_soon_on_any_book() -> None:
    """Twelve questions have 4,096 combinations; the check gives up instead of trying them all."""
    rules = []
    for sides in itertools.islice(itertools.product((True, False), repeat=12), 300):
        parts = [f"{{words: [Wort{n}]}}" if yes else f"{{none: [{{words: [Wort{n}]}}]}}" for n, yes in enumerate(sides)]
        rules.append(f"when: {{all: [{', '.join(parts)}]}}, then: {{office: kulturamt}}")
    assert told(rules, "shadowed") == []


def test_effort_is_shared() -> None:
    """When it is used up nothing is proved any more, and nothing wrong is said."""
    halves = [named(str(n), Box(allowed={"side": bit})) for n, bit in enumerate((1, 2))]
    assert covered(Box(), halves, {"side": 3}, RELATIONS, Effort()) == {"0", "1"}
    assert covered(Box(), halves, {"side": 3}, RELATIONS, Effort(left=0)) is None


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("in_case", [False, True])
def test_rules_are_tried_for_the_mails_that_the_check_believes(files: dict[str, str], kind: Kind, in_case: bool) -> None:
    """The check and `core.decide` agree on which mails meet a rule at all."""
    book, _ = load_book(files)
    assert book is not None
    reason = Reason(code="given", sentence="So gegeben.")
    understood = Understanding(
        mail=parse(letter()), kind=kind, kind_reason=reason, language=Language(code="de", confidence=1.0), guess=Guess()
    )
    now = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
    situation = Situation(now=now, received_at=now, in_case=in_case)
    house = House(name="Anlaufstelle", city="Musterstadt", address="anlaufstelle@stadt.example")
    tried = bool(decide(understood, book, house, situation).concerns)
    believed = kind in KINDS and not (kind is Kind.REPLY and in_case)
    assert tried == believed
