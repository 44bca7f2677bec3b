"""Newest text of replies written by people who had not seen the rules; what is not right is listed, with the reason."""

import json
import re
from pathlib import Path

import pytest

from postlotse.core.mail.parse import parse
from tests.mail.letters import raw_letter

FOLDER = Path(__file__).parent / "blind"
_SPACE = re.compile(r"[\s\u200e\u200f\u202a-\u202f\ufeff]+")

#: id → why the rules do not get it right; an improvement has to be taken out here, a regression is no entry.
KNOWN: dict[str, dict[str, str]] = {"replies.jsonl": {}, "replies_b.jsonl": {}}
SIZES = {"replies.jsonl": 253, "replies_b.jsonl": 63}


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _is_right(case: dict[str, str], keep: list[str], drop: list[str]) -> bool:
    """Tell whether the newest text holds what the person wrote and nothing of the rest."""
    kind = "html" if case["format"] == "html" else "plain"
    mail = parse(raw_letter(case["body"], Subject="Re: x", Content_Type=f"text/{kind}; charset=utf-8"))
    text = _one_line(mail.text)
    return all(_one_line(piece) in text for piece in keep) and not any(_one_line(piece) in text for piece in drop)


@pytest.mark.parametrize("name", SIZES)
def test_newest_text_of_replies_nobody_tuned_for(name: str) -> None:
    """Many programs and languages: only the known misses are wrong, and each of them still is."""
    cases = [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    wrong = {case["id"] for case in cases if not _is_right(case, case["keep"], case["drop"])}
    assert (len(cases), wrong) == (SIZES[name], set(KNOWN[name]))
