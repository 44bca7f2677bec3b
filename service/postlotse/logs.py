"""Logging set-up: text for people, JSON lines for programs, control characters escaped in both."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__)


def _escaped(text: str) -> str:
    """Return text with line breaks and control characters made visible, so that no mail can forge a log line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class TextFormat(logging.Formatter):
    """Time, level, words; a traceback on the lines below, set in so that none of them looks like an entry."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and the traceback where there is one."""
        when = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        line = f"{when} {record.levelname.lower():7s} {_escaped(record.getMessage())}"
        if not record.exc_info:
            return line
        below = self.formatException(record.exc_info).split("\n")
        return "\n".join([line, *(f"    {_escaped(words)}" for words in below)])


class JsonFormat(logging.Formatter):
    """One JSON object a line with every extra field."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one JSON object."""
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        entry |= {k: v for k, v in record.__dict__.items() if k not in _STANDARD and k not in ("message", "asctime")}
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)


def set_up(*, level: str, json_lines: bool) -> None:
    """Send all logs to standard error in one format; libraries that may show secrets stay at warnings."""
    target = logging.StreamHandler(sys.stderr)
    target.setFormatter(JsonFormat() if json_lines else TextFormat())
    root = logging.getLogger()
    root.handlers[:] = [target]
    root.setLevel(level.upper())
    for quiet in ("imapclient", "apscheduler", "msal", "django", "pymap", "mail.log", "asyncio", "waitress", "urllib3"):
        logging.getLogger(quiet).setLevel(logging.WARNING)
