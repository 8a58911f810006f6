"""How much of a draft's own words stand in another text, whatever became of layout, quotation and signature.

A draft's words are kept as hashes of three in a row, keyed by the draft, because bodies are not kept: a text that is at
hand can be compared with them, and nothing can be read from them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

from watcher.cadence.gist import Gist
from watcher.reading import letter

_RUN = 3
_OCTETS = 4
_LONGEST = 20_000
# Scripts that write no blanks between words are compared character by character.
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a draft a mail is: `share` of the draft's words, and whether it names what the draft names.

    Letters of one kind are alike: about another job most words are the same.
    """

    share: float
    named: bool = True


def words_of(text: str, key: str) -> frozenset[str]:
    """The words of a draft, without its sign-off and signature, which all mail of the user has; `key` is the draft's.

    Hexadecimal hashes, of which each stands for three words in a row.
    """
    return _runs(letter(text, ()).said, key)


def likeness(words: frozenset[str], text: str, key: str) -> float:
    """The share of a draft's words that stand in `text`, from 0 to 1; 0 where the draft has none."""
    return len(words & _runs(text, key)) / len(words) if words else 0.0


def alike(gist: Gist, key: str, subject: str, text: str) -> Likeness:
    """Compare the draft `key` with a mail, of which `text` is what its writer wrote."""
    return Likeness(likeness(gist.words, text, key), named_in(f"{subject}\n{text}", gist.names) == gist.names)


def rewritten(gist: Gist, key: str, text: str) -> Gist:
    """What is remembered of the draft `key` once its text is the user's."""
    return replace(gist, words=words_of(text, key), names=named_in(text, gist.names))


def named_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that stand in a text, word by word."""
    written = _spaced(text)
    return tuple(name for name in names if _spaced(name) in written)


def _spaced(text: str) -> str:
    return "".join(f" {word}" for word in _words(text)) + " "


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold())


def _runs(text: str, key: str) -> frozenset[str]:
    words = _words(text)
    runs = (" ".join(words[n : n + _RUN]) for n in range(max(1, len(words) - _RUN + 1)))
    return frozenset(_hashed(run, key) for run in runs if run)


def _hashed(run: str, key: str) -> str:
    return blake2b(run.encode("utf-8", "replace"), digest_size=_OCTETS, key=key.encode()[:64]).hexdigest()
