"""The packaged facts: who relays job mail, and the families of wording by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from watcher.inference.patterns import Pattern
from watcher.inference.types import Kind

CODE_VERSION = 2

SENDER_KINDS = frozenset({"ats", "board", "assessment", "scheduling", "calendar"})
CONTEXT_KINDS = frozenset(
    {"noise", "written_by_candidate", "written_by_employer", "applied_before", "sign_of_no", "goes_on"}
)
NEEDS = frozenset({"", "job", "open", "two", "hard", "post", "tied"})
GUARDS = frozenset({"conditional", "modal", "negation", "promise"})
COMPANY_PLACES = frozenset({"display", "local", "host", "subject", "body", "link", "fixed"})


@dataclass(frozen=True, slots=True)
class Sender:
    """A relay or job board. `domains` match themselves and their subdomains, an address only itself.

    The rest as in data/senders.toml; a template key without a kind is that of noise.
    """

    name: str
    kind: str
    domains: tuple[str, ...]
    company: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()
    noise_from: tuple[str, ...] = ()
    template_keys: Mapping[str, Kind | None] = field(default_factory=dict)
    fixed: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Ways of saying one thing.

    `kind` is a `Kind` or one of `CONTEXT_KINDS` ("applied_before": the user refers to an application made earlier;
    "sign_of_no" and "goes_on": see `refusals`).
    `side` is "in" or "out", `where` "any", "subject" or "body".
    `needs` is the job context without which it says nothing: "" none, "job" words of a job search, "two" two of them or
    a sure one, "open" unless another kind of application is spoken of, "hard" a word that only a job search has, "post"
    such a word, or a job named, "tied" that its thread or its writer shows it to be of one. `strength` is 2 where the
    wording decides alone, 1 where it only speaks if nothing stronger does (on the side "out": beside another family of
    its kind), 0 where it only names the matter. `unless` are patterns that unsay it where they stand in the same
    sentence.
    """

    name: str
    kind: str
    language: str
    side: str
    where: str
    needs: str
    strength: int
    asks: bool
    guards: frozenset[str]
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ClockWords:
    """How a language speaks of hours; all folded.

    `at` stands before hours only, `near` before other things too; `oclock` stands after hours only, `hours` also where
    it is told how long something lasts. `half` before an hour takes half an hour from it; `past` tells minutes after
    it. `units` after a number tell that it is no hour. `spoken` are hours in letters, `same` the words that keep an
    hour told before.
    """

    at: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    oclock: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    am: tuple[str, ...] = ()
    pm: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    minute: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    past: Mapping[str, int] = field(default_factory=dict)
    spoken: Mapping[str, int] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Whether the language has words for hours."""
        return bool(self.at or self.near or self.oclock or self.hours)


@dataclass(frozen=True, slots=True)
class DateWords:
    """How a language speaks of dates; all folded. `week_later` after a weekday is a week after it: "Friday week"."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    month_first: bool
    tomorrow: tuple[str, ...]
    today: tuple[str, ...]
    by: frozenset[str]
    due: Mapping[str, tuple[Pattern, ...]]
    clock: ClockWords
    zones: Mapping[str, ZoneInfo]
    week_later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """A pattern with the captures `company` and `role`; `where` is "subject" or "body"."""

    where: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Words by which a role in free words is told from what stands around it; folded.

    `titles` and `endings` make it one: as the last word where `last`, else among the first. `heads` lead to it; of
    these `names` ("position of") make a role of whatever stands there, and so do `follows` behind it. `openings` are
    endings that do it in one word with the title. `ends` stand after it, `places` before a name of a place, but not
    after who `teaches` a subject. `inside` join its words. `empty` ones are no role at its beginning, `never` ones
    nowhere; a `vague` title alone is none. Where there are `capitals`, all nouns have them. `leads` are patterns that
    catch a role.
    """

    titles: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    last: bool = False
    capitals: bool = False
    heads: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    follows: frozenset[str] = frozenset()
    openings: tuple[str, ...] = ()
    ends: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    teaches: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    leads: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """One phrase file.

    `strong`, `weak` and `foreign` are the words by which job context is counted, `titles` those of jobs; in one of the
    `idioms` a foreign word is none ("of course", "any news"); `ambiguous` ones do not count against `foreign`. A
    "beginning~" or an "~ending" among them stands for all words that begin or end so; `stems` are these, each with what
    to look for in a text between blanks. `you` are the words that speak to the reader. `umlauts` tells that "ue" may be
    written for "ü". `by_key` gives, for "in" and "out" and the beginning of a word, the families whose
    patterns may hold it; `keys` are all beginnings that are looked for. In what the user writes `occupations` are more
    titles, `posts` the words for a job, `consulted` the titles of those whom everybody writes to or of. `services`
    are what somebody with a title comes to the reader for; `applies` are the words for an application, after which the
    word for a street (`streets`, "~endings" too) and a number tell that it is one for a dwelling.
    """

    code: str
    stopwords: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    foreign: frozenset[str]
    idioms: tuple[Pattern, ...]
    titles: frozenset[str]
    occupations: frozenset[str]
    posts: frozenset[str]
    consulted: frozenset[str]
    services: frozenset[str]
    applies: frozenset[str]
    streets: frozenset[str]
    ambiguous: frozenset[str]
    you: frozenset[str]
    greetings: frozenset[str]
    stems: tuple[tuple[str, str], ...]
    umlauts: bool
    guards: Mapping[str, tuple[Pattern, ...]]
    by_key: Mapping[str, Mapping[str, tuple[tuple[Family, Pattern], ...]]]
    keys: frozenset[str]
    extractions: tuple[Extraction, ...]
    dates: DateWords
    roles: RoleWords = RoleWords()


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words by which a name in prose is told from what stands around it; folded. `free_mail` are domains.

    `rooms`, `rooms_first` and `note_words` are words of what is invited and is nobody, `note_takers` domains of such.
    """

    free_mail: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    company_articles: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    desk: frozenset[str] = frozenset()
    desk_inside: frozenset[str] = frozenset()
    legal_forms: frozenset[str] = frozenset()
    inside_company: frozenset[str] = frozenset()
    inside_role: frozenset[str] = frozenset()
    not_company: frozenset[str] = frozenset()
    not_role: frozenset[str] = frozenset()
    not_in_role: frozenset[str] = frozenset()
    after_role: frozenset[str] = frozenset()
    company_labels: frozenset[str] = frozenset()
    title_nouns: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    rooms: frozenset[str] = frozenset()
    rooms_first: frozenset[str] = frozenset()
    note_takers: frozenset[str] = frozenset()
    note_words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tables:
    """All packaged facts.

    `by_domain` holds domains and whole addresses, `service_names` the names of tests and calendars, folded. `spoken`
    gives the languages that a word is a sign of, `hinted` those that it may be of. `sure` and `likely` are the context
    words of all languages, `sure_in` and `likely_in` those of each; `ordinary` ones stand in the mail of any work.
    `stems` are all beginnings and endings of context words.
    """

    senders: tuple[Sender, ...]
    by_domain: Mapping[str, Sender]
    service_names: frozenset[str]
    common_noise: tuple[str, ...]
    names: NameWords
    languages: Mapping[str, Language]
    spoken: Mapping[str, tuple[str, ...]]
    hinted: Mapping[str, tuple[str, ...]]
    sure: frozenset[str]
    likely: frozenset[str]
    sure_in: Mapping[str, frozenset[str]]
    likely_in: Mapping[str, frozenset[str]]
    ordinary: frozenset[str]
    stems: tuple[tuple[str, str], ...]
    version: str
