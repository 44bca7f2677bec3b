"""Laws of the rule language: nesting is logic, covering is never wrong, whatever conditions and mails there are."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from postlotse.core.facts import CaseFacts, Facts
from postlotse.core.mail.types import Address, Attachment
from postlotse.core.names import ConcernState, Flag, Kind
from postlotse.core.rules.conditions.base import Condition, Known
from postlotse.core.rules.conditions.nesting import AllOf, AnyOf, NoneOf, covers
from postlotse.core.rules.conditions.registry import CONDITIONS, read_condition
from postlotse.core.rules.schema import Page
from postlotse.core.topics.types import TopicGuess
from postlotse.core.yamltext import read

KNOWN = Known(topics=("sport", "kultur"), organisations=("nuur", "rodnik"), offices=("kulturamt", "sportamt"))
LEAVES = (
    "kind: concern",
    "kind: [concern, reply]",
    "topics: sport",
    "topics: [sport, kultur]",
    "topics: unklar",
    "topics: [sport, unklar]",
    "topics: {primary: sport, probability: 0.7}",
    "topics: {primary: [sport, unklar], probability: 0.7}",
    "topics: {any: sport}",
    "topics: {any: [sport, kultur], probability: 0.4}",
    "flags: danger",
    "flags: [danger, deadline]",
    "flags: {all: [danger, deadline]}",
    "language: tr",
    "language: [tr, unknown]",
    "sender: {domain: nuur.example}",
    "sender: {domain: web.nuur.example}",
    "sender: {address: alice@nuur.example}",
    "sender: {known: yes, first_contact: no}",
    "sender: {organisation: nuur}",
    "sender: {first_contact: no}",
    "recipients: [presse, info]",
    "recipients: presse@stadt.example",
    "tags: [sport, kultur]",
    "tags: sport",
    "words: Halle",
    "words: [Halle*, Saal]",
    "words: {all: [Halle, Saal]}",
    "words: {any: [Halle, Saal], all: [Zeit]}",
    "words: {any: [Halle], in: text}",
    "subject: Halle",
    "stems: Antrag",
    "stems: {de: [Antrag, Halle], in: subject}",
    "pattern: 'A[0-9]'",
    "pattern: {pattern: 'A[0-9]', in: subject}",
    "attachments: yes",
    "attachments: no",
    "attachments: {name: [.pdf, .doc]}",
    "attachments: {name: [.pdf], at_least: 2}",
    "attachments: {at_least: 2}",
    "time: {weekdays: [di, sa]}",
    "time: {weekdays: [sa]}",
    'time: {from: "18:00", until: "07:00"}',
    'time: {weekdays: [di], from: "18:00", until: "07:00"}',
    "time: {working: no}",
    "time: {working: no, working_day: yes}",
    "in_case: yes",
    "case: {closed: yes}",
    "case: {state: [done, own]}",
    "case: {state: done, idle_days: 3}",
    "case: {office: kulturamt}",
    "absent: [kulturamt, sportamt]",
    "absent: sportamt",
    "authenticated: [yes, unknown]",
    "authenticated: no",
    "{}",
)


def condition(text: str) -> Condition:
    node, problems = read(text, "routing.yaml")
    page = Page(file="routing.yaml", problems=problems)
    found = read_condition(page, node, KNOWN)
    assert page.problems == []
    assert found is not None
    return found


READ = [condition(text) for text in LEAVES]
CONDITION = st.recursive(
    st.sampled_from(READ),
    lambda inner: st.builds(
        lambda kind, parts: kind(parts=tuple(parts)),
        st.sampled_from((AllOf, AnyOf, NoneOf)),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
TOPIC = st.one_of(
    st.none(),
    st.builds(TopicGuess, id=st.sampled_from(("sport", "kultur", "unklar")), probability=st.sampled_from((0.3, 0.5, 0.9))),
)
TEXT = st.lists(st.sampled_from(("Halle", "Hallen", "Saal", "Zeit", "Antrag", "Anträge", "A1", ".")), max_size=4).map(" ".join)
FILE = st.builds(
    Attachment, name=st.sampled_from(("a.pdf", "B.PDF", "c.doc")), type=st.just("application/pdf"), size=st.just(1)
)
MOMENTS = [datetime(2026, 3, day, hour, tzinfo=UTC) for day in (10, 14) for hour in (5, 9, 20)]
CASE = st.builds(
    CaseFacts,
    states=st.frozensets(st.sampled_from((ConcernState.DONE, ConcernState.OWN)), max_size=2),
    offices=st.frozensets(st.just("kulturamt")),
    last_at=st.sampled_from((None, datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC))),
)
FACTS = st.builds(
    Facts,
    kind=st.sampled_from((Kind.CONCERN, Kind.REPLY, Kind.BULK)),
    sender=st.sampled_from(("alice@nuur.example", "bob@web.nuur.example", "x@y.example")).map(lambda a: Address(address=a)),
    received_at=st.sampled_from(MOMENTS),
    language=st.sampled_from((None, "de", "tr")),
    organisation=st.sampled_from(("", "nuur", "rodnik")),
    first_contact=st.booleans(),
    recipients=st.lists(st.sampled_from(("presse@stadt.example", "Info+x@stadt.example")), max_size=2).map(tuple),
    tags=st.lists(st.sampled_from(("sport", "kultur", "x")), max_size=2).map(tuple),
    subject=TEXT,
    text=TEXT,
    topics=st.lists(
        st.builds(TopicGuess, id=st.sampled_from(("sport", "kultur")), probability=st.sampled_from((0.3, 0.9))), max_size=2
    ).map(tuple),
    flags=st.frozensets(st.sampled_from((Flag.DANGER, Flag.DEADLINE))),
    attachments=st.lists(FILE, max_size=2).map(tuple),
    in_case=st.booleans(),
    authenticated=st.sampled_from((None, True, False)),
    case=st.one_of(st.none(), CASE),
    absent=st.frozensets(st.sampled_from(("kulturamt", "sportamt"))),
)


def test_every_condition_takes_part() -> None:
    """A new condition without a row here would not be tested by these laws."""
    assert set(CONDITIONS) <= {text.partition(":")[0] for text in LEAVES}


@given(parts=st.lists(CONDITION, min_size=1, max_size=3), facts=FACTS, topic=TOPIC)
@settings(max_examples=300, deadline=None)
def test_nesting_is_logic(parts: list[Condition], facts: Facts, topic: TopicGuess | None) -> None:
    """all = and, any = or, none = neither; each says why in words."""
    each = [part.test(facts, topic).holds for part in parts]
    for kind, expected in ((AllOf, all(each)), (AnyOf, any(each)), (NoneOf, not any(each))):
        verdict = kind(parts=tuple(parts)).test(facts, topic)
        assert verdict.holds is expected
        assert verdict.why.strip()


@given(wide=CONDITION, narrow=CONDITION, facts=FACTS, topic=TOPIC)
@settings(max_examples=1500, deadline=None)
def test_covering_is_never_wrong(wide: Condition, narrow: Condition, facts: Facts, topic: TopicGuess | None) -> None:
    """What is said to cover another holds whenever that one does; else a rule would be called dead that is not."""
    if covers(wide, narrow) and narrow.test(facts, topic).holds:
        assert wide.test(facts, topic).holds


@given(facts=FACTS, topic=TOPIC)
@settings(max_examples=300, deadline=None)
def test_covering_of_plain_conditions_is_never_wrong(facts: Facts, topic: TopicGuess | None) -> None:
    """The same for every pair of single conditions, so that chance leaves none out."""
    holding = [one.test(facts, topic).holds for one in READ]
    wrong = [
        (LEAVES[w], LEAVES[n])
        for n, narrow in enumerate(READ)
        if holding[n]
        for w, wide in enumerate(READ)
        if not holding[w] and covers(wide, narrow)
    ]
    assert wrong == []


@given(one=CONDITION, other=CONDITION)
@settings(max_examples=300, deadline=None)
def test_covering_knows_the_plain_laws(one: Condition, other: Condition) -> None:
    """What always holds covers all; a part covers the whole of `all`; `any` covers each of its parts."""
    assert covers(AllOf(), one)
    assert covers(AllOf(parts=(one,)), AllOf(parts=(one, other))) or not covers(one, one)
    assert covers(AnyOf(parts=(one, other)), one) or not covers(one, one)
    assert all(covers(leaf, leaf) for leaf in READ)
