"""Read delivery reports: RFC 3464 parts first, then the many forms that servers invented.  Whether a message is one is said by
`Mail.report` not being None; nothing here trusts a report to change anything.
"""

import re
from dataclasses import dataclass
from email.message import Message

from postlotse.core.mail import autowords, headers, params, reportwords, subjects, words
from postlotse.core.mail.auto import greeting, reading
from postlotse.core.mail.cleantext import clean, one_line
from postlotse.core.mail.parts import Part, content, payload_of, raw_header
from postlotse.core.mail.types import Address, Report

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.-])([45]\d\d)[ -]")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_MESSAGE_ID = re.compile(r"^[> \t]*message-id:\s*(?:\n[ \t]+)?(<[^<>\s]{1,500}>)", re.I | re.M)
_FAILED_RECIPIENT = re.compile(
    r"^[ \t>]*<?(?:failed recipient|final-recipient|original-recipient|recipient|rcpt to)[ \t]{0,20}:\s{0,20}"
    r"(?:rfc822;)?\s{0,20}<?([^\s<>;]{1,64}@[^\s<>;]{1,255})",
    re.I | re.M,
)
_FIELD = re.compile(r"^([A-Za-z-]{3,40}):[ \t]*(.*(?:\n[ \t]+.*)*)", re.M)

_OPENING = tuple("„“«»‚‘›‹>")
#: To whom certified mail in Italy was addressed.
_ADDRESSED = re.compile(r"destinato (?:all.utente|a)\s{1,3}[\"<]?([^\s<>\";]{1,64}@[^\s<>\";,]{1,255})", re.I)

#: What a sending service posts about one message (bounce or delivery; a complaint is no delivery report).
_NOTIFICATION = re.compile(r'\\?"notificationType\\?"\s{0,20}:\s{0,20}\\?"(Bounce|Delivery)', re.I)
_REFUSED_BY_LIST = re.compile(r"not (?:a )?member|loop alert", re.I)
_NOTIFIED = re.compile(r'"(?:emailAddress|destination)\\?"\s{0,20}:\s{0,20}\[?\s{0,20}\\?"([^"@\s\\]{1,64}@[^"\s\\]{1,255})')

_NOTIFIED_ID = re.compile(r'"message-?id\\?"(?:\s{0,20},\s{0,20}\\?"value\\?")?\s{0,20}:\s{0,20}\\?"(<[^<>"\s]{1,500}>)', re.I)


def _blocks(tree: list[Part]) -> list[dict[str, str]]:
    """Return the field groups of all message/delivery-status parts: lower-case name → value."""
    groups: list[dict[str, str]] = []
    for part in tree:
        if part.type not in ("message/delivery-status", "message/global-delivery-status"):
            continue
        payload = payload_of(part.message)
        if isinstance(payload, list) and part.type == "message/delivery-status":
            for block in payload[:100]:
                if not isinstance(block, Message):
                    continue
                group = {key.lower(): one_line(words.decode(params.as_bytes(str(value)))) for key, value in block.raw_items()}
                if group:
                    groups.append(group)
                below = payload_of(block)
                if isinstance(below, str):
                    groups.extend(_groups(below))
        else:
            groups.extend(_groups(clean(content(part)[0][:100_000].decode("utf-8", "replace"))))
    return groups


def _groups(text: str) -> list[dict[str, str]]:
    """Read field groups separated by blank lines from plain text."""
    found: list[dict[str, str]] = []
    for piece in re.split(r"\n[ \t]*\n", clean(text[:100_000]))[:100]:
        group = {name.lower(): one_line(value) for name, value in _FIELD.findall(piece)}
        if group:
            found.append(group)
    return found


def _bare(value: str) -> str:
    """Return the address of a `rfc822; address` value."""
    value = value.rpartition(";")[2].strip()
    found = _ADDRESS.search(value)
    return found.group() if found else value.strip("<> ")[:320]


def _returned_id(tree: list[Part], text: str) -> str:
    """Return the Message-ID of the message that came back."""
    for part in tree:
        if part.type in ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers"):
            raw = content(part)[0] if not part.is_container else b""
            found = _MESSAGE_ID.search(clean(raw[:100_000].decode("utf-8", "replace")))
            if found:
                return found.group(1)
        if part.type in ("message/rfc822", "message/global"):
            if part.is_container:
                inner = part.message.get_payload(0)
                if not isinstance(inner, Message):
                    continue
                ids = headers.ids(raw_header(inner, "message-id"))
                if ids:
                    return one_line(ids[0])
                body = payload_of(inner)
                found = _MESSAGE_ID.search(clean(str(body)[:50_000])) if isinstance(body, str) else None
            else:
                found = _MESSAGE_ID.search(clean(content(part)[0][:100_000].decode("utf-8", "replace")))
            if found:
                return found.group(1)
    found = _MESSAGE_ID.search(text[:200_000])
    return found.group(1) if found else ""


