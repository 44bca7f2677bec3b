"""The verbs of `postlotse model` that compare, judge and choose versions; training and evaluating are in `cli.model`."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlotse.cli import output, setting
from postlotse.core.errors import ConfigurationError

if TYPE_CHECKING:
    from postlotse.learning.confirmed import Decision


def compare(args: argparse.Namespace, folder: Path, decisions: "Sequence[Decision]") -> int:
    """Tell how two versions differ, and what the gate says; exit 1 when the second would be refused."""
    from postlotse import wiring
    from postlotse.learning import compare as comparing
    from postlotse.learning import gate, registry

    before = registry.find(folder, args.before) if args.before else registry.active(folder)
    after = registry.find(folder, args.after) if args.after else registry.newest(folder)
    found = comparing.compare(folder, before, after, today=wiring.now().date(), decisions=[x.example for x in decisions])
    refusals = gate.refusals(found)
    verdict = "\n".join(f"- {reason}" for reason in refusals) or "- nichts: darf in Gebrauch genommen werden"
    output.told(
        args.json, found.as_dict() | {"refusals": list(refusals)}, f"{found}\n\nWas gegen die neue Version spricht:\n{verdict}"
    )
    return 1 if refusals else 0


def promote(args: argparse.Namespace, folder: Path, decisions: "Sequence[Decision]") -> int:
    """Bring a version into use, or say on which figures it is worse (exit 1)."""
    from postlotse import wiring
    from postlotse.learning import promotion, proposal, registry

    if args.force and not args.reason.strip():
        print("postlotse: --force verlangt --reason: warum trotzdem?", file=sys.stderr)
        return 2
    change = promotion.promote(
        folder,
        registry.find(folder, args.version),
        by=setting.account(),
        now=wiring.now(),
        reason=args.reason.strip() if args.force else None,
        decisions=[x.example for x in decisions],
    )
    proposal.clear(folder)
    for reason in change.overruled:
        print(f"übergangen: {reason}")
    print(f"In Gebrauch: {change.after}" + (f" (vorher {change.before})" if change.before else ""))
    return 0


def rollback(args: argparse.Namespace, folder: Path, decisions: "Sequence[Decision]") -> int:  # noqa: ARG001
    """Bring the earlier version back."""
    from postlotse import wiring
    from postlotse.learning import promotion

    change = promotion.rollback(folder, by=setting.account(), now=wiring.now())
    print(f"In Gebrauch: {change.after} (vorher {change.before})")
    return 0


def show(args: argparse.Namespace, folder: Path, decisions: "Sequence[Decision]") -> int:  # noqa: ARG001
    """Print a card."""
    from postlotse.learning import card_page, looks, registry

    card = registry.read_card(folder, registry.find(folder, args.version) if args.version else None)
    seen = looks.read(folder)
    if args.markdown:
        print(card_page.markdown(card, seen, name=folder.name), end="")
        return 0
    counted = f"\nBlicke auf zurückgehaltene Mails: {len(seen)}" if seen else ""
    output.told(args.json, card.as_dict() | {"looks": len(seen)}, f"{card}{counted}")
    return 0


def verify(args: argparse.Namespace, folder: Path, decisions: "Sequence[Decision]") -> int:  # noqa: ARG001
    """Load each version as the service would and ask it the self-test sentences; exit 1 when one fails."""
    from postlotse.learning import registry, selftest, serve

    names = [registry.find(folder, args.version)] if args.version else registry.versions(folder)
    active = registry.active_or_none(folder)
    rows: list[dict[str, Any]] = []
    for name in names:
        try:
            failed = list(selftest.failures(serve.load(folder, name)))
        except ConfigurationError as error:
            failed = [str(problem) for problem in error.problems]
        rows.append({"version": name, "active": name == active, "problems": failed})
    if active and active not in names and not args.version:
        rows.append({"version": active, "active": True, "problems": ["Die Version in Gebrauch gibt es nicht."]})
    words = [
        f"{'✗' if row['problems'] else '✓'} {row['version']}{' (in Gebrauch)' if row['active'] else ''}"
        + "".join(f"\n    {problem}" for problem in row["problems"])
        for row in rows
    ]
    output.told(args.json, {"versions": rows}, "\n".join(words) or "Es gibt noch keine Version.")
    return 1 if not rows or any(row["problems"] for row in rows) else 0


def listing(args: argparse.Namespace, folder: Path, decisions: "Sequence[Decision]") -> int:  # noqa: ARG001
    """List the versions, oldest first."""
    from postlotse.learning import promotion, proposal, registry

    active, proposed = registry.active_or_none(folder), proposal.read(folder)
    cards = []
    for name in registry.versions(folder):
        try:
            cards.append(registry.read_card(folder, name))
        except ConfigurationError as error:
            print(error, file=sys.stderr)
    if args.json == "-":
        output.as_json(
            {
                "active": active,
                "versions": [card.as_dict() for card in cards],
                "history": [asdict(x) for x in promotion.history(folder)],
            }
        )
        return 0
    output.table(
        ["Version", "Texte", "Entsch.", "Encoder", "1. Thema", "unter drei", "Stand"],
        [
            [
                card.version,
                str(card.texts),
                str(card.decisions),
                card.encoder,
                f"{card.figures.get('top1', 0.0):.1f}",
                f"{card.figures.get('top3', 0.0):.1f}",
                "in Gebrauch"
                if card.version == active
                else "vorgeschlagen"
                if proposed and proposed.version == card.version
                else "",
            ]
            for card in cards
        ],
        limits=[24, 7, 7, 8, 8, 10, 14],
    )
    return 0


def learn(args: argparse.Namespace) -> int:
    """Do what the nightly job does, once, now."""
    from postlotse import wiring

    config = setting.required(args)
    if not config.learning.from_decisions:
        print("postlotse: Das Lernen aus Entscheidungen ist abgeschaltet ([learning] from_decisions).", file=sys.stderr)
        return 1
    wiring.open_store(config)
    made = wiring.learn(config, output.progress)
    output.progress_done()
    print(made or "Noch nicht genug neue Entscheidungen.")
    for reason in made.refusals if made else ():
        print(f"- {reason}")
    return 0
