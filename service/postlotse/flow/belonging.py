"""Where a message belongs, and what staff should know about that.  Reads the store; changes nothing."""

from dataclasses import replace
from datetime import datetime

from postlotse.core.compose.seals import TRACE_HEADER, own_trace
from postlotse.core.house import House
from postlotse.core.mail import authentication
from postlotse.core.mail import threads as mail_threads
from postlotse.core.mail.types import Mail
from postlotse.core.names import Kind
from postlotse.core.reasons import Reason
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics.book import name as topic_name
from postlotse.core.topics.book import threshold
from postlotse.core.understand import Understanding
from postlotse.store import cases, threads
from postlotse.store.values import Found

#: The code of an answer that may be about something else; it stands in place of `answers_case`.
OTHER_MATTER = "answers_case_other_matter"


def find(mail: Mail, house: House) -> Found:
    """Return where this message belongs; a mail of ours that came back, by a bounce or whole, belongs to its case."""
    forged = authentication.verdict(mail, house.authserv_id) is False
    found = threads.find(mail_threads.clues(mail, address=house.address), mail.author.key, forged=forged)
    if found.case:
        return found
    if back := threads.sent_as(mail.message_id):
        return Found(case=back)
    for value in mail.header(TRACE_HEADER):
        trace = own_trace(value, house.secret)
        if trace and trace.instance == house.domain and (case := cases.numbered(trace.case)):
            return Found(case=case)
    return found


def remarked(understood: Understanding, found: Found, book: RuleBook, now: datetime) -> Understanding:
    """Return the understanding of an answer whose reason says what is odd about it: another matter, or a new address."""
    if found.case is None or understood.kind is not Kind.REPLY:
        return understood
    topic = _sure_topic(understood, book)
    sentence = mail_threads.other_matter(
        understood.mail,
        threads.thread(found.case.id),
        topic=topic,
        topic_name=topic_name(book.topics[topic], "de") if topic else "",
        now=now,
    )
    if sentence:
        return replace(understood, kind_reason=Reason(code=OTHER_MATTER, sentence=sentence))
    if not found.known:
        told = "Antwort im Vorgang von einer Adresse, die bisher nicht beteiligt war."
        return replace(understood, kind_reason=replace(understood.kind_reason, sentence=told))
    return understood


def _sure_topic(understood: Understanding, book: RuleBook) -> str:
    """Return the topic of a mail when it is sure enough to act on, else ""."""
    guess = understood.guess
    best = guess.topics[0] if guess.topics and not guess.abstained else None
    known = book.topics.get(best.id) if best else None
    return best.id if best and known and best.probability >= threshold(known, understood.language.code) else ""
