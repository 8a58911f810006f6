"""Whether a mail speaks to one who applied."""

from __future__ import annotations

import re

from watcher.inference.phrases import LOOKED_AT
from watcher.inference.received import Received

YOUR = re.compile(r"(?<![^ ])your (?:interview|application|candidacy) (?:at|with|for|to)(?![^ ])")
_CANDIDACY = re.compile(r"(?<![^ ])your (?:candidacy|candidature) (?:at|with|for|to)(?![^ ])")
_APPLIED = re.compile(
    r"(?<![^ ])(?:you (?:have )?applied|(?:read|received|reviewed|got) your application"
    r"|beworben (?:haben|hast)|(?:ihre|deine) bewerbung (?:gelesen|erhalten)"
    r"|(?:avez|as) postule|(?:lu|recu|etudie) (?:votre|ta) candidature"
    r"|te postulaste|se postulo|(?:leido|recibido|visto) (?:tu|su) candidatura"
    r"|ti sei candidat[oa]|si e candidat[oa]|(?:letto|ricevuto|visto) la (?:tua|sua) candidatura"
    r"|gesolliciteerd (?:hebt|heeft)|(?:hebt|heeft) gesolliciteerd|(?:je|uw) sollicitatie (?:gelezen|ontvangen)"
    r"|se candidatou|te candidataste|(?:li|lemos|recebi|recebemos) (?:a )?(?:sua|tua) candidatura)(?![^ ])"
)


def speaks_to_an_applicant(mail: Received) -> bool:
    """It speaks to one who applied: of the application that was read, the role that they applied for."""
    lines = mail.read.body.sentences[:LOOKED_AT]
    return any(YOUR.search(line.bare) for line in mail.read.subject.sentences) or any(
        _APPLIED.search(line.bare) or _CANDIDACY.search(line.bare) for line in lines
    )
