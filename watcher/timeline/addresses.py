"""What an address tells by itself: free mail, a relay of many employers, a role, or nobody at all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_KEPT = 20_000
"""The answers that are remembered: one mailbox asks of the same addresses and domains again and again."""
_SUFFIX = re.compile(r"[.+_-][^@]{1,64}$|[0-9]{1,6}$")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The table data/addresses.toml. Empty, it proves nothing by a domain and takes every own domain for the user's.

    `free_mail` and `relays` are domains, some relays whole addresses; `role_names` and `no_reply_names` local parts.
    All lower case.
    """

    free_mail: frozenset[str] = frozenset()
    relays: frozenset[str] = frozenset()
    role_names: frozenset[str] = frozenset()
    no_reply_names: frozenset[str] = frozenset()

    def is_relay(self, email: str) -> bool:
        """An ATS, job board or calendar that speaks for many employers."""
        return email in self.relays or _covers(self.relays, _domain(email))

    def is_role(self, email: str) -> bool:
        """A team's address, such as jobs@."""
        return _named(self.role_names, email)

    def is_no_reply(self, email: str) -> bool:
        """Nobody reads what is sent there."""
        return _says_no_reply(email) or _named(self.no_reply_names, email)

    def employer_domain(self, email: str) -> str:
        """The domain where it can stand for one organisation, else ""."""
        domain = _domain(email)
        if not domain or not self.free_mail or _covers(self.free_mail, domain) or self.is_relay(email):
            return ""
        return domain

    def own_domains(self, own_addresses: Iterable[str]) -> frozenset[str]:
        """The domains that are the user's own: those of their addresses, but for free mail."""
        return frozenset(d for a in own_addresses if (d := _domain(a)) and not _covers(self.free_mail, d))


def parse_addresses(text: str) -> Addresses:
    """Read data/addresses.toml; ValueError names the key that is not a list of lower-case words."""
    tables = tomllib.loads(text)
    unknown = sorted(set(tables) - set(Addresses.__dataclass_fields__))
    if unknown:
        raise ValueError(f"addresses: unknown key {unknown[0]!r}")
    return Addresses(**{key: _words(key, value) for key, value in tables.items()})


def _words(key: str, value: object) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v and v == v.lower() for v in value):
        raise ValueError(f"addresses: {key} must be a list of lower-case words")
    return frozenset(value)


def _domain(email: str) -> str:
    local, _, domain = email.rpartition("@")
    return domain if local else ""


@lru_cache(_KEPT)
def _says_no_reply(email: str) -> bool:
    return "noreply" in email.partition("@")[0].replace("-", "").replace("_", "").replace(".", "")


@lru_cache(_KEPT)
def _covers(domains: frozenset[str], domain: str) -> bool:
    labels = domain.split(".")[-6:]
    return any(".".join(labels[start:]) in domains for start in range(len(labels) - 1))


@lru_cache(_KEPT)
def _named(names: frozenset[str], email: str) -> bool:
    local = email.partition("@")[0]
    return local in names or _SUFFIX.sub("", local) in names
