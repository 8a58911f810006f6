"""Promise 3 over crashes: a pass is killed at any step, then the program runs again, and all is as if nothing was.

`CRASH_POINTS=all` (`make crashes`) tries every point of every scene; else about `SHARE` of each, evenly spread.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from zlib import crc32

import pytest

from tests.servers.dovecot import Dovecot
from tests.system.kill import Kind, Point, in_kinds, killed, spread, traced
from tests.system.scenes import SCENES, Desk, Scene, Told, at_the_desk

pytestmark = pytest.mark.server

SHARE = 20
ALL = os.environ.get("CRASH_POINTS") == "all"


def test_there_are_three_hundred_points() -> None:
    assert len(SCENES) * SHARE >= 300


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_a_kill_anywhere_leaves_what_an_unkilled_pass_leaves(scene: Scene, dovecot: Dovecot, tmp_path: Path) -> None:
    points, unkilled, desk = _unkilled(scene, dovecot, tmp_path)
    certain = [point for point in points if point not in _removing(points)]
    chosen = certain if ALL else spread(certain, SHARE, crc32(scene.name.encode()))
    assert len(chosen) >= SHARE
    sys.stderr.write(f"\n{scene}: {len(chosen)} of {len(points)} points ({in_kinds(chosen)})\n")
    faults = _faults(desk, chosen, unkilled, tmp_path)
    assert not faults, "\n".join([f"{len(faults)} of {len(chosen)} points", *faults])


@pytest.mark.parametrize("scene_name", ["answered", "late"])
def test_a_removal_that_was_cut_short_is_known_for_what_it_was(
    scene_name: str, dovecot: Dovecot, tmp_path: Path
) -> None:
    """A withdrawal is still one, and what was to be written anew is written. (What was marked stays so, and hidden.)"""
    (scene,) = (scene for scene in SCENES if scene.name == scene_name)
    points, unkilled, desk = _unkilled(scene, dovecot, tmp_path)
    for number, point in enumerate(_removing(points)):
        other = desk.copied(tmp_path / str(number))
        assert killed(other.once, point, other.ledger)
        other.settle()
        assert other.told().drafts == unkilled.drafts, str(point)
        shown = [one for one in other.user.messages("Drafts") if "\\Deleted" not in one.flags]
        assert len(shown) == (2 if scene.name == "late" else 1), str(point)  # one is the user's own


@pytest.mark.xfail(strict=True, reason="what was marked as deleted just before a crash is not expunged after it")
def test_a_withdrawal_that_was_cut_short_is_still_a_withdrawal(dovecot: Dovecot, tmp_path: Path) -> None:
    (scene,) = (scene for scene in SCENES if scene.name == "answered")
    points, unkilled, desk = _unkilled(scene, dovecot, tmp_path)
    assert not _faults(desk, _removing(points), unkilled, tmp_path)


def test_a_process_that_is_killed_again_and_again_leaves_one_draft(dovecot: Dovecot, tmp_path: Path) -> None:
    (scene,) = (scene for scene in SCENES if scene.name == "two due")
    points, unkilled, desk = _unkilled(scene, dovecot, tmp_path)
    died = [killed(desk.once, point, desk.ledger) for point in spread(points, SHARE)]
    assert sum(died) > 1
    desk.settle()
    assert desk.told() == unkilled


def _unkilled(scene: Scene, server: Dovecot, folder: Path) -> tuple[list[Point], Told, Desk]:
    """The points of the scene's pass, what it leaves when nothing kills it, and the desk as it was before."""
    desk = at_the_desk(scene, server, folder / "scene")
    whole, dry = desk.copied(folder / "whole"), desk.copied(folder / "dry")
    # Here and not in a child: what rules are compiled meanwhile, all children find.
    whole.once()
    whole.settle()
    told = whole.told()
    assert sorted(states[-1] for states in told.drafts.values()) == scene.ends
    return traced(dry.once, dry.ledger), told, desk


def _removing(points: Sequence[Point]) -> list[Point]:
    """The points from where a draft's removal may have begun to where the ledger says `withdrawn`."""
    if not any(point.name == "UID STORE" for point in points):
        return []
    first = points.index(Point(Kind.SENT, "UID STORE", 1))
    step = next(n for n in range(first, len(points)) if points[n].name == "INSERT steps")
    last = next(n for n in range(step, len(points)) if points[n].name == "COMMIT")
    # The pages that the COMMIT writes are told after it.
    return [*points[first : last + 1], *takewhile(lambda point: point.kind is Kind.DISK, points[last + 1 :])]


def _faults(desk: Desk, points: Sequence[Point], unkilled: Told, folder: Path) -> list[str]:
    """What is wrong after a kill at each of the points and the passes that follow."""
    wrong = ((point, _fault(desk.copied(folder / str(n)), point, unkilled)) for n, point in enumerate(points))
    return [f"{point}: {fault}" for point, fault in wrong if fault]


def _fault(desk: Desk, point: Point, unkilled: Told) -> str:
    if not killed(desk.once, point, desk.ledger):
        return "the pass never came there"
    if any(count > 1 for count in desk.drafts().values()):
        return "two copies of one draft stand before the next pass"
    reruns = desk.settle()
    reported = [intent.written.key for summary in reruns for intent in summary.drafted]
    if len(reported) != len(set(reported)):
        return "one draft was reported twice"
    if reruns[-1].exit_code:
        return f"the last pass ended with {reruns[-1].exit_code}: {reruns[-1].problems}"
    told = desk.told()
    wrong = [part for part in Told.__slots__ if getattr(told, part) != getattr(unkilled, part)]
    return "; ".join(f"{part}: {getattr(told, part)!s:.600} and not {getattr(unkilled, part)!s:.600}" for part in wrong)
