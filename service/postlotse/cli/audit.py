"""`postlotse audit`: proves that every received message has exactly one outcome, and that nothing left without a basis."""

import argparse
from dataclasses import asdict

from postlotse.cli import output, setting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--json", action="store_true", help="print as JSON")
    parser.add_argument("--raw", action="store_true", help="also compare every stored original with its hash")


def run(args: argparse.Namespace) -> int:
    """Print the accounting; exit 1 with the ids when something does not add up."""
    from postlotse import wiring

    wiring.open_store(setting.required(args))
    from postlotse.core.mail.identity import digest
    from postlotse.store import audit

    books = audit.accounting()
    findings = audit.findings(wiring.now())
    damaged = [d for d, raw in audit.raw_digests() if digest(raw) != d] if args.raw else []
    fine = books.adds_up and not findings and not damaged
    if args.json:
        output.as_json(
            {
                "accounting": asdict(books),
                "adds_up": books.adds_up,
                "findings": [asdict(f) for f in findings],
                "damaged": damaged,
            }
        )
    else:
        show(books, findings)
        for name in damaged:
            print(f"✗ Original {name} passt nicht zu seinem Hash")
    return 0 if fine else 1


def show(books: object, findings: object) -> None:
    """Print the accounting in words; `demo --once` shows the same."""
    from postlotse.store.audit import Accounting, Finding

    assert isinstance(books, Accounting)  # noqa: S101
    assert isinstance(findings, list)  # noqa: S101
    mark = "✓" if books.adds_up else "✗"
    parts = f"wartend {books.waiting} + entschieden {books.decided} + zurückgelegt {books.shelved}"
    print(f"{mark} empfangen {books.received} = {parts}")
    print(f"  Ausgänge: {', '.join(f'{k} {v}' for k, v in sorted(books.outcomes.items())) or '–'}")
    print(f"  Postausgang: {', '.join(f'{k} {v}' for k, v in sorted(books.outbox.items())) or '–'}")
    for finding in findings:
        assert isinstance(finding, Finding)  # noqa: S101
        print(f"✗ {finding.sentence}: {', '.join(map(str, finding.ids))}")
    if not findings:
        print("✓ keine Unstimmigkeiten")
