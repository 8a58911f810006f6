"""Which mailbox is which: INBOX, Drafts, Sent, Junk, Trash. Pure functions over what LIST or a directory gives.

By special-use flag in any letter case (RFC 6154), else by the names that mail programs use in many languages, else by
config. What is ambiguous is reported, never guessed.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from imapclient import imap_utf7

from watcher.timeline import Place

Names = Mapping[str, frozenset[str]]
"""Folded names by purpose: drafts, sent, junk, trash, all, unsent."""

_SPECIAL_USE = {"drafts": "drafts", "sent": "sent", "junk": "junk", "spam": "junk", "trash": "trash", "all": "all"}
"""Flag to purpose; \\Spam is XLIST's word for \\Junk."""

_VIEWS = frozenset({"all", "flagged", "important"})
"""RFC 6154 section 2 and RFC 8457: mailboxes that show messages which stand elsewhere."""

_PROVIDER_PREFIXES = frozenset({"[gmail]", "[google mail]"})


@dataclass(frozen=True, slots=True)
class Listed:
    """One mailbox of the account.

    `name` is the backend's own (on the wire in modified UTF-7; or a relative path). `path` is the decoded name, split
    at the separator. `flags` are lower case, without backslash.
    """

    name: str
    path: tuple[str, ...]
    flags: frozenset[str] = frozenset()
    separator: str = "/"

    @property
    def label(self) -> str:
        """The name as the user knows it."""
        return self.separator.join(self.path)

    @property
    def selectable(self) -> bool:
        r"""Neither \Noselect (RFC 3501) nor \NonExistent (RFC 5258)."""
        return not self.flags & {"noselect", "nonexistent"}

    @property
    def is_inbox(self) -> bool:
        """INBOX is the one name without letter case (RFC 3501 section 5.1)."""
        return len(self.path) == 1 and self.path[0].casefold() == "inbox"


