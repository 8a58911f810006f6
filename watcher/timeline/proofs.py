"""What shows that an application that is told of is one already known, or another."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from watcher.timeline.groups import Group
from watcher.timeline.moves import at
from watcher.timeline.types import Envelope
from watcher.timeline.units import STARTS, Unit

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
