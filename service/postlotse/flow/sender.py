"""A person says whose case a forwarded mail is: of who passed it on, or of who wrote it.  Nothing decides that by itself.

From then on what goes back to the person goes there.  What was queued before stays as it was; nobody is acknowledged twice.
"""

from postlotse.core.directory import find
from postlotse.core.errors import RefusedByGate
from postlotse.core.mail import forwarding
from postlotse.core.mail.types import Address
from postlotse.core.snapshot import load
from postlotse.flow.process import Tools, pinned
from postlotse.store import audit, cases, tx


def choose(tools: Tools, message: int, *, original: bool, by: str) -> Address:
    """Make the original writer (or again the author) of the message that opened a case its sender; return that person.

    Raises NotFound when the message opened no case, RefusedByGate when it names nobody who could be written to, Conflict when
    somebody else changed it meanwhile.
    """
    tools = pinned(tools)
    case, snapshot = cases.opened_by(message)
    mail = load(snapshot).mail
    writer = forwarding.offered(mail, tools.house.ours) if original else mail.author
    if writer is None:
        raise RefusedByGate("Diese Mail nennt keine andere Person, an die wir schreiben könnten.")
    if writer.key == case.sender:
        return writer
    organisation = find.organisation_of(tools.book(), writer.address)
    now = tools.clock()
    with tx.atomic():
        cases.change_sender(
            case.id,
            before=case.sender,
            sender=writer.key,
            sender_name=writer.name,
            organisation=organisation.id if organisation else "",
        )
        audit.write("sender", actor=by, now=now, message=message, case=case.id, detail={"original": original})
    return writer
