"""Kinds of values that several tables of the config file have."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo

_MAX_LINE = 250


def _one_line(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    if len(value) > _MAX_LINE or not value.isprintable():
        raise ValueError(f"must be one line of at most {_MAX_LINE} printable characters")
    return value.strip()


def address(value: str) -> str:
    """An address without a name, in lower case; ValueError where it is none."""
    local, _, domain = value.strip().lower().rpartition("@")
    if (
        not local
        or not domain
        or "@" in local
        or not value.isprintable()
        or any(c in ' <>,;:"()[]\\' for c in local + domain)
    ):
        raise ValueError("must be an email address, such as ada@example.org, without a name")
    return f"{local}@{domain}"


OneLine = Annotated[str, AfterValidator(_one_line)]
MailboxName = Annotated[str, AfterValidator(lambda name: name and _one_line(name))]
Address = Annotated[str, AfterValidator(address)]


def _expand(value: Path, info: ValidationInfo) -> Path:
    """An absolute path: "~" is the user's home, a relative path counts from the config file."""
    try:
        return Path((info.context or {})["base"], value.expanduser())
    except RuntimeError:
        raise ValueError("no home directory is known for ~: give the whole path") from None


FilePath = Annotated[Path, AfterValidator(_expand)]


def _bare_host(value: str) -> str:
    if any(c in "/ @" for c in value) or (":" in value and not _is_ip(value)):
        raise ValueError("must be a host name alone, such as imap.example.org, without scheme, port or user")
    return value


def _safe(value: str, info: ValidationInfo) -> str:
    host = info.data.get("host")
    if value == "none" and host is not None and not is_loopback(host):
        raise ValueError('"none" would send the password in clear text: only for a server on this machine')
    return value


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Is a host this machine itself, as far as its name tells."""
    return host.lower() == "localhost" or (_is_ip(host) and ipaddress.ip_address(host).is_loopback)


Host = Annotated[OneLine, AfterValidator(_bare_host)]
Port = Annotated[int, Field(ge=1, le=65535)]
Tls = Annotated[Literal["implicit", "starttls", "none"], AfterValidator(_safe)]
"""Comes after the table's `host`."""

Seconds = Annotated[float, Field(gt=0, le=3600)]
