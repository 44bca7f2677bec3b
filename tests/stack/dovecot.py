"""A Dovecot of our own on loopback: IMAP, IMAPS and LMTP, in a directory under /tmp, as root or as an ordinary user."""

import contextlib
import getpass
import grp
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from imapclient import IMAPClient

from tests.stack.embedded import PASSWORD, await_ports, end, free_ports
from tests.stack.tls import Certificates

_CONF = """\
base_dir = {base}/run
state_dir = {base}/state
instance_name = postlotse-{imap}
log_path = {base}/log/dovecot.log
listen = 127.0.0.1
protocols = imap lmtp
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
first_valid_gid = 1
ssl = yes
ssl_cert = <{cert}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Ln
mail_home = {base}/mail/%n
mail_location = maildir:~/Maildir
mail_uid = {uid}
mail_gid = {gid}
mail_privileged_group =
mail_max_userip_connections = 50
mail_fsync = never
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/mail/%Ln allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
service imap-login {{
  chroot = {chroot}
  process_min_avail = 1
  service_count = 0
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dovecot:
    """A running server.  Every user name exists; `fresh_user` gives one that nobody has used."""

    base: Path
    imap: int
    imaps: int
    lmtp: int
    ca: Path
    host: str = "localhost"
    password: str = PASSWORD
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def fresh_user(self) -> str:
        """Return a user with an empty mailbox."""
        return f"user{next(self._numbers)}"

    @contextlib.contextmanager
    def client(self, user: str) -> Iterator[Any]:
        """Give a logged-in IMAPClient on the clear port."""
        with IMAPClient(self.host, port=self.imap, ssl=False, timeout=10) as client:
            client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client.login(user, self.password)
            yield client

    def append(self, user: str, raw: bytes, folder: str = "INBOX") -> None:
        """Put a message into a folder; the folder is made when it is missing."""
        with self.client(user) as client:
            if folder != "INBOX" and not client.folder_exists(folder):
                client.create_folder(folder)
            client.append(folder, raw)

    def messages(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """Return the messages of a folder, oldest first."""
        with self.client(user) as client:
            if not client.folder_exists(folder):
                return []
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
            return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def kick(self, user: str) -> None:
        """End every session of a user, as an administrator would."""
        self._doveadm("kick", user)

    def change_uidvalidity(self, user: str) -> None:
        """Make the inbox a new one with the same mail, as after a restore: the UIDs start again."""
        self.kick(user)
        (self.base / "mail" / user / "Maildir" / "dovecot-uidlist").unlink()
        for index in (self.base / "mail" / user / "Maildir").glob("dovecot.index*"):
            index.unlink()

    def _doveadm(self, *arguments: str) -> None:
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["doveadm", "-c", str(self.base / "dovecot.conf"), *arguments], check=False, timeout=20, **quiet)


def why_not() -> str:
    """Return why no Dovecot can be started here, or an empty text."""
    for package, binary in (("dovecot-imapd", "dovecot"), ("dovecot-lmtpd", "/usr/lib/dovecot/lmtp")):
        if shutil.which(binary) is None:
            return f"{package} is not installed (.ci/packages {package})"
    version = subprocess.run(["dovecot", "--version"], capture_output=True, text=True, check=False, timeout=20).stdout
    return "" if version.startswith("2.3.") else f"the configuration here is for Dovecot 2.3, found {version.split()[0:1]}"


def configure(base: Path, certificates: Certificates) -> Dovecot:
    """Write the configuration into `base` and say where the server will be."""
    for part in ("run", "state", "mail", "log"):
        (base / part).mkdir(exist_ok=True)
        (base / part).chmod(0o755)
    base.chmod(0o711)
    imap, imaps, lmtp = free_ports(3)
    if os.geteuid() == 0:  # the packaged accounts; mail belongs to nobody
        uid = gid = 65534
        os.chown(base / "mail", uid, gid)
        accounts = {"internal": "dovecot", "internal_group": "dovecot", "login": "dovenull", "chroot": "login"}
    else:
        uid, gid = os.geteuid(), os.getegid()
        me = getpass.getuser()
        accounts = {"internal": me, "internal_group": grp.getgrgid(gid).gr_name, "login": me, "chroot": ""}
    cert, key = certificates.good
    text = _CONF.format(
        base=base, imap=imap, imaps=imaps, lmtp=lmtp, cert=cert, key=key, uid=uid, gid=gid, password=PASSWORD, **accounts
    )
    (base / "dovecot.conf").write_text(text)
    return Dovecot(base=base, imap=imap, imaps=imaps, lmtp=lmtp, ca=certificates.ca)


@contextlib.contextmanager
def running(certificates: Certificates) -> Iterator[Dovecot]:
    """Start a Dovecot in the foreground under our own eyes, and end it by its process number."""
    base = Path(tempfile.mkdtemp(prefix="postlotse-dovecot-", dir="/tmp"))
    process: subprocess.Popen[bytes] | None = None
    try:
        for attempt in range(3):  # a port may be taken between choosing and opening it
            server = configure(base, certificates)
            with (base / "log" / "output").open("wb") as output:
                process = subprocess.Popen(
                    ["dovecot", "-F", "-c", str(base / "dovecot.conf")],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,
                )
            try:
                await_ports((server.imap, server.imaps, server.lmtp), process, base / "log" / "dovecot.log")
                break
            except RuntimeError:
                end(process)
                if attempt == 2:
                    raise
        yield server
    finally:
        if process is not None:
            end(process)
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture(scope="session")
def dovecot(certificates: Certificates) -> Iterator[Dovecot]:
    """A Dovecot for this worker; skipped with the package's name where there is none."""
    if reason := why_not():
        pytest.skip(reason)
    with running(certificates) as server:
        yield server
