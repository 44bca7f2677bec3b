"""What a wheel holds beside the package: rules, templates and training texts where `datafiles.places` looks for them, and the
units and papers for who installs it.

An editable install needs none of it: there the files lie at the top of the checkout.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INSIDE = {
    "rules": "postlotse/shipped/rules",
    **{f"models/standard/{part}": f"postlotse/shipped/models/standard/{part}" for part in ("texts", "gold", "looks.jsonl")},
}
BESIDE = {"docs": "share/doc/postlotse", "systemd": "share/postlotse/systemd"}


class WheelContents(BuildHookInterface):  # type: ignore[type-arg]
    """Adds these folders to a standard wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders and their places in the wheel and in the environment."""
        if version == "editable":
            return
        build_data["force_include"].update({str(Path(self.root, folder)): place for folder, place in INSIDE.items()})
        build_data["shared_data"].update({str(Path(self.root, folder)): place for folder, place in BESIDE.items()})
