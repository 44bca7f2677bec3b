"""`postlotse demo`: the whole service on this machine, with embedded servers and invented mails; nothing leaves loopback."""

import argparse
import os
import signal
import tempfile
import threading
from pathlib import Path

from postlotse.cli import output


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "--once", action="store_true", help="one pass: print what happened to each mail and the accounting, then end"
    )
    parser.add_argument("--dir", type=Path, metavar="DIR", help="keep the demo's files here; else in a temporary folder")
    parser.add_argument(
        "--delay", type=int, default=0, metavar="SECONDS", help="how long forwards can be stopped; 0 shows them at once"
    )
    parser.add_argument("--port", type=int, default=8025, help="port of the desk (0 = any)")


def run(args: argparse.Namespace) -> int:
    """Run the demo; exit 0 only if the accounting adds up."""
    if args.dir:
        args.dir.mkdir(parents=True, exist_ok=True)
        return _run(args, args.dir.resolve())
    with tempfile.TemporaryDirectory(prefix="postlotse-demo-") as folder:
        return _run(args, Path(folder))


def _run(args: argparse.Namespace, folder: Path) -> int:
    from postlotse.cli import setting
    from postlotse.demo.stage import Stage

    _ensure_model()
    with Stage(
        folder,
        models=setting.models_folder(),
        data_folder=setting.data_folder(),
        desk_port=args.port,
        delay=0 if args.once else args.delay,
    ) as stage:
        return _once(stage) if args.once else _live(stage)


def _ensure_model() -> None:
    """Train the shipped model if that has not been done yet."""
    from postlotse.cli import setting
    from postlotse.cli.model import train_standard

    folder = setting.models_folder() / "standard"
    if not (folder / "active").exists():
        print("Das Modell wird einmalig aus den mitgelieferten Texten trainiert …")
        train_standard(folder)


def _once(stage: "object") -> int:
    """Play every act in turn, print the table and the accounting."""
    from postlotse import wiring
    from postlotse.cli import audit as audit_command
    from postlotse.demo.stage import Stage

    assert isinstance(stage, Stage)  # noqa: S101
    stage.open()
    from postlotse.store import audit
    from postlotse.store.stories import stories

    for act, words in stage.acts():
        print(f"• {words}")
        act()
    print()
    told = stories()
    output.table(
        ["Nr", "Von", "Betreff", "Art", "Spr.", "Thema → Stelle", "Weg", "Bestätigung", "Warum"],
        [_row(story) for story in told],
        limits=[4, 24, 30, 11, 4, 44, 22, 12, 70],
    )
    print()
    books, findings = audit.accounting(), audit.findings(wiring.now())
    audit_command.show(books, findings)
    missing = stage.missing(told)
    for words in missing:
        print(f"✗ {words}")
    stage.close_edges()
    return 0 if books.adds_up and not findings and not missing else 1


def _row(story: "object") -> list[str]:
    from postlotse.core.names import ConcernState, Kind, OutboxState
    from postlotse.core.words import KIND_WORDS, OUTBOX_WORDS, STATE_WORDS
    from postlotse.store.stories import Story

    assert isinstance(story, Story)  # noqa: S101
    kind = KIND_WORDS[Kind(story.kind)] if story.kind else {"baseline": "Bestand"}.get(story.outcome, "–")
    concerns = "; ".join(f"{c.topic} {c.probability:.0%} → {c.office or '?'} [{c.tier}]" for c in story.concerns)
    way = "; ".join(STATE_WORDS[ConcernState(c.state)] for c in story.concerns) or {
        "filed": "abgelegt",
        "quarantined": "Quarantäne",
        "joined_case": f"zu {story.case}",
        "bounced": f"zu {story.case}",
        "baseline": "still aufgenommen",
        "duplicate": "doppelt",
    }.get(story.outcome, "zurückgelegt")
    ack = OUTBOX_WORDS[OutboxState(story.acknowledged)] if story.acknowledged else "keine"
    why = story.concerns[0].reason if story.concerns else story.reason
    if not story.acknowledged and story.acknowledgement_reason:
        why = f"{why} Keine Bestätigung: {story.acknowledgement_reason}" if story.concerns else story.acknowledgement_reason
    return [str(story.id), story.sender, story.subject, kind, story.language or "?", concerns or "–", way, ack, why]


def _live(stage: "object") -> int:
    """Run daemon and desk until Ctrl-C, telling each mail as it is decided."""
    from postlotse.demo.stage import Stage

    assert isinstance(stage, Stage)  # noqa: S101
    stage.open()
    from postlotse.desk.app import serve

    service = stage.service(os.environ)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _signal, _frame: stop.set())
    signal.signal(signal.SIGINT, lambda _signal, _frame: stop.set())
    service.start()
    teller = threading.Thread(target=_tell, args=(stop,), name="demo-teller", daemon=True)
    teller.start()
    web = threading.Thread(target=serve, args=(stage.desk(), stage.config.desk.listen, stop), name="demo-desk", daemon=True)
    web.start()
    print(f"Arbeitsplatz: {stage.config.desk.url}   Anmeldung: {stage.user}   Kennwort: {stage.password}")
    print(f"Regeln einstellen: {stage.config.desk.url}/regeln/   Anmeldung: {stage.administrator}   gleiches Kennwort")
    print("Eine Mail einwerfen: postlotse demo-send DATEI.eml     Ende: Strg-C\n", flush=True)
    stage.play_live(service, stop)
    stop.wait()
    service.stop()
    teller.join(5)
    web.join(5)
    return 0


def _tell(stop: threading.Event) -> None:
    """Print each message when it has got its outcome."""
    from postlotse.store import tx
    from postlotse.store.stories import stories

    last = 0
    while not stop.wait(0.3):
        for story in stories(after=last):
            last = story.id
            number, sender, subject, kind, language, concerns, way, ack, why = _row(story)
            print(f"#{number:>3} {output.clip(sender, 30)}: {output.clip(subject, 50)}")
            print(f"     {kind}, Sprache {language}; {concerns}; {way}; Bestätigung: {ack}")
            print(f"     {output.clip(why, 150)}", flush=True)
    tx.close()
