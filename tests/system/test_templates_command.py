"""`watcher templates list | show | edit | preview`, and how the other commands tell of a template that is broken."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.drafting.cases import LANGUAGES, packaged_sources
from tests.drafting.test_overrides import GOOD
from tests.system.test_commands import Run, config, drafts, run

__all__ = ["config", "run"]

BROKEN = "Thanks\n---\nDear [NAME],\n"
MINE = GOOD.replace("Talking with you", "Asking you once more").replace("was a pleasure", "is due")


def put(config: Path, name: str, text: str) -> Path:
    path = config.parent / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that writes what stands in the file that this gives, where there is one."""
    new, script = tmp_path / "new.txt", tmp_path / "edit.sh"
    script.write_text(f'#!/bin/sh\necho "$2" > {tmp_path}/opened\n[ ! -e {new} ] || cat {new} > "$2"\n')
    script.chmod(0o700)
    monkeypatch.setenv("VISUAL", f"{script} --wait")
    return new


def test_list_tells_where_each_letter_comes_from(config: Path, run: Run) -> None:
    put(config, "en/thank_you.txt", GOOD)
    path = put(config, "de/thank_you.txt", BROKEN)
    code, out, _ = run("templates", "list", "--config", config, "--json")
    told = json.loads(out)
    rows = {(row["language"], row["kind"]): row for row in told["templates"]}
    assert code == 0
    assert {language for language, _ in rows} == set(LANGUAGES)
    assert rows["en", "thank_you"] | {"path": None} == {
        "language": "en",
        "kind": "thank_you",
        "wordings": 1,
        "from": "yours",
        "path": None,
        "fault": None,
    }
    assert rows["en", "persistence"]["from"] == "packaged"
    assert rows["de", "thank_you"]["from"] == "packaged"
    assert rows["de", "thank_you"]["fault"].startswith(f"{path}, line 3: a placeholder")
    assert told["faults"] == [rows["de", "thank_you"]["fault"]]
    code, out, _ = run("templates", "list", "--config", config)
    assert code == 0
    assert "yours is broken" in out
    assert f"MEND  {path}, line 3: " in out


def test_show_prints_what_is_in_force(config: Path, run: Run) -> None:
    packaged = packaged_sources()
    assert run("templates", "show", "de", "thank_you", "--config", config)[1] == packaged["de/thank_you.txt"]
    assert run("templates", "show", "de", "common", "--config", config)[1] == packaged["de/common.txt"]
    put(config, "de/thank_you.txt", BROKEN)
    put(config, "en/thank_you.txt", GOOD)
    put(config, "en/common.txt", "{% macro bye(me) %}Yours,\\\n{{ me }}{% endmacro %}")
    _, out, err = run("templates", "show", "de", "thank_you", "--config", config)
    assert out == packaged["de/thank_you.txt"]
    assert "line 3: a placeholder" in err.replace("\n", " ")
    assert run("templates", "show", "en", "thank_you", "--config", config)[1] == GOOD
    assert "Yours," in run("templates", "show", "en", "common", "--config", config)[1]


def test_edit_copies_the_packaged_letter_and_opens_it(config: Path, run: Run, editor: Path) -> None:
    code, out, err = run("templates", "edit", "en", "thank_you", "--config", config)
    path = config.parent / "templates" / "en" / "thank_you.txt"
    assert (code, path.read_text()) == (0, packaged_sources()["en/thank_you.txt"]), err
    assert (editor.parent / "opened").read_text().strip() == str(path)
    assert "in order" in out
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (path.parent.parent, path.parent, path)]
    assert modes == [0o700, 0o700, 0o600]


def test_edit_says_what_is_wrong_and_keeps_what_was_written(config: Path, run: Run, editor: Path) -> None:
    editor.write_text(BROKEN)
    code, _, err = run("templates", "edit", "en", "thank_you", "--config", config)
    path = config.parent / "templates" / "en" / "thank_you.txt"
    assert code == 2
    assert f"{path}, line 3: a placeholder" in err
    editor.unlink()
    assert run("templates", "edit", "en", "thank_you", "--config", config)[0] == 2
    assert path.read_text() == BROKEN
    editor.write_text(GOOD)
    code, out, _ = run("templates", "edit", "en", "thank_you", "--config", config)
    assert (code, "in order" in out, "with 1 wording(s) they repeat" in out) == (0, True, True)


