"""Read delivery reports: RFC 3464 parts first, then the many forms that servers invented.  Whether a message is one is said by
`Mail.report` not being None; nothing here trusts a report to change anything.
"""

import re
from email.message import Message

from postlotse.core.mail import headers, params, subjects, words
from postlotse.core.mail.cleantext import clean, one_line
from postlotse.core.mail.parts import Part, content, payload_of, raw_header
from postlotse.core.mail.types import Address, Report

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.-])([45]\d\d)[ -]")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_MESSAGE_ID = re.compile(r"^[> \t]*message-id:\s*(?:\n[ \t]+)?(<[^<>\s]{1,500}>)", re.I | re.M)
_FAILED_RECIPIENT = re.compile(
    r"(?:^\s*<?(?:failed recipient|final-recipient|original-recipient|recipient|"
    r"rcpt to)\s*:\s*(?:rfc822;)?\s*<?)([^\s<>;]{1,64}@[^\s<>;]{1,255})",
    re.I | re.M,
)
_FIELD = re.compile(r"^([A-Za-z-]{3,40}):[ \t]*(.*(?:\n[ \t]+.*)*)", re.M)
_DAEMON = re.compile(
    r"^(?:mailer-?daemon.*|maildaemon|mail-?daemon|postmaster.*|poostmaster|post_master|mdaemon|mailer|"
    r"mail-delivery-subsystem|imss|symantec_antivirus.*|e500_smtp_.*|nobody|\"?system ?administrator\"?)$"
)
_DAEMON_NAME = re.compile(
    r"mail(?:er)?[ -]?(?:delivery (?:sub)?system|daemon|delivery service|administrator)|system administrator|"
    r"delivery subsystem|internet mail delivery|"
    r"mail transport system|postmaster|systemadministrator|ndr administrator", re.I
)  # fmt: skip
_SUBJECT = re.compile(
    r"undeliver|unzustellbar|nicht zustellbar|zustellung (?:fehlgeschlagen|nicht m(?:ö|oe)glich)|delivery (?:status|"
    r"failure|failed|error|has failed|report|notification|delayed|problem|incomplete|unsuccessful)|"
    r"fail(?:ed|ure) (?:notice|delivery|to deliver|mail)|mail (?:delivery|system error|could not be delivered|failure|"
    r"undeliverable)|mailfehler|"
    r"non[- ]?(?:delivery|delivered|remis)|returned (?:mail|to sender|email)|returning (?:mail|message)|"
    r"return(?:ed)? .{0,20}unknown user|user unknown|bounce notification|message (?:delayed|not delivered|status - )|"
    r"could(?:n.t| not) be delivered|warning: could not send|warning: message .{0,40} delayed|\bndn\b|\bndr\b|"
    r"permanent (?:delivery )?(?:failure|error)|"
    r"mail failed|delivery warning|(?:not|never) (?:yet )?been delivered|processing error|unable to deliver|can(?:'t|"
    r"not) be delivered|mail error|e-?mail (?:delivery|error)|rejected|not delivered|"
    r"iletilemedi|teslim edilemedi|не(?:доставлен| доставлен| удалось доставить)|не доставлено|невозможно доставить|"
    r"не вдалося доставити|تعذر (?:تسليم|التسليم)|فشل (?:تسليم|التسليم)|لم يتم تسليم|"
    r"تحویل ناموفق|تحویل داده نشد|nelivrat|nu a putut fi livrat|nelivrabil|недоставен|неуспешно доставяне|nie (?:można|"
    r"udało się) dostarcz|niedostarczon|zwrot wiadomości|neisporučen|nije (?:isporučen|dostavljen)|"
    r"недостављен|non (?:recapitat|consegnat|inoltrabil)|mancato recapito|mancata consegna|no se puede entregar|"
    r"no se pudo entregar|no entregad|devuelto|échec de (?:la )?(?:remise|distribution)|non distribuable|non remis|"
    r"non délivr|"
    r"message d.erreur|配信(?:不能|エラー|できません)|退信|投递失败|系统退信",
    re.I,
)  # fmt: skip
#: Phrases that only a mail server writes.
_SURE_WORDS = re.compile(
    r"non-?delivery report|could not be delivered to|(?:could not|unable to) deliver (?:the )?message to|"
    r"delivery to the following recipients? failed|this is a permanent error|failed recipient:|"
    r"undeliverable address|your message to .{1,120}(?:was|has been) (?:automatically )?rejected|"
    r"\\?\"notificationType\\?\"\s*:\s*\\?\"Bounce|konnte(?:n)? nicht (?:an .{0,80})?zugestellt werden|"
    r"reason: remote host said|the following (?:address|recipient)(?:es|s)? (?:failed|had)|fehler bei der zustellung",
    re.I,
)  # fmt: skip
_FAILURE_WORDS = re.compile(
    r"could ?n[o']t be delivered|wasn.t able to deliver|returned because|returning to sender|(?:not|"
    r"no) (?:yet )?(?:been )?delivered|invalid user|no valid recipients|message log follows|encountered an error|postponed|"
    r"full mailbox|was not delivered|not be delivered|delivery (?:has )?failed|delivery to the following|"
    r"permanent(?:ly)? (?:fatal )?(?:error|failed|failure)|"
    r"undeliverable|unable to deliver|returned to (?:the )?sender|bounced|user unknown|unknown user|no such user|"
    r"mailbox (?:unavailable|full|is full)|not exist|"
    r"reached a problem|had (?:permanent fatal|transient non-fatal) errors|did not reach|"
    r"recipient(?:'s)? (?:address )?(?:rejected|unknown)|quota|"
    r"nicht zugestellt|unzustellbar|zustellung|delayed|has been delayed|retry|not (?:yet )?delivered|non[- ]delivery|"
    r"giving up|sorry it didn|rejected|"
    r"original message follows|below this line is a copy|returned message|transcript of session|message headers|"
    r"relaying denied|host unknown|host not found|virus|blocked|could not deliver|can'?t be delivered|cannot deliver|"
    r"送信できません|受信|宛先|配信",
    re.I,
)  # fmt: skip
_REJECTED = re.compile(r"reject|abgelehnt|zurückgewiesen", re.I)
_RETURNED = re.compile(
    r"^[> \t|]{0,10}(?:-[ |-]{0,80}(?:this is a copy of|the )?(?:original message|returned (?:message|mail)|"
    r"message (?:header|text)|below this line|enclosed is a copy|copy of (?:your|the) message|unsent message|"
    r"the header of the original|transcript of session|included is a copy|ursprüngliche nachricht)|"
    r"original message (?:headers?|follows)|(?:return-path|received|message-id): )",
    re.I | re.M,
)  # fmt: skip


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


