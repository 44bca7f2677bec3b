"""Public doubles for tests of Postlotse and of what is built on it: a model, a clock, a source, a sender, letters.

They keep to the ports; nothing in the program imports them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from postlotse.core.mail.parse import parse
from postlotse.core.mail.types import Mail
from postlotse.core.names import Delivery
from postlotse.core.ports import Arrival, Ledger, Origin, Parcel, Receipt
from postlotse.core.topics.types import Guess, Language, TopicGuess

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class FixedClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the time it stands at."""
        return self.now

    def forward(self, **span: float) -> None:
        """Move on by a `timedelta(**span)`."""
        self.now += timedelta(**span)


class FakeModel:
    """A topic model that knows words: `words` maps a word to its topic and probability, `kinds` to a kind and its."""

    fingerprint = "fake-model"

    def __init__(
        self, words: Mapping[str, tuple[str, float]] | None = None, *, kinds: Mapping[str, tuple[str, float]] | None = None
    ) -> None:
        self._words = dict(words or {})
        self._kinds = dict(kinds or {})

    def guess(self, texts: Sequence[tuple[str, str]], languages: Sequence[str | None]) -> list[Guess]:  # noqa: ARG002
        """Return a guess for each text."""
        return [self._guess(f"{subject} {text}".lower()) for subject, text in texts]

    def _guess(self, text: str) -> Guess:
        found = [(word, *self._words[word]) for word in self._words if word.lower() in text]
        topics = tuple(
            TopicGuess(id=topic, probability=p, evidence=(word,))
            for word, topic, p in sorted(found, key=lambda entry: -entry[2])
        )
        kinds = tuple(self._kinds[word] for word in self._kinds if word.lower() in text)
        return Guess(topics=topics, kinds=kinds or (("concern", 0.99),), abstained=not topics, sure=bool(topics))


class PlainReader:
    """A reader without workers: for texts that the test wrote itself."""

    def read(self, raw: bytes) -> Mail:
        """Parse in this process."""
        return parse(raw)


def detect(subject: str, text: str) -> Language:
    """Tell Arabic script from the rest, which is German."""
    arabic = any("\u0600" <= char <= "\u06ff" for char in subject + text)
    return Language(code="ar" if arabic else "de", confidence=0.99)


class FakeSource:
    """A mailbox in memory.  `mails` are (uid, raw, received_at); `filed` are the origins that were settled."""

    def __init__(self, account: str = "integration", *, uidvalidity: int = 1) -> None:
        self.account = account
        self.uidvalidity = uidvalidity
        self.mails: list[tuple[str, bytes, datetime]] = []
        self.filed: list[Origin] = []

    def add(self, raw: bytes, *, at: datetime = NOON) -> None:
        """Let a mail arrive."""
        self.mails.append((str(len(self.mails) + 1), raw, at))

    def fetch(self, ledger: Ledger, limit: int) -> Iterator[Arrival]:
        """Yield what the ledger does not know."""
        known = ledger.known(self.account, "INBOX", self.uidvalidity, [uid for uid, _, _ in self.mails])
        for uid, raw, at in [m for m in self.mails if m[0] not in known][:limit]:
            origin = Origin(account=self.account, folder="INBOX", uidvalidity=self.uidvalidity, uid=uid)
            yield Arrival(origin=origin, raw=raw, received_at=at, size=len(raw))

    def settle(self, origins: Sequence[Origin]) -> None:
        """Remember what was settled."""
        self.filed.extend(origins)

    def wait(self, seconds: float) -> bool:  # noqa: ARG002
        """Hear nothing."""
        return False

    def wake(self) -> None:
        """Do nothing."""

    def check(self) -> str:
        """Always work."""
        return "im Speicher"

    def close(self) -> None:
        """Do nothing."""


class FakeSender:
    """A relay in memory.  `answers` are given in turn, then everything is accepted; an exception among them is raised."""

    def __init__(self, answers: Iterable[Delivery | Exception] = ()) -> None:
        self.sent: list[Parcel] = []
        self._answers = list(answers)

    def send(self, parcel: Parcel) -> Receipt:
        """Answer for one parcel."""
        answer = self._answers.pop(0) if self._answers else Delivery.SENT
        if isinstance(answer, Exception):
            raise answer
        if answer is Delivery.SENT:
            self.sent.append(parcel)
        code = {Delivery.SENT: 250, Delivery.DEFERRED: 451, Delivery.FAILED: 550, Delivery.UNKNOWN: 0}[answer]
        return Receipt(parcel=parcel.id, delivery=answer, code=code, text=f"answer {code}")

    def check(self) -> str:
        """Always work."""
        return "im Speicher"

    def close(self) -> None:
        """Do nothing."""


def letter(
    body: str = "Wir suchen eine Halle.",
    *,
    subject: str = "Frage",
    sender: str = "Alice <alice@verein.example>",
    to: str = "integration@stadt.example",
    message_id: str = "<1@verein.example>",
    html: str = "",
    attachments: Sequence[tuple[str, bytes]] = (),
    headers: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Return a message as bytes with CRLF; `headers` are added last, `attachments` are (name, content)."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"] = "Mon, 02 Mar 2026 12:00:00 +0000"
    if message_id:
        mail["Message-ID"] = message_id
    for name, value in headers:
        mail[name] = value
    mail.set_content(body)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, content in attachments:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()
