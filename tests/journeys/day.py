"""Plays a day that lies in a folder: mails come in, people decide, time passes, mails go out.

A folder holds `in/NN-*.eml` and `expect.yaml`.  In a mail, `@@ID KIND NN@@` stands for the Message-ID of our mail of that
kind to the case of mail NN, `@@TOKEN NN@@` for the token of that case, and `@@RAW KIND NN@@` for the whole mail as it left.
"""

import email
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import yaml

from postlotse.config.schema import Mailbox, Smtp
from postlotse.core.errors import Conflict, NotFound, RefusedByGate
from postlotse.core.names import Basis, Referral, Verdict
from postlotse.flow import outgoing, review
from postlotse.flow.deliver import deliver
from postlotse.flow.process import Tools, process_all
from postlotse.flow.receive import receive
from postlotse.senders.folder import FolderSender
from postlotse.sources.folder import FolderSource
from postlotse.store.models import CaseRow, ConcernRow, MessageRow, OutboxRow
from postlotse.testing import FixedClock

_PLACEHOLDER = re.compile(rb"@@(ID|RAW|TOKEN)(?: (acknowledgement|forward|refer))? (\d\d)@@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One mail as it lies in the outgoing folder: its envelope, its bytes, and the bytes taken apart."""

    mail_from: str
    recipient: str
    raw: bytes
    mail: EmailMessage

    def header_lines(self) -> list[str]:
        """Return the header as lines, continuations joined to the line before by their line break."""
        return self.raw.partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")

    def body(self, subtype: str) -> str:
        """Return the text of one body, the attached original left out."""
        part = self.mail.get_body((subtype,))
        return part.get_content() if part else ""


class Day:
    """One journey: `play` lets every mail of the folder arrive in turn."""

    def __init__(self, folder: Path, tools: Tools, clock: FixedClock, work: Path) -> None:
        self.folder = folder
        self.expect: dict[str, Any] = yaml.safe_load((folder / "expect.yaml").read_text(encoding="utf-8"))
        self.tools, self.clock = tools, clock
        self._inbox, self._out = work / "inbox", work / "out"
        self._inbox.mkdir()
        self._source = FolderSource(Mailbox(kind="folder", path=self._inbox))
        self._sender = FolderSender(Smtp(kind="folder", path=self._out))
        self.arrived: dict[str, bytes] = {}

    def play(self) -> None:
        """Let every mail arrive, be processed, be decided on, and everything due go out."""
        for path in sorted((self.folder / "in").glob("*.eml")):
            raw = _PLACEHOLDER.sub(self._filled, path.read_bytes())
            self.arrived[path.name] = raw
            target = self._inbox / path.name
            target.write_bytes(raw)
            os.utime(target, (self.clock().timestamp(), self.clock().timestamp()))
            receive(self._source, folder="", keep_history_quiet=False, clock=self.clock)
            process_all(self.tools)
            self._deliver()
            for step in self.expect["mails"][path.name].get("then", ()):
                self._do(step, path.name)
                self._deliver()
            self.clock.forward(minutes=1)

    def _deliver(self) -> None:
        deliver(self._sender, clock=self.clock)

    def _filled(self, found: re.Match[bytes]) -> bytes:
        what, kind, number = (group.decode() if group else "" for group in found.groups())
        case = self.message(number).case
        assert case is not None
        if what == "TOKEN":
            return case.token.encode()
        ours = OutboxRow.objects.get(case=case, kind=kind, state__in=["sent", "bounced"])
        return ours.message_id.encode() if what == "ID" else bytes(ours.content)

    def message(self, number: str) -> MessageRow:
        """Return the stored message of the mail whose name begins with this number."""
        return MessageRow.objects.select_related("case").get(uid__startswith=f"{number}-")

    def concerns(self, name: str) -> list[ConcernRow]:
        """Return the concerns of a mail in their order."""
        return list(ConcernRow.objects.filter(message=self.message(name[:2])).order_by("position"))

    def _do(self, step: Mapping[str, Any], name: str) -> None:
        """Carry out one step: `wait`, `decide` a concern, or `hold`, `release`, `drop` the mail of a concern."""
        if "wait" in step:
            self.clock.forward(minutes=step["wait"])
            return
        concern = self.concerns(name)[step.get("concern", 1) - 1]
        for verb in outgoing.MailVerb:
            if verb.value in step:
                row = OutboxRow.objects.get(concern=concern, kind=step[verb.value])
                outgoing.change(row.pk, verb, by="anna", clock=self.clock)
                return
        choice = review.Choice(
            verdict=Verdict(step["decide"]),
            topic=step.get("topic", concern.topic),
            office=step.get("office", concern.office),
            referral=Referral(step.get("referral", concern.referral)),
            basis=Basis(step.get("basis", "release")),
            reason_code=step.get("duty", ""),
            consent_channel=step.get("consent", ""),
        )
        refusal = ""
        try:
            review.decide(self.tools, concern.pk, choice, version=concern.version, by="anna")
        except (RefusedByGate, Conflict, NotFound) as refused:
            refusal = str(refused)
        wanted = step.get("refused", "")
        assert bool(wanted) == bool(refusal), (step, refusal)
        assert wanted in refusal

    def sent(self) -> list[Sent]:
        """Return what lies in the outgoing folder, in the order in which it was queued."""
        found = []
        for path in sorted(self._out.glob("*.eml"), key=lambda p: int(p.stem)):
            *lines, raw = path.read_bytes().split(b"\r\n", 2)
            envelope = [line.decode("ascii") for line in lines]
            assert ["X-Envelope-From", "X-Envelope-To"] == [line.partition(":")[0] for line in envelope]
            mail = email.message_from_bytes(raw, policy=default)
            assert isinstance(mail, EmailMessage)
            mail_from, recipient = (line.partition("<")[2].rstrip(">") for line in envelope)
            found.append(Sent(mail_from=mail_from, recipient=recipient, raw=raw, mail=mail))
        return found


def case_number(row: CaseRow | None) -> str | None:
    """Return the number of a case, None where there is none."""
    return row.number if row else None