def _looks_like_one(
    from_: tuple[Address, ...],
    return_path: str | None,
    subject: str,
    text: str,
    lines: tuple[tuple[str, str], ...],
    tree: list[Part],
) -> bool:
    """Tell by sender, subject, structure and words whether a message without RFC 3464 parts is a delivery report."""
    author = from_[0] if from_ else Address()
    local = author.key.rpartition("@")[0].strip('"')
    strict = local.startswith(("mailer-daemon", "mailerdaemon"))
    daemon = strict or bool(_DAEMON.match(local)) or bool(_DAEMON_NAME.search(author.name)) or not author.address
    null = return_path == "" or (return_path or "").lower().startswith("mailer-daemon")
    if any(name.lower() == "x-failed-recipients" for name, _ in lines):
        return True
    top = text[:6_000]
    sure = bool(_SURE_WORDS.search(top[:1_500]))
    if sure and "notificationType" in top[:1_500] and top.startswith("{"):
        return True
    topic = _SUBJECT.search(subject)
    if not (daemon or null) and (
        subjects.is_reply(subject) or subjects.is_forward(subject) or not (topic and topic.start() < 12 and sure)
    ):
        return False  # a person may write about a report, and quote it
    code = bool(_STATUS.search(top) or _REPLY_CODE.search(top))
    failing = sure or code or bool(_FAILURE_WORDS.search(top))
    attached = any(part.type in ("message/rfc822", "text/rfc822-headers") for part in tree[1:])
    returned = attached or bool(_RETURNED.search(text[:20_000]))
    points = 2 * daemon + strict + 2 * bool(topic) + null + failing + sure + code + returned + attached
    return points >= 4 and (failing or returned or (daemon and topic is not None))


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
    rejected = bool(_REJECTED.search(subject) and _SURE_WORDS.search(text[:1_500]))  # RFC 5429: reject may come as an MDN
    if kind == "feedback-report" or (kind == "disposition-notification" and not rejected):
        return None
    if any(part.type == "message/disposition-notification" for part in own) and not rejected:
        return None
    automatic = next((value.lower() for name, value in lines if name.lower() == "auto-submitted"), "")
    formal = bool(groups) and any({"action", "status", "final-recipient"} & group.keys() for group in groups)
    formal = formal or kind == "delivery-status" or rejected
    if not formal and tree and tree[0].type == "multipart/report" and not kind:
        formal = True
    if not formal:
        if not _looks_like_one(from_, return_path, subject, text, lines, own):
            return None
        if (
            automatic.startswith("auto-replied")
            and not _STATUS.search(text)
            and not _RETURNED.search(text)
            and not _SUBJECT.search(subject)
        ):
            return None
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
        delayed = re.search(
            r"delay|verzögert|warning|will (?:be retried|retry)|wird weiter versucht", subject + " " + text[:1_000], re.I
        )
        action = "delayed" if delayed and not status.startswith("5") else "failed"
    return Report(status=status, action=action, recipient=recipient, of=_returned_id(own, text), envelope_id=envelope[:200])


def _recipient(text: str, senders: set[str]) -> str:
    """Find the recipient that failed in the words of a report."""
    named = _FAILED_RECIPIENT.search(text[:20_000])
    if named:
        return named.group(1).strip("<>.,;:")
    head = _RETURNED.split(text[:20_000], maxsplit=1)[0] or text[:4_000]
    for found in _ADDRESS.finditer(head):
        address = found.group().strip(".'")
        if address.lower() not in senders and not _DAEMON.match(address.lower().partition("@")[0]):
            return address
    return ""
