"""Check the training texts: `python -m postlotse.learning.check_texts models/standard/texts [--against FILE]`.

Lines parse, ids are unique, labels known, no two texts nearly the same, none nearly the same as a gold mail (`gold/` beside
the folder) or as a held-out set (only ids are told).  Counts that are too small are reported, not refused.  Exit code 1 when
something is refused.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from postlotse.core.names import FIRST_TIER, Flag
from postlotse.core.problems import Problem, Severity
from postlotse.learning import likeness
from postlotse.learning.texts import WORD_KINDS, Example, parse

#: Texts at least so alike (Jaccard of character 5-grams) are refused.
TOO_ALIKE = 0.7
#: What the issue on the model asks for.
LEAST_PER_TOPIC = 60
LEAST_PER_TOPIC_AND_LANGUAGE = 2
LEAST_PER_FLAG = 30
LEAST_PER_KIND = 40
#: Texts with fewer grams are too short to be called copies ("Danke!").
_SHORTEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found; `problems` with severity ERROR refuse the set."""

    texts: int
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Tell whether the set must not be used."""
        return any(problem.severity == Severity.ERROR for problem in self.problems)


def check(folder: Path, against: Path | None = None) -> Report:
    """Return what is wrong with `folder/*.jsonl`, compared also with the mails in `against` (id, subject, body per line)."""
    examples: list[Example] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.jsonl")):
        found, wrong = parse(path.read_text(encoding="utf-8"), path.name)
        examples += found
        problems += wrong
    if not examples:
        problems.append(_error(str(folder), "no-texts", "Hier liegen keine Lerntexte."))
    gold: list[Example] = []
    for path in sorted((folder.parent / "gold").glob("*.jsonl")):
        found, wrong = parse(path.read_text(encoding="utf-8"), f"gold/{path.name}")
        gold += found
        problems += wrong
    problems += _twice([*examples, *gold])
    problems += _too_alike(examples, folder)
    problems += _in_gold(examples, gold, folder)
    if against is not None:
        problems += _copied(examples, against, folder)
    problems += _too_few(examples, folder)
    return Report(texts=len(examples), problems=tuple(problems))


def _error(file: str, code: str, sentence: str) -> Problem:
    return Problem(file=file, code=code, sentence=sentence)


def _twice(examples: Sequence[Example]) -> list[Problem]:
    counts = Counter(example.id for example in examples)
    return [
        _error("texts", "id-twice", f"Die Kennung „{name}“ kommt {count}-mal vor.")
        for name, count in counts.items()
        if count > 1
    ]


def _grams(examples: Sequence[Example]) -> list[frozenset[int]]:
    return [likeness.grams(f"{example.subject} {example.body}") for example in examples]


def _too_alike(examples: Sequence[Example], folder: Path) -> list[Problem]:
    found = _grams(examples)
    return [
        _error(str(folder), "too-alike", f"„{examples[a].id}“ und „{examples[b].id}“ sind zu {score:.0%} gleich.")
        for a, b, score in likeness.alike(found, None, TOO_ALIKE)
        if min(len(found[a]), len(found[b])) >= _SHORTEST
    ]


def _in_gold(examples: Sequence[Example], gold: Sequence[Example], folder: Path) -> list[Problem]:
    """Refuse texts that are nearly the same as a gold mail: the gold set is never learned."""
    found, kept = _grams(examples), _grams(gold)
    return [
        _error(str(folder), "in-gold", f"„{examples[a].id}“ gleicht der Goldmail „{gold[b].id}“ zu {score:.0%}.")
        for a, b, score in likeness.alike(found, kept, TOO_ALIKE)
        if min(len(found[a]), len(kept[b])) >= _SHORTEST
    ]


def _copied(examples: Sequence[Example], against: Path, folder: Path) -> list[Problem]:
    held: list[tuple[str, frozenset[int]]] = []
    for line in against.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            held.append((str(row["id"]), likeness.grams(f"{row.get('subject') or ''} {row.get('body') or ''}")))
    found = _grams(examples)
    return [
        _error(str(folder), "held-out", f"„{examples[a].id}“ gleicht dem zurückgelegten Text „{held[b][0]}“ zu {score:.0%}.")
        for a, b, score in likeness.alike(found, [grams for _, grams in held], TOO_ALIKE)
        if min(len(found[a]), len(held[b][1])) >= _SHORTEST
    ]


def _too_few(examples: Sequence[Example], folder: Path) -> list[Problem]:
    """Report counts below the aims as warnings."""
    topics = Counter(topic for example in examples for topic in example.topics)
    cells = Counter((example.topics[0], example.lang) for example in examples if example.topics)
    flags = Counter(flag for example in examples for flag in example.flags)
    kinds = Counter(example.kind for example in examples)
    lines = [f"Thema „{name}“: {n} Texte" for name, n in sorted(topics.items()) if n < LEAST_PER_TOPIC]
    lines += [
        f"Thema „{name}“ auf {lang}: {cells[name, lang]} Texte"
        for name in sorted(topics)
        for lang in FIRST_TIER
        if cells[name, lang] < LEAST_PER_TOPIC_AND_LANGUAGE
    ]
    lines += [f"Merkmal „{flag}“: {flags[flag]} Texte" for flag in Flag if flags[flag] < LEAST_PER_FLAG]
    lines += [f"Art „{kind}“: {kinds[kind]} Texte" for kind in WORD_KINDS if kinds[kind] < LEAST_PER_KIND]
    return [Problem(file=str(folder), code="few", sentence=line, severity=Severity.WARNING) for line in lines]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was found; return 1 when the set is refused."""
    parser = argparse.ArgumentParser(prog="check_texts", description="Check the training texts.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--against", type=Path, help="held-out mails; ignored when the file is not there")
    given = parser.parse_args(arguments)
    against = given.against if given.against and given.against.is_file() else None
    report = check(given.folder, against)
    for problem in report.problems:
        print(f"{problem.severity}: {problem}", file=sys.stderr if problem.severity == Severity.ERROR else sys.stdout)
    held = "mit zurückgelegten Texten verglichen" if against else "ohne zurückgelegte Texte"
    print(f"{report.texts} Texte geprüft, {held}: {'abgelehnt' if report.refused else 'in Ordnung'}")
    return int(report.refused)


if __name__ == "__main__":
    sys.exit(main())