def _from_blocks(groups: list[dict[str, str]]) -> tuple[str, str, str, str]:
    """Return status, action, recipient, envelope id of the worst recipient."""
    envelope = next((group["original-envelope-id"] for group in groups if "original-envelope-id" in group), "")
    best: tuple[int, str, str, str] = (9, "", "", "")
    order = {"failed": 0, "delayed": 1, "expanded": 2, "relayed": 3, "delivered": 4, "": 5}
    for group in groups:
        if not {"action", "status", "final-recipient", "original-recipient"} & group.keys():
            continue
        action = re.match(r"[a-z]*", group.get("action", "").lower())
        word = action.group() if action else ""
        word = {"failure": "failed", "fail": "failed", "delay": "delayed"}.get(word, word)
        status = _STATUS.search(group.get("status", "")) or _STATUS.search(group.get("diagnostic-code", ""))
        recipient = _bare(group.get("final-recipient") or group.get("original-recipient", "")) if len(group) else ""
        rank = order.get(word, 5)
        if rank < best[0]:
            best = (rank, status.group(1) if status else "", word, recipient)
    return best[1], best[2], best[3], envelope


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """What is looked at to tell a report without RFC 3464 parts; `top` is the beginning of the text."""

    author: Address
    return_path: str | None
    subject: str
    text: str
    lines: tuple[tuple[str, str], ...]
    attached: bool

    @property
    def local(self) -> str:
        """Return the local part of the author, lower case."""
        return self.author.key.rpartition("@")[0].strip('"')

    @property
    def top(self) -> str:
        """Return the beginning of the text."""
        return self.text[:6_000]

    @property
    def null(self) -> bool:
        """Tell whether the envelope had no sender."""
        return self.return_path == "" or (self.return_path or "").lower().startswith("mailer-daemon")

    @property
    def daemon(self) -> bool:
        """Tell whether the author is a mail server."""
        known = reportwords.DAEMON.match(self.local) or reportwords.DAEMON_NAME.search(self.author.name)
        return not self.author.address or known is not None

    def has(self, name: str) -> bool:
        """Tell whether a header is there; `name` in lower case."""
        return any(key.lower() == name for key, _ in self.lines)

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether the beginning of the text matches."""
        return bool(pattern.search(self.top))


def _looks_like_one(letter: _Letter) -> bool:
    """Tell by sender, subject, structure and words whether a message without RFC 3464 parts is a delivery report."""
    if letter.has("x-failed-recipients") or (letter.text[:1] == "{" and _NOTIFICATION.search(letter.text[:1_500])):
        return True
    if letter.has("x-mlserver") and _REFUSED_BY_LIST.search(letter.subject):
        return True
    strict = letter.local.startswith(("mailer-daemon", "mailerdaemon"))
    daemon = letter.daemon
    topic = reportwords.SUBJECT.search(letter.subject)
    if not (daemon or letter.null):
        return topic is not None and _robots_own(letter, topic.start())
    sure = bool(reportwords.SURE_WORDS.search(letter.text[:1_500]))
    code = letter.says(_STATUS) or letter.says(_REPLY_CODE)
    failing = sure or code or letter.says(reportwords.FAILURE_WORDS)
    returned = letter.attached or bool(reportwords.RETURNED.search(letter.text[:20_000]))
    plain = topic is not None and topic.start() < 12 and code and "?" not in letter.text[:1_500]
    if not (strict or letter.null or letter.has("auto-submitted") or sure or returned or plain) and letter.return_path:
        return False  # a person who looks after mail writes from postmaster@, too
    points = 2 * daemon + strict + 2 * bool(topic) + letter.null + failing + sure + code + returned + letter.attached
    return points >= 4 and (failing or returned or (daemon and topic is not None))


def _passed_on(letter: _Letter) -> bool:
    """Tell whether a person passes a report on, with its parts: some mail programs take the container away."""
    if letter.null or letter.daemon:
        return False
    return subjects.is_forward(letter.subject) or subjects.is_reply(letter.subject) or "?" in letter.text[:300]


def _robots_own(letter: _Letter, topic_at: int) -> bool:
    """Tell whether a report comes from an address that looks like a person's; people write about reports, and quote them."""
    sure = reportwords.SURE_WORDS.search(letter.text[:1_500])
    if sure is None or "?" in letter.text[: sure.start() + 600]:
        return False
    before = letter.text[: sure.start()]
    if before.count('"') % 2 or before.rstrip(" ")[-1:] in _OPENING or reading.asks(before, about=False):
        return False  # a person repeats what the server wrote, or tells of it first
    machine = autowords.NO_REPLY_LOCAL.search(letter.local) or autowords.MACHINE_LOCAL.match(letter.local)
    if not machine and greeting.greets(letter.text[:200]):
        return False
    if subjects.is_reply(letter.subject) or subjects.is_forward(letter.subject):
        bare = _ADDRESS.sub(" ", letter.text[:2_000])
        return sure.start() < 120 and len(letter.text) < 800 and bare != letter.text and len(re.findall(r"\w+", bare)) <= 25
    if autowords.NO_REPLY_LOCAL.search(letter.local) and letter.attached:
        return True
    return topic_at < 12


