"""A refusal that no single phrase tells: what is lacking or who else was taken, said with regret or as a farewell.

Families of kind `SIGN` each see one sign; those of strength 2 are of the verdict itself, the others are courtesies.
"Your portfolio is lovely, but not our style. Good luck!" has three. A word of something that goes on unsays them all.
"""

from __future__ import annotations

from watcher.inference.asking import asks
from watcher.inference.phrases import Hit
from watcher.inference.received import Received

SIGN, GOES_ON = "sign_of_no", "goes_on"
ENOUGH = 2  # different signs, one of them of the verdict itself


def refused(mail: Received) -> tuple[Hit, ...]:
    """The signs of a refusal, if there are enough; none where the writer asks something or anything goes on."""
    signs: list[Hit] = []
    for hit in sorted(mail.hits, key=lambda hit: -hit.family.strength):
        if hit.family.kind == SIGN and not hit.in_subject and not any(_same(hit, other) for other in signs):
            signs.append(hit)
    if len(signs) < ENOUGH or signs[0].family.strength == 1:
        return ()
    if asks(mail) or any(hit.family.kind == GOES_ON for hit in mail.hits):
        return ()
    return tuple(signs)


def _same(one: Hit, other: Hit) -> bool:
    """They are of one kind, or stand in the same words."""
    overlap = one.index == other.index and one.start < other.end and other.start < one.end
    return one.family is other.family or overlap
