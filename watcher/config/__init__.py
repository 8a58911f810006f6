"""config: the user's TOML file to a `Config`, or a ConfigError with every problem at once.

`load` reads and checks; passwords are never in it, only `Secret`s that fetch them.
"""

from watcher.config.cadence import Cadence
from watcher.config.load import SMTP, Config, default_path, load
from watcher.config.models import Digest, Identity, Sync
from watcher.config.secret import Secret

__all__ = ["SMTP", "Cadence", "Config", "Digest", "Identity", "Secret", "Sync", "default_path", "load"]
