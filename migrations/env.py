"""Runs the revisions: on the connection that `watcher.store` hands over, or by alembic's own command.

From a checkout: alembic -c migrations/alembic.ini -x url=sqlite:////path/of/ledger.sqlite upgrade head
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from watcher.store.database import connect
from watcher.store.tables import metadata


def _run(connection: Connection) -> None:
    # The caller's transaction holds all revisions, or none: SQLite undoes data definition too.
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


def _main() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        _run(given)
        return
    url = context.get_x_argument(as_dictionary=True).get("url") or context.config.get_main_option("sqlalchemy.url")
    if not url:
        raise SystemExit("name the ledger: alembic -c migrations/alembic.ini -x url=sqlite:////path ...")
    database = connect(str(url), wait_seconds=10.0)
    try:
        with database.write() as connection:
            _run(connection)
    finally:
        database.close()


_main()
