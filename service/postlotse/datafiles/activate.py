"""Write a set of rules into its folder so that, whatever happens, the folder is read as the old set or as the new one.

All new texts are written beside the old ones first; then a journal says what is about to be renamed, the files are renamed
one by one, and the journal goes.  While it lies there the folder counts as being written (`unfinished`); who finds it after
a crash carries it out to its end (`finish`).  Judges nothing: what is written here has passed before.
"""

import contextlib
import fcntl
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from postlotse.core.errors import Conflict, PostlotseError
from postlotse.core.rules.load import fingerprint
from postlotse.datafiles.rulefiles import JOURNAL, folder_state, read_rules

_STAGED = ".postlotse-new-"
_NAME = re.compile(r"(?:tests/[^/]+\.yaml|templates/[^/]+/[^/]+|[^/]+\.ya?ml)")
_BOM = b"\xef\xbb\xbf"

#: Called after each step with its name, for tests that break off there.
Step = Callable[[str], None]


class NotWritable(PostlotseError):
    """The service may not write into the folder of the rules, or not over one of its files."""


def write_set(
    folder: Path,
    files: Mapping[str, str],
    *,
    expected: str | Mapping[str, str],
    label: Mapping[str, str] | None = None,
    step: Step = lambda _: None,
) -> list[str]:
    """Make `files` (name relative to the folder → text) the folder's set; return the names that changed.

    `expected` is what the folder must still hold: its fingerprint, or its files exactly.  A byte-order mark that a file has
    stays.  Files that the set lacks are removed, those only that count as rules.  `label` tells `finish` who wanted it.
    Raises Conflict when the folder holds something else or somebody writes there, NotWritable.
    """
    for name in files:
        if not _NAME.fullmatch(name) or name.rsplit("/", 1)[-1].startswith((".", "#")) or name.endswith("~") or ".." in name:
            raise NotWritable(f"„{name}“ ist kein Name einer Regeldatei.")
    with _alone(folder):
        if unfinished(folder):
            _carry_out(folder)
        found = read_rules(folder)
        there = fingerprint(found.files) if isinstance(expected, str) else dict(found.files)
        if there != (expected if isinstance(expected, str) else dict(expected)):
            raise Conflict("Die Dateien im Ordner der Regeln sind inzwischen andere. Bitte die Seite neu laden.")
        listed = {name for name, *_ in found.state}
        changed = sorted(name for name, text in files.items() if name not in found.files or found.files[name] != text)
        gone = sorted(listed - files.keys())
        if not changed and not gone:
            return []
        for name in (*changed, *gone):
            _check(folder, name)
        _sweep(folder)
        staged: list[tuple[str, str]] = []
        try:
            for name in changed:
                staged.append((_stage(folder, name, files[name]), name))  # noqa: PERF401  what is staged is cleared up on errors
            step("staged")
            _write_journal(folder, {"renames": staged, "removes": gone, "label": dict(label or {})})
        except OSError as error:
            for temporary, _ in staged:
                (folder / temporary).unlink(missing_ok=True)
            raise _not_writable(folder, error) from error
        step("journal")
        _carry_out(folder, step)
    return [*changed, *gone]


def unfinished(folder: Path) -> bool:
    """Tell whether a set is being written, or was when its writer died."""
    return (folder / JOURNAL).exists()


def finish(folder: Path) -> Mapping[str, str] | None:
    """Carry out what a writer that died had begun; return its label, None when there was nothing to do.

    Raises Conflict while somebody writes, NotWritable.
    """
    if not unfinished(folder):
        return None
    with _alone(folder):
        return _carry_out(folder) if unfinished(folder) else None


def writable(folder: Path) -> str:
    """Return a sentence that says why the folder cannot be written, "" when it can."""
    if not folder.is_dir():
        return f"Den Ordner {folder} gibt es nicht."
    places = {folder, *((folder / name).parent for name, *_ in folder_state(folder))}
    if not all(os.access(place, os.W_OK | os.X_OK) for place in places):
        return _sentence(folder)
    return ""


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let nobody else write meanwhile; the lock goes with the process that holds it.  Raises Conflict."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise NotWritable(f"Der Ordner {folder} lässt sich nicht öffnen.") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict("Im Ordner der Regeln wird gerade geschrieben; bitte gleich noch einmal.") from None
        except OSError:
            pass  # a file system without locks: two writers at the same moment are unlikely, and the journal shows it
        yield
    finally:
        os.close(handle)


