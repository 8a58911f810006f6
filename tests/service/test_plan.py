"""What installing writes and runs, and what removing takes away."""

from __future__ import annotations

from pathlib import Path

import pytest

from watcher.errors import ConfigError
from watcher.service import Found, Remove, Run, Write, credentials, install, system_place, uninstall, user_place
from watcher.service.units import quoted

MINE = user_place(Path("/home/ada/.config"))
ADA = system_place("ada")
UNIT = Path("/etc/systemd/system/watcher@.service")
MORE = Path("/etc/systemd/system/watcher@ada.service.d/credentials.conf")
OWN = Path("/home/ada/.config/systemd/user/watcher.service")


def user(*words: str) -> Run:
    return Run(("systemctl", "--user", *words))


def system(*words: str) -> Run:
    return Run(("systemctl", *words))


RELOAD, ENABLE, START = system("daemon-reload"), system("enable", ADA.service), system("start", ADA.service)


def test_a_first_installation() -> None:
    assert install(MINE, "new", "", {}) == [
        Write(OWN, "new"),
        user("daemon-reload"),
        user("enable", "watcher.service"),
        user("try-restart", "watcher.service"),
        user("start", "watcher.service"),
    ]


def test_installing_again_changes_nothing_and_starts_nothing_anew() -> None:
    assert install(MINE, "new", "", {OWN: "new"}) == [
        user("enable", "watcher.service"),
        user("start", "watcher.service"),
    ]


@pytest.mark.parametrize(
    ("drop_in", "found", "files"),
    [
        ("", {UNIT: "old"}, [Write(UNIT, "new")]),
        ("more", {}, [Write(UNIT, "new"), Write(MORE, "more")]),
        ("more", {UNIT: "new"}, [Write(MORE, "more")]),
        ("", {UNIT: "new", MORE: "more"}, [Remove(MORE)]),
    ],
)
def test_an_upgrade_restarts_every_instance_that_runs(drop_in: str, found: Found, files: list[Write | Remove]) -> None:
    assert install(ADA, "new", drop_in, found) == [
        *files,
        RELOAD,
        ENABLE,
        system("try-restart", "watcher@*.service"),
        START,
    ]


def test_removing_stops_first() -> None:
    assert uninstall(MINE, {OWN: "text"}, []) == [
        user("disable", "--now", "watcher.service"),
        Remove(OWN),
        user("daemon-reload"),
        Run(("systemctl", "--user", "reset-failed", "watcher.service"), may_fail=True),
    ]


@pytest.mark.parametrize(("others", "goes"), [([], True), ([ADA.service], True), (["watcher@bob.service"], False)])
def test_the_unit_of_all_instances_goes_with_the_last(others: list[str], goes: bool) -> None:
    plan = uninstall(ADA, {UNIT: "text", MORE: "more"}, others)
    assert Remove(MORE) in plan
    assert (Remove(UNIT) in plan) is goes


def test_what_is_not_there_needs_no_removing() -> None:
    assert uninstall(ADA, {}, []) == []


@pytest.mark.parametrize("name", ["", "Ada", "ada example", "../ada", "1ada", "a" * 24, "ada.toml", "ada\n"])
def test_a_name_that_no_user_can_have_is_refused(name: str) -> None:
    with pytest.raises(ConfigError):
        system_place(name)


def test_credentials_beside_the_packaged_one_are_loaded_by_their_names() -> None:
    assert credentials("ada", ["password"]) == ""
    assert credentials("ada", ["work", "password", "mail-ada", "work"]).splitlines()[1:] == [
        "[Service]",
        "LoadCredentialEncrypted=mail-ada:watcher.ada.mail-ada",
        "LoadCredentialEncrypted=work:watcher.ada.work",
    ]


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("/opt/watcher", "/opt/watcher"),
        ("/of 100%", '"/of 100%%"'),
        ('a"b\\c', '"a\\"b\\\\c"'),
        ("/home/é", "/home/é"),
        ("a;b", '"a;b"'),
        ("a'b", '"a\'b"'),
    ],
)
def test_words_are_quoted_as_units_want_them(word: str, told: str) -> None:
    assert quoted(word) == told


@pytest.mark.parametrize("word", ["a\nExecStartPre=b", "$HOME", "\0"])
def test_what_cannot_be_quoted_is_refused(word: str) -> None:
    with pytest.raises(ConfigError):
        quoted(word)
