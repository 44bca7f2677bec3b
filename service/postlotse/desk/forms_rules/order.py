"""Where a rule goes when it is moved.  Knows places only."""

from collections.abc import Sequence


def target(ids: Sequence[str], identity: str, verb: str, place: str = "") -> int | None:
    """Return the new place (from 0) of an entry: one up, one down, or the place that was typed (from 1); None = it stays."""
    at = ids.index(identity)
    if verb == "place":
        if not (place.isascii() and place.isdigit() and len(place) < 6):
            return None
        to = min(max(int(place), 1), len(ids)) - 1
    else:
        to = at - 1 if verb == "up" else at + 1
    return to if 0 <= to < len(ids) and to != at else None
