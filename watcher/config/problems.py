"""What pydantic found wrong, each as one line for the user: line, key, what it must be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from watcher.cadence import FollowUpKind
from watcher.config.account_tables import (
    FETCHED_BY,
    KEPT_IN,
    TOKENS_BY,
    GmailTable,
    ImapTable,
    MaildirTable,
    OAuth,
    Password,
    PubsubTable,
    Token,
)
from watcher.config.cadence import Cadence, Kind, Persistence
from watcher.config.lines import Path, said
from watcher.config.models import Digest, Drafting, File, Identity, Log, Mailboxes, Metrics, Smtp, Store, Sync
from watcher.config.table import Table

# By the error's path without indexes; under accounts pydantic puts the kind into the path.
_TABLES: Mapping[Path, type[Table]] = {
    (): File,
    ("identity",): Identity,
    ("accounts", "imap"): ImapTable,
    ("accounts", "imap", "password"): Password,
    ("accounts", "imap", "oauth"): OAuth,
    ("accounts", "imap", "oauth", "token"): Token,
    ("accounts", "gmail"): GmailTable,
    ("accounts", "gmail", "token"): Token,
    ("accounts", "gmail", "pubsub"): PubsubTable,
    ("accounts", "maildir"): MaildirTable,
    ("sync",): Sync,
    ("cadence",): Cadence,
    **{("cadence", kind.value): Kind for kind in FollowUpKind},
    ("cadence", FollowUpKind.PERSISTENCE.value): Persistence,
    ("digest",): Digest,
    ("digest", "smtp"): Smtp,
    ("digest", "smtp", "password"): Password,
    ("mailboxes",): Mailboxes,
    ("drafting",): Drafting,
    ("log",): Log,
    ("metrics",): Metrics,
    ("store",): Store,
}

_TYPES = {
    "string_type": "must be a text in quotes",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "tuple_type": "must be a list",
    "path_type": "must be a path in quotes",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "too_short": "must not be empty",
    "string_pattern_mismatch": "must be the name of a systemd credential: letters, digits, _ . and -",
    "union_tag_not_found": 'has no kind: give kind = "imap", kind = "gmail" or kind = "maildir"',
}

_ONE_OF: Mapping[str | int, str] = {"token": KEPT_IN, "oauth": TOKENS_BY}
"""What tables are, of which one key alone may be given."""

_SHOWN = 60


def of_validation(error: ValidationError, lines: Mapping[Path, int]) -> list[tuple[int, str]]:
    """Each problem with its line, 0 where it has none."""
    return [
        said(_path(detail), _sentence(detail), lines)
        for detail in error.errors(include_url=False)
        # A list whose elements are all refused is also called too short.
        if not (detail["type"] == "too_short" and detail["input"])
    ]


def of_names(data: Mapping[str, Any], lines: Mapping[Path, int]) -> Iterable[tuple[int, str]]:
    """Accounts that have one name: the ledger keeps cursors and drafts by it."""
    accounts = data.get("accounts")
    first: dict[str, int] = {}
    for index, account in enumerate(accounts if isinstance(accounts, list) else ()):
        name = account.get("name") if isinstance(account, dict) else None
        if not isinstance(name, str):
            continue
        if name in first:
            yield said(
                ("accounts", index, "name"), f'must be unlike that of accounts[{first[name]}]: both are "{name}"', lines
            )
        else:
            first[name] = index


def of_digest(file: File, lines: Mapping[Path, int]) -> Iterable[tuple[int, str]]:
    """Where the digest cannot go: it comes to the user alone, by their own account or server."""
    digest, own = file.digest, file.identity.addresses
    writable = [account.name for account in file.accounts if account.write]
    if digest.account and digest.account not in writable:
        there = ", ".join(writable) or "none"
        yield said(("digest", "account"), f"must be an account with write = true; there is {there}", lines)
    if digest.deliver == "smtp" and digest.smtp is None:
        yield said(("digest", "deliver"), '"smtp" needs a table [digest.smtp]', lines)
    if digest.smtp and digest.smtp.to and digest.smtp.to not in own:
        yield said(("digest", "smtp", "to"), "must be one of your own addresses, as in identity.addresses", lines)


def _path(detail: ErrorDetails) -> Path:
    """The path in the file: pydantic's, without the kind that it puts after an account's index."""
    path = tuple(detail["loc"])
    if detail["type"] == "union_tag_invalid":
        return (*path, "kind")
    if len(path) > 2 and path[0] == "accounts":  # noqa: PLR2004
        path = path[:2] + path[3:]
    return path


def _sentence(detail: ErrorDetails) -> str:
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    if detail["loc"] and detail["loc"][-1] == "password" and kind not in ("missing", "both"):
        if isinstance(given, str):
            return f"must not stand in the config, which others may read or copy: {FETCHED_BY}"
        return FETCHED_BY
    if detail["loc"] and detail["loc"][-1] in _ONE_OF and kind not in ("missing", "extra_forbidden"):
        return _ONE_OF[detail["loc"][-1]]
    if kind == "value_error":
        return str(context["error"])
    if kind == "missing":
        return "is required"
    if kind == "extra_forbidden":
        return _unknown(detail["loc"])
    if kind in ("greater_than_equal", "less_than_equal", "greater_than"):
        return f"must be {_range(detail['loc'])}, not {_shown(given)}"
    if kind == "literal_error":
        expected = str(context["expected"]).replace("'", '"')
        return f"must be {expected}, not {_shown(given)}"
    if kind == "union_tag_invalid":
        return f'must be "imap", "gmail" or "maildir", not {_shown(context["tag"])}'
    return _TYPES.get(kind, detail["msg"])


def _table(loc: Sequence[str | int]) -> type[Table] | None:
    return _TABLES.get(tuple(part for part in loc if isinstance(part, str)))


def _unknown(loc: Sequence[str | int]) -> str:
    table = _table(loc[:-1])
    fields = list(table.model_fields) if table else []
    near = difflib.get_close_matches(str(loc[-1]).lower(), fields, n=1, cutoff=0.5)
    return f'is unknown; did you mean "{near[0]}"?' if near else f"is unknown; there are {', '.join(fields)}"


def _range(loc: Sequence[str | int]) -> str:
    table = _table(loc[:-1])
    low = high = None
    above = False
    for limit in table.model_fields[str(loc[-1])].metadata if table else ():
        low = getattr(limit, "ge", low)
        high = getattr(limit, "le", high)
        if hasattr(limit, "gt"):
            low, above = limit.gt, True
    return f"above {low} and at most {high}" if above else f"between {low} and {high}"


def _shown(value: object) -> str:
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
