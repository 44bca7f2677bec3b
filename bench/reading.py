"""Measure reading: our reader with its isolated process against mail-parser alone, both on one core.

`python bench/reading.py [--json]`.  Ours parses, cuts the newest text, tells the kind from the headers, and sends every mail
to a child process and back, because that is how the service reads.  mail-parser only parses, in this process.  The mails are
the public corpora where they lie beside the checkout, else the invented sample mails.
"""

import argparse
import json
import logging
import os
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from mailparser import MailParser

from postlotse.core.mail import automatic
from postlotse.workers.pool import ParsePool

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT.parent / "shared" / "corpora" / "messages"
SAMPLES = ROOT / "service" / "postlotse" / "demo" / "mails"
#: Larger ones measure the disk and the memory, not the reader.
MOST_BYTES = 2_000_000
ROUNDS = 3
Figures = dict[str, float | int | str]


def main() -> int:
    """Print the figures of this machine."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--json", action="store_true")
    args = wanted.parse_args()
    figures = measure()
    print(
        json.dumps(figures, indent=2) if args.json else "\n".join(f"{name:<34} {value:>10}" for name, value in figures.items())
    )
    return 0


def measure() -> Figures:
    """Return the figures; pins this process and its children to one core meanwhile where the system can."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")  # of the parser on damaged mails
    before = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    if before:
        os.sched_setaffinity(0, {min(before)})
    try:
        return _measure()
    finally:
        if before:
            os.sched_setaffinity(0, before)
        logging.disable(logging.NOTSET)


def _measure() -> Figures:
    beside = CORPORA.is_dir()
    paths = sorted(p for p in CORPORA.rglob("*") if p.is_file()) if beside else sorted(SAMPLES.glob("[0-9]*.eml"))
    raws = [raw for path in paths if len(raw := path.read_bytes()) <= MOST_BYTES]
    raws *= 1 if beside else 10
    theirs, ours, slowest = [], [], 0.0
    with ParsePool(size=1) as pool:
        _plainly(raws)  # both once without the clock: imports, caches
        _isolated(pool, raws)
        for _ in range(ROUNDS):  # in turns, so that both meet the same load of the machine
            theirs.append(_clock(lambda: _plainly(raws)))
            ours.append(_clock(lambda: _isolated(pool, raws)))
        for raw in raws:
            seconds = _clock(lambda raw=raw: _isolated(pool, [raw]))[0]  # type: ignore[misc]
            slowest = max(slowest, seconds)
        child = _processor_time(pool)
    with ParsePool(size=1) as idle:  # what the start of a child takes is no reading
        _isolated(idle, raws[:1])
        child -= _processor_time(idle)
    # The child's time covers every pass, the one without the clock and that of single mails too.
    passes = ROUNDS + 2
    wall = [statistics.median(seconds for seconds, _ in runs) for runs in (theirs, ours)]
    used = [statistics.median(seconds for _, seconds in runs) for runs in (theirs, ours)]
    used[1] += child / passes
    return {
        "reading_mails": f"{len(raws)} {'corpora' if beside else 'samples'}",
        "reading_mail_parser_per_second": round(len(raws) / wall[0], 1),
        "reading_ours_per_second": round(len(raws) / wall[1], 1),
        "reading_wall_ratio": round(wall[0] / wall[1], 2),
        "reading_cpu_ratio": round(used[0] / used[1], 2),
        "reading_slowest_seconds": round(slowest, 3),
    }


def _plainly(raws: Sequence[bytes]) -> None:
    for raw in raws:
        try:
            MailParser.from_bytes(raw)
        except Exception:  # what it cannot read counts as read
            continue


def _isolated(pool: ParsePool, raws: Sequence[bytes]) -> None:
    for mail in pool.read_many(raws):
        if not isinstance(mail, Exception):
            automatic.kind(mail)


def _clock(work: Callable[[], None]) -> tuple[float, float]:
    """Return wall and processor seconds of this process."""
    wall, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - used


def _processor_time(pool: ParsePool) -> float:
    """End the pool and return the processor seconds of its children."""
    before = os.times()
    pool.close()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    sys.exit(main())
