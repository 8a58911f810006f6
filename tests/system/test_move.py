"""`watcher move`: what the user decides of a message, as they run it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.pipeline.letters import letter
from tests.system.test_commands import Run, put, run, write_config

APPLIED = datetime.now(UTC).replace(microsecond=0) - timedelta(days=12)

__all__ = ["run"]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Two confirmations of one employer, and a rejection that names no role."""
    relay, ada = "Acme <no-reply@us.greenhouse-mail.io>", "Ada Example <ada@example.org>"
    letters = [
        letter(
            relay,
            ada,
            f"Thank you for applying to Acme, {role}",
            f"Hi Ada,\n\nThank you for applying for the {role} position at Acme. We have received your application.\n",
            at=APPLIED + timedelta(hours=hour),
            message_id=f"confirmed{hour}@acme.example",
        )
        for hour, role in enumerate(("Data Engineer", "Data Analyst"), 1)
    ]
    no = letter(
        relay,
        ada,
        "Your application at Acme",
        "Hi Ada,\n\nThank you for your interest in Acme. Unfortunately, we have decided to move forward with other "
        "candidates.\n",
        at=APPLIED + timedelta(days=5),
        message_id="no@acme.example",
    )
    put(tmp_path / "Mail", "", *letters, no)
    put(tmp_path / "Mail", ".Sent")
    put(tmp_path / "Mail", ".Drafts")
    return write_config(tmp_path, 'kind = "maildir"\npath = "Mail"')


def stages(run: Run, config: Path) -> dict[str, str]:
    _, out, _ = run("status", "--config", config, "--json")
    return {row["role"]: row["stage"] for row in json.loads(out)["applications"]}


def test_move_decides_what_could_not_be_decided_and_undo_takes_it_back(config: Path, run: Run) -> None:
    run("once", "--config", config)
    _, out, _ = run("status", "--config", config, "--json")
    status = json.loads(out)
    (doubt,) = status["undecided"]
    ids = {row["role"]: row["id"] for row in status["applications"]}
    assert sorted(doubt["candidates"]) == sorted(ids.values())
    assert doubt["message_id"] == "no@acme.example"
    assert all("may be an answer" in row["held"] for row in status["applications"])
    _, out, _ = run("status", "--config", config)
    assert f"Undecided {doubt['message']}" in out
    assert f"perhaps {ids['Data Analyst']}" in out
    assert doubt["message"] in run("show", ids["Data Engineer"], "--config", config)[1]

    code, out, _ = run("move", doubt["message"], ids["Data Analyst"], "--config", config)
    assert (code, "Data Analyst" in out) == (0, True)
    run("once", "--config", config)
    assert stages(run, config) == {"Data Engineer": "acknowledged", "Data Analyst": "rejected"}
    _, out, _ = run("status", "--config", config, "--json")
    assert json.loads(out)["undecided"] == []
    assert [row["held"] for row in json.loads(out)["applications"]] == [None, None]

    assert run("move", "<no@acme.example>", "Data Engineer", "--config", config)[0] == 0
    assert stages(run, config) == {"Data Engineer": "rejected", "Data Analyst": "acknowledged"}
    assert run("move", "no@acme.example", "none", "--config", config)[0] == 0
    assert set(stages(run, config).values()) == {"acknowledged"}
    assert run("move", "no@acme.example", "undo", "--config", config)[0] == 0
    _, out, _ = run("status", "--config", config, "--json")
    assert json.loads(out)["undecided"] == [doubt]


def test_a_move_survives_a_ledger_that_is_read_anew(config: Path, run: Run) -> None:
    run("once", "--config", config)
    run("move", "no@acme.example", "Data Analyst", "--config", config)
    put(config.parent / "Mail", ".Archive", *(p.read_bytes() for p in (config.parent / "Mail" / "cur").iterdir()))
    run("once", "--config", config)
    assert stages(run, config) == {"Data Engineer": "acknowledged", "Data Analyst": "rejected"}


@pytest.mark.parametrize(
    ("message", "to", "word"),
    [
        ("nothing@example.org", "acme", "No message"),
        ("confirmed1@acme.example", "nobody", "No application"),
        ("confirmed1@acme.example", "acme", "several"),
        ("confirmed1@acme.example", "Data Engineer", "this message alone"),
    ],
)
def test_a_move_that_cannot_be(config: Path, run: Run, message: str, to: str, word: str) -> None:
    run("once", "--config", config)
    code, _, err = run("move", message, to, "--config", config)
    assert (code, word in err) == (2, True), err
