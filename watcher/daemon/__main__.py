"""`watcher run` after its options were read: this process holds nothing of the commands, and so stays small.

``python -m watcher.daemon --config=FILE --every=SECONDS --log-format=FORMAT --log-level=LEVEL``, as `begin` has it:
every option is checked already, and one that was not given is absent.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from watcher.program import loading


def main() -> NoReturn:
    """Watch until stopped; the process's exit code is that of the design."""
    # structlog would show tracebacks by it: 5 MB for what no log of ours holds. None: there is none to import.
    sys.modules["rich"] = None  # type: ignore[assignment]
    with loading():
        from watcher import log
        from watcher.daemon import memory
        from watcher.daemon.notify import Manager
        from watcher.daemon.run import run
        from watcher.errors import Exit, WatcherError, in_words

    memory.share()
    given = dict(option.removeprefix("--").split("=", 1) for option in sys.argv[1:])
    level, form = given.get("log-level"), given.get("log-format")
    log.configure(level or "info", json=form == "json")
    manager = Manager()
    code = 0
    try:
        run(Path(given["config"]) if "config" in given else None, int(given["every"]), manager, level, form)
    except WatcherError as error:
        manager.status(error.message)
        passes = manager.present and not error.permanent
        sys.stderr.write(f"watcher: {error.message}\n" if passes else in_words(error))
        code = int(Exit.TRY_AGAIN if passes else error.exit_code)
    except Exception as error:
        if "WATCHER_TRACEBACK" in os.environ:
            raise
        sys.stderr.write(in_words(error))
        code = 1
    # A thread that was cut off may hold what the interpreter's own end would wait for.
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
