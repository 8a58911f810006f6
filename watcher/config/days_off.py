"""Public holidays, by a child process: the library loads every country's rules, 11 MB that a daemon would keep."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Container
from datetime import date
from functools import cache

from watcher.errors import WatcherError

_BLOCK = 8
"""Years that are asked for at once."""

_YEARS = range(1970, 2100)
"""Outside of them nothing is a holiday: a hostile Date header must not start a process for every year there is."""

_SECONDS = 60
_UNKNOWN = 3
_CHILD = f"""
import sys
import holidays
country, first = sys.argv[1], int(sys.argv[2])
if country not in holidays.list_supported_countries(include_aliases=False):
    sys.exit({_UNKNOWN})
print(*holidays.country_holidays(country, years=range(first, first + {_BLOCK})), sep="\\n")
"""


class DaysOff(Container[date]):
    """The public holidays of a country (ISO 3166) in any year; WatcherError where they cannot be had."""

    def __init__(self, country: str) -> None:
        self._country = country
        self._blocks: dict[int, frozenset[date]] = {}

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date) or day.year not in _YEARS:
            return False
        first = day.year - day.year % _BLOCK
        if first not in self._blocks:
            self._blocks[first] = _asked(self._country, first)
        return date(day.year, day.month, day.day) in self._blocks[first]


class NoCountryError(ValueError):
    """Its holidays are not known."""


@cache
def days_off(country: str) -> DaysOff:
    """The holidays of a country, shared by all who ask; NoCountryError where it is not known."""
    known = DaysOff(country)
    _ = date.today() in known  # noqa: DTZ011 - any year near the present will do
    return known


def _asked(country: str, first: int) -> frozenset[date]:
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _CHILD, country, str(first)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise WatcherError("the public holidays cannot be looked up just now; it will be tried again") from error
    if done.returncode == _UNKNOWN:
        raise NoCountryError(country)
    if done.returncode != 0:
        raise WatcherError("the public holidays cannot be looked up: is the holidays library installed?")
    return frozenset(map(date.fromisoformat, done.stdout.decode("ascii").split()))
