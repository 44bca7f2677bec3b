"""Measure each sentence encoder that is installed: start, speed, memory, each in a process of its own.

`python bench/encoders.py [--json] [--texts N]`.  The texts are our training texts, as long as mails usually are.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "models" / "standard" / "texts"
NAMES = ("e5", "use")
Figures = dict[str, float | int | str]


def main() -> int:
    """Print the figures of every installed encoder, or with --one those of one."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--json", action="store_true")
    wanted.add_argument("--texts", type=int, default=400)
    wanted.add_argument("--one", metavar="NAME", help="measure this encoder in this process")
    args = wanted.parse_args()
    if args.one:
        print(json.dumps(one(args.one, args.texts)))
        return 0
    figures, remarks = measure(args.texts)
    if args.json:
        print(json.dumps(figures, indent=2))
    else:
        print("\n".join([*(f"{name:<34} {value:>10}" for name, value in figures.items()), *remarks]))
    return 0


def measure(texts: int) -> tuple[Figures, list[str]]:
    """Return the figures, and what was left out."""
    figures: Figures = {}
    remarks = []
    for name in NAMES:
        words = [sys.executable, __file__, "--one", name, "--texts", str(texts)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        found = json.loads(done.stdout) if done.returncode == 0 else {}
        figures |= {f"encoder_{name}_{key}": value for key, value in found.items()}
        if not found:
            remarks.append(f"left out: the encoder {name} (not installed)")
    return figures, remarks


def one(name: str, count: int) -> Figures:
    """Return start, mails a second on one thread and on as many as the adapter takes, and memory of one encoder."""
    started = time.perf_counter()
    from postlotse.learning import prepare
    from postlotse.learning.encoders import choose

    encoder = choose.load(name)
    encoder.encode(["Guten Tag"])
    start = time.perf_counter() - started
    texts = _texts(count)
    texts = [prepare.for_encoder(subject, body) for subject, body in texts]
    encoder.encode(texts[:20])
    speeds = {}
    threads = getattr(encoder, "_threads", 1)
    for count in {1, threads}:
        if count != threads:
            encoder._threads = count  # type: ignore[attr-defined]
        began = time.perf_counter()
        encoder.encode(texts)
        speeds[f"per_second_{count}_threads"] = round(len(texts) / (time.perf_counter() - began), 1)
        if count != threads:
            encoder._threads = threads  # type: ignore[attr-defined]
    return {"start_seconds": round(start, 2), **speeds, "memory_mib": _memory()}


def _texts(count: int) -> list[tuple[str, str]]:
    """Return mails from the training texts, evenly over all files."""
    rows = [
        json.loads(line) for path in sorted(TEXTS.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()
    ]
    step = max(1, len(rows) // count)
    return [(row["subject"], row["body"]) for row in rows[::step]][:count]


def _memory() -> int:
    """Return the resident memory of this process now, 0 where the system does not tell."""
    try:
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) // 1024
    except OSError:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
