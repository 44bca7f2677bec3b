"""`postlotse model …`: the life of the topic model, from texts and decisions to the version in use."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from postlotse.cli import output, setting
from postlotse.core.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postlotse.config.schema import Config
    from postlotse.core.topics.book import Topic
    from postlotse.learning.card import Card
    from postlotse.learning.confirmed import Decision

#: Must name what `learning.encoders.choose` knows; that module is too heavy to ask for a usage text.
ENCODERS = ("auto", "e5", "use", "folder", "none")
_VERBS = {
    "train": "trains a version from the texts and, where the configuration says so, from confirmed decisions",
    "evaluate": "cross-validates on the texts and prints the figures",
    "compare": "compares two versions on mails that neither has learned from",
    "promote": "brings a version into use if it is worse on no guarded figure",
    "rollback": "brings the version back that was in use before",
    "show": "prints the card of a version",
    "verify": "loads versions, compares their hashes and asks them the self-test sentences",
    "list": "lists the versions",
    "learn": "does once what the nightly job does: trains and compares when there are enough new decisions",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of the command."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    made = {name: verbs.add_parser(name, help=words) for name, words in _VERBS.items()}
    for name, verb in made.items():
        verb.add_argument("--model", default="", metavar="NAME", help="name under models/; else the configured one")
        if name not in ("promote", "rollback", "learn"):
            verb.add_argument("--json", nargs="?", const="-", metavar="FILE", help="as JSON: printed, or into a file")
        if name in ("train", "evaluate"):
            verb.add_argument(
                "--encoder",
                default="auto",
                choices=ENCODERS,
                help="sentence encoder; auto is e5, or words only where its weights are missing",
            )
    made["train"].add_argument("--promote", action="store_true", help="bring it into use if the gate lets it")
    made["evaluate"].add_argument("--html", type=Path, metavar="FILE", help="write a page with curves and tables")
    made["evaluate"].add_argument("--quick", action="store_true", help="thresholds from the other folds, not nested")
    made["compare"].add_argument("before", nargs="?", default="", metavar="A", help="version; else the one in use")
    made["compare"].add_argument("after", nargs="?", default="", metavar="B", help="version; else the newest")
    made["promote"].add_argument("version", metavar="VERSION")
    made["promote"].add_argument("--force", action="store_true", help="against the gate; needs --reason")
    made["promote"].add_argument("--reason", default="", metavar="TEXT", help="why; is kept in the record")
    made["show"].add_argument("version", nargs="?", default="", metavar="VERSION", help="version; else the one in use")
    made["show"].add_argument("--markdown", action="store_true", help="as the page in docs/model/")
    made["verify"].add_argument("version", nargs="?", default="", metavar="VERSION", help="version; else all of them")


def run(args: argparse.Namespace) -> int:
    """Do what the verb says; exit 1 when a version is refused or does not verify."""
    from postlotse.cli import model_life

    config = setting.optional(args)
    folder = config.place(config.places.models) / (args.model or config.places.model)
    match args.verb:
        case "train":
            return _train(args, folder, config)
        case "evaluate":
            return _evaluate(args, folder, config)
        case "learn":
            return model_life.learn(args)
        case verb:
            life = {
                "compare": model_life.compare,
                "promote": model_life.promote,
                "rollback": model_life.rollback,
                "show": model_life.show,
                "verify": model_life.verify,
                "list": model_life.listing,
            }
            return life[verb](args, folder, decisions_of(config))


def _train(args: argparse.Namespace, folder: Path, config: "Config") -> int:
    """Train; with --promote ask the gate."""
    from postlotse import wiring
    from postlotse.learning import promotion, registry

    decisions = decisions_of(config)
    card = train_standard(folder, encoder=args.encoder, decisions=decisions, topics=topics_of(config))
    output.told(args.json, card.as_dict(), str(card))
    if registry.active_or_none(folder) == card.version:
        print(f"In Gebrauch: {card.version}", file=sys.stderr)
        return 0
    if args.promote:
        examples = [x.example for x in decisions]
        promotion.promote(folder, card.version, by=setting.account(), now=wiring.now(), decisions=examples)
        print(f"In Gebrauch: {card.version}", file=sys.stderr)
        return 0
    print(
        f"Noch nicht in Gebrauch. Vergleichen: postlotse model compare; übernehmen: postlotse model promote {card.version}",
        file=sys.stderr,
    )
    return 0


def _evaluate(args: argparse.Namespace, folder: Path, config: "Config") -> int:
    """Measure and write what was asked for."""
    from postlotse import wiring
    from postlotse.learning import evaluate, report_html

    found = evaluate.evaluate(
        folder,
        encoder=args.encoder,
        cache=cache_folder(),
        progress=output.progress,
        decisions=decisions_of(config),
        nested=not args.quick,
        topics=topics_of(config),
    )
    output.progress_done()
    output.told(args.json, found.as_dict(), str(found))
    if args.html:
        page = report_html.page(found, made_at=f"{folder.name}, {wiring.now():%Y-%m-%d}")
        args.html.write_text(page, encoding="utf-8")
    return 0


def decisions_of(config: "Config") -> "list[Decision]":
    """Return what may be learned from the desk's decisions; nothing unless the configuration says so."""
    if not config.learning.from_decisions:
        return []
    from postlotse import wiring

    wiring.open_store(config)
    return wiring.decisions(config)


def topics_of(config: "Config") -> "tuple[Topic, ...]":
    """Return the topics of the rule book; none, with a sentence, when it is broken."""
    from postlotse import wiring

    try:
        return tuple(wiring.library(config).book().topics.values())
    except ConfigurationError as error:
        print(f"postlotse: Das Modell lernt ohne die Beschreibungen der Themen. {error}", file=sys.stderr)
        return ()


def train_standard(
    folder: Path, *, encoder: str = "auto", decisions: "list[Decision] | None" = None, topics: "Sequence[Topic]" = ()
) -> "Card":
    """Train the model in `folder`, its texts taken from the shipped ones when it has none; return the card."""
    from postlotse.datafiles import places
    from postlotse.learning.train import train

    if not (folder / "texts").is_dir():
        import shutil

        shipped = places.shipped_models() / folder.name
        for name in ("texts", "gold"):
            if (shipped / name).is_dir() and not (folder / name).exists():
                shutil.copytree(shipped / name, folder / name)
    card = train(
        folder,
        encoder=encoder,
        cache=cache_folder(),
        progress=output.progress,
        decisions=decisions or (),
        by=setting.account(),
        topics=topics,
    )
    output.progress_done()
    return card


def cache_folder() -> Path:
    """Return where vectors of shipped texts are kept between trainings; it may be deleted at any time."""
    return setting.data_folder() / "cache"
