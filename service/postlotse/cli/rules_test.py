"""`postlotse rules test`: do the rules do what their own tests say?  Writes and sends nothing, needs no database."""

import argparse
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

from postlotse.cli import output, setting
from postlotse.core.problems import Problem
from postlotse.core.rules.cases import CaseResult


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("--rule", metavar="ID", help="only the tests that stand beside this rule or expect it")
    parser.add_argument("--verbose", action="store_true", help="name the tests that pass too")
    parser.add_argument("--junit", type=Path, metavar="FILE", help="also write the results as JUnit XML")


def run(args: argparse.Namespace, folder: Path) -> int:
    """Run the tests; exit 1 when one fails or the rules are not sound."""
    from postlotse import wiring
    from postlotse.datafiles.rulefiles import judge, read_rules

    began = time.monotonic()
    judged = judge(read_rules(folder))
    if judged.whole is None:
        return _unsound(args, folder, judged.errors)
    book = judged.whole
    if args.rule and args.rule not in {rule.id for rule in book.rules}:
        return _no_such_rule(args.rule, [rule.id for rule in book.rules])
    config = setting.optional(args)
    runner = wiring.case_runner(config, wiring.models(config))
    results = [r for r in runner(book) if not args.rule or args.rule in (r.case.rule, r.case.expect.rule)]
    seconds = time.monotonic() - began
    if args.junit:
        args.junit.write_bytes(_junit(results, seconds))
    if args.json:
        output.as_json(_document(results))
    else:
        _show(results, verbose=args.verbose, seconds=seconds)
    return 1 if any(_failed(result) for result in results) else 0


def _unsound(args: argparse.Namespace, folder: Path, errors: Sequence[Problem]) -> int:
    """Say why there is nothing to test."""
    if args.junit:
        args.junit.write_bytes(_junit([], 0.0, errors))
    if args.json:
        output.as_json({"problems": [asdict(p) for p in errors], "tests": []})
    else:
        for problem in errors:
            print(f"Fehler: {problem}")
        print(f"{folder}: {len(errors)} Fehler; geprüft wird erst ein Satz ohne Fehler.")
    return 1


def _no_such_rule(name: str, known: list[str]) -> int:
    from postlotse.core.rules.schema import nearest

    cure = nearest(name, known)
    print(f"Die Regel „{name}“ gibt es nicht.{f' → {cure}' if cure else ''}")
    return 1


def _failed(result: CaseResult) -> bool:
    return result.checked and not result.passed


def _place(result: CaseResult) -> str:
    return f"{result.case.file}:{result.case.line}:{result.case.column}"


def _show(results: list[CaseResult], *, verbose: bool, seconds: float) -> None:
    """Print the failing tests with their places, and the sums."""
    for result in results:
        if _failed(result):
            print(f"✗ {_place(result)}: {result.case.name}")
            for sentence in result.failures:
                print(f"    {sentence}")
        elif not result.checked:
            print(f"? {_place(result)}: {result.case.name}: nicht geprüft, dafür fehlt das Modell")
        elif verbose:
            print(f"✓ {_place(result)}: {result.case.name}{f' ({result.decided_by})' if result.decided_by else ''}")
    failed, unchecked = sum(map(_failed, results)), sum(not r.checked for r in results)
    passed = len(results) - failed - unchecked
    if not results:
        print("Es gibt keine Tests. Wie man sie schreibt, steht in docs/rules.md.")
    print(f"{passed} bestanden, {failed} gescheitert, {unchecked} nicht geprüft ({f'{seconds:.1f}'.replace('.', ',')} s)")


def _document(results: list[CaseResult]) -> dict[str, Any]:
    """Return the results for programs."""
    states = [_state(result) for result in results]
    return {
        "passed": states.count("passed"),
        "failed": states.count("failed"),
        "unchecked": states.count("unchecked"),
        "tests": [
            {
                "name": result.case.name,
                "state": state,
                "rule": result.case.rule,
                "decided_by": result.decided_by,
                "failures": list(result.failures),
                "file": result.case.file,
                "line": result.case.line,
                "column": result.case.column,
            }
            for result, state in zip(results, states, strict=True)
        ],
    }


def _state(result: CaseResult) -> str:
    return "unchecked" if not result.checked else "passed" if result.passed else "failed"


def _junit(results: list[CaseResult], seconds: float, errors: Sequence[Problem] = ()) -> bytes:
    """Return the results as JUnit XML, one suite; `errors` for which nothing could be run."""
    states = [_state(result) for result in results]
    counts = {
        "tests": len(results) + len(errors),
        "errors": len(errors),
        "failures": states.count("failed"),
        "skipped": states.count("unchecked"),
    }
    sums = {key: str(count) for key, count in counts.items()}
    suite = Xml.Element("testsuite", {"name": "postlotse rules", "time": f"{seconds:.3f}", **sums})
    for problem in errors:
        at = {"name": _xml(str(problem)), "classname": problem.file, "file": problem.file, "line": str(problem.line)}
        Xml.SubElement(Xml.SubElement(suite, "testcase", at), "error", message=_xml(problem.sentence))
    for result, state in zip(results, states, strict=True):
        case = result.case
        at = {"name": _xml(case.name), "classname": case.rule or case.file, "file": case.file, "line": str(case.line)}
        element = Xml.SubElement(suite, "testcase", at)
        if state == "failed":
            failure = Xml.SubElement(element, "failure", message=_xml(result.failures[0]))
            failure.text = _xml("\n".join((_place(result), *result.failures)))
        elif state == "unchecked":
            Xml.SubElement(element, "skipped", message="Dafür fehlt das Modell.")
    Xml.indent(suite)
    return bytes(Xml.tostring(suite, encoding="utf-8", xml_declaration=True))


def _xml(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"))
