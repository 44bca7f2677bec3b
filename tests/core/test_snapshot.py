"""What is stored of a message comes back as it was, through JSON, whatever stood in the mail."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from postlotse.core import snapshot
from postlotse.core.confirm import Acknowledgement
from postlotse.core.decide import Decision, decide
from postlotse.core.house import House
from postlotse.core.mail.types import Address, Attachment, Mail, Report
from postlotse.core.names import Flag, Kind
from postlotse.core.reasons import Reason
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import Situation
from postlotse.core.topics.types import FlagHit, Guess, Language, Neighbour, TopicGuess
from postlotse.core.understand import Understanding

NOTHING = Decision(
    kind=Kind.CONCERN,
    concerns=(),
    acknowledgement=Acknowledgement(send=False, reason=Reason(code="x", sentence="X.")),
    rules_fingerprint="f",
)

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
texts = st.lists(text, max_size=3).map(tuple)
#: Probabilities are kept to four places; more would be a false precision.
share = st.integers(0, 10_000).map(lambda n: n / 10_000)
address = st.builds(Address, name=text, address=text)
addresses = st.lists(address, max_size=3).map(tuple)
zone = st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(-timedelta(hours=9, minutes=30))])
when = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=zone)  # noqa: DTZ001
mails = st.builds(
    Mail,
    message_id=text,
    date=st.none() | when,
    from_=addresses,
    sender=st.none() | address,
    reply_to=addresses,
    to=addresses,
    cc=addresses,
    resent_to=addresses,
    return_path=st.none() | text,
    in_reply_to=texts,
    references=texts,
    subject=text,
    text=text,
    full_text=text,
    quoted=text,
    signature=text,
    html=text,
    attachments=st.lists(st.builds(Attachment, name=text, type=text, size=st.integers(0, 10**9)), max_size=2).map(tuple),
    headers=st.lists(st.tuples(text, text), max_size=3).map(tuple),
    part_types=texts,
    report=st.none() | st.builds(Report, status=text, action=text, recipient=text, of=text, envelope_id=text),
    encrypted=text,
    forwarded_from=st.none() | address,
    defects=texts,
    size=st.integers(0, 10**9),
)
guesses = st.builds(
    Guess,
    topics=st.lists(st.builds(TopicGuess, id=text, probability=share, evidence=texts), max_size=4).map(tuple),
    kinds=st.lists(st.tuples(text, st.floats(0, 1)), max_size=3).map(tuple),
    flags=st.lists(st.tuples(text, st.floats(0, 1)), max_size=3).map(tuple),
    abstained=st.booleans(),
    flag_evidence=st.dictionaries(text, texts, max_size=2).map(lambda found: tuple(found.items())),
    neighbours=st.lists(st.builds(Neighbour, id=text, topic=text, likeness=share), max_size=2).map(tuple),
)
understandings = st.builds(
    Understanding,
    mail=mails,
    kind=st.sampled_from(Kind),
    kind_reason=st.builds(Reason, code=text, sentence=text),
    language=st.builds(Language, code=st.none() | text, confidence=share),
    guess=guesses,
    flags=st.lists(st.builds(FlagHit, flag=st.sampled_from(Flag), why=text), max_size=3).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(understandings)
def test_what_was_understood_comes_back_through_json(understood: Understanding) -> None:
    """load(dump(x)) is x, also through the text that the database holds."""
    stored = json.loads(json.dumps(snapshot.dump(understood, NOTHING)))
    assert understood == snapshot.load(stored)


def test_the_sentence_of_the_first_topic_comes_back(understood: Callable[..., Understanding]) -> None:
    """It is kept once; a snapshot from before there was evidence has none."""
    made = understood(("kultur", 0.9), ("sport", 0.4))
    first, second = made.guess.topics
    guess = replace(made.guess, topics=(replace(first, sentence="Wir singen."), second))
    stored = snapshot.dump(replace(made, guess=guess), NOTHING)
    assert guess == snapshot.load(stored).guess
    del stored["evidence"]
    assert made.guess == snapshot.load(stored).guess


def test_a_snapshot_says_its_version_and_what_was_decided(
    understood: Callable[..., Understanding], book: RuleBook, house: House, situation: Situation
) -> None:
    """Concerns stand there as in the explain format, with reasons, probability to four places and the trace."""
    made = understood(("kultur", 0.87654321), ("sport", 0.4))
    stored = snapshot.dump(made, decide(made, book, house, situation))
    assert 1 == stored["v"]
    assert [("kultur", 0.8765, "kulturamt", "review", "kultur"), ("sport", 0.4, "sportamt", "review", "sport")] == [
        (c["topic"], c["probability"], c["office"], c["route"], c["rule"]) for c in stored["concerns"]
    ]
    assert {"code", "sentence"} == set(stored["concerns"][0]["reasons"][0])
    assert (True, ["de"], "acknowledgement") == tuple(stored["acknowledgement"][k] for k in ("send", "languages", "template"))
    assert {"rule", "matched", "why"} == set(stored["trace"][0])


def test_an_office_that_nobody_picked_is_null(
    understood: Callable[..., Understanding], book: RuleBook, house: House, situation: Situation
) -> None:
    """Programs read null, not an empty name."""
    made = understood()
    concern = snapshot.dump(made, decide(made, book, house, situation))["concerns"][0]
    assert (None, None) == (concern["office"], concern["rule"])
