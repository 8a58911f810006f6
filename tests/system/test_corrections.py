"""What the user corrects on the command line, over a real Maildir: it sticks, shows, and can be taken back."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.letters import JANE, answer, application, letter
from tests.system.test_commands import APPLIED, Run, drafts, put, run, write_config

__all__ = ["run"]
ADA = "Ada Example <ada@example.org>"
NOBODY = "Acme <no-reply@us.greenhouse-mail.io>"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An application to a person without an answer, and the confirmation of another one."""
    body = "Hi Ada,\n\nThank you for applying for the Cook position at Beta. We have received your application.\n"
    at, message_id = APPLIED + timedelta(hours=1), "confirmed@beta.example"
    mail = letter(
        NOBODY.replace("Acme", "Beta"), ADA, "Thank you for applying to Beta, Cook", body, at=at, message_id=message_id
    )
    put(tmp_path / "Mail", "", mail)
    put(tmp_path / "Mail", ".Sent", application(APPLIED))
    put(tmp_path / "Mail", ".Drafts")
    return write_config(tmp_path, 'kind = "maildir"\npath = "Mail"')


def status(run: Run, config: Path) -> dict[str, dict[str, Any]]:
    _, out, _ = run("status", "--config", config, "--json")
    return {row["role"]: row for row in json.loads(out)["applications"]}


def do(run: Run, config: Path, *arguments: str) -> str:
    code, out, err = run(*arguments, "--config", config)
    assert code == 0, err
    return str(out)


def once(run: Run, config: Path) -> dict[str, Any]:
    _, out, _ = run("once", "--config", config, "--json")
    summary = json.loads(out)
    assert isinstance(summary, dict)
    return summary


def reread(config: Path) -> None:
    """Let every mail be met again, in another mailbox."""
    mail = config.parent / "Mail"
    put(mail, ".Archive", *(p.read_bytes() for p in (mail / "cur").iterdir()))


def test_closed_the_draft_is_taken_back_and_reopened_it_is_written_anew(config: Path, run: Run) -> None:
    once(run, config)
    assert len(drafts(config)) == 1
    assert "Closed: Acme, Data Engineer" in do(run, config, "close", "acme")
    assert once(run, config)["withdrawn"] == [
        {"subject": "Re: Application for Data Engineer at Acme", "why": "you closed the application"}
    ]
    assert drafts(config) == []
    reread(config)
    assert once(run, config)["drafted"] == []
    row = status(run, config)["Data Engineer"]
    assert (row["stage"], row["closed"], row["closed_by_you"], row["next"]) == ("closed", True, True, None)
    assert "Reopened" in do(run, config, "reopen", row["id"])
    assert [d["to"] for d in once(run, config)["drafted"]] == [JANE]
    assert len(drafts(config)) == 1
    assert once(run, config)["drafted"] == []
    row = status(run, config)["Data Engineer"]
    assert (row["stage"], [c["kind"] for c in row["corrections"]]) == ("applied", ["reopened"])
    assert row["corrections"][0]["id"] in do(run, config, "show", "acme")


def test_an_edited_draft_stays_when_its_application_is_closed(config: Path, run: Run) -> None:
    once(run, config)
    (draft,) = drafts(config)
    draft.write_bytes(draft.read_bytes() + b"\r\nAnd one more word of mine.\r\n")
    do(run, config, "close", "acme")
    assert once(run, config)["withdrawn"] == []
    assert len(drafts(config)) == 1


def test_what_comes_after_closing_is_told_and_drafts_nothing(config: Path, run: Run) -> None:
    once(run, config)
    do(run, config, "close", "acme")
    put(config.parent / "Mail", "", answer(APPLIED + timedelta(days=11)))
    assert once(run, config)["drafted"] == []
    assert status(run, config)["Data Engineer"]["stage"] == "closed"


def test_merged_and_split_again_with_one_undo_for_all(config: Path, run: Run) -> None:
    once(run, config)
    assert "Merged: Beta, Cook, into Acme, Data Engineer" in do(run, config, "merge", "acme", "beta")
    row = status(run, config)
    assert [(role, len(r["events"])) for role, r in row.items()] == [("Data Engineer", 2)]
    assert "Acme, Data Engineer: acknowledged" in do(run, config, "show", "beta")
    assert "Taken back: merged" in do(run, config, "undo")
    assert sorted(status(run, config)) == ["Cook", "Data Engineer"]
    do(run, config, "move", "confirmed@beta.example", "acme")
    message = next(e["message"] for e in status(run, config)["Data Engineer"]["events"] if e["role"] == "Cook")
    do(run, config, "undo")
    do(run, config, "merge", "acme", "cook")
    do(run, config, "split", "acme", message)
    reread(config)
    once(run, config)
    assert sorted(status(run, config)) == ["Cook", "Data Engineer"]


