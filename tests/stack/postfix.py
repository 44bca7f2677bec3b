"""A Postfix instance of our own on loopback that delivers everything to the Dovecot beside it.  Needs root."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.stack.dovecot import Dovecot
from tests.stack.embedded import await_gone, await_ports, free_ports
from tests.stack.tls import Certificates

_MAIN = """\
compatibility_level = 3.6
config_directory = {base}/etc
queue_directory = {base}/spool
data_directory = {base}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
default_privs = nobody
maillog_file = {base}/log/mail.log
maillog_file_prefixes = {base}/log
syslog_name = postlotse-{port}
multi_instance_enable = no
multi_instance_name = postfix-postlotse
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mx.stadt.example
mydomain = stadt.example
myorigin = stadt.example
mydestination =
local_recipient_maps =
smtpd_reject_unlisted_recipient = no
alias_maps =
alias_database =
local_transport = error:no local delivery
mynetworks = 127.0.0.0/8
relay_domains =
virtual_mailbox_domains = static:ALL
virtual_mailbox_maps = static:x
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
transport_maps = texthash:{base}/etc/transport
default_transport = error:5.7.1 nothing leaves this machine
relay_transport = error:5.7.1 nothing leaves this machine
smtp_host_lookup = native
disable_dns_lookups = yes
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access texthash:{base}/etc/recipients, permit_mynetworks, reject
recipient_delimiter = +
lmtp_destination_recipient_limit = 1
message_size_limit = 1048576
mailbox_size_limit = 0
smtputf8_enable = yes
smtpd_tls_cert_file = {cert}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = may
minimal_backoff_time = 5s
maximal_backoff_time = 10s
queue_run_delay = 5s
maximal_queue_lifetime = 60s
bounce_queue_lifetime = 60s
delay_warning_time = 0
notify_classes =
"""
_MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
smtp unix - - n - - smtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
showq unix n - n - - showq
postlog unix-dgram n - n - 1 postlogd
"""
#: Answers at RCPT TO, for any domain.
_RECIPIENTS = """\
tempfail@stadt.example 451 4.3.0 simulated temporary failure
permfail@stadt.example 550 5.1.1 simulated unknown user
full@stadt.example 452 4.2.2 simulated full mailbox
policy@stadt.example 550 5.7.1 simulated policy
"""
#: Accepted first and bounced afterwards: a real delivery report comes back.
_TRANSPORT = "ghost@stadt.example error:5.1.1 simulated unknown user behind the relay\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Postfix:
    """A running relay.  Every recipient is a Dovecot user, except those of `_RECIPIENTS` and ghost@stadt.example."""

    port: int
    ca: Path
    dovecot: Dovecot
    host: str = "localhost"
    size: int = 1_048_576


def why_not() -> str:
    """Return why no Postfix can be started here, or an empty text."""
    if shutil.which("postfix", path="/usr/sbin:/usr/bin") is None:
        return "postfix is not installed (.ci/packages postfix)"
    return "" if os.geteuid() == 0 else "Postfix can only be started by root"


def _postfix(base: Path, *arguments: str) -> None:
    with (base / "log" / "output").open("ab") as output:
        subprocess.run(
            ["/usr/sbin/postfix", "-c", str(base / "etc"), *arguments],
            stdin=subprocess.DEVNULL,  # a pipe would be inherited by master and never close
            stdout=output,
            stderr=output,
            check=True,
            timeout=60,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "MAIL_CONFIG": str(base / "etc")},
        )


@contextlib.contextmanager
def running(dovecot: Dovecot, certificates: Certificates) -> Iterator[Postfix]:
    """Start a Postfix instance, and stop it by its own command before its spool goes."""
    base = Path(tempfile.mkdtemp(prefix="postlotse-postfix-", dir="/tmp"))
    base.chmod(0o711)
    for part in ("etc", "spool", "data", "log"):
        (base / part).mkdir()
        (base / part).chmod(0o755)
    shutil.chown(base / "data", "postfix")
    (port,) = free_ports(1)
    cert, key = certificates.good
    etc = base / "etc"
    (etc / "main.cf").write_text(_MAIN.format(base=base, port=port, lmtp=dovecot.lmtp, cert=cert, key=key))
    (etc / "master.cf").write_text(_MASTER.format(port=port))
    (etc / "recipients").write_text(_RECIPIENTS)
    (etc / "transport").write_text(_TRANSPORT)
    master = 0
    try:
        _postfix(base, "start")
        master = int((base / "spool" / "pid" / "master.pid").read_text())
        await_ports([port], None, base / "log" / "mail.log")
        yield Postfix(port=port, ca=certificates.ca, dovecot=dovecot)
    finally:
        if master:
            _postfix(base, "stop")
            await_gone(master)
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture(scope="session")
def postfix(dovecot: Dovecot, certificates: Certificates) -> Iterator[Postfix]:
    """A Postfix for this worker; skipped with the reason where there is none."""
    if reason := why_not():
        pytest.skip(reason)
    with running(dovecot, certificates) as server:
        yield server
