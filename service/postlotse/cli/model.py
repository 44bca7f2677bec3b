"""`postlotse model train|evaluate|show`: the topic model from the texts in models/."""

import argparse
from pathlib import Path
from typing import Any

from postlotse.cli import output, setting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of the command."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, words in (
        ("train", "trains a version from the texts and makes it the active one"),
        ("evaluate", "cross-validates on the texts and prints the figures"),
        ("show", "prints the card of the active version"),
    ):
        verb = verbs.add_parser(name, help=words)
        verb.add_argument("--model", default="", metavar="NAME", help="name under models/; else the configured one")
        verb.add_argument("--json", action="store_true", help="print as JSON")
        if name != "show":
            verb.add_argument(
                "--encoder",
                default="e5",
                choices=("e5", "none"),
                help="sentence encoder; e5 falls back to words only where its weights are missing",
            )


def run(args: argparse.Namespace) -> int:
    """Train, evaluate or show."""
    from postlotse.learning import evaluate, registry
    from postlotse.learning.card import Card
    from postlotse.learning.evaluate import Evaluation

    config = setting.optional(args)
    folder = config.place(config.places.models) / (args.model or config.places.model)
    told: Card | Evaluation
    if args.verb == "evaluate":
        told = evaluate.evaluate(folder, encoder=args.encoder, cache=cache_folder(), progress=output.progress)
        output.progress_done()
    else:
        told = train_standard(folder, encoder=args.encoder) if args.verb == "train" else registry.read_card(folder)
    if args.json:
        output.as_json(told.as_dict())
    else:
        print(told)
    return 0


def train_standard(folder: Path, *, encoder: str = "e5") -> Any:
    """Train the model in `folder`, its texts taken from the shipped ones when it has none; return the card."""
    from postlotse.datafiles import places
    from postlotse.learning.train import train

    if not (folder / "texts").is_dir():
        import shutil

        shutil.copytree(places.shipped_models() / folder.name / "texts", folder / "texts")
    card = train(folder, encoder=encoder, cache=cache_folder(), progress=output.progress)
    output.progress_done()
    return card


def cache_folder() -> Path:
    """Return where sentence vectors are kept between trainings; it may be deleted at any time."""
    return setting.data_folder() / "cache"
