"""Kill a pass with SIGKILL at a named point: before or after the n-th call of a port's method, in a forked process."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from watcher.pipeline.passes import World


@dataclass(frozen=True, slots=True)
class Point:
    """Where the process dies: `port` is "account" or "ledger"; `call` counts from 1."""

    port: str
    method: str
    when: str
    call: int = 1

    def __str__(self) -> str:
        return f"{self.when}-{self.method}-{self.call}"


class Killing:
    """A port that passes every call on, and kills its process at the point."""

    def __init__(self, port: Any, point: Point) -> None:
        self._port = port
        self._point = point
        self._calls = 0

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._port, name)
        if name != self._point.method:
            return value

        def call(*args: Any, **kwargs: Any) -> Any:
            self._calls += 1
            now = self._calls == self._point.call
            if now and self._point.when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = value(*args, **kwargs)
            if now:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return call


def killed_pass(make_world: Callable[[], World], point: Point) -> bool:
    """Run a pass in a child that dies at `point`; True where it was killed, False where it never got there.

    `make_world` is called in the child: sockets and databases are not shared over a fork.
    """
    child = os.fork()
    if child == 0:
        try:
            world = make_world()
            if point.port == "account":
                accounts = [Killing(account, point) for account in world.accounts]
                world = _replaced(world, accounts=accounts)
            else:
                world = _replaced(world, ledger=Killing(world.ledger, point))
            world.once(lambda account, done, total: None)
            os._exit(0)
        except BaseException:  # noqa: BLE001 - nothing of the child may reach the test runner
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise AssertionError("the pass failed before it could be killed")
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _replaced(world: World, **changes: Any) -> World:
    from dataclasses import replace

    return replace(world, **changes)
