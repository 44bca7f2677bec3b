"""A set of rules is written into its folder whole: whatever happens meanwhile, it is read as the old one or as the new one."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from postlotse.core.errors import Conflict
from postlotse.core.rules.load import fingerprint
from postlotse.datafiles.activate import JOURNAL, NotWritable, finish, unfinished, write_set
from postlotse.datafiles.library import Library
from postlotse.datafiles.places import shipped_rules
from postlotse.datafiles.rulefiles import read_rules

NOTE = "# von Hand\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "rules"
    shutil.copytree(shipped_rules(), made)
    (made / "tests" / "alt.yaml").write_text("tests: []\n", encoding="utf-8")
    return made


def texts(folder: Path) -> dict[str, str]:
    return dict(read_rules(folder).files)


def newer(folder: Path) -> dict[str, str]:
    """Return the folder's set with two files changed, one added and one left out."""
    files = texts(folder)
    files["calendar.yaml"] = NOTE + files["calendar.yaml"]
    files["replies.yaml"] = NOTE + files["replies.yaml"]
    files["tests/neu.yaml"] = "# neu\ntests: []\n"
    files.pop("tests/alt.yaml", None)
    return files


def left(folder: Path) -> list[str]:
    """Return the hidden files that lie about."""
    return [path.name for path in folder.rglob(".postlotse*")]


def test_a_set_is_written_and_only_what_changed(folder: Path) -> None:
    """Changed files get their new text, a missing one goes, the others are not touched, and nothing is left lying about."""
    before, wanted = texts(folder), newer(folder)
    untouched = (folder / "routing.yaml").stat()
    names = write_set(folder, wanted, expected=fingerprint(before))
    assert ["calendar.yaml", "replies.yaml", "tests/neu.yaml", "tests/alt.yaml"] == names
    assert wanted == texts(folder)
    assert untouched.st_ino == (folder / "routing.yaml").stat().st_ino
    assert [] == left(folder)
    assert [] == write_set(folder, wanted, expected=wanted)


def test_readme_and_other_files_stay(folder: Path) -> None:
    """Only what counts as rules is removed."""
    (folder / "notes.txt").write_text("bleibt", encoding="utf-8")
    files = {name: text for name, text in texts(folder).items() if not name.startswith("tests/")}
    write_set(folder, files, expected=texts(folder))
    assert (folder / "notes.txt").exists()
    assert (folder / "tests" / "README.md").exists()
    assert [] == list((folder / "tests").glob("*.yaml"))


@pytest.mark.parametrize("exact", [True, False], ids=["exact", "fingerprint"])
def test_a_folder_that_changed_meanwhile_is_not_overwritten(folder: Path, exact: bool) -> None:
    """Who edited by hand since then is not run over."""
    before = texts(folder)
    calendar = folder / "calendar.yaml"
    calendar.write_text(calendar.read_text(encoding="utf-8") + NOTE, encoding="utf-8")
    with pytest.raises(Conflict):
        write_set(folder, newer(folder), expected=before if exact else fingerprint(before))
    assert texts(folder)["calendar.yaml"].endswith(NOTE)


def test_byte_order_mark_line_breaks_and_rights_stay(folder: Path) -> None:
    """A file that a Windows editor saved is replaced in its own manner."""
    path = folder / "calendar.yaml"
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    path.chmod(0o640)
    wanted = texts(folder)
    wanted["calendar.yaml"] = wanted["calendar.yaml"].replace("HE", "BY")
    write_set(folder, wanted, expected=texts(folder))
    assert b"\xef\xbb\xbf" + text.replace("HE", "BY").encode() == path.read_bytes()
    assert 0o640 == path.stat().st_mode & 0o777


@pytest.mark.parametrize(
    "name",
    ["../evil.yaml", "/etc/evil.yaml", ".hidden.yaml", "deep/er/x.yaml", "templates/de/../../x.yaml", "x.txt", "offices.yaml~"],
)
def test_names_that_are_no_rules_are_refused(folder: Path, name: str) -> None:
    """A draft cannot write anywhere else."""
    with pytest.raises(NotWritable):
        write_set(folder, {**texts(folder), name: "x"}, expected=texts(folder))