def test_merged_with_two_that_wait_each_view_tells_of_the_one_that_stays(tmp_path: Path, run: Run) -> None:
    sent = [
        application(APPLIED + timedelta(hours=n), number=n, to=f"jo@{c}.example", company=c)
        for n, c in enumerate(("Acme", "Beta"))
    ]
    put(tmp_path / "Mail", "")
    put(tmp_path / "Mail", ".Sent", *sent)
    put(tmp_path / "Mail", ".Drafts")
    config = write_config(tmp_path, 'kind = "maildir"\npath = "Mail"')
    once(run, config)
    (beta,) = [d for d in drafts(config) if b"jo@beta.example" in d.read_bytes()]
    (acme,) = [d for d in drafts(config) if d != beta]
    acme.write_bytes(acme.read_bytes() + b"\r\nAnd one more word of mine.\r\n")
    once(run, config)
    do(run, config, "merge", "acme", "beta")
    once(run, config)
    assert len(drafts(config)) == 1
    assert "waits in Drafts" in do(run, config, "status")
    told = "waits: receipt_check to jo@acme.example"
    assert (told in do(run, config, "show", "acme"), told in do(run, config, "plan")) == (True, True)


def test_renamed_in_table_and_draft_and_still_found_by_its_old_name(config: Path, run: Run) -> None:
    do(run, config, "add", "Acme Holdings", "Baker", "--applied", f"{APPLIED:%Y-%m-%d}")
    do(run, config, "rename", "holdings", "--company", "Apex")
    do(run, config, "add", "Acme Holdings", "Smith")
    assert {role: row["company"] for role, row in status(run, config).items()} == {"Baker": "Apex", "Smith": "Apex"}
    assert "named Apex, Baker" in do(run, config, "show", "baker")
    code, _, err = run("show", "acme holdings", "--config", config)
    assert (code, "several" in err) == (2, True)
    do(run, config, "undo")
    do(run, config, "undo")
    assert {role: row["company"] for role, row in status(run, config).items()} == {"Baker": "Acme Holdings"}


def test_every_correction_is_in_the_waiting_draft_with_the_next_pass(config: Path, run: Run) -> None:
    once(run, config)
    for role in ("Site Engineer", "Site Manager"):
        do(run, config, "rename", "acme", "--role", role)
        assert len(once(run, config)["renewed"]) == 1
    do(run, config, "undo")
    assert len(once(run, config)["renewed"]) == 1
    assert once(run, config)["renewed"] == []


@pytest.mark.parametrize("what", ["acme", JANE, f"@{JANE.partition('@')[2]}", "Data Engineer"])
def test_ignored_nothing_of_it_is_drafted_and_undone_it_is_drafted_again(config: Path, run: Run, what: str) -> None:
    once(run, config)
    assert "Ignored" in do(run, config, "ignore", what)
    assert [w["why"] for w in once(run, config)["withdrawn"]]
    reread(config)
    assert (once(run, config)["drafted"], drafts(config)) == ([], [])
    # What the user sent themselves is hidden only where they said that the application is not theirs.
    assert ("Data Engineer" in status(run, config)) is ("@" in what)
    do(run, config, "undo")
    assert len(once(run, config)["drafted"]) == len(drafts(config)) == 1


def test_an_ignored_message_and_list_stay_ignored(config: Path, run: Run) -> None:
    body = "Hi Ada,\n\nThank you for applying for the Baker position at Gamma. We have received your application.\n"
    mail = letter(
        NOBODY.replace("Acme", "Gamma"),
        ADA,
        "Thank you for applying to Gamma, Baker",
        body,
        at=APPLIED,
        message_id="confirmed@gamma.example",
        headers={"List-Id": "Gamma Jobs <Jobs.Gamma.example>"},
    )
    put(config.parent / "Mail", "", mail)
    once(run, config)
    assert sorted(status(run, config)) == ["Baker", "Cook", "Data Engineer"]
    do(run, config, "ignore", "confirmed@beta.example")
    do(run, config, "ignore", "jobs.gamma.example")
    reread(config)
    once(run, config)
    assert sorted(status(run, config)) == ["Data Engineer"]
    assert [w for w in ("Beta", "jobs.gamma.example") if w in do(run, config, "undo", "--list")] == [
        "jobs.gamma.example"
    ]


