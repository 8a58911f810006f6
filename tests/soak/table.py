"""The table of one run."""

from __future__ import annotations

from collections.abc import Iterator

from tests.soak.run import Outcome


def lines(one: Outcome) -> Iterator[str]:
    """What a run did, what it met, and what went wrong."""
    rows = {
        "seed": one.seed,
        "simulated days": f"{one.days:.1f} in {one.seconds:.0f} s; settled in {one.settled:.0f} s",
        "applications": one.applications,
        "mails delivered": one.delivered,
        "events": f"{one.events} in them; {one.happened} things happened",
        "drafts": ", ".join(f"{count} {what}" for what, count in sorted(one.fates.items())) or "none",
        "digests": one.digests,
        "mails left out": f"{one.left_out}, for three deaths while they were read",
        "orphans": f"{one.orphans} drafts that a restored ledger did not meet again",
        "faults": sum(one.faults.values()),
        **{f"  {name}": count for name, count in sorted(one.faults.items())},
        "kills survived": one.ends["SIGKILL"],
        "ends": ", ".join(f"{count} {how}" for how, count in sorted(one.ends.items())),
        "second instances refused": one.refused,
        "resident, MB": "{:.1f}, then {:.1f}".format(*one.resident) + f" over {one.watched:.0f} s of one process",
        "descriptors": "{:.0f}, then {:.0f}".format(*one.descriptors),
        "processor, s": f"{one.cpu:.1f} of the last process",
        "violations": len(one.wrong),
    }
    for name, value in rows.items():
        yield f"{name:<28}{value}"
    yield from (f"  {wrong}" for wrong in one.wrong)
