"""Row 34: an attachment of 100 MB is never fetched: measured in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from tests.contracts.mails import T0, plain
from tests.servers.dovecot import ImapUser

pytestmark = pytest.mark.server

MEGABYTES = 100

_CODE = """
import json, resource, sys
from datetime import UTC, datetime
from watcher.bootstrap import inference_tables
from watcher.mail import ImapAccount, ImapSettings, tls_context
from watcher.pipeline.infer import Reader

given = json.loads(sys.argv[1])
reader = Reader(inference_tables(), frozenset({"ada@example.org"}))
account = ImapAccount(ImapSettings(**given["settings"]), lambda: given["password"], tls_context())

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

def read(cursor):
    batches = list(account.batches(cursor, datetime(2026, 1, 1, tzinfo=UTC)))
    found = [(one, reader(one, "a")) for batch in batches for one in batch.messages]
    return batches[-1].cursor, found

print(json.dumps(peak()), flush=True)
cursor, _ = read(None)
print(json.dumps(peak()), flush=True)
sys.stdin.readline()
_, ((located, seen),) = read(cursor)
parts = sum(map(len, located.raw.parts.values()))
print(json.dumps([peak(), parts, located.raw.size, seen.envelope.subject]), flush=True)
account.close()
"""


def test_row_34_a_hundred_megabytes_are_read_without_fetching_them(imap_user: ImapUser) -> None:
    imap_user.append("INBOX", plain("small@x"), internaldate=T0)
    settings = {"name": "a", "host": "127.0.0.1", "username": imap_user.name, "port": imap_user.server.imap}
    given = json.dumps({"settings": settings | {"tls": "none"}, "password": imap_user.password})
    with subprocess.Popen(
        [sys.executable, "-c", _CODE, given], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        json.loads(child.stdout.readline())
        before = json.loads(child.stdout.readline())
        imap_user.append("INBOX", large(), internaldate=datetime(2026, 3, 3, tzinfo=UTC))
        child.stdin.write("go on\n")
        child.stdin.flush()
        peak, parts, size, subject = json.loads(child.stdout.readline())
    assert child.returncode == 0
    assert subject == "Plans"
    assert size > MEGABYTES * 1_000_000
    assert parts < 1000
    assert peak - before < 20_000_000


def large() -> bytes:
    head = (
        b"From: Erin Doe <erin@employer.example>\r\nTo: ada@example.org\r\nSubject: Plans\r\n"
        b"Date: Tue, 03 Mar 2026 09:00:00 +0000\r\nMessage-ID: <large@x>\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n"
        b"--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Disposition: attachment; filename=plans.zip\r\n\r\n"
    )
    line = b"A" * 76 + b"\r\n"
    return head + line * (MEGABYTES * 1_000_000 // 76) + b"--b--\r\n"
