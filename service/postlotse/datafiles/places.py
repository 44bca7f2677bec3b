"""Where the shipped rules and models lie: inside an installed wheel, or at the top of a checkout.  Reads nothing."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped() -> Path:
    """Return the folder that holds `rules/` and `models/` as they came with the program."""
    inside = _PACKAGE / "shipped"
    return inside if inside.is_dir() else _PACKAGE.parents[1]


def shipped_rules() -> Path:
    """Return the shipped rules folder."""
    return shipped() / "rules"


def shipped_models() -> Path:
    """Return the shipped models folder; in an installed wheel it holds texts only."""
    return shipped() / "models"


def demo_mails() -> Path:
    """Return the folder of invented sample mails."""
    return _PACKAGE / "demo" / "mails"
