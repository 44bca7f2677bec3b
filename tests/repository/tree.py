"""The files of the repository as a person would get them: what tools and runs leave behind is left out."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LEFT_BEHIND = {
    ".cache",
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "build",
    "dist",
    "var",
    "versions",
}


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Yield every file below the folder, sorted."""
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or path.name in _LEFT_BEHIND:
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def texts(folder: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Yield (path from the root, text) of every file that is UTF-8."""
    for path in files(folder):
        try:
            yield str(path.relative_to(ROOT)), path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