def test_edit_without_an_editor_prints_the_path(config: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    code, out, _ = run("templates", "edit", "en", "persistence", "--config", config)
    assert code == 0
    assert str(config.parent / "templates" / "en" / "persistence.txt") in out


def test_edit_begins_a_language_with_english_to_translate(config: Path, run: Run, editor: Path) -> None:
    assert not editor.exists()
    assert run("templates", "edit", "da", "thank_you", "--config", config)[0] == 0
    folder = config.parent / "templates" / "da"
    assert {path.name for path in folder.iterdir()} == {"common.txt", "thank_you.txt"}
    assert run("templates", "show", "da", "thank_you", "--config", config)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("show", "en", "thankyou"), "did you mean thank_you?"),
        (("show", "en", "zzz"), "there are common, "),
        (("show", "xx", "thank_you"), "there are some in de, en"),
        (("edit", "../x", "thank_you"), "no letters"),
        (("edit", "en", "../../x"), "no letter"),
        (("preview", "xx"), "there are some in"),
        (("preview", "en", "zzz"), "no letter"),
        (("preview", "--application", "nobody"), "No application matches"),
    ],
)
def test_a_users_mistake_gets_one_sentence(config: Path, run: Run, arguments: tuple[str, ...], word: str) -> None:
    run("once", "--config", config)
    code, _, err = run("templates", *arguments, "--config", config)
    assert code == 2
    assert word in err
    assert not (config.parent / "templates").exists()


@pytest.mark.parametrize("editor_line", ["/nonexistent/editor", "'unclosed"])
def test_an_editor_that_cannot_be_started_is_told(
    config: Path, run: Run, monkeypatch: pytest.MonkeyPatch, editor_line: str
) -> None:
    monkeypatch.setenv("VISUAL", editor_line)
    code, _, err = run("templates", "edit", "en", "thank_you", "--config", config)
    assert code == 2
    assert "EDITOR" in err


def test_preview_shows_every_wording_and_where_it_reads_otherwise(config: Path, run: Run) -> None:
    put(config, "en/thank_you.txt", GOOD + "---\nDear team{% if late %}, this is late{% endif %}.\n")
    code, out, _ = run("templates", "preview", "en", "thank_you", "--config", config)
    assert code == 0
    assert "== en/thank_you#1\nSubject: My thanks: Data Engineer at Nordwind\n\nHello Jane," in out
    assert "== en/thank_you#2" in out
    assert "  when it is late:\n    Dear team, this is late." in out
    assert "en/persistence" not in out
    _, everything, _ = run("templates", "preview", "--config", config)
    assert all(f"== {language}/persistence#1" in everything for language in LANGUAGES)
    assert "{{" not in everything
    assert "None" not in everything


def test_preview_fills_in_the_facts_of_an_application(config: Path, run: Run) -> None:
    config.write_text(config.read_text().replace("write = true", "write = false"))
    run("once", "--config", config)
    code, out, _ = run("templates", "preview", "--application", "acme", "--config", config)
    assert code == 0
    assert "== en/receipt_check#1\nSubject: Re: Application for Data Engineer at Acme\n" in out
    assert "== en/receipt_check#3" in out
    assert "when it is late" in out
    assert "Nordwind" not in out
    code, out, _ = run("templates", "preview", "de", "rejection_reply", "--application", "acme", "--config", config)
    assert code == 0
    assert "== de/rejection_reply#1" in out
    assert "Acme" in out


def test_a_broken_template_never_stops_a_pass_and_is_told_everywhere(config: Path, run: Run) -> None:
    path = put(config, "en/receipt_check.txt", BROKEN)
    told = f"{path}, line 3: a placeholder, '[NAME]', would stand in the letter"
    code, out, _ = run("once", "--config", config, "--json")
    summary = json.loads(out)
    assert (code, len(summary["drafted"]), summary["notes"], summary["problems"]) == (0, 1, [told], [])
    assert "Kind regards" in drafts(config)[0].read_text()
    code, out, _ = run("once", "--config", config)
    assert code == 0
    assert f"note       {told}" in out
    code, out, _ = run("check", "--config", config)
    assert code == 7
    assert f"MEND  templates: {told}" in out
    assert "line 3: a placeholder, '[NAME]', would stand" in " ".join(run("digest", "--config", config)[1].split())


def test_a_draft_is_written_in_the_users_own_words(config: Path, run: Run) -> None:
    put(config, "en/receipt_check.txt", MINE)
    code, _, _ = run("once", "--config", config)
    assert code == 0
    assert "Asking you once more about the Data Engineer role at Acme" in drafts(config)[0].read_text()
    code, out, _ = run("check", "--config", config)
    assert (code, "templates: 1 of your own" in out) == (0, True)
