"""text/enriched (RFC 1896) and text/richtext (RFC 1341) as plain text.  Drops the formatting, keeps every word."""

import re

_TOKEN = re.compile(r"<<|<(/?)([A-Za-z0-9-]{1,60})>|\n+")
_BREAKS = {"nl": "\n", "np": "\n\n", "paragraph": "\n\n"}


def to_text(text: str, *, rich: bool = False) -> str:
    """Return the words; `rich` = the older text/richtext, where only `<nl>` breaks a line.  Linear time."""
    out: list[str] = []
    at = hidden = literal = 0
    for found in _TOKEN.finditer(text):
        if not hidden:
            out.append(text[at : found.start()])
        at = found.end()
        mark, name = found.group(), (found.group(2) or "").lower()
        step = -1 if found.group(1) else 1
        if name in ("param", "comment"):
            hidden = max(0, hidden + step)
        elif hidden:
            continue
        elif name in ("nofill", "verbatim"):
            literal = max(0, literal + step)
        elif mark == "<<":
            out.append("<")
        elif mark[0] == "\n":
            out.append(mark if literal else (" " if rich or len(mark) == 1 else mark[1:]))
        elif name == "lt":
            out.append("<")
        elif rich and name in _BREAKS and (step > 0) == (name != "paragraph"):
            out.append(_BREAKS[name])
    # An unclosed <param> must not swallow the rest of the text.
    out.append(text[at:])
    return "\n".join(line.strip() if not literal else line for line in "".join(out).split("\n"))
