"""Flags by words on invented mails with near misses, in every first-tier language (danger in more)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from postlotse.core.language import detect
from postlotse.core.names import FIRST_TIER, Flag
from postlotse.core.topics.flags import flags

TODAY = date(2026, 11, 24)
#: The least recall and precision of the words alone, without a model.
FLOORS = {
    Flag.DANGER: (0.97, 0.95),
    Flag.BENEFIT_APPLICATION: (0.95, 0.93),
    Flag.RESIDENCE_STATUS: (0.97, 0.93),
    Flag.DEADLINE: (0.95, 0.93),
    Flag.COMPLAINT: (0.92, 0.93),
    Flag.SPECIAL_CATEGORY: (0.90, 0.90),
    Flag.THIRD_PARTY: (0.90, 0.92),
    Flag.DATA_RIGHTS: (0.93, 0.93),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One invented mail with the flags that it should bear and those that were found."""

    id: str
    language: str
    wanted: frozenset[Flag]
    found: Mapping[Flag, date | None]
    day: str


@pytest.fixture(scope="module")
def marked() -> list[Marked]:
    """Read every mail and look for its flags as `core.understand` does, with the language that is detected."""
    mails = []
    for path in sorted((Path(__file__).parent / "flags").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            mail = json.loads(line)
            code = detect(mail["subject"], mail["text"]).code
            hits = flags(mail["subject"], mail["text"], code, today=TODAY)
            wanted = frozenset(Flag(flag) for flag in mail["flags"])
            found = {hit.flag: hit.day for hit in hits}
            mails.append(Marked(id=mail["id"], language=mail["language"], wanted=wanted, found=found, day=mail["date"]))
    return mails


@pytest.mark.parametrize("flag", FLOORS, ids=str)
def test_the_words_alone_find_a_flag_and_leave_near_misses(marked: list[Marked], flag: Flag) -> None:
    """Recall and precision over all mails, positive ones and near misses, hold their floor."""
    wanted = {mail.id for mail in marked if flag in mail.wanted}
    found = {mail.id for mail in marked if flag in mail.found}
    recall, precision = FLOORS[flag]
    assert len(wanted) >= 40
    assert len(wanted & found) >= recall * len(wanted), f"missed: {sorted(wanted - found)}"
    assert len(wanted & found) >= precision * len(found), f"false: {sorted(found - wanted)}"


@pytest.mark.parametrize("language", [*FIRST_TIER, "kmr", "ckb", "sq", "so", "ti", "el", "pt", "am"])
def test_danger_is_seen_in_languages_of_both_tiers(marked: list[Marked], language: str) -> None:
    """At most one mail in danger is missed in a language, and never the only one."""
    mails = [mail for mail in marked if mail.language == language and Flag.DANGER in mail.wanted]
    assert sum(Flag.DANGER in mail.found for mail in mails) >= max(1, len(mails) - 1)


def test_the_day_of_a_deadline_is_told(marked: list[Marked]) -> None:
    """The day by which, or on which, it must happen stands beside the flag."""
    mails = [mail for mail in marked if mail.day]
    wrong = [mail.id for mail in mails if str(mail.found.get(Flag.DEADLINE)) != mail.day]
    assert len(wrong) <= 0.05 * len(mails), wrong
