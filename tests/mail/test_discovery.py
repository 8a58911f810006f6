"""Which mailbox is which: by flag, by name in many languages, by config; else a clear word."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.mail.discovery import Layout, Listed, decoded, discover, listed, packaged_names
from watcher.mail.findings import layout_findings
from watcher.timeline import Place


def layout(*names: str | tuple[str, str], separator: str = "/", **config: str | Sequence[str]) -> Layout:
    """Of mailboxes given by name, or by name and flags."""
    boxes = [
        listed(one, (), separator) if isinstance(one, str) else listed(one[0], one[1].split(), separator)
        for one in names
    ]
    return discover(boxes, packaged_names(), **config)  # type: ignore[arg-type]


def drafts(found: Layout) -> str:
    return found.drafts.mailbox.name if found.drafts.mailbox else ""


def sent(found: Layout) -> set[str]:
    return {name for name, place in found.places.items() if place is Place.SENT}


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Drafts",
            "DRAFTS",
            "drafts",
            "Draft",
            "Entwürfe",
            "ENTWÜRFE",
            "Brouillons",
            "Borradores",
            "Bozze",
            "Concepten",
        ),
        *("Rascunhos", "Utkast", "Kladder", "Kopie robocze", "Koncepty", "Luonnokset", "Piszkozatok", "Черновики"),
        *("Πρόχειρα", "Taslaklar", "下書き", "草稿", "임시보관함", "Entw&APw-rfe"),
    ],
)
@pytest.mark.parametrize(
    ("prefix", "separator"), [("", "/"), ("INBOX.", "."), ("INBOX/", "/"), ("[Gmail]/", "/"), ("[Google Mail]/", "/")]
)
def test_drafts_by_name(name: str, prefix: str, separator: str) -> None:
    assert drafts(layout("INBOX", f"{prefix}{name}", f"{prefix}Archive", separator=separator)) == f"{prefix}{name}"


@pytest.mark.parametrize(
    "name",
    [
        *("Sent", "Sent Items", "Sent Messages", "sent-mail", "Sent_Items", "[Gmail]/Sent Mail", "Gesendet"),
        *("Gesendete Elemente", "Gesendete Objekte", "Éléments envoyés", "Enviados", "Elementos enviados", "Inviati"),
        *("Posta inviata", "Verzonden items", "Itens Enviados", "Skickat", "Sendt", "Wysłane", "Odeslaná pošta"),
        *("Lähetetyt", "Отправленные", "送信済みアイテム", "[Google Mail]/Gesendet"),
    ],
)
def test_sent_by_name(name: str) -> None:
    assert sent(layout("INBOX", name, "Archive")) == {name}


@pytest.mark.parametrize("flag", ["\\Drafts", "\\drafts", "\\DRAFTS", "\\HasNoChildren \\Drafts"])
def test_row_18_a_flag_beats_every_name(flag: str) -> None:
    found = layout("INBOX", "Drafts", ("Skisser", flag))
    assert drafts(found) == "Skisser"
    assert "special-use" in found.drafts.how


def test_a_mailbox_with_another_flag_is_not_drafts_by_its_name() -> None:
    assert drafts(layout("INBOX", ("Drafts", "\\Archive \\Trash"), "Entwürfe")) == "Entwürfe"


def test_nothing_that_may_hold_drafts_is_read() -> None:
    found = layout("INBOX", ("Skisser", "\\Drafts"), "Drafts", "Drafts/Old", "Templates", "Outbox", "Vorlagen", "Jobs")
    assert [one.name for one in found.reading] == ["INBOX", "Jobs"]


@pytest.mark.parametrize("name", ["Drafts of contracts", "My Drafts", "Archive/Drafts", "Sentinel", "Jobs/Sent"])
def test_names_that_only_look_alike_are_the_users_own(name: str) -> None:
    found = layout("INBOX", name)
    assert found.drafts.mailbox is None
    assert found.drafts.absent
    assert not found.sent_known
    assert name in [one.name for one in found.reading]


@pytest.mark.parametrize("boxes", [("Drafts", "Entwürfe"), (("A", "\\Drafts"), ("B", "\\Drafts"))])
def test_row_18_ambiguity_is_told_and_never_guessed(boxes: tuple[str, ...]) -> None:
    found = layout("INBOX", *boxes)
    assert found.drafts.mailbox is None
    assert not found.drafts.absent
    assert "several mailboxes could be Drafts" in found.drafts.problem
    assert 'set drafts = "..."' in found.drafts.problem


@pytest.mark.parametrize(
    "configured", ["Entwürfe", "entwürfe", "INBOX.Entwürfe", "INBOX/Entwürfe", "INBOX.Entw&APw-rfe"]
)
def test_config_beats_flags_and_names(configured: str) -> None:
    found = layout("INBOX", ("INBOX.Drafts", "\\Drafts"), "INBOX.Entw&APw-rfe", separator=".", drafts=configured)
    assert drafts(found) == "INBOX.Entw&APw-rfe"
    assert [one.name for one in found.reading] == ["INBOX"]


def test_a_configured_mailbox_that_is_not_there_is_told_with_what_is() -> None:
    found = layout("INBOX", "Drafts", drafts="Nope")
    assert found.drafts.mailbox is None
    assert not found.drafts.absent
    assert 'drafts = "Nope", but the account has "INBOX", "Drafts"' in found.drafts.problem


def test_several_sent_mailboxes_are_all_sent_and_all_must_be_read() -> None:
    """Mail programs make their own: "Sent Items" beside "Sent Messages"."""
    found = layout("INBOX", "Sent Items", "Sent Messages", "Jobs")
    assert sent(found) == {"Sent Items", "Sent Messages"}
    assert found.must == {"INBOX", "Sent Items", "Sent Messages"}


def test_a_flagged_sent_must_be_read_and_others_by_name_may() -> None:
    found = layout("INBOX", "Sent Items", ("Sent", "\\Sent"))
    assert sent(found) == {"Sent Items", "Sent"}
    assert found.must == {"INBOX", "Sent"}


def test_without_sent_everything_must_be_read() -> None:
    assert layout("INBOX", "Jobs", "Old").must == {"INBOX", "Jobs", "Old"}


def test_order_and_places() -> None:
    found = layout("Trash", "Trash/Old", "Jobs", "Spam", ("Sent", "\\Sent"), "inbox")
    assert [one.name for one in found.reading] == ["inbox", "Sent", "Jobs", "Spam", "Trash", "Trash/Old"]
    assert found.place("Trash/Old") is Place.TRASH
    assert found.place("Spam") is Place.JUNK
    assert found.place("inbox") is Place.INBOX
    assert found.place("Jobs") is Place.OTHER


@pytest.mark.parametrize("flag", ["\\Noselect", "\\NonExistent", "\\noselect"])
def test_what_cannot_be_selected_is_not_read(flag: str) -> None:
    assert [one.name for one in layout("INBOX", ("[Gmail]", flag)).reading] == ["INBOX"]


@pytest.mark.parametrize("view", [("X", "\\All"), ("X", "\\Flagged"), ("X", "\\Important"), "[Gmail]/All Mail"])
def test_views_are_not_read(view: str | tuple[str, str]) -> None:
    assert [one.name for one in layout("INBOX", "Jobs", view).reading] == ["INBOX", "Jobs"]


def test_a_mailbox_of_the_users_own_called_all_mail_is_read() -> None:
    assert [one.name for one in layout("INBOX", "All Mail").reading] == ["INBOX", "All Mail"]


def test_ignored_mailboxes_go_with_what_is_below_only_where_named() -> None:
    found = layout("INBOX", "Jobs", "Jobs/Old", "Lists", ignore=["jobs", "INBOX"])
    assert [one.name for one in found.reading] == ["INBOX", "Jobs/Old", "Lists"]


def test_an_empty_list() -> None:
    found = layout()
    assert found.inbox is None
    assert found.reading == ()
    assert "no mailbox at all" in found.drafts.problem


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("Entw&APw-rfe", "Entwürfe"),
        ("R&-D", "R&D"),
        ("R&D", "R&D"),
        ("&", "&"),
        ("&ZeVnLIqe-", "日本語"),
        ("Café", "Café"),
    ],
)
def test_modified_utf7(wire: str, name: str) -> None:
    assert decoded(wire) == name


@given(
    st.lists(
        st.builds(
            Listed,
            name=st.text(max_size=12),
            path=st.lists(st.sampled_from(["INBOX", "Drafts", "Sent", "Jobs", "", "[Gmail]", "ß"]), max_size=3).map(
                tuple
            ),
            flags=st.frozensets(st.sampled_from(["drafts", "sent", "all", "noselect", "trash", "junk"])),
        ),
        unique_by=lambda one: one.name,
        max_size=8,
    )
)
def test_whatever_is_listed_drafts_are_not_read_and_inbox_is(boxes: list[Listed]) -> None:
    found = discover(boxes, packaged_names())
    names = {one.name for one in found.reading}
    assert not [one for one in found.reading if "drafts" in one.flags and one != found.inbox]
    assert found.inbox is None or found.inbox.name in names
    assert found.must <= names
    assert all(one.selectable for one in found.reading)
    assert len(names) == len(found.reading)


NO_SELECT = ("Sent", "\\Noselect")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (layout("INBOX", "Sent"), []),
        (layout("INBOX"), []),
        (layout("Sent"), ["no INBOX"]),
        (layout("INBOX", NO_SELECT), ['"Sent" cannot be opened']),
        (layout("INBOX", NO_SELECT, ("Out", "\\Sent")), []),
        (layout("INBOX", NO_SELECT, sent="Out"), ['sent = "Out", but']),
        (layout("INBOX", "Sent", sent="Out"), ['sent = "Out", but']),
        (layout("INBOX", NO_SELECT, "Out", sent="Out"), []),
        (layout("INBOX", ("Sent", "\\NonExistent \\Noselect")), []),
        (layout(NO_SELECT), ["no INBOX", '"Sent" cannot be opened']),
    ],
)
def test_an_inbox_or_sent_that_is_missing_is_told_and_no_pass_is_complete(found: Layout, words: list[str]) -> None:
    assert len(found.missing) == len(words)
    assert all(word in told for word, told in zip(words, found.missing, strict=True))
    assert found.complete(()) == (not words)
    assert set(found.missing) <= set(found.notes)
    assert len(found.notes) == len(set(found.notes))
    assert [one.what for one in layout_findings(found, writable=False) if not one.ok][: len(words)] == list(
        found.missing
    )


def test_a_pass_is_complete_without_the_mailboxes_that_it_need_not_see() -> None:
    found = layout("INBOX", "Sent", "Jobs")
    assert found.complete({"Jobs"})
    assert not found.complete({"Sent"})
    assert not layout("INBOX", "Jobs").complete({"Jobs"})
