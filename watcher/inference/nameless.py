"""Names speak of no matter: neither the employer's own ("Cobalt Insurance") nor a person's ("Bianca Grant").

An employer's name counts that the domain of its mail bears out; what the message says beside it counts as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise

from watcher.inference.company import from_domain
from watcher.inference.folding import EMPTY, Wording, bare_words
from watcher.inference.names import agrees
from watcher.inference.phrases import Read
from watcher.inference.senders import is_hiring_address, is_role_address
from watcher.inference.tables import Tables
from watcher.reading import Address

_NOBODY = "acme"  # a word that says nothing
_NAMES = 3  # words of a person's name, at most
_ADDRESSED = 4  # words of "Dear Ms Grant", of a sign-off, or those with which a mail begins
_PEOPLE = 10  # addresses that are looked at
_OFFICES = frozenset([
    "support", "office", "desk", "help", "center", "centre", "club", "council", "trust", "society", "applications",
    "admissions", "services", "info", "fund", "foundation", "institute", "association", "committee",
])  # fmt: skip


def without_employer(read: Read, name: str, addresses: Iterable[Address], tables: Tables) -> Read:
    """The wording with as many words that say nothing for the employer's name; as it is where no address bears it out.

    Sentences keep their places, and their words theirs.
    """
    domains = (from_domain(address.email, tables) for address in addresses)
    if not name or not any(domain and agrees(name, domain, tables.names) for domain in domains):
        return read
    words = " ".join(bare_words(name))
    return _everywhere(read, lambda wording: _without(wording, words))


def without_people(read: Read, senders: Iterable[Address], readers: Iterable[Address], tables: Tables) -> Read:
    """The wording with such words for the names of those who write and read, where these stand for a person.

    That is a whole name, and a part of it in a greeting or a sign-off. A sender's name may be a desk's ("Visa
    Support"): a person's is in their address too.
    """
    desk = tables.names.desk | _OFFICES
    people = [a for a in senders if _is_in_address(a) and desk.isdisjoint(bare_words(a.name))]
    people = [a for a in people if not (is_role_address(a.email) or is_hiring_address(a))]
    names = [bare_words(a.name) for a in (*people, *readers)][:_PEOPLE]
    names = [name for name in names if 0 < len(name) <= _NAMES]
    return _everywhere(read, lambda wording: _without_any(wording, names)) if names else read


def _everywhere(read: Read, without: Callable[[Wording], Wording]) -> Read:
    return replace(read, subject=without(read.subject), body=without(read.body), quoted=without(read.quoted))


def _is_in_address(person: Address) -> bool:
    """The address is made of the name: "bianca.grant", "bgrant", "grantb", "bianca"."""
    local = "".join(bare_words(person.email.partition("@")[0].replace("_", ".")))
    name = bare_words(person.name)
    return local in {
        *name,
        "".join(name),
        "".join(reversed(name)),
        *(a[0] + b for a, b in pairwise(name)),
        *(b + a[0] for a, b in pairwise(name)),
    }


def _without_any(wording: Wording, names: Iterable[list[str]]) -> Wording:
    for name in names:
        wording = _without(wording, " ".join(name)) if len(name) > 1 else wording
        wording = _unaddressed(wording, frozenset(word for word in name if len(word) > 1))
    return wording


def _unaddressed(wording: Wording, name: frozenset[str]) -> Wording:
    """Without the words of a name in a line that is hardly more than it, and in what a mail begins with."""
    sentences = list(wording.sentences)
    for at, one in enumerate(sentences):
        words = one.bare.split(" ")
        head = words[:_ADDRESSED] if at == 0 or len(words) <= _ADDRESSED else []
        if not name.isdisjoint(head):
            kept = [_NOBODY if word in name else word for word in head] + words[len(head) :]
            sentences[at] = replace(one, bare=" ".join(kept))
    return replace(wording, sentences=tuple(sentences))


def _without(wording: Wording, words: str) -> Wording:
    if not words or wording is EMPTY:
        return wording
    instead = " ".join(_NOBODY for _ in words.split())
    sentences = tuple(
        replace(one, bare=f" {one.bare} ".replace(f" {words} ", f" {instead} ").strip()) if words in one.bare else one
        for one in wording.sentences
    )
    return replace(wording, sentences=sentences)
