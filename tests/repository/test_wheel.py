"""The wheel in a venv of its own: it works away from the checkout, with what is locked and nothing else."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.repository.tree import ROOT, files

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
_LETTER = b"""\
From: Elif Yildiz <elif@verein.example>
To: integration@stadt.example
Subject: Raum gesucht
Date: Tue, 24 Nov 2026 09:00:00 +0100
Message-ID: <1@verein.example>
Content-Type: text/plain; charset=utf-8

Guten Tag, unser Verein sucht einen Raum f\xc3\xbcr ein Treffen im M\xc3\xa4rz.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from the tree."""
    out = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT], cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the program of a clean venv with the locked packages and the wheel."""
    venv = tmp_path_factory.mktemp("venv")
    _run([sys.executable, "-m", "venv", venv], cwd=venv)
    pip = [venv / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-cache-dir"]
    _run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", ROOT / "requirements" / "run.txt"], cwd=venv)
    _run([*pip, "--no-deps", wheel], cwd=venv)
    return venv / "bin" / "postlotse"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Return an empty folder that is home and working directory."""
    return tmp_path


def test_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    """Rules, templates, training texts and sample mails are inside, each file of them."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"postlotse/shipped/{path.relative_to(ROOT)}" for path in files(ROOT / "rules")}
    texts = [path for path in files(ROOT / "models") if path.suffix == ".jsonl" and path.name != "history.jsonl"]
    wanted |= {f"postlotse/shipped/{path.relative_to(ROOT)}" for path in texts}
    wanted |= {str(path.relative_to(ROOT / "service")) for path in files(ROOT / "service") if path.name != ".gitignore"}
    assert sorted(wanted - inside) == []


def test_installed_program_says_that_it_has_no_model(installed: Path, elsewhere: Path) -> None:
    """A wheel holds texts, not a trained model: the sentence names the cure, the exit code the configuration."""
    (elsewhere / "letter.eml").write_bytes(_LETTER)
    done = subprocess.run(
        [installed, "explain", "letter.eml"],
        cwd=elsewhere,
        env={"HOME": str(elsewhere)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "postlotse model train" in done.stderr) == (78, True)


def test_installed_program_explains_a_mail(installed: Path, elsewhere: Path) -> None:
    """`explain` needs no configuration and no checkout, only a trained model in the data folder."""
    letter = elsewhere / "letter.eml"
    letter.write_bytes(_LETTER)
    trained = ROOT / "models" / "standard"
    if not (trained / "active").exists():
        pytest.skip("no model is trained in this checkout; explaining from a wheel was not tried")
    place = elsewhere / ".local" / "share" / "postlotse" / "models" / "standard"
    shutil.copytree(trained / "versions", place / "versions")
    shutil.copy2(trained / "active", place / "active")
    (line,) = _run([installed, "explain", "--jsonl", letter], cwd=elsewhere).splitlines()
    record = json.loads(line)
    assert record["mail"]["subject"] == "Raum gesucht"
    assert record["kind"] == "concern"
    assert record["acknowledgement"]["send"] is True


def test_installed_program_checks_the_shipped_rules(installed: Path, elsewhere: Path) -> None:
    """The rules in the wheel are whole."""
    _run([installed, "rules", "check"], cwd=elsewhere)


def test_installed_program_makes_a_configuration(installed: Path, elsewhere: Path) -> None:
    """`init` writes configuration, rules and training texts; the rules it wrote are whole."""
    _run([installed, "init", "here"], cwd=elsewhere)
    _run([installed, "rules", "check", "--rules", "here/rules"], cwd=elsewhere)
    assert list((elsewhere / "here" / "models" / "standard" / "texts").glob("*.jsonl"))


def _run(words: list[object], *, cwd: Path) -> str:
    """Run a program with an empty home; return what it printed; fails with its words when it fails."""
    kept = {
        name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "REQUESTS_")) or name == "PATH"
    }
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=kept | {"HOME": str(cwd), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, f"{words}: {done.stderr[-2000:]}{done.stdout[-500:]}"
    return done.stdout
