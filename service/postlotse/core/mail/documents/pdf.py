"""The text of the first pages of a PDF within a budget of work.  Follows no link, runs no script, decodes no picture.

pypdf reads; this module decides how much of it is worth while.  pypdf's time grows with the bytes of page content it
interprets and with the character maps of the fonts it prepares, again for every page and every use of a form.  Both are
measured before they are handed over, and a form (a reusable piece of a page) is read once, whoever refers to it.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from postlotse.core.mail.documents import limits
from postlotse.core.mail.documents.pagetext import mended

#: What a file may hold of each, counted before pypdf makes objects of them.
_MARK_LIMITS = (
    (b" obj", limits.MAX_PDF_OBJECTS),
    (b"00000 n", limits.MAX_PDF_OBJECTS),
    (b"trailer", 2_000),
    (b"startxref", 2_000),
)
_TAIL = 2_048
_NO_TABLE = b"\nstartxref\n0\n%%EOF\n"
_USED_NAME = re.compile(rb"/([^\s/<>\[\](){}%\x00]{1,100})")
#: Operators that show text; each takes as long as some more bytes of others.
_SHOWING = (b"Tj", b"TJ", b"'", b'"')
_HEX = re.compile(rb"<([^<>]{0,2000})>")
_RANGE_END = re.compile(rb"[\r\n\]]|<<|>>")
_MAX_RANGE = 100_000
_NESTING = 6


class _Spent(Exception):
    """The budget is used up; what was read until here counts."""


class _Budget:
    """Units of work that are left, each worth about 1.5 µs of pypdf on an ordinary core."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = limits.PDF_WORK

    def spend(self, units: int) -> None:
        self.left -= units
        if self.left < 0:
            raise _Spent


