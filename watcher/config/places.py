"""Where the user's files are: the config, the ledger (XDG Base Directory Specification)."""

from __future__ import annotations

import os
from pathlib import Path

from watcher.errors import ConfigError


def default_path() -> Path:
    """`watcher/config.toml` in the user's config directory (XDG Base Directory Specification)."""
    return xdg("XDG_CONFIG_HOME", ".config") / "watcher" / "config.toml"


def ledger_url(url: str | None, base: Path) -> str:
    """The SQLAlchemy URL of the ledger; a relative path counts from `base`, None is the default."""
    if url is None and (given := os.environ.get("STATE_DIRECTORY", "")).startswith("/"):
        path = Path(given.partition(":")[0]) / "ledger.sqlite"  # StateDirectory= of a systemd unit (systemd.exec(5))
    elif url is None:
        path = xdg("XDG_STATE_HOME", ".local/state") / "watcher" / "ledger.sqlite"
    else:
        path = base / os.path.expanduser(url.removeprefix("sqlite:///"))
    return f"sqlite:///{path}"


def xdg(variable: str, default: str) -> Path:
    """What a variable of the specification names, else `default` at home; ConfigError where there is no home."""
    given = os.environ.get(variable, "")
    if os.path.isabs(given):  # a relative path is to be ignored, says the specification
        return Path(given)
    try:
        return Path.home() / default
    except RuntimeError:
        raise ConfigError(
            f"this user has no home directory: set {variable}, or name files in full", subject=variable
        ) from None
