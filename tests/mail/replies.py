"""Read the fixtures of replies: text files with many cases, each a body and what is new in it."""

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

FOLDER = Path(__file__).parent / "fixtures" / "replies"


def cases(pattern: str) -> list[ParameterSet]:
    """Return (body, new) of all files that match; `%%% name` begins a case and `%%% new` its expectation."""
    found: list[ParameterSet] = []
    for path in sorted(FOLDER.glob(pattern)):
        name, body = "", ""
        for block in path.read_text(encoding="utf-8").split("%%% ")[1:]:
            title, _, text = block.partition("\n")
            if title == "new":
                found.append(pytest.param(body, text.rstrip("\n"), id=f"{path.stem}-{name}"))
            else:
                name, body = title, text
    return found
