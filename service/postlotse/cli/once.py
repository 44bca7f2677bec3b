"""`postlotse once`: receive, process and deliver one time, for cron and for tests."""

import argparse

from postlotse.cli import output, setting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")


def run(args: argparse.Namespace) -> int:
    """Do one round; exit 75 when a mailbox or the relay is away, what could be done being done."""
    from postlotse import wiring
    from postlotse.config.schema import StartMode
    from postlotse.core.errors import SenderError, SourceError

    config = setting.required(args)
    wiring.open_store(config)
    wiring.migrate()
    from postlotse.flow import deliver as delivery  # the flows need the store to be open
    from postlotse.flow import rulesets
    from postlotse.flow.process import process_all
    from postlotse.flow.receive import receive
    from postlotse.store import health

    counts = {"received": 0, "baseline": 0, "duplicates": 0, "processed": 0, "sent": 0, "deferred": 0, "failed": 0}
    troubles: list[str] = []
    topic_models = wiring.models(config)
    rules = wiring.library(config, topic_models=topic_models, fallback=wiring.recorded_rules)
    rulesets.finish(wiring.set_tools(config, rules.folder))
    # Broken rules or no model: nothing is taken in, or every message would be shelved for it.
    rulesets.note_in_use(rules.files(), rules.book().fingerprint, now=wiring.now())
    topic_models.current()
    parse = wiring.reader()
    tools = wiring.tools(config, rules=rules, topic_models=topic_models, parse=parse)
    for box in config.mailbox:
        source = wiring.source(config, box)
        try:
            more = True
            while more:
                got = receive(
                    source,
                    folder=box.folder if box.kind == "imap" else "",
                    keep_history_quiet=box.start is StartMode.BASELINE,
                    clock=wiring.now,
                )
                more = got.more
                counts["received"] += got.new
                counts["baseline"] += got.baseline
                counts["duplicates"] += got.duplicates
            health.ok(f"{box.kind}:{box.name}", wiring.now())
        except SourceError as error:
            troubles.append(f"{box.name}: {error}")
            health.failing(f"{box.kind}:{box.name}", str(error), wiring.now())
        finally:
            source.close()
    counts["processed"] = process_all(tools, most=1_000_000)
    parse.close()  # type: ignore[attr-defined]
    sender = wiring.sender(config)
    try:
        done = delivery.deliver(sender, clock=wiring.now, most=1_000_000)
        counts |= {"sent": done.sent, "deferred": done.deferred, "failed": done.failed}
        health.ok("smtp", wiring.now())
    except SenderError as error:
        troubles.append(f"smtp: {error}")
        health.failing("smtp", str(error), wiring.now())
    finally:
        sender.close()
    if args.json:
        output.as_json(counts | {"troubles": troubles})
    else:
        print(f"geholt {counts['received']} (Bestand {counts['baseline']}, doppelt {counts['duplicates']})", end=", ")
        print(f"bearbeitet {counts['processed']}, gesendet {counts['sent']}", end=", ")
        print(f"später {counts['deferred']}, abgelehnt {counts['failed']}")
        for trouble in troubles:
            print(trouble)
    return 75 if troubles else 0
