"""A real Dovecot on loopback for the time of a test session: any user name, one password, a certificate of its own."""

from __future__ import annotations

import atexit
import getpass
import grp
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from imapclient import IMAPClient, imap_utf7

from watcher.mail.types import ImapSettings

PASSWORD = "secret"

_CONFIG = """\
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/dovecot.log
protocols = imap
listen = 127.0.0.1, 127.0.0.2
default_internal_user = {owner}
default_internal_group = {group}
default_login_user = {owner}
first_valid_uid = 1
shutdown_clients = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
auth_mechanisms = plain login
mail_location = sdbox:{home}/mail/%u
mail_fsync = never
mail_max_userip_connections = 100
{extra}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = allow_all_users=yes uid={mail_user} gid={mail_group} home={home}/mail/%u
}}
service anvil {{
  chroot =
  # Else a wrong password makes the next sign-ins from this address wait for seconds.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  service_count = 0
  process_min_avail = 1
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
service imap {{
  service_count = 200
}}
namespace inbox {{
  inbox = yes
  prefix = {prefix}
  separator = {separator}
{mailboxes}}}
"""

_SPECIAL_USE = """\
  mailbox Drafts {
    special_use = \\Drafts
    auto = subscribe
  }
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
  mailbox Trash {
    special_use = \\Trash
    auto = create
  }
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """A message as an independent session sees it."""

    uid: int
    flags: frozenset[str]
    content: bytes
    internaldate: datetime


class Dovecot:
    """One server process. `prefix`, `separator`: its namespace; without `special_use` a user has INBOX only."""

    def __init__(self, *, prefix: str = "", separator: str = "/", special_use: bool = True, extra: str = "") -> None:
        self.host = "127.0.0.1"
        self.imap, self.imaps = _free_ports(2)
        self.home = Path(tempfile.mkdtemp(prefix="watcher-dovecot-"))
        self.home.chmod(0o755)  # mail is read as an unprivileged user
        self.ca_file = self.home / "cert.pem"
        self._process: subprocess.Popen[bytes] | None = None
        self._configure(prefix, separator, _SPECIAL_USE if special_use else "", extra)

    def _configure(self, prefix: str, separator: str, mailboxes: str, extra: str) -> None:
        owner = getpass.getuser()
        group = grp.getgrgid(os.getgid()).gr_name
        mail_user, mail_group = owner, group
        for name in ("run", "state", "mail"):
            (self.home / name).mkdir()
        if os.getuid() == 0:
            owner, group, mail_user, mail_group = "dovenull", "nogroup", "nobody", "nogroup"
            shutil.chown(self.home / "mail", mail_user, mail_group)
        make_certificate(self.home, "DNS:localhost,IP:127.0.0.1")
        (self.home / "dovecot.conf").write_text(
            _CONFIG.format(
                home=self.home,
                owner=owner,
                group=group,
                mail_user=mail_user,
                mail_group=mail_group,
                password=PASSWORD,
                imap=self.imap,
                imaps=self.imaps,
                prefix=prefix,
                separator=separator,
                mailboxes=mailboxes,
                extra=extra,
            )
        )

    def start(self) -> None:
        """Start, and wait until it greets. It ends with this process, if not before."""
        atexit.register(self.stop)
        self._process = subprocess.Popen(
            ["dovecot", "-F", "-c", str(self.home / "dovecot.conf")], stderr=subprocess.PIPE
        )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"Dovecot did not start: {self._log()}")
            try:
                with socket.create_connection((self.host, self.imap), timeout=5) as sock:
                    if sock.recv(100).startswith(b"* OK"):
                        return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError(f"Dovecot does not answer: {self._log()}")

    def stop(self) -> None:
        """Stop the process that was started, and remove all its files."""
        self.halt()
        shutil.rmtree(self.home, ignore_errors=True)

    def halt(self) -> None:
        """Stop the process that was started; `start` goes on with the same mail on the same ports."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            if self._process.stderr is not None:
                self._process.stderr.close()
            self._process = None

    def _log(self) -> str:
        log = self.home / "dovecot.log"
        return log.read_text(errors="replace")[-2000:] if log.exists() else "no log"


@dataclass(frozen=True, slots=True)
class ImapUser:
    """One mail user of a Dovecot, as the test sees it: by a session of its own, beside the account under test."""

    server: Dovecot
    name: str
    password: str = PASSWORD

    def settings(self, **changes: Any) -> ImapSettings:
        """For an account over verified TLS that may write."""
        given: dict[str, Any] = {
            "name": "test",
            "host": self.server.host,
            "port": self.server.imaps,
            "username": self.name,
            "ca_file": str(self.server.ca_file),
            "write": True,
            "timeout": 20.0,
        }
        return ImapSettings(**(given | changes))

    def plain_settings(self, port: int = 0, **changes: Any) -> ImapSettings:
        """Without TLS, on loopback: through a proxy."""
        return self.settings(port=port or self.server.imap, tls="none", **changes)

    @contextmanager
    def client(self) -> Iterator[IMAPClient]:
        """A session of the test's own."""
        with IMAPClient(self.server.host, self.server.imap, ssl=False, timeout=20) as client:
            client.login(self.name, self.password)
            client.normalise_times = False
            yield client

    def append(
        self, mailbox: str, content: bytes, flags: Sequence[str] = (), internaldate: datetime | None = None
    ) -> None:
        """Deliver one message."""
        with self.client() as client:
            client.append(mailbox, content, flags, internaldate)

    def append_many(self, mailbox: str, messages: Sequence[tuple[bytes, datetime]]) -> None:
        """Deliver many at once."""
        with self.client() as client:
            client.multiappend(mailbox, [{"msg": content, "date": date} for content, date in messages])

    def messages(self, mailbox: str) -> list[Stored]:
        """What stands in a mailbox, by UID; reading changes no flags."""
        with self.client() as client:
            client.select_folder(mailbox, readonly=True)
            answers = client.fetch(client.search(), ["FLAGS", "INTERNALDATE", "BODY.PEEK[]"])
        return [
            Stored(
                uid,
                frozenset(flag.decode() for flag in items[b"FLAGS"]),
                items[b"BODY[]"],
                items[b"INTERNALDATE"].astimezone(UTC),
            )
            for uid, items in sorted(answers.items())
        ]

    def create(self, mailbox: str) -> None:
        """Make a mailbox."""
        with self.client() as client:
            client.create_folder(mailbox)

    def recreate(self, mailbox: str) -> None:
        """Delete a mailbox and make it anew: another UIDVALIDITY, and UIDs from 1."""
        with self.client() as client:
            client.delete_folder(mailbox)
            client.create_folder(mailbox)

    def mailbox_path(self, mailbox: str) -> Path:
        """Where Dovecot keeps the mailbox (sdbox)."""
        name = str(imap_utf7.encode(mailbox), "ascii")
        return self.server.home / "mail" / self.name / "mailboxes" / name


def make_certificate(folder: Path, names: str) -> None:
    """A self-signed certificate (cert.pem) with its key (key.pem)."""
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-days", "2", "-subj", "/CN=localhost", "-addext", f"subjectAltName={names}"),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")),
        ],
        check=True,
        capture_output=True,
    )


def missing() -> str:
    """What is not installed, "" where all is."""
    absent = [
        name
        for name in ("dovecot", "openssl")
        if shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None
    ]
    return f"{' and '.join(absent)} not installed: apt-get install dovecot-imapd openssl" if absent else ""


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for sock in sockets:
            sock.bind(("127.0.0.1", 0))
        return [int(sock.getsockname()[1]) for sock in sockets]
    finally:
        for sock in sockets:
            sock.close()
