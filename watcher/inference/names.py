"""Names in prose: where a company's or a title's name ends; what a domain tells of an employer."""

from __future__ import annotations

import re
from itertools import pairwise

from watcher.inference.folding import fold
from watcher.inference.senders import organisation
from watcher.inference.tables import NameWords

MAX_NAME = 80
MAX_SHOWN = 120
MAX_LINES = 60
MAX_LINE_WORDS = 5
MAX_COMPANY_WORDS = 9
MAX_ROLE_WORDS = 11
LONG = 5  # letters of a word that is no other by chance
SMALL_WORDS = 2
MAX_SMALL_TITLE = 4

_WIDE_MARKS = "、。，：；！？「」『』【】《》（）"
_BREAK = re.compile(
    rf"[{_WIDE_MARKS}]|"
    r" [-–—|•·] |[!?;\"“”„<>\[\]{}|:]| {2}|…|\.\s|\.$|,? (?:inc\.)? ?\((?!m/|w/|f/|h/)"
)
_ROLE_BREAK = re.compile(
    rf"[{_WIDE_MARKS}]|"
    r"[!?;<>\[\]{}|:\"“”„«»]| {2}|…|(?<!\bSr)(?<!\bJr)(?<!\bSt)(?<!\bAsst)(?<!\bDr)\. |\.$| [-–—] (?=\d|#|ref|req|job)"
)
_REQUISITION = re.compile(
    r"[\s,(\[#-]{0,4}(?:(?<!\w)(?:req\w{0,10}|ref\w{0,7}|job|id|r|jr|no))?[\s.:#-]{0,3}\d[\w-]{2,14}[)\]]?$",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"recruit|staffing|headhunt|personnel|search|talent|randstad|adecco|manpower|hays|kforce|roberthalf|personalberat"
    r"|interim|jobs"
)
_UMLAUT = re.compile(r"([aou])(?:e|(?<=a)a)")
_PIECES = re.compile(r"\s[|/•·–—-]\s|,\s|\s{3}|\s@\s")
_NAME_WORD = re.compile(r"[\w&'’.-]{1,40}")
_UNCLOSED = re.compile(r"\s?\([^()]{0,20}$")
_LETTERS = re.compile(r"[^\W\d_]{2}|[^\W\d_]&[^\W\d_]")
_UNCASED = re.compile(r"[\u0e01-\u0e44\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_VIETNAMESE = re.compile(r"[ăđơư\u1ea0-\u1ef9]|\bnhân\b|\bviên\b", re.IGNORECASE)  # no capitals but the first
_MARKS = ",.()'"
_PUBLIC = frozenset({"k12", "gov", "nhs", "sch", "police", "mil", "ac", "edu"})  # shared by many: "acme.nhs.uk"
_SHORT_LABEL = 3
_OF = frozenset({"de", "du", "des", "di", "del", "della", "dei"})  # and no English words
_ROMAN = frozenset({"at", "with", "in", "role", "position", ""})


def quoted(raw: str, pairs: str = "\"\"“”„“«»''‘’「」『』《》【】") -> str:
    """What stands between the quotation marks that a capture begins with; the capture itself where it has none."""
    raw = raw.strip()
    for left, right in zip(pairs[::2], pairs[1::2], strict=True):
        if raw.startswith(left):
            end = raw.find(right, 1)
            return raw[1:end] if end > 1 else raw[1:]
    return raw


def _words(raw: str, breaks: re.Pattern[str], marks: str) -> list[str]:
    text = quoted(raw).strip(marks + _WIDE_MARKS)
    broken = breaks.search(text + " ")
    return (text[: broken.start()] if broken else text).split()


def _capital(word: str) -> bool:
    """It begins as a name does; in a script without blanks and capitals, what captured it tells where it ends."""
    return word[:1].isupper() or word[:1].isdigit() or _UNCASED.match(word) is not None


def clean_company(raw: str, known: NameWords, *, lower: bool = False) -> str:
    """The name at the beginning of a capture: its capitalised words, with legal form; "" where it is none.

    `lower` allows a name that begins with a small letter. A name that is followed by "position" or "role" is a title.
    """
    words = _words(raw, _BREAK, " ,'*_-–")
    if len(words) > 1 and (fold(words[0]) == "the" or words[0] in known.company_articles):
        words = words[1:]
    if not words or fold(words[0]).strip(_MARKS) in known.not_company:
        return ""
    kept: list[str] = []
    for index, word in enumerate(words[:MAX_COMPANY_WORDS]):
        bare = fold(word).strip(_MARKS)
        follows = words[index + 1] if index + 1 < len(words) else ""
        legal_next = fold(follows).strip(_MARKS) in known.legal_forms
        joins = bare in known.inside_company and bool(kept) and follows[:1].isupper()
        first = index == 0 and (lower or legal_next)
        legal = bare in known.legal_forms and len(bare) > 2  # noqa: PLR2004  ("se", "as": words too)
        if not (_capital(word) or legal or joins or first):
            if index and bare in known.title_nouns:
                return ""
            break
        if kept and bare in known.speakers:
            break
        kept.append(word)
        if word.endswith(",") and not legal_next:
            break
    kept = before_desk(kept, known.desk, known) or kept[:1]
    if len(kept) == 1 and fold(kept[0]).strip(_MARKS) in known.desk:
        return ""
    name = " ".join(kept).rstrip(" ,;:&-'").strip()
    if ")" in name and "(" not in name:  # what opened it stands before the name: "(Engineer at Acme)"
        name = name.partition(")")[0].strip()
    return name if len(name) <= MAX_NAME and _LETTERS.search(name) else ""


def before_desk(words: list[str], desk: frozenset[str], known: NameWords) -> list[str]:
    """The words before those that name a desk: "Acme University Recruiting" -> "Acme", but "Acme University"."""
    kept = list(words)
    while kept and fold(kept[-1]).strip("-|:,.()&/'") in desk:
        kept.pop()
    inside = len(words) - len(kept) == 1 and fold(words[-1]).strip(_MARKS) in known.desk_inside
    return words if inside and kept else kept


_DASHES = frozenset("-–—|:")
_HEADED = 2


def clean_role(raw: str, known: NameWords, titles: frozenset[str] = frozenset()) -> str:
    """The title at the beginning of a capture; "" where it is none. In small letters it needs a word of `titles`."""
    words = _words(raw, _ROLE_BREAK, " ,'*_-–:")
    while words and fold(words[0]) in known.articles:
        words = words[1:]
    if len(words) > _HEADED and words[1] in _DASHES and fold(words[0]) in known.not_role:
        words = words[_HEADED:]  # "Interview details - Cook"
    if not words or fold(words[0]).strip(_MARKS) in known.not_role:
        return ""
    kept = _role_words(words[:MAX_ROLE_WORDS], known, loose=not titles)
    bare_words = {fold(word).strip(_MARKS) for word in kept}
    if bare_words & known.not_in_role and not _applies_science(kept, titles):
        return ""
    if titles and not _capital(words[0]) and not bare_words & titles:
        return ""
    if not titles and not _capital(words[0]) and len(kept) > MAX_SMALL_TITLE:
        return ""
    name = _UNCLOSED.sub("", _REQUISITION.sub("", " ".join(kept))).rstrip(" ,;:&-'(").strip()
    return name if sum(c.isalpha() for c in name) > 1 and len(name) <= MAX_NAME else ""


def _applies_science(kept: list[str], titles: frozenset[str]) -> bool:
    """Whether "application" belongs to the title itself: "Field Application Scientist"."""
    words = [fold(word).strip(_MARKS) for word in kept]
    return any(word.startswith("application") and after in titles for word, after in pairwise(words))


def _role_words(words: list[str], known: NameWords, *, loose: bool) -> list[str]:
    titled = _capital(words[0]) and not _VIETNAMESE.search(" ".join(words))
    kept: list[str] = []
    small = 0  # words in small letters that may still follow: "Chargée de communication"
    for index, word in enumerate(words):
        bare = fold(word).strip(_MARKS)
        follows = words[index + 1] if index + 1 < len(words) else ""
        joins = bare in known.inside_company | known.inside_role and follows[:1].isupper()
        if loose and ((bare in known.of and follows) or bare[:2] == "d'"):
            small = SMALL_WORDS + 1
        elif kept and bare in _OF and follows[:1].islower():  # a French title in an English sentence: "Chef de projet"
            small = SMALL_WORDS
        small -= 1
        if titled and not (_capital(word) or word[:1] in "(&/#" or joins or "/" in word or small >= 0):
            break
        if (small >= 0 or (loose and not titled)) and bare in known.ends:
            break
        if bare in known.after_role or (bare == "i" and follows[:1].islower() and follows not in _ROMAN):
            break
        kept.append(word)
        if not titled and (bare in known.not_role or word.endswith(",")):
            return []
    return kept


def trailing_role(raw: str, known: NameWords, titles: frozenset[str] = frozenset()) -> str:
    """The title at the end of a capture, before "position" or "role": what was caught before it falls away."""
    words = raw.split()
    kept: list[str] = []
    for word in reversed(words[-MAX_ROLE_WORDS:]):
        bare = fold(word).strip(_MARKS)
        if not (_capital(word) or word[:1] in "(&/#-–" or (kept and bare in known.inside_company)):
            break
        kept.insert(0, word)
    while kept and (kept[0][:1] == "(" or fold(kept[0]).strip(_MARKS) in known.inside_company):
        kept.pop(0)
    if kept:
        return clean_role(" ".join(kept), known, titles)
    small: list[str] = []
    for word in reversed(words[-MAX_ROLE_WORDS:]):
        if fold(word).strip(_MARKS) in known.articles | known.inside_company | known.inside_role:
            break
        small.insert(0, word)
    return clean_role(" ".join(small), known, titles)


def spelled(label: str, text: str, known: NameWords) -> str:
    """The words of a text that spell a domain's name: "zephyrmaps" -> "Zephyr Maps"; "" where none do.

    A line of its own that begins so is the whole name: "Sedge Hotels" in the signature for sedge.example.
    """
    wanted = _spelling(label)
    for line in reversed(text.split("\n")[-MAX_LINES:]):
        for piece in _PIECES.split(line[:MAX_SHOWN]):
            words = piece.split()
            if 0 < len(words) <= MAX_LINE_WORDS and _begins(words, wanted):
                name = clean_company(piece, known)
                if name and len(name) >= len(" ".join(words).strip(".,")):
                    return name
    tokens = [(match[0], _spelling(match[0])) for match in _NAME_WORD.finditer(text)]
    for at, (word, bare) in enumerate(tokens):
        if bare and wanted.startswith(bare) and _capital(word):
            count = _run(tokens[at:], wanted, known)
            if count:
                return " ".join(token for token, _ in tokens[at : at + count]).strip(".,")
    return ""


def _run(tokens: list[tuple[str, str]], wanted: str, known: NameWords) -> int:
    """How many words from the first on spell a name; small ones inside may be left out: "Clinique des Tilleuls"."""
    joined = tokens[0][1]
    for count, (word, bare) in enumerate(tokens[1:MAX_COMPANY_WORDS], 1):
        if joined == wanted:
            return count
        if wanted.startswith(joined + bare):
            joined += bare
        elif fold(word) not in known.inside_company:
            return 0
    return min(len(tokens), MAX_COMPANY_WORDS) if joined == wanted else 0


def _begins(words: list[str], wanted: str) -> bool:
    """A line's words begin with a domain's name, or with a first word after which the domain is shortened."""
    first = _spelling(words[0])
    shortened = len(words) > 1 and len(first) >= LONG and wanted.startswith(first)
    return _spelling("".join(words)).startswith(wanted) or shortened


def _spelling(text: str) -> str:
    """Plain, with umlauts and rings as domains write them (ä, ae and aa are one)."""
    return _UMLAUT.sub(r"\1", plain(text.replace("&", "and")))


def titled_label(domain: str) -> str:
    """The name in a domain, title-cased: "mail.acme-labs.com" -> "Acme Labs"; "" for an agency's."""
    label = organisation(domain).partition(".")[0]
    if label in _PUBLIC:
        label = domain.lower().rpartition(f".{label}.")[0].rpartition(".")[2]
    if len(label) <= 1 or label.isdigit() or _AGENCY.search(label):
        return ""
    return " ".join(w.upper() if len(w) <= _SHORT_LABEL else w.capitalize() for w in re.split(r"[-_]", label))


def family_firm(label: str, writer: str) -> str:
    """A domain's name that ends in its writer's own: "Cantinaferrante" by Giulia Ferrante -> "Cantina Ferrante"."""
    surname = writer.rsplit(maxsplit=1)[-1] if writer.split() else ""
    head = label[: -len(surname)] if len(surname) > _SHORT_LABEL and fold(label).endswith(fold(surname)) else ""
    return f"{head} {surname}" if len(head) > _SHORT_LABEL and head.isalpha() else label


def plain(text: str) -> str:
    """Letters and digits alone, folded."""
    return "".join(c for c in fold(text) if c.isalnum())


def agrees(name: str, domain_name: str, known: NameWords) -> bool:
    """Whether a company's name and the name in a domain are of one another: by beginning, whole, or initials."""
    label = plain(domain_name)
    whole, head = plain(name), plain(name.split(maxsplit=1)[0])
    initials = "".join(word[0] for word in fold(name).split() if word[0].isalpha() and word not in known.inside_company)
    return (
        whole in label or label in whole or (len(head) >= _SHORT_LABEL and label.startswith(head)) or initials == label
    )