def read(
    tree: list[Part],
    text: str,
    *,
    from_: tuple[Address, ...],
    return_path: str | None,
    subject: str,
    lines: tuple[tuple[str, str], ...],
) -> Report | None:
    """Return what a delivery report says (its worst recipient), or None when the message is none."""
    own = [part for part in tree if not any(kind.startswith("message/") for kind in part.inside)]
    groups = _blocks(own)
    kind = tree[0].values.get("report-type", "").lower() if tree and tree[0].type == "multipart/report" else ""
    # RFC 5429: reject may come as an MDN.
    rejected = bool(reportwords.REJECTED.search(subject) and reportwords.SURE_WORDS.search(text[:1_500]))
    if kind == "feedback-report" or (kind == "disposition-notification" and not rejected):
        return None
    if any(part.type == "message/disposition-notification" for part in own) and not rejected:
        return None
    automatic = next((value.lower() for name, value in lines if name.lower() == "auto-submitted"), "")
    formal = bool(groups) and any({"action", "status", "final-recipient"} & group.keys() for group in groups)
    formal = formal or kind == "delivery-status" or rejected
    if not formal and tree and tree[0].type == "multipart/report" and not kind:
        formal = True
    letter = _Letter(
        author=from_[0] if from_ else Address(),
        return_path=return_path,
        subject=subject,
        text=text,
        lines=lines,
        attached=any(part.type in ("message/rfc822", "text/rfc822-headers") for part in own[1:]),
    )
    if formal and own[0].type != "multipart/report" and _passed_on(letter):
        return None
    if not formal:
        if not _looks_like_one(letter):
            return None
        if (
            automatic.startswith("auto-replied")
            and not _STATUS.search(text)
            and not reportwords.RETURNED.search(text)
            and not reportwords.SUBJECT.search(subject)
        ):
            return None
    if text[:1] == "{" and (notified := _NOTIFICATION.search(text[:1_500])):
        return _from_notification(text[:50_000], notified.group(1).lower())
    if not groups:
        groups = _groups(text) if "recipient:" in text.lower() else []
    status, action, recipient, envelope = _from_blocks(groups)
    if not status:
        found = _STATUS.search(text[:20_000])
        status = found.group(1) if found else ""
    if not status and (code := _REPLY_CODE.search(text[:20_000])):
        status = f"{code.group(1)[0]}.0.0"
    if not recipient:
        listed = next((value for name, value in lines if name.lower() == "x-failed-recipients"), "")
        recipient = _bare(listed) if listed else _recipient(text, {address.key for address in from_})
    if not action:
        delayed = reportwords.STILL_TRYING.search(subject + " " + text[:1_000])
        action = "delayed" if delayed and not status.startswith("5") else "failed"
    return Report(status=status, action=action, recipient=recipient, of=_returned_id(own, text), envelope_id=envelope[:200])


def _from_notification(text: str, kind: str) -> Report:
    """Read what a sending service posts as JSON; with a pattern, because it comes wrapped and cut."""
    status, recipient, of = _STATUS.search(text), _NOTIFIED.search(text), _NOTIFIED_ID.search(text)
    return Report(
        status=status.group(1) if status and kind == "bounce" else "",
        action="failed" if kind == "bounce" else "delivered",
        recipient=recipient.group(1) if recipient else "",
        of=of.group(1) if of else "",
    )


def _recipient(text: str, senders: set[str]) -> str:
    """Find the recipient that failed in the words of a report."""
    named = _FAILED_RECIPIENT.search(text[:20_000]) or _ADDRESSED.search(text[:4_000])
    if named:
        return named.group(1).strip("<>.,;:")
    head = reportwords.RETURNED.split(text[:20_000], maxsplit=1)[0] or text[:4_000]
    for found in _ADDRESS.finditer(head):
        address = found.group().strip(".'")
        if address.lower() not in senders and not reportwords.DAEMON.match(address.lower().partition("@")[0]):
            return address
    return ""