@dataclass(frozen=True, slots=True)
class Choice:
    """The mailbox for one purpose.

    `how` says by what it was found; `problem` says why there is none, and what to do. `absent` is True where nothing
    that could be it exists, and the config names none: it may be created.
    """

    mailbox: Listed | None = None
    how: str = ""
    problem: str = ""
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """All mailboxes of an account by purpose.

    `reading` are those to read, INBOX and Sent first, Junk and Trash last; `besides` all that hold messages of their
    own but Drafts, where the user may put a draft. `must` are the names that a pass has to see to their end to be
    complete: INBOX and Sent, or all where no Sent is known (what was sent may then stand anywhere).
    `missing` are words on an INBOX or a Sent that should be there and cannot be read: no pass is complete then.
    `ignored` are folded names. `everything` is Gmail's All Mail, which is read instead of `labels`, INBOX and Sent
    among them (`imap_labels`); None elsewhere.
    """

    inbox: Listed | None
    drafts: Choice
    sent: Choice
    trash: Choice
    reading: tuple[Listed, ...]
    besides: tuple[Listed, ...]
    places: Mapping[str, Place]
    must: frozenset[str]
    missing: tuple[str, ...] = ()
    ignored: frozenset[str] = frozenset()
    everything: Listed | None = None
    labels: tuple[Listed, ...] = ()

    def complete(self, failed: Collection[str]) -> bool:
        """A pass that could not read the mailboxes `failed` (backend names) still saw all that it must."""
        return not self.missing and self.must.isdisjoint(failed)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a pass has to tell the user of INBOX and Sent."""
        if self.sent_known or self.sent.problem in self.missing:
            return self.missing
        return (*self.missing, self.sent.problem)

    def place(self, name: str) -> Place:
        """What the mailbox of this (backend) name is for."""
        return self.places.get(name, Place.OTHER)

    @property
    def sent_known(self) -> bool:
        """At least one mailbox is known to hold what the user sent."""
        return Place.SENT in self.places.values()


def listed(name: str, flags: Iterable[str] = (), separator: str = "/") -> Listed:
    """A mailbox from its name in modified UTF-7 (RFC 3501 section 5.1.3); a name that is none is taken as it is."""
    path = tuple(decoded(part) for part in (name.split(separator) if separator else [name]))
    return Listed(name, path, frozenset(flag.lstrip("\\").lower() for flag in flags), separator)


def decoded(name: str) -> str:
    """Undo modified UTF-7; a name that is not (a bare "&" stands in real ones) stays as it is."""
    try:
        text = str(imap_utf7.decode(name.encode("ascii")))
        return text if imap_utf7.encode(text) == name.encode("ascii") else name
    except UnicodeError:
        return name


@lru_cache(maxsize=1)
def packaged_names() -> Names:
    """The table that ships: data/mailbox_names.toml."""
    text = resources.files("watcher.mail").joinpath("data/mailbox_names.toml").read_text(encoding="utf-8")
    return {purpose: frozenset(map(folded, names)) for purpose, names in tomllib.loads(text).items()}


def discover(
    mailboxes: Sequence[Listed],
    names: Names,
    *,
    drafts: str = "",
    sent: str = "",
    ignore: Sequence[str] = (),
) -> Layout:
    """Tell the mailboxes apart. `drafts`, `sent` and `ignore` are names from the config, as the user sees them."""
    real = [one for one in mailboxes if one.selectable]
    inbox = next((one for one in real if one.is_inbox), None)
    purposes = {one.name: _purposes(one, names) for one in real}
    by_purpose = {
        purpose: [one for one in real if purpose in purposes[one.name]]
        for purpose in ("drafts", "sent", "junk", "trash", "all", "unsent", "views")
    }
    chosen_drafts = _choice("drafts", "Drafts", drafts, real, by_purpose["drafts"])
    chosen_sent = _choice("sent", "Sent", sent, real, by_purpose["sent"])
    sent_boxes = _with(chosen_sent.mailbox, by_purpose["sent"])

    places: dict[str, Place] = {}
    for place, boxes in ((Place.JUNK, by_purpose["junk"]), (Place.TRASH, by_purpose["trash"])):
        places |= {one.name: place for one in real if any(_within(one, box) for box in boxes)}
    places |= {one.name: Place.SENT for one in sent_boxes}
    if inbox is not None:
        places[inbox.name] = Place.INBOX

    unread = [*_with(chosen_drafts.mailbox, by_purpose["drafts"]), *by_purpose["unsent"]]
    ignored = {folded(name) for name in ignore}
    kept = [
        one
        for one in real
        if places.get(one.name) is Place.INBOX
        or (not any(_within(one, box) for box in unread) and not ignored & {folded(one.label), folded(one.name)})
    ]
    reading = [one for one in kept if not {"all", "views"} & purposes[one.name]] or kept
    order = [Place.INBOX, Place.SENT, Place.OTHER, Place.JUNK, Place.TRASH]
    reading.sort(key=lambda one: order.index(places.get(one.name, Place.OTHER)))
    known_sent = [chosen_sent.mailbox] if chosen_sent.mailbox else sent_boxes
    must = [inbox, *known_sent] if known_sent else reading
    return Layout(
        inbox=inbox,
        drafts=chosen_drafts,
        sent=chosen_sent,
        trash=_choice("trash", "Trash", "", real, by_purpose["trash"]),
        reading=tuple(reading),
        besides=tuple(
            one for one in real if one != chosen_drafts.mailbox and not {"all", "views"} & purposes[one.name]
        ),
        places=places,
        must=frozenset(one.name for one in must if one in reading),
        missing=tuple(_missing(mailboxes, names, inbox, sent, chosen_sent, known_sent)),
        ignored=frozenset(ignored),
    )


def _missing(
    mailboxes: Iterable[Listed],
    names: Names,
    inbox: Listed | None,
    sent: str,
    chosen: Choice,
    known_sent: Sequence[Listed],
) -> Iterator[str]:
    if inbox is None:
        yield "the account shows no INBOX"
    if sent and chosen.mailbox is None:
        yield chosen.problem
    elif not known_sent:
        for one in mailboxes:
            # Not so with \NonExistent (RFC 5258 section 3): that mailbox is not there.
            if "noselect" in one.flags and "nonexistent" not in one.flags and "sent" in _purposes(one, names):
                yield f'mailbox "{one.label}" cannot be opened (the server says that it is not selectable)'


def _purposes(one: Listed, names: Names) -> frozenset[str]:
    if one.is_inbox:
        return frozenset()
    by_flag = {_SPECIAL_USE[flag] for flag in one.flags if flag in _SPECIAL_USE}
    if one.flags & _VIEWS:
        by_flag.add("views")
    if by_flag:
        return frozenset(by_flag)
    bare = _bare(one)
    if len(bare) != 1:
        return frozenset()
    name = folded(bare[0])
    # "All mail" in words may be any mailbox of the user's own: only a provider's is known to be a view.
    provider = one.path[0].casefold() in _PROVIDER_PREFIXES
    return frozenset(purpose for purpose, those in names.items() if name in those and (purpose != "all" or provider))


def _bare(one: Listed) -> tuple[str, ...]:
    """The path without the prefix that the server puts before every mailbox ("INBOX.", "[Gmail]/")."""
    path = one.path
    if len(path) > 1 and (path[0].casefold() == "inbox" or path[0].casefold() in _PROVIDER_PREFIXES):
        return path[1:]
    return path


def _choice(key: str, title: str, configured: str, real: Sequence[Listed], found: Sequence[Listed]) -> Choice:
    if configured:
        wanted = folded(configured)
        for one in real:
            if wanted in (
                folded(one.label),
                folded(one.name),
                folded("/".join(one.path)),
                folded("/".join(_bare(one))),
            ):
                return Choice(one, f'"{one.label}", as the config says')
        return Choice(problem=f'the config says {key} = "{configured}", but {_inventory(real)}')
    flagged = [one for one in found if key in {_SPECIAL_USE.get(flag) for flag in one.flags}]
    candidates = flagged or list(found)
    if len(candidates) == 1:
        how = "the server's special-use flag" if flagged else "its name"
        return Choice(candidates[0], f'"{candidates[0].label}", by {how}')
    if candidates:
        these = ", ".join(f'"{one.label}"' for one in candidates)
        return Choice(
            problem=f'several mailboxes could be {title}: {these}; set {key} = "..." for this account in the config'
        )
    problem = f'no {title} mailbox was found ({_inventory(real)}); set {key} = "..." for this account in the config'
    return Choice(problem=problem, absent=True)


def _inventory(real: Sequence[Listed]) -> str:
    shown = ", ".join(f'"{one.label}"' for one in real[:12])
    more = f" and {len(real) - 12} more" if len(real) > 12 else ""  # noqa: PLR2004 - a line's worth
    return f"the account has {shown}{more}" if real else "the account has no mailbox at all"


def _with(one: Listed | None, others: Sequence[Listed]) -> list[Listed]:
    return [*others] if one is None or one in others else [one, *others]


def _within(one: Listed, box: Listed) -> bool:
    """It is that mailbox, or stands below it."""
    return one.path[: len(box.path)] == box.path


def folded(name: str) -> str:
    """A name for comparing: without letter case, and whatever separates its words."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("_", " ").replace("-", " ")
    return " ".join(plain.split())