def _check(folder: Path, name: str) -> None:
    """Refuse what is no file of ours to replace; raises NotWritable."""
    path = folder / name
    if any(place.is_symlink() for place in (path, *path.parents) if folder in place.parents):
        raise NotWritable(f"{name} ist ein Verweis auf eine andere Datei und wird nicht überschrieben; bitte von Hand ändern.")
    if path.exists() and not path.is_file():
        raise NotWritable(f"{name} ist keine Datei; bitte von Hand wegräumen.")
    if path.parent.exists() and not os.access(path.parent, os.W_OK | os.X_OK):
        raise NotWritable(_sentence(folder))


def _stage(folder: Path, name: str, text: str) -> str:
    """Write a text beside the place where it will stand, with the owner and rights of what stands there; return its name."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.stat() if path.exists() else None
    pattern = before or folder.stat()
    content = text.encode("utf-8")
    if before is not None and not content.startswith(_BOM):
        with path.open("rb") as old:
            content = _BOM + content if old.read(3) == _BOM else content
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=_STAGED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), pattern.st_mode & (0o777 if before else 0o666))
            with contextlib.suppress(PermissionError):
                os.fchown(file.fileno(), pattern.st_uid, pattern.st_gid)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return Path(temporary).relative_to(folder).as_posix()


def _write_journal(folder: Path, plan: dict[str, object]) -> None:
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=_STAGED)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(plan, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(folder / JOURNAL)
    _sync(folder)


def _carry_out(folder: Path, step: Step = lambda _: None) -> Mapping[str, str]:
    """Do what the journal says and has not been done, take it away, return its label; called under the lock."""
    try:
        plan = json.loads((folder / JOURNAL).read_text(encoding="utf-8"))
        for temporary, name in plan["renames"]:
            staged = _inside(folder, temporary)
            if staged.exists():  # otherwise it was renamed before the crash
                staged.replace(_inside(folder, name))
            step(f"renamed {name}")
        for name in plan["removes"]:
            _inside(folder, name).unlink(missing_ok=True)
            step(f"removed {name}")
        for place in {folder, *(_inside(folder, name).parent for _, name in plan["renames"])}:
            _sync(place)
        step("done")
        (folder / JOURNAL).unlink(missing_ok=True)
        _sync(folder)
    except OSError as error:
        raise _not_writable(folder, error) from error
    except (ValueError, KeyError, TypeError) as error:
        raise NotWritable(f"{folder / JOURNAL} ist unleserlich; bitte die Datei löschen und die Regeln prüfen.") from error
    return {str(key): str(value) for key, value in plan.get("label", {}).items()}


def _inside(folder: Path, name: str) -> Path:
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise ValueError(name)
    return folder / name


def _sweep(folder: Path) -> None:
    """Take away what a writer left that died before its journal was written."""
    for path in (*folder.glob(f"{_STAGED}*"), *folder.glob(f"tests/{_STAGED}*"), *folder.glob(f"templates/*/{_STAGED}*")):
        path.unlink(missing_ok=True)


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sentence(folder: Path) -> str:
    return (
        f"Der Dienst darf in {folder} nicht schreiben. Sie können den Entwurf herunterladen und die Dateien von Hand ersetzen;"
        " oder die Technik gibt dem Dienst das Schreibrecht (Betriebshandbuch, „Regeln im Browser ändern“)."
    )


def _not_writable(folder: Path, error: OSError) -> NotWritable:
    reason = os.strerror(error.errno) if error.errno else "unbekannter Fehler"
    if isinstance(error, PermissionError) or reason == os.strerror(30):
        return NotWritable(_sentence(folder))
    return NotWritable(f"In {folder} ließ sich nicht schreiben ({reason}).")
