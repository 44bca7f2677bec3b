"""Which case a message belongs to, which it only names, and what a case was about.  Opens and changes no case.

What is secret joins whoever brings it; what can be guessed or forged joins only somebody who takes part already.
"""

from collections.abc import Sequence

from django.db.models import Max

from postlotse.core.facts import CaseFacts
from postlotse.core.mail.threads import Thread
from postlotse.core.mail.types import Mark, ThreadClues
from postlotse.core.names import UNCLEAR, ConcernState
from postlotse.store import cases
from postlotse.store.models import CaseRow, ConcernRow, MarkRow, MessageRow, OutboxRow
from postlotse.store.values import Case, Found

#: Another topic that was as likely as this counts as one of the case.
_ALSO = 0.2


def find(clues: ThreadClues, sender: str, *, forged: bool = False) -> Found:
    """Return where a message belongs, by the first clue that counts.

    1. a token, or 2. an id of ours that it answers (both hold 130 random bits): whoever writes; 3. an id of another mail
    of the case, 4. a case number, 5. a number of others: only a participant; of the last, never the person whose case it
    is, who may name one Aktenzeichen in many matters.  `forged`: our mail server says that the sender is not who it says.
    Who has no right to a case that is named gets none, and the case as `perhaps`.
    """
    sender = sender.lower()
    if secret := _by_secret(clues):
        return Found(case=cases.value(secret), known=_takes_part(secret, sender))
    perhaps: CaseRow | None = None
    for row, right in (*_by_answers(clues, sender), *_by_numbers(clues, sender), *_by_marks(clues, sender)):
        if right and not forged:
            return Found(case=cases.value(row))
        perhaps = perhaps or row
    return Found(perhaps=cases.value(perhaps) if perhaps else None)


def _by_secret(clues: ThreadClues) -> CaseRow | None:
    tokens = {row.token: row for row in CaseRow.objects.filter(token__in=[t.lower() for t in clues.tokens])}
    for token in clues.tokens:
        if row := tokens.get(token.lower()):
            return row
    sent = OutboxRow.objects.filter(message_id__in=clues.answers, case__isnull=False).select_related("case").defer("content")
    ours = {row.message_id: row.case for row in sent}
    return next((ours[answered] for answered in clues.answers if answered in ours), None)


def _by_answers(clues: ThreadClues, sender: str) -> list[tuple[CaseRow, bool]]:
    """Return the cases whose mails this one answers, nearest first; those whom such a mail was sent to take part too."""
    rows = MessageRow.objects.filter(message_id__in=clues.answers, case__isnull=False).select_related("case").order_by("id")
    by_id: dict[str, MessageRow] = {}
    for row in rows[:50]:
        by_id.setdefault(row.message_id, row)
    nearest = [by_id[answered] for answered in clues.answers if answered in by_id]
    return [(r.case, sender in _addressed(r) or _takes_part(r.case, sender)) for r in nearest if r.case is not None]


def _addressed(row: MessageRow) -> set[str]:
    """Return whom a stored mail was sent to."""
    mail = row.snapshot["mail"] if row.snapshot else {}
    return {address.lower() for group in ("to", "cc") for _, address in mail.get(group, [])}


def _by_numbers(clues: ThreadClues, sender: str) -> list[tuple[CaseRow, bool]]:
    rows = {row.number: row for row in CaseRow.objects.filter(number__in=clues.numbers)}
    return [(rows[number], _takes_part(rows[number], sender)) for number in clues.numbers if number in rows]


def _by_marks(clues: ThreadClues, sender: str) -> list[tuple[CaseRow, bool]]:
    """Return the cases with a number of others that the mail names; with several, none is the right one.

    Of a stranger's the one case that bears it is named.
    """
    keys = [mark.key for mark in clues.marks]
    rows = list(CaseRow.objects.filter(marks__mark__in=keys).distinct().order_by("-id")[:20]) if keys else []
    taking_part = [row for row in rows if _takes_part(row, sender)]
    alone = len(taking_part) == 1 and taking_part[0].sender != sender
    return [(row, alone) for row in taking_part or rows[: len(rows) == 1]]


def _takes_part(row: CaseRow, sender: str) -> bool:
    """Tell whether an address took part in a case: it wrote, or we wrote to it."""
    if not sender:
        return False
    return (
        row.sender == sender
        or MessageRow.objects.filter(case=row, sender=sender).exists()
        or OutboxRow.objects.filter(case=row, recipient__iexact=sender).exists()
    )


def sent_as(message_id: str) -> Case | None:
    """Return the case of a mail of ours by its Message-ID: our own mail has come back."""
    rows = OutboxRow.objects.filter(message_id=message_id, case__isnull=False).select_related("case").defer("content")
    sent = rows.first() if message_id else None
    return cases.value(sent.case) if sent and sent.case else None


def keep_marks(case: int, message: int, marks: Sequence[Mark]) -> None:
    """Remember the numbers of others in a mail of this case.  Call inside a transaction."""
    for mark in marks:
        MarkRow.objects.get_or_create(
            case_id=case, mark=mark.key, defaults={"message_id": message, "written": mark.written[:80]}
        )


def thread(case: int) -> Thread:
    """Return what a case was about so far."""
    row = CaseRow.objects.get(pk=case)
    messages = MessageRow.objects.filter(case=case).order_by("-id").values_list("subject", "received_at")[:200]
    mails = OutboxRow.objects.filter(case=case).order_by("-id").values_list("subject", "created_at")[:200]
    concerns = list(ConcernRow.objects.filter(case=case).values_list("topic", "state", "alternatives")[:200])
    topics = {topic for topic, _, _ in concerns}
    topics |= {other["id"] for _, _, others in concerns for other in others if other["probability"] >= _ALSO}
    return Thread(
        subjects=tuple(dict.fromkeys([row.subject, *(s for s, _ in messages), *(s for s, _ in mails)])),
        topics=frozenset() if UNCLEAR in topics else frozenset(topics),
        closed=bool(concerns) and all(state in (ConcernState.DONE, ConcernState.DISMISSED) for _, state, _ in concerns),
        last_at=max([row.opened_at, *(at for _, at in messages), *(at for _, at in mails)]),
    )


def facts_of(case: int) -> CaseFacts:
    """Return what rules may ask about a case: how its concerns stand, where they are, and when the last mail came or went."""
    concerns = list(ConcernRow.objects.filter(case=case).values_list("state", "office", "topic")[:200])
    came = MessageRow.objects.filter(case=case).aggregate(last=Max("received_at"))["last"]
    went = OutboxRow.objects.filter(case=case).aggregate(last=Max("created_at"))["last"]
    return CaseFacts(
        states=frozenset(ConcernState(state) for state, _, _ in concerns),
        offices=frozenset(office for _, office, _ in concerns if office),
        topics=frozenset(topic for _, _, topic in concerns),
        last_at=max((at for at in (came, went) if at is not None), default=None),
    )
