"""The command line as the user runs it: output, exit codes, and one clear sentence for each fault."""

from __future__ import annotations

import json
import mailbox
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.letters import JANE, answer, application, chat, out_of_office
from tests.servers.dovecot import ImapUser
from watcher.cli import main

NOW = datetime.now(UTC).replace(microsecond=0)
APPLIED = NOW - timedelta(days=12)

Ran = tuple[int, str, str]
Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def call(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["watcher", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), captured.out, captured.err

    return call


def write_config(folder: Path, account: str, more: str = "") -> Path:
    path = folder / "config.toml"
    path.write_text(
        f"""timezone = "Europe/Berlin"
[identity]
name = "Ada Example"
addresses = ["ada@example.org"]
[[accounts]]
name = "personal"
{account}
write = true
[store]
url = "sqlite:///ledger.sqlite"
{more}"""
    )
    return path


def put(folder: Path, name: str, *messages: bytes) -> None:
    for part in ("cur", "new", "tmp"):
        (folder / name / part).mkdir(parents=True, exist_ok=True)
    for message in messages:
        (folder / name / "cur" / f"{len(list((folder / name / 'cur').iterdir()))}.test:2,S").write_bytes(message)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A Maildir with one silent application to a person."""
    put(tmp_path / "Mail", "", chat(APPLIED, 1))
    put(tmp_path / "Mail", ".Sent", application(APPLIED))
    put(tmp_path / "Mail", ".Drafts")
    return write_config(tmp_path, 'kind = "maildir"\npath = "Mail"')


def drafts(config: Path) -> list[Path]:
    return [p for part in ("cur", "new") for p in (config.parent / "Mail" / ".Drafts" / part).iterdir()]


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version") == (0, f"watcher {version('watcher')}\n", "")


def test_once_drafts_and_says_so_as_json(config: Path, run: Run) -> None:
    code, out, _ = run("once", "--config", config, "--json")
    summary = json.loads(out)
    assert code == 0
    assert (summary["read"], summary["applications"]) == (2, 1)
    assert summary["drafted"] == [
        {"kind": "receipt_check", "to": JANE, "subject": "Re: Application for Data Engineer at Acme"}
    ]
    assert len(drafts(config)) == 1


def test_a_second_run_changes_nothing(config: Path, run: Run) -> None:
    run("once", "--config", config)
    before = [(p.name, p.read_bytes()) for p in drafts(config)]
    code, out, _ = run("once", "--config", config, "--json")
    summary = json.loads(out)
    assert (code, summary["new"], summary["drafted"], summary["withdrawn"]) == (0, 0, [], [])
    assert [(p.name, p.read_bytes()) for p in drafts(config)] == before


def test_status_and_plan_print_the_promised_shapes(config: Path, run: Run) -> None:
    run("once", "--config", config)
    _, out, _ = run("status", "--config", config, "--json")
    (row,) = json.loads(out)["applications"]
    assert {
        "id",
        "company",
        "role",
        "stage",
        "flags",
        "applied_at",
        "last_heard_at",
        "contacts",
        "next",
        "events",
    } <= set(row)
    assert (row["company"], row["role"], row["stage"]) == ("Acme", "Data Engineer", "applied")
    assert (row["follow_up_due"], row["quiet"], row["closed"]) == (True, False, False)
    assert datetime.fromisoformat(row["applied_at"]) == APPLIED
    assert row["contacts"][0]["email"] == JANE
    _, out, _ = run("plan", "--config", config, "--json", "--at", NOW.isoformat())
    for follow_up in json.loads(out)["follow_ups"]:
        assert {"application", "kind", "due_at", "to", "subject", "in_reply_to", "why", "action"} <= set(follow_up)
        assert datetime.fromisoformat(follow_up["due_at"]).utcoffset() is not None


def test_plan_at_a_time_before_the_window_has_nothing_to_draft(config: Path, run: Run) -> None:
    run("once", "--config", config)
    for path in drafts(config):
        path.unlink()
    (config.parent / "ledger.sqlite").unlink()
    (config.parent / "config.toml").write_text(config.read_text().replace("write = true", "write = false"))
    run("once", "--config", config)
    _, early, _ = run("plan", "--config", config, "--json", "--at", (APPLIED + timedelta(days=2)).isoformat())
    assert {f["action"] for f in json.loads(early)["follow_ups"]} <= {"none"}
    assert drafts(config) == []


def test_without_write_nothing_is_written_and_the_plan_says_why(config: Path, run: Run) -> None:
    config.write_text(config.read_text().replace("write = true", "write = false"))
    code, out, _ = run("once", "--config", config, "--json")
    assert (code, json.loads(out)["drafted"], drafts(config)) == (0, [], [])
    _, out, _ = run("plan", "--config", config, "--json")
    (follow_up,) = json.loads(out)["follow_ups"]
    assert follow_up["action"] != "draft"
    assert "write" in follow_up["held"]


def test_show_note_and_add(config: Path, run: Run) -> None:
    run("once", "--config", config)
    code, out, _ = run("show", "acme", "--config", config)
    assert code == 0
    assert JANE in out
    assert "application_sent" in out
    promised = (NOW + timedelta(days=5)).date()
    assert run("note", "acme", "promised", promised, "--config", config)[0] == 0
    assert f"promise, by {promised}" in run("show", "acme", "--config", config)[1]
    assert run("note", "acme", "rejected", "--config", config)[0] == 0
    _, out, _ = run("status", "--config", config, "--json")
    assert json.loads(out)["applications"][0]["stage"] == "rejected"
    assert run("add", "Borealis", "Analyst", "--applied", APPLIED.date(), "--config", config)[0] == 0
    _, out, _ = run("status", "--config", config, "--json")
    assert {row["company"] for row in json.loads(out)["applications"]} == {"Acme", "Borealis"}


def test_a_noted_answer_withdraws_the_draft(config: Path, run: Run) -> None:
    run("once", "--config", config)
    run("note", "acme", "answered", "--config", config)
    _, out, _ = run("once", "--config", config, "--json")
    assert len(json.loads(out)["withdrawn"]) == 1
    assert drafts(config) == []


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("show", "nobody"), "status"),
        (("plan", "--at", "soon"), "2026-11-30"),
        (("add", " ", "Analyst"), "empty"),
        (("add", "Borealis", "Analyst", "--applied", "2999-01-01"), "future"),
        (("add", "Borealis", "Analyst", "--applied", "0001-01-01"), "long ago"),
        (("plan", "--at", ""), "2026-11-30"),
        (("plan", "--at", "9999-12-31"), "2100"),
        (("digest", "--preview", "/nonexistent/digest.txt"), "cannot be written"),
        (("digest", "--open"), "--preview"),
        (("digest", "--week", "2026-W60"), "no week"),
        (("digest", "--week", "next"), "no week"),
        (("note", "acme", "promised"), "promised"),
    ],
)
def test_a_users_mistake_gets_one_sentence_and_exit_code_2(
    config: Path, run: Run, arguments: tuple[str, ...], word: str
) -> None:
    run("once", "--config", config)
    code, _, err = run(*arguments, "--config", config)
    assert code == 2
    assert word in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("name", "words"),
    [("d.txt", "DRAFTS THAT WAIT FOR YOU"), ("d.html", "<!DOCTYPE html>"), ("d.eml", "Auto-Submitted")],
)
def test_digest_preview(config: Path, run: Run, tmp_path: Path, name: str, words: str) -> None:
    run("once", "--config", config)
    code, _, _ = run("digest", "--preview", tmp_path / name, "--config", config)
    assert code == 0
    assert words in (tmp_path / name).read_text()
    assert "Acme" in (tmp_path / name).read_text()
    assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_digest_of_another_week(config: Path, run: Run) -> None:
    run("once", "--config", config)
    code, out, _ = run("digest", "--week", "2020-W10", "--config", config)
    assert code == 0
    assert "No application is known yet" in " ".join(out.split())
    assert "Monday, 2 March 2020" in out


def test_check_finds_all_in_order(config: Path, run: Run) -> None:
    code, out, _ = run("check", "--config", config)
    assert (code, "MEND" in out) == (0, False), out


def test_one_unreadable_message_is_reported_and_skipped(config: Path, run: Run) -> None:
    (config.parent / "Mail" / "cur" / "loop:2,S").symlink_to("loop:2,S")
    code, out, _ = run("once", "--config", config, "--json")
    summary = json.loads(out)
    assert code == 0
    assert len(summary["unread"]) == 1
    assert len(summary["drafted"]) == 1


def explain(run: Run, *arguments: object) -> list[dict[str, Any]]:
    code, out, err = run("explain", "--json", *arguments)
    assert "Traceback" not in err
    assert code in {0, 7}
    return [json.loads(line) for line in out.splitlines()]


def test_explain_takes_files_folders_and_mboxes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "a.eml").write_bytes(application(APPLIED))
    (tmp_path / "mail" / "b.eml").write_bytes(chat(APPLIED, 1))
    (tmp_path / "mail" / "notes.txt").write_text("Remember to apply to Acme.\n")
    box = mailbox.mbox(tmp_path / "box.mbox")
    box.add(answer(APPLIED))
    box.add(out_of_office(APPLIED))
    box.close()
    rows = explain(run, "--me", "ADA@example.org", tmp_path / "mail", tmp_path / "box.mbox")
    assert [set(row) for row in rows] == [{"path", "message_id", "events", "ignored"}] * 4
    kinds = [[event["kind"] for event in row["events"]] for row in rows]
    assert kinds[0] == ["application_sent"]
    assert kinds[1] == []
    assert rows[1]["ignored"]
    assert kinds[2] == ["recruiter_reply"]
    assert kinds[3] == ["auto_reply"]
    assert rows[0]["events"][0]["company"] == "Acme"
    assert rows[0]["events"][0]["evidence"]
    assert {len(event) for row in rows for event in row["events"]} == {8}


def test_explain_says_whom_it_does_not_believe(run: Run, tmp_path: Path) -> None:
    failed = b"Authentication-Results: mx.example.org; dmarc=fail (p=none)\r\n"
    (tmp_path / "a.eml").write_bytes(failed + answer(APPLIED))
    (row,) = explain(run, "--me", "ada@example.org", tmp_path / "a.eml")
    assert [event["verified"] for event in row["events"]] == [False]
    code, out, _ = run("explain", "--me", "ada@example.org", tmp_path / "a.eml")
    assert code == 0
    assert "could not be verified" in out


@pytest.mark.parametrize(
    "content", [b"", b"\0\xff\xfe" * 500, b"From \n", b"Subject: =?utf-8?b?////?=\n\n\xed\xa0\x80"]
)
def test_explain_never_fails_on_what_a_file_holds(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.eml").write_bytes(content)
    (row,) = explain(run, tmp_path / "x.eml")
    assert row["ignored"]


def test_explain_does_not_wait_for_a_pipe(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (row,) = explain(run, tmp_path / "pipe")
    assert "not a file" in row["ignored"]


def test_a_reader_that_leaves_gets_no_traceback(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box.mbox")
    for serial in range(300):
        box.add(chat(APPLIED, serial))
    box.close()
    command = f"'{Path(sys.executable).parent / 'watcher'}' explain --json '{tmp_path / 'box.mbox'}'"
    done = subprocess.run(["sh", "-c", f"{command} | head -1"], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_explain_says_which_file_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (row,) = explain(run, tmp_path / "absent.eml")
    assert "cannot be read" in row["ignored"]


IMAP = """kind = "imap"
host = "{host}"
port = {port}
username = "{user}"
password = {{ command = ["echo", "{password}"] }}
{more}"""


def imap(folder: Path, user: ImapUser, **changes: str) -> Path:
    given = {
        "host": "localhost",
        "port": str(user.server.imaps),
        "user": user.name,
        "password": user.password,
        "more": f'ca_file = "{user.server.ca_file}"',
    }
    return write_config(folder, IMAP.format(**given | changes))


def closed_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.mark.server
@pytest.mark.parametrize(
    ("changes", "code", "word"),
    [
        ({"password": "wrong"}, 3, "password"),
        ({"more": ""}, 4, "ca_file"),
        ({"host": "no-such-host.invalid"}, 4, "no-such-host.invalid"),
        ({"port": "closed"}, 4, "refused"),
    ],
)
def test_a_faulty_account_gets_its_exit_code_and_a_sentence(
    imap_user: ImapUser, run: Run, tmp_path: Path, changes: dict[str, str], code: int, word: str
) -> None:
    if changes.get("port") == "closed":
        changes = {"port": closed_port()}
    path = imap(tmp_path, imap_user, **changes)
    got, out, err = run("once", "--config", path)
    assert (got, word in (out + err).lower()) == (code, True), out + err
    assert "Traceback" not in err
    assert imap_user.password not in out + err
    assert imap_user.messages("Drafts") == []


@pytest.mark.server
def test_one_account_that_fails_does_not_stop_the_other(config: Path, run: Run, imap_user: ImapUser) -> None:
    more = IMAP.format(
        host="localhost", port=closed_port(), user="x", password="y", more=f'ca_file = "{imap_user.server.ca_file}"'
    )
    config.write_text(config.read_text() + f'\n[[accounts]]\nname = "other"\n{more}\n')
    code, out, _ = run("once", "--config", config, "--json")
    summary = json.loads(out)
    assert code == 7
    assert list(summary["failed"]) == ["other"]
    assert len(summary["drafted"]) == 1


@pytest.mark.server
def test_missing_drafts_are_a_clear_error_and_nothing_is_half_written(
    bare_user: ImapUser, run: Run, tmp_path: Path
) -> None:
    bare_user.create("INBOX.Sent")
    bare_user.append("INBOX.Sent", application(APPLIED), internaldate=APPLIED)
    code, out, err = run("once", "--config", imap(tmp_path, bare_user))
    assert code != 0
    assert "drafts" in (out + err).lower()
    assert run("check", "--config", tmp_path / "config.toml")[0] != 0
    bare_user.create("INBOX.Drafts")
    assert len(bare_user.messages("INBOX.Drafts")) == 0


def test_a_config_with_problems_tells_them_all_with_lines(config: Path, run: Run) -> None:
    config.write_text(config.read_text().replace("Europe/Berlin", "Mars/Base") + "[sync]\nhorizon_days = 0\n")
    code, _, err = run("once", "--config", config)
    assert code == 2
    assert "line 1: timezone" in err
    assert "sync.horizon_days" in err


def test_a_ledger_in_use_is_exit_code_5(config: Path, run: Run) -> None:
    from watcher.bootstrap import wire
    from watcher.config import load

    with wire(load(config)).world.ledger.exclusive():
        done = subprocess.run(
            [Path(sys.executable).parent / "watcher", "once", "--config", config],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 5
    assert "another watcher" in done.stderr
    assert drafts(config) == []


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_run_makes_a_pass_at_once_and_stops_when_told(config: Path, signum: signal.Signals) -> None:
    command = [str(Path(sys.executable).parent / "watcher"), "run", "--every", "3600", "--config", str(config)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "event='pass'" in line:
                process.send_signal(signum)
        assert process.wait(30) == 0
    assert len(drafts(config)) == 1


def test_the_demo_makes_drafts_once(run: Run, tmp_path: Path) -> None:
    code, out, err = run("demo", "--dir", tmp_path / "demo")
    assert code == 0, out + err
    count = len(list((tmp_path / "demo" / "Maildir" / ".Drafts" / "cur").iterdir()))
    assert count >= 8
    assert "why others got none" in out
    code, out, _ = run("demo", "--dir", tmp_path / "demo")
    assert code == 0
    assert len(list((tmp_path / "demo" / "Maildir" / ".Drafts" / "cur").iterdir())) == count
    assert "No new draft" in out


@pytest.mark.parametrize("until", ["3", str((NOW + timedelta(days=3)).date()), ""])
def test_snooze_puts_off_and_off_ends_it(config: Path, run: Run, until: str) -> None:
    run("once", "--config", config)
    code, out, _ = run("snooze", "acme", *([until] if until else []), "--config", config)
    assert code == 0
    assert out.startswith("Snoozed until 20")
    (row,) = json.loads(run("status", "--config", config, "--json")[1])["applications"]
    assert row["snoozed_until"] == out.split()[2].rstrip(":")
    assert [e["due_by"] for e in row["events"] if e["kind"] == "snoozed"] == [row["snoozed_until"]]
    assert f"(snoozed until {row['snoozed_until']})" in run("show", "acme", "--config", config)[1]
    assert run("snooze", "acme", "off", "--config", config)[1] == "No longer snoozed: Acme, Data Engineer.\n"
    (row,) = json.loads(run("status", "--config", config, "--json")[1])["applications"]
    assert row["snoozed_until"] is None


def test_a_snoozed_application_gets_no_draft_and_plan_says_why(tmp_path: Path, run: Run) -> None:
    put(tmp_path / "Mail", "", chat(NOW, 1))
    put(tmp_path / "Mail", ".Sent", application(NOW - timedelta(hours=1)))
    put(tmp_path / "Mail", ".Drafts")
    config = write_config(tmp_path, 'kind = "maildir"\npath = "Mail"')
    run("once", "--config", config)
    day = run("snooze", "acme", "20", "--config", config)[1].split()[2].rstrip(":")
    at = (NOW + timedelta(days=15)).date()
    (only,) = json.loads(run("plan", "--at", at, "--config", config, "--json")[1])["follow_ups"]
    assert (only["action"], only["held"]) == ("none", f"snoozed until {day}")


@pytest.mark.parametrize("until", ["-3", "tomorrow", "--soon", "3d", "99999999999999"])
def test_what_is_no_end_of_a_snooze_is_told_of_with_what_is(config: Path, run: Run, until: str) -> None:
    run("once", "--config", config)
    code, _, err = run("snooze", "acme", until, "--config", config)
    assert (code, f"“{until}” is neither a number of days, nor a day" in err) == (2, True), err


@pytest.mark.parametrize("until", ["0", "366", "99999999999999", "tomorrow", "2020-01-01", "-3"])
def test_a_snooze_must_end_within_a_year(config: Path, run: Run, until: str) -> None:
    run("once", "--config", config)
    code, _, err = run("snooze", "--config", config, "--", "acme", until)
    assert code == 2
    assert until in err
