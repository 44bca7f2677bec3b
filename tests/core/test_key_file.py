"""The instance's key: made whole, kept, and never used when it is cut."""

from pathlib import Path

import pytest

from postlotse.core.errors import ConfigurationError
from postlotse.wiring import key_file


def test_a_key_is_made_once_with_tight_rights(tmp_path: Path) -> None:
    """32 random bytes, readable by the owner only; the second call finds the same."""
    path = tmp_path / "var" / "instance.key"
    made = key_file(path)
    assert (32, made, 0o600) == (len(made), key_file(path), path.stat().st_mode & 0o777)
    assert ["instance.key"] == [p.name for p in path.parent.iterdir()]


@pytest.mark.parametrize("content", [b"", b"short"], ids=["empty", "cut"])
def test_a_cut_key_signs_nothing(tmp_path: Path, content: bytes) -> None:
    """A signature with an empty key proves nothing: say so instead."""
    path = tmp_path / "instance.key"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="unvollständig"):
        key_file(path)
