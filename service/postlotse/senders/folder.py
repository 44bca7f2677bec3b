"""A directory as a `ports.Sender`: every mail becomes one `*.eml` file, for trying out without a relay.

Writes complete files only; nothing leaves the machine.
"""

import os
import re

from postlotse.config.schema import Smtp
from postlotse.core.errors import SenderError, SenderUnavailable
from postlotse.core.names import Delivery
from postlotse.core.ports import Parcel, Receipt
from postlotse.senders.smtp_errors import receipt
from postlotse.senders.wire import Offers, refused

#: A folder takes everything that is well-formed.
_OFFERS = Offers(eight_bit=True, utf8=True)


class FolderSender:
    """One directory; the file name is the parcel's id, so that a repeated parcel replaces its first copy."""

    def __init__(self, smtp: Smtp) -> None:
        if smtp.path is None:
            raise SenderError("Für den Versand ist kein Verzeichnis eingetragen.")
        self._path = smtp.path

    def send(self, parcel: Parcel) -> Receipt:
        """Write one file, its envelope in X-Envelope-From and X-Envelope-To on top; raises SenderUnavailable."""
        if reason := refused(parcel, _OFFERS):
            return receipt(parcel, Delivery.FAILED, text=f"{reason.code} {reason.sentence}")
        name = re.sub(r"[^A-Za-z0-9_.-]", "_", parcel.id).lstrip(".") or "mail"
        envelope = f"X-Envelope-From: <{parcel.mail_from}>\r\nX-Envelope-To: <{parcel.recipient}>\r\n".encode()
        half = self._path / f".{name}.part"
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            with half.open("wb") as file:
                file.write(envelope + parcel.content)
                file.flush()
                os.fsync(file.fileno())
            half.rename(self._path / f"{name}.eml")
        except OSError as error:
            raise SenderUnavailable(f"In {self._path} lässt sich nicht schreiben: {error.strerror}.") from error
        return receipt(parcel, Delivery.SENT, 250, f"written to {name}.eml")

    def check(self) -> str:
        """See that the directory can be written; return a sentence for `postlotse check`."""
        try:
            self._path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SenderUnavailable(f"{self._path} lässt sich nicht anlegen: {error.strerror}.") from error
        if not os.access(self._path, os.W_OK):
            raise SenderError(f"In {self._path} darf Postlotse nicht schreiben.")
        return f"Mails werden als Dateien nach {self._path} geschrieben."

    def close(self) -> None:
        """Do nothing: no connection is held."""
