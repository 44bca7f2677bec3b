"""What people decided of mails, as labels to learn from.  Reads only; what was erased from the tables is not here either."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from postlotse.core.names import UNCLEAR, ConcernState, Flag, Kind, Verdict
from postlotse.core.snapshot import load
from postlotse.core.understand import own_words
from postlotse.store.models import ConcernRow, MessageRow, ReviewRow

#: Verdicts that say what a mail is about; the others (done, dismiss) say nothing of its topic.
_TELLING = (Verdict.CONFIRM, Verdict.CHANGE, Verdict.REFER, Verdict.OWN)
_CHUNK = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One mail all of whose concerns people decided; `topics` primary first, none for spam.

    `flags` are those that stood beside the mail when it was decided.  `id` is the case number, with `/2` and so on for further
    mails of a case.
    """

    id: str
    message: int
    sender: str
    language: str
    subject: str
    text: str
    kind: Kind
    topics: tuple[str, ...]
    flags: tuple[Flag, ...]
    at: datetime
    by: str


def decided(*, most: int) -> list[Label]:
    """Return the labels of the latest `most` decided mails, oldest first; memory is bounded by `most` mails."""
    latest = (
        ReviewRow.objects.filter(verdict__in=[*_TELLING, Verdict.SPAM])
        .order_by("-id")
        .values_list("concern__message", flat=True)
    )
    messages: dict[int, None] = {}
    for message in latest.iterator(chunk_size=1000):
        messages[int(message)] = None
        if len(messages) >= most:
            break
    found: list[Label] = []
    wanted = list(messages)
    for at in range(0, len(wanted), _CHUNK):
        rows = MessageRow.objects.filter(pk__in=wanted[at : at + _CHUNK], snapshot__isnull=False).select_related("case")
        found += [label for row in rows if (label := _label(row))]
    return _numbered(sorted(found, key=lambda label: (label.at, label.message)))


def existing(numbers: Collection[str]) -> set[str]:
    """Return those of these case numbers of which a mail can still be read; the others were erased."""
    rows = MessageRow.objects.filter(case__number__in=list(numbers), snapshot__isnull=False)
    return set(rows.values_list("case__number", flat=True))


def _label(row: MessageRow) -> Label | None:
    """Return what people said of a mail; None while a concern of it is open, or when nothing was said of its topic."""
    concerns = list(ConcernRow.objects.filter(message=row).order_by("position").prefetch_related("reviews"))
    topics: list[str] = []
    last: ReviewRow | None = None
    spam = False
    for concern in concerns:
        said = standing(sorted(concern.reviews.all(), key=lambda review: review.pk))
        if said is None:
            return None
        if last is None or said.at >= last.at:
            last = said
        spam = spam or said.verdict == Verdict.SPAM
        if said.verdict in _TELLING:
            topics.append(str(said.after.get("topic", UNCLEAR)))
    if last is None or row.case is None or UNCLEAR in topics or not (topics or spam):
        return None
    understood = load(row.snapshot or {})
    subject, text = own_words(understood.mail)
    return Label(
        id=row.case.number,
        message=row.pk,
        sender=row.case.sender,
        language=row.language,
        subject=subject,
        text=text,
        kind=Kind.CONCERN if topics else Kind.SPAM,
        topics=tuple(dict.fromkeys(topics)),
        flags=tuple(Flag(flag) for flag in concerns[0].flags) if topics else (),
        at=last.at,
        by=last.by,
    )


def standing(reviews: Iterable[ReviewRow]) -> ReviewRow | None:
    """Return the verdict that stands after everything that was said and taken back; None when the concern is open."""
    stands: ReviewRow | None = None
    for review in reviews:
        if review.verdict == Verdict.UNDO:
            if review.after.get("state") == ConcernState.REVIEW:
                stands = None
        elif review.verdict != Verdict.DONE:
            stands = review
    return stands


def _numbered(labels: list[Label]) -> list[Label]:
    """Give each mail of a case an id of its own, in the order of the mails."""
    counts: dict[str, int] = {}
    numbers: dict[int, str] = {}
    for label in sorted(labels, key=lambda label: label.message):
        counts[label.id] = counts.get(label.id, 0) + 1
        numbers[label.message] = label.id if counts[label.id] == 1 else f"{label.id}/{counts[label.id]}"
    return [replace(label, id=numbers[label.message]) for label in labels]
