"""What shows that an application that is told of is one already known, or another."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from watcher.inference.folding import fold
from watcher.inference.senders import organisation
from watcher.reading import Address
from watcher.timeline.addresses import Addresses
from watcher.timeline.groups import Group
from watcher.timeline.moves import at
from watcher.timeline.types import Envelope
from watcher.timeline.units import STARTS, Unit

LETTERS = 4
"""Of fewer letters a domain's name, or a company's, proves nothing."""
_ABBREVIATED = 6  # letters of a name that a domain cuts short: "greywatereng"
_BEFORE = ("get", "join", "try", "the", "team", "hello", "with")
_AFTER = (
    "inc",
    "hq",
    "co",
    "corp",
    "llc",
    "ltd",
    "gmbh",
    "ag",
    "group",
    "app",
    "labs",
    "tech",
    "jobs",
    "careers",
    "team",
)
_NAMES = (2, 3)  # words of a person's name
_ECHO = timedelta(days=2)
"""So long after a board's word, or the user's own mail, the employer's confirmation is of the same application."""


def made_again(unit: Unit, group: Group) -> bool:
    """Made in the thread of one that has ended: a word of the user there, without a résumé, makes none."""
    polite = unit.outgoing and unit.envelope is not None and not unit.envelope.attachments
    return not group.open_at(unit.at) and not polite


def echoes(unit: Unit, group: Group) -> bool:
    """An application made tells of one that another writer told of just before: a board, the employer, the user.

    One writer tells the role of one application in one way: told otherwise it is a second one.
    """
    made = [f for f in group.facts if f.event.kind in STARTS]
    writer = _writer(unit.envelope)
    return all(_writer(f.envelope) != writer and abs(unit.at - at(f)) <= _ECHO for f in made)


def _writer(envelope: Envelope | None) -> str:
    return envelope.from_.email if envelope is not None and envelope.from_ is not None else ""


def bears(labels: Collection[str], named: Unit | Group) -> bool:
    """The name of a domain begins the company's, or the other way round."""
    plain = [label.replace("-", "") for label in labels]
    return any(core.startswith(label) or label.startswith(core) for label in plain for core in named.employer.cores)


def is_office(writer: Address) -> bool:
    """A part of an organisation that bears its name, and no person: "City of Wengen Passports" at wengen.example."""
    names = fold(writer.name).split()
    label = organisation(writer.email.rpartition("@")[2]).partition(".")[0]
    borne = [len(name) >= LETTERS and name in label for name in names]
    return any(borne) and (len(names) > 2 or borne[0])  # noqa: PLR2004


def own_label(writer: Address, table: Addresses) -> str:
    """The name of the domain at which a person has an address of their own name, letters alone; "" where it is not so.

    Nobody but a person: what a shop sends comes from its domain too.
    """
    local, names = fold(writer.email.partition("@")[0]), fold(writer.name).split()
    domain = table.employer_domain(writer.email)
    if not domain or table.is_role(writer.email) or len(names) not in _NAMES:
        return ""
    if not any(len(name) >= LETTERS - 1 and name.isalpha() and name in local for name in names):
        return ""
    label = organisation(domain).partition(".")[0].replace("-", "")
    return label if len(label) >= LETTERS else ""


def is_called(core: str, label: str) -> bool:
    """The name of a domain is the company's: whole, cut short, or with what domains add; "meta" is no "metaverse"."""
    name = _spoken(core)
    if len(name) < LETTERS:
        return False
    told = _spoken(label)
    return name in bare_labels(label) or (len(told) >= _ABBREVIATED and name.startswith(told))


def bare_labels(label: str) -> set[str]:
    """The name of a domain, and what is left of it without what domains add to a company's name."""
    told = _spoken(label)
    return {told, *(told.removeprefix(w) for w in _BEFORE), *(told.removesuffix(w) for w in _AFTER)}


def beginning(name: str) -> str:
    """What two names have in common, at the least, of which one `is_called` as the other; "" for one too short."""
    told = _spoken(name)
    return told[:LETTERS] if len(told) >= LETTERS else ""


def _spoken(name: str) -> str:
    return name.replace(" ", "").replace("and", "").replace("&", "")
