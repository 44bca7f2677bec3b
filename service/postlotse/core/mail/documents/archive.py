"""Read one entry of a zip archive within limits on what it says and on what it does.  Unpacks nothing else, writes nothing."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from postlotse.core.mail.documents.limits import MAX_ARCHIVE, MAX_ENTRIES, MAX_ENTRY, MAX_RATIO

_CENTRAL = b"PK\x01\x02"
_PIECE = 65_536
_ENCRYPTED = 0x1


def opened(raw: bytes) -> ZipFile | None:
    """Return the archive, or None when it is broken, too large or has too many entries to be a letter."""
    # Counted before the library lists them: the list itself can be the bomb.
    if len(raw) > MAX_ARCHIVE or raw.count(_CENTRAL) > MAX_ENTRIES:
        return None
    try:
        return ZipFile(BytesIO(raw))
    except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return None


def _acceptable(info: ZipInfo) -> bool:
    """Say whether an entry declares itself as something we read."""
    return (
        not info.flag_bits & _ENCRYPTED
        and info.compress_type in (ZIP_STORED, ZIP_DEFLATED)
        and 0 < info.file_size <= MAX_ENTRY
        and info.file_size <= MAX_RATIO * max(info.compress_size, 1)
    )


def pieces(archive: ZipFile, name: str) -> Iterator[bytes]:
    """Yield an entry in pieces, nothing when it is missing or a bomb; a broken rest ends it."""
    info = archive.NameToInfo.get(name)
    if info is None or not _acceptable(info):
        return
    total = 0
    try:
        with archive.open(info) as entry:
            while total <= MAX_ENTRY and (piece := entry.read(_PIECE)):
                total += len(piece)
                yield piece
    except (BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError, RuntimeError):
        return
