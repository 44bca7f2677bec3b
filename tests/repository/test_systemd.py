"""The units: systemd understands them, and finds little that they leave open."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.repository.tree import ROOT

UNITS = sorted(path.name for path in (ROOT / "systemd").glob("*.service"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed; the units were not checked"),
]


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Return a folder with the units; the program, which is not installed here, is replaced by one that is."""
    for name in UNITS:
        text = (ROOT / "systemd" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("/opt/postlotse/bin/postlotse", "/bin/true"), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", UNITS)
def test_unit_is_understood(installed: Path, name: str) -> None:
    """systemd finds no unknown setting and no mistake."""
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", installed / name],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if name in line]
    assert (done.returncode, ours) == (0, [])


@pytest.mark.parametrize("name", UNITS)
def test_unit_is_hardened(installed: Path, name: str) -> None:
    """The exposure is at most 2.0; a bare unit has 9.2."""
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", installed / name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-1500:]


def test_daemon_and_desk_share_their_sandbox() -> None:
    """What is tightened in one unit is tightened in the other."""
    sandboxes = {(ROOT / "systemd" / name).read_text(encoding="utf-8").partition("# identity")[2] for name in UNITS}
    assert len(sandboxes) == 1
