"""Companies and roles as keys: equal only where they are written alike. Never fuzzy: "Meta" is not "Metaverse"."""

from __future__ import annotations

import re
import unicodedata

_MAX = 200
_SPACE = re.compile(r"\s{1,200}")
_EDGES = " .,;:!\"'-–—|"
# The marking that German law asks of an advertisement (AGG section 11): part of no role's name.
_GENDER = re.compile(r"[(\[]\s?(?:all genders|gn|[mwfdxhi](?:\s?[/|,*]\s?[mwfdxhi]){1,4})\s?[)\]]")
_LEGAL = frozenset(
    """ab ag aps as asa bv co corp corporation eg ev ggmbh gmbh inc incorporated kg kgaa limited llc llp ltd mbh nv oy
    oyj plc pty sa sarl sas sasu se sl slu spa srl ug""".split()  # noqa: SIM905
)
_JOINTS = frozenset(("&", "und", "and"))


def company_key(name: str) -> str:
    """A company's name without case, spacing and legal form: "Acme  GmbH & Co. KG" and "ACME" are one."""
    words = _folded(name).split(" ")
    while len(words) > 1 and (_bare(words[-1]) in _LEGAL or words[-1] in _JOINTS):
        words.pop()
    return " ".join(words).strip(_EDGES)


def role_key(name: str) -> str:
    """A role's name without case, spacing and gender marking."""
    return _SPACE.sub(" ", _GENDER.sub(" ", _folded(name))).strip(_EDGES)


def _bare(word: str) -> str:
    return word.replace(".", "").strip(_EDGES + "()/")


def _folded(name: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", name[:_MAX]).casefold()).strip()