def test_links_and_folders_are_not_replaced(folder: Path, tmp_path: Path) -> None:
    """A link may belong to a checkout elsewhere; replacing it would cut it off unseen."""
    before, wanted = texts(folder), newer(folder)
    shutil.move(folder / "replies.yaml", tmp_path / "elsewhere.yaml")
    (folder / "replies.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(NotWritable, match="Verweis"):
        write_set(folder, wanted, expected=before)
    assert before == texts(folder)


CHILD = """
import os, signal, sys
from pathlib import Path
from postlotse.datafiles.activate import write_set
from tests.rules.test_activate import newer, texts
folder, where = Path(sys.argv[1]), sys.argv[2]
def step(name):
    if name == where:
        os.kill(os.getpid(), signal.SIGKILL)
write_set(folder, newer(folder), expected=texts(folder), label={"by": "frieda", "source": "desk"}, step=step)
"""


def killed(folder: Path, where: str) -> None:
    """Let a process of its own write the newer set, and be killed at a step."""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", CHILD, str(folder), where], cwd=root, check=False, timeout=60)
    assert -9 == done.returncode


@pytest.mark.parametrize(
    "where",
    ["staged", "journal", "renamed calendar.yaml", "renamed replies.yaml", "removed tests/alt.yaml", "done"],
)
def test_a_writer_that_is_killed_leaves_the_old_set_or_one_that_can_be_finished(folder: Path, where: str) -> None:
    """After SIGKILL at any step the library never sees a mixture; finishing gives the new set, or the old one stays."""
    library = Library(folder)
    old, wanted = library.book().fingerprint, newer(folder)
    before = texts(folder)
    killed(folder, where)
    library.reload()
    assert library.book().fingerprint == old
    if where == "staged":
        assert not unfinished(folder)
        assert finish(folder) is None
        assert before == texts(folder)
        write_set(folder, before | {"calendar.yaml": NOTE + before["calendar.yaml"]}, expected=before)
    else:
        assert ["being-written"] == [p.code for p in library.problems if p.file == JOURNAL]
        assert {"by": "frieda", "source": "desk"} == finish(folder)
        assert wanted == texts(folder)
        library.reload()
        assert library.book().fingerprint == fingerprint(wanted)
        assert finish(folder) is None
    assert [] == left(folder)


def test_the_next_writer_finishes_what_another_began(folder: Path) -> None:
    """An activation after a crash works on the whole set, and refuses what was made for the older one."""
    before, wanted = texts(folder), newer(folder)
    killed(folder, "renamed calendar.yaml")
    with pytest.raises(Conflict):
        write_set(folder, before, expected=before)
    assert wanted == texts(folder)
    write_set(folder, before, expected=wanted)
    assert before == texts(folder)


READ_ONLY = """
import os, sys
from pathlib import Path
from postlotse.datafiles.activate import NotWritable, writable, write_set
from tests.rules.test_activate import newer, texts
folder = Path(sys.argv[1])
wanted = newer(folder)
if os.geteuid() == 0:  # root may write everywhere
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
print(writable(folder))
try:
    write_set(folder, wanted, expected=texts(folder))
except NotWritable as error:
    print(error)
"""


def test_a_folder_without_rights_is_said_and_stays() -> None:
    """A service that may not write says so twice, asked before and when it tries, with the way out; nothing changes."""
    place = Path(tempfile.mkdtemp(prefix="postlotse-rules-"))
    try:
        place.chmod(0o755)
        shutil.copytree(shipped_rules(), place / "rules")
        before = texts(place / "rules")
        for path in (place / "rules").rglob("*"):
            path.chmod(0o555 if path.is_dir() else 0o444)
        (place / "rules").chmod(0o555)
        root = Path(__file__).resolve().parents[2]
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(place / "rules")],
            cwd=root,
            check=True,
            timeout=60,
            capture_output=True,
            text=True,
        )
        assert ["herunterladen" in line for line in done.stdout.splitlines()] == [True, True]
        assert before == texts(place / "rules")
    finally:
        for path in (place / "rules", *(place / "rules").rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(place)


def test_somebody_who_writes_is_waited_for(folder: Path) -> None:
    """Two activations at the same moment: the second is told to try again."""
    import fcntl

    before, wanted = texts(folder), newer(folder)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(Conflict, match="gleich noch einmal"):
            write_set(folder, wanted, expected=before)
    finally:
        os.close(handle)
    assert before == texts(folder)
