"""The employer's own name: its words speak of no other matter than jobs ("Cobalt Insurance", "Summit Bank").

A name counts that the domain of the employer's mail bears out; what the message says beside it counts as ever.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from watcher.inference.company import from_domain
from watcher.inference.folding import EMPTY, Wording, bare_words
from watcher.inference.names import agrees
from watcher.inference.phrases import Read
from watcher.inference.tables import Tables
from watcher.reading import Address

_NOBODY = "acme"  # a word that says nothing


def without_employer(read: Read, name: str, addresses: Iterable[Address], tables: Tables) -> Read:
    """The wording with as many words that say nothing for the employer's name; as it is where no address bears it out.

    Sentences keep their places, and their words theirs.
    """
    domains = (from_domain(address.email, tables) for address in addresses)
    if not name or not any(domain and agrees(name, domain, tables.names) for domain in domains):
        return read
    words = " ".join(bare_words(name))
    return replace(
        read,
        subject=_without(read.subject, words),
        body=_without(read.body, words),
        quoted=_without(read.quoted, words),
    )


def _without(wording: Wording, words: str) -> Wording:
    if not words or wording is EMPTY:
        return wording
    instead = " ".join(_NOBODY for _ in words.split())
    sentences = tuple(
        replace(one, bare=f" {one.bare} ".replace(f" {words} ", f" {instead} ").strip()) if words in one.bare else one
        for one in wording.sentences
    )
    return replace(wording, sentences=sentences)
