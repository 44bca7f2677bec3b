"""How often somebody looked at figures on held-out mails: `<model>/looks.jsonl`, appended by hand by whoever scores.

Each look makes the next figure a little less honest, so the card counts them.
"""

import json
from pathlib import Path
from typing import Any


def read(model: Path) -> list[dict[str, Any]]:
    """Return the looks, oldest first; lines that cannot be read still count."""
    try:
        lines = (model / "looks.jsonl").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    found: list[dict[str, Any]] = []
    for line in lines:
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError:
                row = {}
            found.append(row if isinstance(row, dict) else {})
    return found