def test_the_chosen_contact_gets_the_draft_and_none_gives_it_back(config: Path, run: Run) -> None:
    once(run, config)
    do(run, config, "set-contact", "acme", "Carl@Acme.example", "--name", "Carl Stone", "--role", "hiring_manager")
    summary = once(run, config)
    assert [w["why"] for w in summary["withdrawn"]] == ["you chose to write to carl@acme.example"]
    assert [d["to"] for d in summary["drafted"]] == ["carl@acme.example"]
    assert b"Carl" in drafts(config)[0].read_bytes()
    contact = status(run, config)["Data Engineer"]["contacts"][0]
    assert (contact["email"], contact["chosen"], contact["role"]) == ("carl@acme.example", True, "hiring_manager")
    do(run, config, "set-contact", "acme", "none")
    summary = once(run, config)
    assert [w["why"] for w in summary["withdrawn"]] == ["you chose no longer to write to carl@acme.example"]
    assert [d["to"] for d in summary["drafted"]] == [JANE]
    assert len(drafts(config)) == 1


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("close", "nobody"), "No application"),
        (("reopen", "acme"), "is open"),
        (("merge", "acme", "acme"), "one application already"),
        (("split", "acme", "nothing"), "No message"),
        (("split", "acme", "confirmed@beta.example"), "holds no message"),
        (("rename", "acme"), "called so already"),
        (("ignore", "nonsense"), "no message, application, address"),
        (("ignore", "ada@example.org"), "your own address"),
        (("set-contact", "acme", "no-reply@acme.example"), "no-reply"),
        (("set-contact", "acme", "boss@example.org"), "own domain"),
        (("set-contact", "acme", "carl"), "no mail address"),
        (("undo",), "nothing to take back"),
        (("undo", "abcdefg"), "no “abcdefg”"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(config: Path, run: Run, arguments: tuple[str, ...], word: str) -> None:
    once(run, config)
    code, _, err = run(*arguments, "--config", config)
    assert (code, word in err) == (2, True), err


def test_several_that_fit_are_listed_with_their_ids(config: Path, run: Run) -> None:
    once(run, config)
    ids = [row["id"] for row in status(run, config).values()]
    code, _, err = run("close", "e", "--config", config)
    assert (code, [i in err for i in ids]) == (2, [True, True])


def test_undo_lists_and_takes_back_any_entry_by_its_id(config: Path, run: Run) -> None:
    once(run, config)
    do(run, config, "note", "acme", "rejected")
    do(run, config, "snooze", "acme", "7")
    do(run, config, "close", "beta")
    listed = json.loads(do(run, config, "undo", "--list", "--json"))["entries"]
    assert [e["kind"] for e in listed] == ["rejection", "snoozed", "closed"]
    do(run, config, "undo", listed[0]["id"])
    rows = status(run, config)
    assert (rows["Data Engineer"]["stage"], rows["Cook"]["stage"]) == ("applied", "closed")
    assert rows["Data Engineer"]["snoozed_until"]
    do(run, config, "undo", listed[1]["id"][:4])
    assert not status(run, config)["Data Engineer"]["snoozed_until"]


def test_to_close_many_with_drafts_is_no_surprise(tmp_path: Path, run: Run) -> None:
    names = ["Acme", "Beta", "Gamma", "Delta", "Kappa", "Sigma", "Omega"]
    sent = [application(APPLIED, number=n, to=f"jo@{name}.example", company=name) for n, name in enumerate(names)]
    put(tmp_path / "Mail", "")
    put(tmp_path / "Mail", ".Sent", *sent)
    put(tmp_path / "Mail", ".Drafts")
    config = write_config(tmp_path, 'kind = "maildir"\npath = "Mail"')
    once(run, config)
    assert len(drafts(config)) == len(names)
    for name in names:
        do(run, config, "close", name)
    code, out, _ = run("once", "--config", config, "--json")
    assert (code, len(json.loads(out)["withdrawn"]), drafts(config)) == (0, len(names), [])