class _Metered(BytesIO):
    """The file, which can be read a limited number of times."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(raw)
        self._reads = limits.MAX_PDF_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self._reads -= 1
        if self._reads < 0:
            raise _Spent
        return super().read(size)


def text_of(raw: bytes) -> str:
    """Return the text of a PDF's first pages, "" for one that needs a password; raises what the library raises."""
    if len(raw) > limits.MAX_PDF or any(raw.count(mark) > limit for mark, limit in _MARK_LIMITS):
        return ""
    import logging

    from pypdf import PdfReader, apply_configuration  # here, because it takes 100 ms to load and few mails need it
    from pypdf.errors import PyPdfError

    if b"startxref" not in raw[-_TAIL:] or b"%%EOF" not in raw[-_TAIL:]:
        raw += _NO_TABLE  # cut off or damaged: pypdf then looks for the objects itself
    # Its messages quote the document.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    out: list[str] = []
    with apply_configuration(
        zlib_maximum_output_length=limits.MAX_PDF_TABLE,
        zlib_maximum_recovery_input_length=limits.MAX_PDF_RECOVERY,
        lzw_maximum_output_length=limits.MAX_PDF_TABLE,
        run_length_maximum_output_length=limits.MAX_PDF_TABLE,
        array_based_stream_maximum_output_length=limits.MAX_PDF_STREAM,
        maximum_declared_stream_length=limits.MAX_PDF,
        stream_decoding_work_maximum_length=2 * limits.MAX_PDF_STREAM,
        array_maximum_element_count=limits.MAX_PDF_ELEMENTS,
        dictionary_maximum_element_count=limits.MAX_PDF_ELEMENTS,
        stream_filters_maximum_length=4,
        page_tree_maximum_entries=limits.MAX_PDF_TREE,
        page_tree_maximum_depth=50,
        xform_maximum_invocations_per_extraction=0,
        jbig2dec_binary=None,
    ):
        reader = PdfReader(_Metered(raw), strict=False, root_object_recovery_limit=1_000)
        if reader.is_encrypted and not reader.decrypt(""):
            return ""
        budget = _Budget()
        with apply_configuration(zlib_maximum_output_length=limits.MAX_PDF_STREAM):
            try:
                for number, page in enumerate(reader.pages):
                    if number >= limits.MAX_PAGES or sum(map(len, out)) > limits.MAX_TEXT:
                        break
                    try:
                        out.extend(piece.strip("\n") for piece in _pieces(page, budget))
                    except (PyPdfError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
                        continue  # a damaged page; the next one may be whole
            except _Spent:
                pass
    return mended("\n".join(out))


def _pieces(page: Any, budget: _Budget) -> Iterator[str]:
    """Yield the text of a page, then of the forms drawn on it, each read once."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    resources = _dictionary(page.get_inherited("/Resources", None))
    content = _content(page.get("/Contents"), budget)
    queue: list[tuple[Any, bytes, Any, int]] = [(page, content, resources, 0)]
    seen: set[int] = set()
    while queue:
        owner, content, resources, depth = queue.pop(0)
        used = {name.decode("latin-1") for name in _USED_NAME.findall(content)}
        fonts = _used_fonts(resources, used, budget)
        content = _shortened(content, budget)
        # What pypdf is given knows the fonts that are used and no forms, so it cannot be led astray.
        owner[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        if owner is page:
            whole = DecodedStreamObject()
            whole.set_data(content)
            owner[NameObject("/Contents")] = whole
            yield page.extract_text()
        else:
            yield page.extract_xform_text(owner)
        if depth >= _NESTING:
            continue
        forms = _dictionary(resources.get("/XObject"))
        for name in list(forms)[: limits.MAX_PDF_ELEMENTS]:
            if name[1:] not in used or len(seen) >= limits.MAX_FORMS:
                continue
            budget.spend(50)
            form = forms[name].get_object()
            if not isinstance(form, DictionaryObject) or form.get("/Subtype") != "/Form" or id(form) in seen:
                continue
            seen.add(id(form))
            inner = _content(form, budget)
            piece = DecodedStreamObject()
            piece.set_data(inner)
            queue.append((piece, inner, _dictionary(form.get("/Resources")) or resources, depth + 1))


def _dictionary(value: Any) -> Any:
    """Return the dictionary that a value stands for, an empty one when it stands for something else."""
    from pypdf.generic import DictionaryObject

    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _array(value: Any) -> Any:
    """Return the array that a value stands for, an empty one when it stands for something else."""
    from pypdf.generic import ArrayObject

    found = value.get_object() if value is not None else None
    return found if isinstance(found, ArrayObject) else ArrayObject()


def _content(value: Any, budget: _Budget) -> bytes:
    """Return the operators of a page or form, of several streams joined; what cannot be unpacked is left out."""
    from pypdf.errors import PyPdfError
    from pypdf.generic import ArrayObject

    found = value.get_object() if value is not None else None
    pieces: list[bytes] = []
    for part in found if isinstance(found, ArrayObject) else [found]:
        budget.spend(20)
        try:
            pieces.append(_unpacked(part, budget))
        except (PyPdfError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
            continue
    return b"\n".join(pieces)


def _unpacked(value: Any, budget: _Budget) -> bytes:
    """Return what a stream holds, b"" for anything else."""
    from pypdf.generic import StreamObject

    stream = value.get_object() if value is not None else None
    if not isinstance(stream, StreamObject):
        return b""
    packed = len(stream._data)
    if packed > limits.MAX_PDF_STREAM:
        return b""
    if getattr(stream, "decoded_self", None) is None:
        # A damaged stream of up to MAX_PDF_RECOVERY bytes is unpacked byte by byte, and damage shows only then.
        budget.spend(50 + (packed if packed <= limits.MAX_PDF_RECOVERY else packed // 10))
    unpacked = stream.get_data()
    # Predictors are undone in Python.
    budget.spend(len(unpacked) // (4 if "/DecodeParms" in stream else 20))
    return unpacked if isinstance(unpacked, bytes) else b""


def _shortened(content: bytes, budget: _Budget) -> bytes:
    """Return as much of the operators as the budget allows, up to the end of a text object or line."""
    cost = len(content) + 8 * sum(content.count(operator) for operator in _SHOWING)
    if cost > budget.left:
        content = content[: len(content) * budget.left // cost]
        content = content[: max(content.rfind(b"ET") + 2, content.rfind(b"\n"), content.rfind(b" "))]
        cost = budget.left
    budget.spend(cost)
    return content


def _used_fonts(resources: Any, used: set[str], budget: _Budget) -> Any:
    """Return the fonts that the content names, and pay for what their character maps and widths will cost."""
    from pypdf.generic import DictionaryObject, NameObject

    fonts = DictionaryObject()
    for name, value in _dictionary(resources.get("/Font")).items():
        if name[1:] not in used and name.isascii() and name[1:].isalnum():
            continue
        font = _dictionary(value)
        budget.spend(300 + _font_cost(font, budget))
        fonts[NameObject(name)] = font
    return fonts


def _font_cost(font: Any, budget: _Budget) -> int:
    """Return the units that preparing a font takes."""
    cost = len(_array(font.get("/Widths"))) + 2 * len(_array(_dictionary(font.get("/Encoding")).get("/Differences")))
    descriptor = _dictionary(font.get("/FontDescriptor"))
    if "/ToUnicode" in font:
        cost += _map_cost(_unpacked(font.get("/ToUnicode"), budget))
    elif font.get("/Subtype") == "/Type1" and "/FontFile" in descriptor:
        # Only the part in the clear is read, for the encoding.
        cost += len(_unpacked(descriptor.get("/FontFile"), budget).partition(b"eexec")[0])
    for descendant in _array(font.get("/DescendantFonts"))[:1]:
        cost += _widths_cost(_array(_dictionary(descendant).get("/W")))
    return cost


def _map_cost(character_map: bytes) -> int:
    """Return the units of a ToUnicode map: its length, and its ranges counted in full, since a short line can name 65,536."""
    cost = len(character_map)
    for section in character_map.split(b"beginbfrange")[1:]:
        section = _HEX.sub(lambda found: b" " + found.group(1).replace(b" ", b"") + b" ", section.partition(b"endbfrange")[0])
        for line in _RANGE_END.split(section):
            codes = line.split(None, 2)[:2]
            try:
                cost += max(0, min(int(codes[1], 16) - int(codes[0], 16), _MAX_RANGE))
            except (ValueError, IndexError):
                continue
    return cost


def _widths_cost(entries: Any) -> int:
    """Return the units of a CID font's /W: its length, and its ranges counted in full."""
    cost = len(entries)
    numbers: list[int] = []
    for entry in entries:
        entry = entry.get_object()
        if isinstance(entry, int | float):
            numbers.append(int(entry))
            if len(numbers) == 3:
                cost += max(0, min(numbers[1] - numbers[0], _MAX_RANGE)) // 3
                numbers.clear()
        else:
            cost += len(_array(entry))
            numbers.clear()
    return cost
