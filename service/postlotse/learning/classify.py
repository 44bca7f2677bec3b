"""`classify --jsonl`: lines with id, subject and body in, lines with kind, language, topics and flags out (contracts)."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from postlotse.core import language
from postlotse.core.mail import cleantext, quoting
from postlotse.core.mail.types import Mail
from postlotse.core.ports import TopicModel
from postlotse.core.topics.types import Guess
from postlotse.core.understand import Understanding, understand

_BATCH = 64


def classify_lines(lines: Iterable[str], model: TopicModel, *, today: date) -> Iterator[str]:
    """Yield one JSON line per line of input, in order; blank lines are skipped.

    A line that cannot be read gets {"id", "error"}.
    """
    batch: list[tuple[Any, Mail | str]] = []
    for line in lines:
        if not line.strip():
            continue
        batch.append(_read(line))
        if len(batch) == _BATCH:
            yield from _answers(batch, model, today)
            batch = []
    if batch:
        yield from _answers(batch, model, today)


def _read(line: str) -> tuple[Any, Mail | str]:
    """Return the id and the mail of a line, or the id and what is wrong."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None, "no JSON"
    if not isinstance(row, dict):
        return None, "no object"
    subject, body = row.get("subject") or "", row.get("body") or ""
    if not isinstance(subject, str) or not isinstance(body, str):
        return row.get("id"), "subject and body must be text"
    return row.get("id"), mail_of(subject, body)


def mail_of(subject: str, body: str) -> Mail:
    """Return a Mail of a subject and a plain text, as the reader of raw messages would have made it."""
    text = cleantext.clean(body)
    layers = quoting.split(text)
    return Mail(
        subject=cleantext.one_line(subject),
        text=layers.new,
        full_text=text,
        quoted=layers.quoted,
        signature=layers.signature,
        forwarded_from=layers.forwarded_from,
        size=len(body.encode("utf-8", "replace")),
    )


def _answers(batch: list[tuple[Any, Mail | str]], model: TopicModel, today: date) -> Iterator[str]:
    mails = [mail for _, mail in batch if isinstance(mail, Mail)]
    codes = [language.detect(mail.subject, mail.text).code for mail in mails]
    guesses = iter(model.guess([(mail.subject, mail.text) for mail in mails], codes))
    for name, mail in batch:
        if isinstance(mail, str):
            yield _line({"id": name, "error": mail})
        else:
            yield _line({"id": name, **_told(understand(mail, guess=next(guesses), detect=language.detect, today=today))})


def _told(found: Understanding) -> dict[str, Any]:
    guess: Guess = found.guess
    return {
        "kind": str(found.kind),
        "language": found.language.code,
        "topics": [{"id": topic.id, "probability": round(topic.probability, 4)} for topic in guess.topics],
        "flags": [str(hit.flag) for hit in found.flags],
        "abstained": guess.abstained,
    }


def _line(plain: dict[str, Any]) -> str:
    """Return JSON that also survives lone surrogates."""
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
