"""`postlotse init DIR`: a folder that is ready to be filled in; asks nothing and overwrites nothing."""

import argparse
import shutil
import sys
from pathlib import Path

from postlotse.datafiles import places


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder to make")


def run(args: argparse.Namespace) -> int:
    """Write what is missing; exit 1 when a configuration is there already."""
    from postlotse.config.describe import commented_toml
    from postlotse.config.schema import Config, Contact, Mailbox, Smtp

    folder: Path = args.folder
    target = folder / "postlotse.toml"
    if target.exists():
        print(f"postlotse: {target} gibt es schon; es wird nichts überschrieben.", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "var").mkdir(mode=0o700, exist_ok=True)
    _copy(places.shipped_rules(), folder / "rules")
    for model in sorted(p for p in places.shipped_models().iterdir() if (p / "texts").is_dir()):
        _copy(model / "texts", folder / "models" / model.name / "texts")
        for name in ("gold", "looks.jsonl", "versions", "active"):
            _copy(model / name, folder / "models" / model.name / name)
    config = Config(
        contact=Contact(),
        mailbox=(Mailbox(host="imap.stadt.example", user="integration@stadt.example", password_file="imap-password"),),  # noqa: S106
        smtp=Smtp(host="smtp.stadt.example", user="integration@stadt.example", password_file="smtp-password"),  # noqa: S106
    )
    target.write_text(commented_toml(config), encoding="utf-8")
    trained = (folder / "models" / "standard" / "active").exists()
    print(f"{target} ist angelegt. Nächste Schritte:")
    print("  1. postlotse.toml ausfüllen, Kennwörter in die genannten Dateien schreiben (Rechte 0600)")
    print("  2. rules/*.yaml anpassen: Stellen, Vereine, Regeln")
    if not trained:
        print(f"  3. postlotse --config {target} model train")
    print(f"  {3 if trained else 4}. postlotse --config {target} check")
    return 0


def _copy(source: Path, target: Path) -> None:
    """Copy a file or folder if it exists and the target does not."""
    if source.is_dir() and not target.exists():
        shutil.copytree(source, target)
    elif source.is_file() and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
