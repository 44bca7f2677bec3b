"""A real process of the command with a model that knows words, for exit codes and for a database of its own.

python -m tests.cli.terminal WORDS…
"""

import sys
from pathlib import Path

from postlotse import wiring
from postlotse.cli.main import main
from postlotse.testing import FakeModel


class Holder:
    """In the place of `wiring.Models`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> FakeModel:
        return FakeModel({"halle": ("sport", 0.97)})

    def reload(self) -> None:
        return None


if __name__ == "__main__":
    wiring.Models = Holder  # type: ignore[assignment,misc]
    sys.exit(main(sys.argv[1:]))
