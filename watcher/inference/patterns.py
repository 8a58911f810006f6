"""The small language in which wording is written down in the phrase files, and its translation to a linear regex.

A pattern is words separated by spaces, matched in lower case and without accents, within one sentence::

    interview~          a word that begins so
    ~gespräch           a word that ends so, as compounds do
    (a|b c|d)           one of these
    (a|b)?              one of these or nothing
    *4                  up to four words of any kind
    {role}              the alternatives that the file's [words] table names "role"
    <role> <company>    a capture: up to 90 characters, for the extraction patterns

Every quantifier is bounded, so that a search costs time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from watcher.inference.folding import KEY_LENGTH, bare_words

GAP_WORD = r"[^ ]{1,60}"
BETWEEN = " "
CAPTURE = r"[^\n]{1,90}"
REST = r"\w{0,20}"  # of a word of which a part is given
NUMBER = r"\w{1,14}"

_TOKEN = re.compile(r"\s*(?:\*\d|\{\w+\}|<\w+>|[()|?]|[^\s()|?{}<>*]+)")
_COMMON = 1000


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. One of `keys` (word beginnings) is in every sentence that it matches, and one of `also`."""

    source: str
    expression: str
    keys: frozenset[str]
    also: frozenset[str] = frozenset()

    @property
    def regex(self) -> re.Pattern[str]:
        """The regex, compiled on first use."""
        return _compiled(self.expression)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A parsed part: its regex, its cheapest anchor words (None: no anchor), the next, and whether it may be absent."""

    expression: str
    anchors: frozenset[str] | None
    optional: bool = False
    gap: bool = False
    also: frozenset[str] = frozenset()


class Translator:
    """Translates the patterns of one phrase file. A word or {name} that stands in many of them is parsed once."""

    def __init__(self, named: Mapping[str, str], common: frozenset[str] = frozenset()) -> None:
        """`named` are the alternatives that {name} stands for; `common` are words that make poor anchors."""
        self._named = named
        self._common = frozenset(word[:KEY_LENGTH] for word in common)
        self._words: dict[str, _Piece] = {}
        self._groups: dict[str, _Piece] = {}

    def pattern(self, source: str) -> Pattern:
        """Translate one pattern. ValueError where it cannot be read."""
        piece = _Parser(source, self).parse()
        if not piece.anchors:
            raise ValueError(f"the pattern {source!r} needs one word that is always there")
        begin = "" if source.lstrip().startswith("<") else r"(?<![^ ])"
        end = "" if source.rstrip().endswith(">") else r"(?![^ ])"
        expression = piece.expression
        if expression.endswith("}?)"):  # a capture at the end takes all it can
            expression = expression[:-2] + ")"
        return Pattern(source, begin + expression + end, piece.anchors, piece.also)

    def word(self, token: str) -> _Piece:
        """A pattern word as a part."""
        if token not in self._words:
            self._words[token] = _word(token)
        return self._words[token]

    def named(self, name: str) -> _Piece:
        """What {name} stands for, as a part. KeyError where the file knows no such words."""
        if name not in self._groups:
            self._groups[name] = _Parser(f"({self._named[name]})", self).parse()
        return self._groups[name]

    def cost(self, anchors: frozenset[str]) -> int:
        """How often a sentence holds one of these, as a number to compare."""
        return sum(_COMMON if word in self._common else len(anchors) for word in anchors)


class _Parser:
    def __init__(self, source: str, translator: Translator) -> None:
        self.source = source
        self.translator = translator
        self.tokens = self._tokens(source)
        self.at = 0

    def _tokens(self, source: str) -> list[str]:
        source = source.strip()
        tokens = _TOKEN.findall(source)
        if len("".join(tokens)) < len(source):
            raise ValueError(f"cannot read {_TOKEN.sub('', source)!r} in the pattern {source!r}")
        return [token.lstrip() for token in tokens]

    def parse(self) -> _Piece:
        piece = self._sequence()
        if self.at < len(self.tokens):
            raise ValueError(f"unbalanced parenthesis in the pattern {self.source!r}")
        return piece

    def _sequence(self) -> _Piece:
        pieces: list[_Piece] = []
        while self.at < len(self.tokens) and self.tokens[self.at] not in ("|", ")"):
            pieces.append(self._element())
        if not pieces:
            raise ValueError(f"an empty alternative in the pattern {self.source!r}")
        if len(pieces) == 1 and not (pieces[0].gap or pieces[0].optional or pieces[0].also):
            return pieces[0]
        known = [piece.anchors for piece in pieces if piece.anchors and not piece.optional]
        known.sort(key=self.translator.cost)
        rare = [anchors for anchors in known[1:2] if self.translator.cost(anchors) < _COMMON]
        return _Piece(_joined(pieces), known[0] if known else None, also=rare[0] if rare else frozenset())

    def _element(self) -> _Piece:
        token = self.tokens[self.at]
        self.at += 1
        if token.startswith("("):
            return self._group()
        if token[0] == "*":
            return _Piece(rf"(?:{GAP_WORD}{BETWEEN}){{0,{int(token[1:])}}}?", None, optional=True, gap=True)
        if token[0] == "<":
            name = token[1:-1]
            return _Piece(rf"(?P<{name}>{NUMBER if name == 'n' else CAPTURE}?)", None)
        if token[0] == "{":
            try:
                return self.translator.named(token[1:-1])
            except KeyError:
                raise ValueError(f"unknown words {token} in the pattern {self.source!r}") from None
        if token in ("?", "|", ")"):
            raise ValueError(f"unexpected {token!r} in the pattern {self.source!r}")
        return self.translator.word(token)

    def _group(self) -> _Piece:
        branches = [self._sequence()]
        while self.at < len(self.tokens) and self.tokens[self.at] == "|":
            self.at += 1
            branches.append(self._sequence())
        if self.at >= len(self.tokens):
            raise ValueError(f"unbalanced parenthesis in the pattern {self.source!r}")
        self.at += 1
        expression = "(?:" + "|".join(branch.expression for branch in branches) + ")"
        anchors: frozenset[str] | None = frozenset()
        for branch in branches:
            anchors = None if anchors is None or branch.anchors is None else anchors | branch.anchors
        optional = self.at < len(self.tokens) and self.tokens[self.at] == "?"
        if optional:
            self.at += 1
        return _Piece(expression, anchors, optional)


def _word(token: str) -> _Piece:
    begins, ends = token.endswith("~"), token.startswith("~")
    found = bare_words(token)
    if not found or "\\" in token:
        raise ValueError(f"the pattern word {token!r} holds no word")
    expression = (REST if ends else "") + " ".join(re.escape(word) for word in found) + (REST if begins else "")
    keyed = found[:-1] if begins and len(found[-1]) < KEY_LENGTH else found
    keyed = keyed[1:] if ends else keyed
    anchors = frozenset({max(keyed, key=len)[:KEY_LENGTH]}) if keyed else None
    return _Piece(expression, anchors)


def _joined(pieces: list[_Piece]) -> str:
    """Pieces with what stands between words. A gap at the end says nothing; what is optional there brings its own."""
    core = list(pieces)
    tail: list[str] = []
    while len(core) > 1 and core[-1].optional:
        last = core.pop()
        if not last.gap:
            tail.insert(0, f"(?:{BETWEEN}{last.expression})?")
    parts: list[str] = []
    for index, piece in enumerate(core):
        between = "" if index == len(core) - 1 else BETWEEN
        if piece.gap:
            parts.append(piece.expression)
        elif piece.optional:
            parts.append(f"(?:{piece.expression}{between})?")
        else:
            parts.append(piece.expression + between)
    return "".join(parts + tail)
