"""A version that the nightly job trained, waiting for a person's word: one small file beside the versions.

Starts fast: knows no scikit-learn, so that the desk may read it on every page.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = "proposal.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What was learned: `version` instead of `before`, from so many `decisions`, of which `new` ones.

    `points` is the difference of first topics on the gold set and the new decisions (`mails`); `refusals` say in German why the
    gate keeps it out; `erased` counts decisions that the version in use still knows and that are gone.
    """

    version: str
    before: str
    made_at: str
    decisions: int
    new: int
    points: float
    mails: int
    refusals: tuple[str, ...] = ()
    erased: int = 0
    remarks: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Tell it in one German sentence."""
        points = f"{self.points:+.1f}".replace(".", ",").replace("-", "−")
        return f"Modell gelernt aus {self.decisions} Entscheidungen: {points} Punkte"


def read(folder: Path) -> Proposal | None:
    """Return the proposal of the model in `folder`; None when there is none or it cannot be read."""
    try:
        row = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return Proposal(**(row | {"refusals": tuple(row["refusals"]), "remarks": tuple(row["remarks"])}))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write(folder: Path, proposal: Proposal) -> None:
    """Keep a proposal, instead of an older one."""
    part = folder / f".{_FILE}.part"
    part.write_text(json.dumps(asdict(proposal), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(part, folder / _FILE)


def clear(folder: Path) -> None:
    """Forget the proposal."""
    (folder / _FILE).unlink(missing_ok=True)
