"""A replay as sentences, JSON and a page: German, whole, readable without seeing it, and nothing outside of itself."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from postlotse.core.replay.page import replay_html
from postlotse.core.replay.plain import replay_json
from postlotse.core.replay.sentences import agreement_line, headline, notes, number, share
from postlotse.core.replay.types import Agreement, ChangeKind, Example, Group, Mails, Replay, Share, TopicAgreement

NONE = Replay(before="a" * 64, after="b" * 64)
SOME = replace(
    NONE,
    since=datetime(2026, 1, 1, tzinfo=UTC),
    until=datetime(2026, 3, 1, tzinfo=UTC),
    mails=10_000,
    concerns=11_000,
    changed=350,
    elsewhere=312,
    groups=(
        Group(
            kind=ChangeKind.OFFICE,
            sentence="Von „Kulturamt“ zu „Sport & <Spiel>“ (Regel „halle“).",
            count=312,
            topics=(("sport", 310), ("kultur", 2)),
            examples=(Example(message=7, case="MO-2026-0007"), Example(message=8)),
            office_before="kulturamt",
            office_after="sportamt",
            rule_before="halle",
            rule_after="halle",
        ),
        Group(kind=ChangeKind.RULE, sentence="„Kulturamt“ (Regel „a“ statt „b“).", count=38),
    ),
    agreement=Agreement(
        decided=1234,
        before=1125,
        after=1151,
        gained=Mails(count=30, examples=(Example(message=7, case="MO-2026-0007"),)),
        lost=Mails(count=4),
        topics=(TopicAgreement(topic="sport", name="Sport & Spiel", decided=1234, before=1125, after=1151),),
        automatic_before=Share(decided=10, right=9),
        automatic_after=Share(decided=20, right=19),
    ),
    newly_automatic=Mails(count=12, examples=(Example(message=8),), topics=(("sport", 12),)),
    acknowledgements=(Group(kind=ChangeKind.ACKNOWLEDGEMENT, sentence="Bekommt keine mehr.", count=3),),
    new_topics=("tanz",),
    merged_topics=(("theater", "kultur"),),
    dropped_topics=("alt",),
    unreadable=1,
    seconds=20.0,
    topic_names={"sport": "Sport & Spiel", "tanz": "Tanz", "kultur": "Kultur", "theater": "Theater", "alt": "Altes"},
)


@pytest.mark.parametrize(
    ("replay", "sentence"),
    [
        (NONE, "In diesem Zeitraum gibt es keine Mail, die sich noch einmal durchspielen ließe."),
        (replace(NONE, mails=5), "Von 5 Mails ändert sich keine."),
        (replace(NONE, mails=1), "Von 1 Mail ändert sich keine."),
        (SOME, "Von 10.000 Mails: 312 gehen an eine andere Stelle, 38 ändern sich sonst, 9.650 bleiben gleich."),
        (replace(NONE, mails=2, changed=1, elsewhere=1), "Von 2 Mails: 1 geht an eine andere Stelle, 1 bleibt gleich."),
        (replace(NONE, mails=1, changed=1), "Von 1 Mail: 1 ändert sich sonst."),
    ],
    ids=["none", "nothing changes", "one mail", "much", "one each", "all"],
)
def test_the_result_in_one_sentence(replay: Replay, sentence: str) -> None:
    """Counts as German prints them, one and many told apart."""
    assert sentence == headline(replay).replace("\N{NO-BREAK SPACE}", " ")


def test_agreement_in_one_sentence() -> None:
    """Before, after, and what moved; or that nobody has decided yet."""
    told = agreement_line(SOME.agreement).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "So wie am Arbeitsplatz entschieden: bisher 91,2 %, künftig 93,3 % von 1.234 Anliegen; 30 nun richtig, 4 nun falsch."
        == told
    )
    same = agreement_line(Agreement(decided=10, before=9, after=9)).replace("\N{NO-BREAK SPACE}", " ")
    assert "So wie am Arbeitsplatz entschieden: weiterhin 90,0 % von 10 Anliegen." == same
    assert "noch niemand" in agreement_line(Agreement())
    assert ("1.234.567", "–") == (number(1_234_567), share(0, 0))


def test_the_json_can_be_read_back_and_names_every_figure() -> None:
    """Programs read counts, groups and agreement; nothing is a sentence only."""
    told = json.loads(json.dumps(replay_json(SOME)))
    assert {"before": "a" * 64, "after": "b" * 64} == told["rules"]
    assert (10_000, 350, 312, 9650) == (told["mails"], told["changed"], told["elsewhere"], told["unchanged"])
    assert {"before": "kulturamt", "after": "sportamt"} == told["groups"][0]["office"]
    assert [{"message": 7, "case": "MO-2026-0007"}, {"message": 8, "case": None}] == told["groups"][0]["examples"]
    assert (1234, 1125, 1151, 30, 4) == tuple(
        told["agreement"][key] if isinstance(told["agreement"][key], int) else told["agreement"][key]["count"]
        for key in ("decided", "before", "after", "gained", "lost")
    )
    assert {"decided": 20, "right": 19} == told["agreement"]["automatic"]["after"]
    assert {"count": 12, "examples": [{"message": 8, "case": None}], "topics": {"sport": 12}} == told["newly_automatic"]
    assert (20.0, 500.0) == (told["seconds"], told["per_second"])
    assert json.dumps(replay_json(NONE))


def test_what_a_replay_cannot_tell_is_said() -> None:
    """New, merged and dropped topics, and what could not be read."""
    told = " ".join(notes(SOME))
    for words in ("„Tanz“", "„Theater“ in „Kultur“", "„Altes“", "1\N{NO-BREAK SPACE}Mail"):
        assert words in told
    assert "Tanz" not in " ".join(notes(replace(SOME, anew=True)))
    assert [] == notes(NONE)


class Page(HTMLParser):
    """What stands in a page: elements with their attributes, and the ids."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop(), (tag, self.open)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@pytest.mark.parametrize("replay", [SOME, NONE, replace(SOME, agreement=Agreement(), groups=())], ids=["much", "none", "part"])
def test_the_page_is_whole_and_can_be_read_without_seeing_it(replay: Replay) -> None:
    """Well nested, German, one h1, each picture named and each table with caption and heads, nothing from outside."""
    html = replay_html(replay, made_at="Erstellt am 2. März 2026")
    page = Page()
    page.feed(html)
    page.close()
    assert [] == page.open
    names = [tag for tag, _ in page.elements]
    assert ("html", {"lang": "de"}) in page.elements
    assert (1, 1) == (names.count("h1"), names.count("main"))
    assert all(attrs.get("role") == "img" and attrs.get("aria-label") for tag, attrs in page.elements if tag == "svg")
    assert names.count("caption") == names.count("table")
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in page.elements if tag == "th")
    ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    assert all(attrs["aria-labelledby"] in ids for _, attrs in page.elements if "aria-labelledby" in attrs)
    assert not {"script", "link", "img", "iframe", "a", "form"} & set(names)
    assert not re.search(r"https?:|url\(|@import|\bon\w+=", html)
    assert "prefers-color-scheme:dark" in html


def test_every_figure_of_a_picture_stands_in_a_table_too_and_names_are_escaped() -> None:
    """A name from the rules cannot become markup."""
    html = replay_html(SOME)
    tables = " ".join(re.findall(r"<table>.*?</table>", html, re.DOTALL))
    for words in ("312", "38", "91,2", "93,3", "MO-2026-0007", "Nachricht 8", "1.234"):
        assert words in tables
    assert "Sport &amp; &lt;Spiel&gt;" in html
    assert "<Spiel>" not in html
