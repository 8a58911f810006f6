"""What the user means by a few letters: an id, or a name or its beginning; what they need not type is proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from watcher.timeline.ids import names_of, short_id
from watcher.timeline.types import Application, Seen, Timeline

_ID = 3
"""So many letters of an id are typed on purpose; fewer may be anybody's."""


def find_applications(applications: Iterable[Application], text: str) -> list[Application]:
    """The applications that `text` may mean: of the best kind of match alone, so that a whole name beats its part.

    That is an id (one that it had before, too), then a whole name, then the beginning of an id (three letters or more)
    or of a name, then any part.
    """
    wanted = " ".join(text.split()).casefold()
    every = list(applications)
    ways: tuple[Callable[[Application], bool], ...] = (
        lambda a: wanted in names_of(a),
        lambda a: wanted in _names(a),
        lambda a: any(name.startswith(wanted) for name in (*([a.id] if len(wanted) >= _ID else []), *_names(a))),
        lambda a: any(wanted in name for name in _names(a)),
    )
    found = ([a for a in every if is_meant(a)] for is_meant in ways)
    return next((some for some in found if some), []) if wanted else []


def find_messages(timeline: Timeline, seen: Iterable[Seen], text: str) -> list[str]:
    """The messages (identities), or entries of the user (ids), whose short id or Message-ID `text` is."""
    wanted = text.strip().strip("<>")
    named = {s.envelope.identity: s.envelope.message_id for s in seen}
    facts = [f for a in timeline.applications for f in a.facts] + [a.fact for a in timeline.ambiguous]
    named |= {f.id: "" for f in facts if f.envelope is None}
    return [source for source, message_id in named.items() if wanted and wanted in (short_id(source), message_id)]


def completions(applications: Sequence[Application], typed: str) -> Iterator[tuple[str, str]]:
    """What may stand for `typed`, with words about it: ids, and companies with one application."""
    wanted = typed.casefold()
    for a in applications:
        alone = sum(other.company == a.company for other in applications) == 1
        if a.id.startswith(wanted):
            yield a.id, ", ".join(name for name in (a.company, a.role) if name)
        elif wanted and alone and a.company.casefold().startswith(wanted):
            yield a.company, a.role or a.id


def _names(application: Application) -> list[str]:
    every = [(application.company, application.role), *application.merged_names]
    called = [[n.casefold() for n in name if n] for name in every]
    names = [name for one in called for name in (*one, ", ".join(one), " ".join(one))]
    return [name for name in (*names, application.written_as[0].casefold()) if name]
