"""The user's templates folder as it is found on disk: whatever lies there, the letters that work are used."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.drafting.test_overrides import GOOD
from watcher.bootstrap import letters, templates
from watcher.config import load

CONFIG = """timezone = "Europe/Berlin"
[identity]
name = "Ada Example"
addresses = ["ada@example.org"]
[[accounts]]
name = "personal"
kind = "maildir"
path = "."
"""


def write(folder: Path, name: str, content: bytes = GOOD.encode()) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def faults(folder: Path) -> list[str]:
    """What is told, and that the good letter beside it is in use all the same."""
    found = letters(folder)
    assert found.languages["en"].letters["thank_you"].mine
    return [str(fault) for fault in found.faults]


def test_without_a_folder_there_are_the_packaged_letters(tmp_path: Path) -> None:
    assert letters(tmp_path / "none") is templates()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("de/thank_you.txt", b"Dank\n---\nGr\xfc\xdfe\n", "{}, line 3: not UTF-8"),
        ("de/thank_you.txt", b"x" * 200_000, "{}: over 100000 octets long"),
        ("de/thank_you.txt", b"x" * 50_000, "{}: over 20000 characters long"),
        ("de/thank_you.txt", b"", "{}, line 1: an empty section"),
        ("thank_you.txt", b"", "{}: a template's path must be LANGUAGE/KIND.txt"),
    ],
)
def test_a_file_that_cannot_be_a_letter_is_told(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    write(tmp_path, "en/thank_you.txt")
    path = write(tmp_path, name, content)
    (fault,) = faults(tmp_path)
    assert fault.startswith(told.format(path))


@pytest.mark.parametrize("name", ["README.md", "en/thank_you.txt~", "en/.thank_you.txt.swp", ".git/x.txt", "en/notes"])
def test_what_lies_beside_the_letters_is_passed_over(tmp_path: Path, name: str) -> None:
    write(tmp_path, "en/thank_you.txt")
    write(tmp_path, name, b"\xff")
    assert faults(tmp_path) == []


def test_a_byte_order_mark_is_none_of_the_letter(tmp_path: Path) -> None:
    write(tmp_path, "en/thank_you.txt", b"\xef\xbb\xbf" + GOOD.encode())
    assert faults(tmp_path) == []


def test_a_name_that_no_terminal_can_print_is_told_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, "en/thank_you.txt")
    Path(os.fsdecode(os.fsencode(tmp_path / "en") + b"/\xff\n\x1b.txt")).write_text(GOOD)
    (fault,) = faults(tmp_path)
    assert fault.isprintable()
    assert "there is no such letter" in fault
    assert fault.encode()


def test_links_in_a_circle_pipes_and_folders_are_told_and_waited_for_by_nobody(tmp_path: Path) -> None:
    write(tmp_path, "en/thank_you.txt")
    (tmp_path / "de").symlink_to("de")
    (tmp_path / "en" / "persistence.txt").symlink_to("persistence.txt")
    (tmp_path / "en" / "more.txt").mkdir()
    os.mkfifo(tmp_path / "en" / "rejection_reply.txt")
    told = faults(tmp_path)
    assert [fault.partition(":")[0].rpartition("/")[2] for fault in told] == [
        "de",
        "more.txt",
        "persistence.txt",
        "rejection_reply.txt",
    ]
    assert all("cannot be read" in fault for fault in told)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", ["de/thank_you.txt", "de"])
def test_what_the_user_may_not_read_is_told(tmp_path: Path, name: str) -> None:
    write(tmp_path, "en/thank_you.txt")
    write(tmp_path, "de/thank_you.txt")
    (tmp_path / name).chmod(0)
    assert "Permission denied" in faults(tmp_path)[0]
    (tmp_path / name).chmod(0o700)


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    found = letters(write(tmp_path, "templates"))
    assert [str(fault) for fault in found.faults] == [f"{tmp_path}/templates: cannot be read: Not a directory"]
    assert found.languages == templates().languages


@pytest.mark.parametrize(
    ("more", "folder"),
    [("", "templates"), ('[drafting]\ntemplates = "mine"\n', "mine"), ('[drafting]\ntemplates = "/etc/x"\n', "/etc/x")],
)
def test_the_folder_lies_beside_the_config_unless_it_says_otherwise(tmp_path: Path, more: str, folder: str) -> None:
    (tmp_path / "config.toml").write_text(CONFIG + more)
    assert load(tmp_path / "config.toml").templates == tmp_path / folder
