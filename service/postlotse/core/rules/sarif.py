"""Problems as SARIF 2.1.0, which editors and code hosts read (OASIS, 27 March 2020).  Makes values only, writes nothing."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from postlotse.core.problems import Problem, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: The name under which the log speaks of the rules folder; readers replace it by the folder's own address.
ROOT = "RULES"


def sarif(problems: Sequence[Problem], *, version: str, folder: str = "") -> dict[str, Any]:
    """Return a SARIF log with one run; `folder` is the address of the rules folder (`file:///…/rules/`), "" = not told."""
    codes = sorted({problem.code for problem in problems})
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "postlotse",
                "version": version,
                "language": "de",
                "rules": [_descriptor(code, problems) for code in codes],
            }
        },
        "language": "de",
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes) for problem in problems],
    }
    if folder:
        run["originalUriBaseIds"] = {ROOT: {"uri": folder}}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _descriptor(code: str, problems: Sequence[Problem]) -> dict[str, Any]:
    """Return what is told once of each sort of problem."""
    first = next(problem for problem in problems if problem.code == code)
    return {"id": code, "defaultConfiguration": {"level": _level(first)}}


def _result(problem: Problem, codes: Sequence[str]) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.file), "uriBaseId": ROOT}}
    if problem.line:
        column = {"startColumn": problem.column} if problem.column else {}
        location["region"] = {"startLine": problem.line, **column}
    text = problem.sentence + (f" → {problem.cure}" if problem.cure else "")
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": _level(problem),
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }


def _level(problem: Problem) -> str:
    return "error" if problem.severity is Severity.ERROR else "warning"
