"""The training texts: read them from JSON lines and identify the set.  Must not train, and must not mend what it reads."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from postlotse.core.errors import ConfigurationError
from postlotse.core.mail import quoting
from postlotse.core.names import Flag, Kind
from postlotse.core.problems import Problem

#: Kinds that words can tell; bounces and receipts are proven by their structure.
WORD_KINDS = (Kind.CONCERN, Kind.NOTICE, Kind.REPLY, Kind.BULK, Kind.AUTO_REPLY, Kind.SPAM)
_KEYS = {"id": str, "lang": str, "voice": str, "subject": str, "body": str, "kind": str, "topics": list, "flags": list}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One labelled mail; `text` is its newest text, `body` all of it, `topics` the primary one first."""

    id: str
    lang: str
    voice: str
    subject: str
    body: str
    text: str
    kind: str
    topics: tuple[str, ...]
    flags: tuple[str, ...]


def read_examples(folder: Path) -> list[Example]:
    """Return the examples of `folder/*.jsonl` sorted by id; raises ConfigurationError naming every line that misfits."""
    examples: list[Example] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.jsonl")):
        found, wrong = parse(path.read_text(encoding="utf-8"), path.name)
        examples += found
        problems += wrong
    if not examples and not problems:
        problems.append(
            Problem(file=str(folder), code="no-texts", sentence="Hier liegen keine Lerntexte.", cure="*.jsonl-Dateien ablegen")
        )
    if problems:
        raise ConfigurationError(problems)
    return sorted(examples, key=lambda example: example.id)


def parse(source: str, file: str) -> tuple[list[Example], list[Problem]]:
    """Return the examples of JSON lines and what is wrong with the other lines."""
    examples: list[Example] = []
    problems: list[Problem] = []
    for number, line in enumerate(source.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            problems.append(Problem(file=file, line=number, code="no-json", sentence="Diese Zeile ist kein JSON."))
            continue
        wrong = _wrong(row)
        if wrong:
            problems.append(Problem(file=file, line=number, code="misfit", sentence=wrong))
        else:
            examples.append(_example(row))
    return examples, problems


def _wrong(row: Any) -> str:
    """Say in German what is wrong with a line, or nothing."""
    if not isinstance(row, dict):
        return "Die Zeile ist kein Objekt."
    for key, sort in _KEYS.items():
        if not isinstance(row.get(key), sort):
            return f"„{key}“ fehlt oder hat die falsche Art."
    if not all(isinstance(x, str) for x in (*row["topics"], *row["flags"])):
        return "„topics“ und „flags“ sind Listen von Wörtern."
    if row["kind"] not in WORD_KINDS:
        return f"Die Art „{row['kind']}“ gibt es nicht."
    if unknown := sorted(set(row["flags"]) - set(Flag)):
        return f"Das Merkmal „{unknown[0]}“ gibt es nicht."
    if len(set(row["topics"])) < len(row["topics"]):
        return "Ein Thema steht doppelt da."
    if (row["kind"] == Kind.CONCERN) != bool(row["topics"]):
        return "Anliegen haben mindestens ein Thema, alles andere hat keins."
    return ""


def _example(row: dict[str, Any]) -> Example:
    return Example(
        id=row["id"],
        lang=row["lang"],
        voice=row["voice"],
        subject=row["subject"],
        body=row["body"],
        text=newest(row["body"]),
        kind=row["kind"],
        topics=tuple(row["topics"]),
        flags=tuple(row["flags"]),
    )


def newest(body: str) -> str:
    """Return what the writer newly wrote, or the whole body when nothing is left."""
    return quoting.split(body).new or body


def snapshot(examples: Iterable[Example]) -> str:
    """Return the hash that identifies a set of texts and labels, whatever their order."""
    digest = hashlib.sha256()
    for x in sorted(examples, key=lambda example: example.id):
        fields = [x.id, x.lang, x.voice, x.subject, x.body, x.kind, list(x.topics), list(x.flags)]
        digest.update(json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def renamed(example: Example, merged: Mapping[str, str]) -> Example:
    """Return the example with merged topics under the id that they have now, each once."""
    topics = tuple(dict.fromkeys(merged.get(topic, topic) for topic in example.topics))
    return example if topics == example.topics else replace(example, topics=topics)


def topic_ids(examples: Sequence[Example]) -> tuple[str, ...]:
    """Return the topics that occur, sorted."""
    return tuple(sorted({topic for example in examples for topic in example.topics}))
