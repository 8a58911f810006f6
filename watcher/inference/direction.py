"""Who wrote a message: the user, or somebody else."""

from __future__ import annotations

import re

from watcher.inference.folding import fold
from watcher.inference.phrases import Read, find
from watcher.inference.senders import is_no_reply, source_of
from watcher.inference.tables import Tables
from watcher.reading import Message

_SPEAKERS = frozenset({"written_by_candidate", "written_by_employer"})
_RESUME_NAMES = (
    "resume", "résumé", "cv", "curriculum", "lebenslauf", "bewerbung", "cover letter", "coverletter", "cover_letter",
    "anschreiben", "motivation", "candidature", "sollicitatie", "curriculo", "hoja de vida", "hv",
    "zyciorys", "list motywacyjny", "zivotopis", "motivacni dopis", "motivacny list", "scrisoare de intentie",
    "резюме", "сопроводительное письмо", "супровідний лист", "автобиография", "zivljenjepis", "motivacijsko pismo",
    "carta de presentacio", "βιογραφικό",
    "meritforteckning", "personligt brev", "jobbansokan", "jobansogning", "jobbsoknad", "tyohakemus", "ansioluettelo",
    "elulookirjeldus", "dzivesgajums", "dzives apraksts", "gyvenimo aprasymas", "oneletrajz", "ozgecmis",
    "履歴書", "職務経歴書", "简历", "簡歷", "履历", "履歷", "이력서", "자기소개서",
    "ho so xin viec", "don xin viec", "ho so ung tuyen", "so yeu ly lich", "lamaran", "riwayat hidup",
    "เรซูเม", "سيرة ذاتية", "السيرة الذاتية", "קורות חיים",
)  # fmt: skip


_WHOLE_WORD = 4  # a shorter name of a document ("cv") must be a word of its own
_FILE_IN_TEXT = re.compile(
    r"(?:<<|attached file: ?|^ ?- )([^<>\n:]{2,70}\.(?:docx?|pdf|rtf|odt|zip))", re.IGNORECASE | re.MULTILINE
)


def has_resume(message: Message) -> bool:
    """A résumé or cover letter is attached, by its file name (in the text too, as some clients put it)."""
    named = [attachment.name for attachment in message.attachments[:30]]
    named += _FILE_IN_TEXT.findall((message.new_text or message.text)[:20_000])[:10]
    for name in named:
        stem = fold(name).rpartition(".")[0] or fold(name)
        spaced = "".join(c if c.isalnum() else " " for c in stem)
        words = set(spaced.split())
        if any(
            (name in words) if name.isascii() and len(name) < _WHOLE_WORD else (name.replace("_", " ") in spaced)
            for name in map(fold, _RESUME_NAMES)
        ):
            return True
    return False


def is_outgoing(message: Message, me: frozenset[str], read: Read, tables: Tables) -> bool:
    """Whether the user wrote it: by `me`, else, where `me` or From is missing, by who speaks in its words."""
    if me and message.from_ is not None and message.from_.email:
        return message.from_.email in me
    if message.automatic is not None or source_of(message, tables) is not None:
        return False
    if message.from_ is not None and is_no_reply(message.from_.email):
        return False
    hits = find(read, tables, "out", _SPEAKERS)
    candidate = sum(hit.family.kind == "written_by_candidate" for hit in hits) + 2 * has_resume(message)
    employer = sum(hit.family.kind == "written_by_employer" for hit in hits)
    return candidate > employer
