"""The config read by a child process is the config; where it cannot be had, that is said, and nothing else shows."""

from __future__ import annotations

import pickle
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.system.test_commands import write_config
from watcher.config import Config, load
from watcher.config.apart import load_apart
from watcher.errors import ConfigError, WatcherError
from watcher.program import module

ALL = """
[[accounts]]
name = "two"
kind = "imap"
host = "imap.example.org"
username = "ada@example.org"
password = { command = ["pass", "mail/ada"] }
[[accounts]]
name = "three"
kind = "gmail"
client = "client.json"
pubsub = { topic = "projects/p/topics/gmail", subscription = "projects/p/subscriptions/watcher" }
[[accounts]]
name = "four"
kind = "imap"
host = "imap.example.org"
username = "ada@example.org"
oauth = { provider = "google", client = "client.json" }
[[accounts]]
name = "five"
kind = "imap"
host = "imap.example.org"
username = "ada@example.org"
oauth = { command = ["mailtoken", "ada"] }
[cadence]
max_waiting = 3
[cadence.thank_you]
enabled = false
[cadence.persistence]
steps = [7, 14]
[digest]
weekday = "fri"
time = "08:15"
deliver = "smtp"
[digest.smtp]
host = "localhost"
tls = "none"
username = "ada"
password = { credential = "mail" }
[log]
level = "debug"
"""


def parts(config: Config) -> tuple[Any, ...]:
    """A config in values that compare: secrets and sign-ins are what they are made of."""
    made = {name: pickle.dumps(each) for name, each in config.secrets.items()}
    grants = {name: vars(each) for name, each in config.grants.items()}
    return replace(config, secrets={}, grants={}, holidays=()), made, grants


def test_a_child_gives_the_same_config(tmp_path: Path) -> None:
    (tmp_path / "Mail").mkdir()
    path = write_config(tmp_path, 'kind = "maildir"\npath = "Mail"', ALL.replace("[store]", ""))
    assert parts(load_apart(path)) == parts(load(path))


def test_a_child_tells_of_all_that_is_wrong(tmp_path: Path) -> None:
    path = write_config(tmp_path, 'kind = "pigeon"', "[cadence]\nmax_waiting = 1000\n")
    with pytest.raises(ConfigError) as apart:
        load_apart(path)
    with pytest.raises(ConfigError) as here:
        load(path)
    assert len(here.value.problems) == 2
    for name in ("message", "problems", "subject", "permanent", "exit_code"):
        assert getattr(apart.value, name) == getattr(here.value, name)


@pytest.mark.parametrize("child", ["raise SystemExit(1)", "pass", "print(0)"])
def test_a_child_that_dies_is_no_fault_of_the_config(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: str
) -> None:
    """There was no memory for it, or a manager killed it: `run` may begin later, and a reload keeps the old config."""
    monkeypatch.setattr("watcher.config.apart.module", lambda name: [sys.executable, "-c", child])
    with pytest.raises(WatcherError, match="cannot be read just now") as caught:
        load_apart(tmp_path / "config.toml")
    assert not caught.value.permanent
    assert not isinstance(caught.value, ConfigError)


def test_modules_are_looked_for_in_the_working_directory_only_where_that_is_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file there of a name that the program imports would be run in its place."""
    monkeypatch.chdir(tmp_path)
    assert module("watcher.config") == [sys.executable, "-P", "-m", "watcher.config"]
    monkeypatch.chdir(Path(__file__).parents[2])
    assert module("watcher.config") == [sys.executable, "-m", "watcher.config"]
