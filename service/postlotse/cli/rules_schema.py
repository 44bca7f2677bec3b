"""`postlotse rules schema`: JSON Schemas with which editors complete and mark errors while somebody writes."""

import argparse
import json
import sys
from pathlib import Path

from postlotse.cli import output


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("file", nargs="?", help="only the schema of this file, such as routing.yaml or tests")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write one file for each schema there")
    parser.add_argument("--any-ids", action="store_true", help="leave out the ids of the folder: any office or topic will do")


def run(args: argparse.Namespace, folder: Path) -> int:
    """Print or write the schemas; exit 2 for a file that has none."""
    from postlotse.core.rules.jsonschema import FILES, Ids, ids_of, schema_name, schemas
    from postlotse.datafiles.rulefiles import read_rules

    found = schemas(Ids() if args.any_ids else ids_of(read_rules(folder).files))
    if args.file:
        name = args.file if args.file in found else f"{args.file}.yaml"
        if name not in found:
            print(f"Für „{args.file}“ gibt es kein Schema; möglich sind: {', '.join(FILES)}", file=sys.stderr)
            return 2
        found = {name: found[name]}
    if args.out is None:
        output.as_json(next(iter(found.values())) if args.file else found)
        return 0
    args.out.mkdir(parents=True, exist_ok=True)
    for name, schema in found.items():
        path = args.out / schema_name(name)
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        print(path)
    return 0
