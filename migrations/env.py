"""How a migration meets the database; imports no room of the house."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection, Engine, TypeDecorator, inspect, text

SEARCH = "search_words"
"""Tables that FTS5 keeps for itself; they are made by hand, never compared."""


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """Write our own types as what the database stores."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def include(_item: object, name: str | None, kind: str, *_rest: object) -> bool:
    """Leave out what is made by hand for one kind of database."""
    made_by_hand = kind in {"table", "index", "column"}
    return not (made_by_hand and (name or "").startswith(SEARCH))


class LossError(Exception):
    """A migration would lose rows or break references; nothing was changed."""


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows every table has."""
    return {
        name: connection.execute(text(f'select count(*) from "{name}"')).scalar_one()
        for name in inspect(connection).get_table_names()
        if not name.startswith(("alembic", "sqlite_", SEARCH, "_alembic"))
    }


def migrate(connection: Connection) -> None:
    """Run the migrations that were asked for."""
    extension = current_app.extensions["migrate"]
    given: dict[str, Any] = {
        **extension.configure_args,
        "render_item": render_item,
        "include_object": include,
        "compare_type": True,
        "render_as_batch": True,
    }
    context.configure(
        connection=connection, target_metadata=extension.db.metadata, **given
    )
    with context.begin_transaction():
        context.run_migrations()


def migrate_sqlite(connection: Connection) -> None:
    """Rebuild tables with foreign keys off, and look that nothing was lost by it.

    With them on, a batch migration drops a parent table and takes its
    children along without a word.
    """
    driver: Any = connection.connection.dbapi_connection
    driver.isolation_level = None
    driver.execute("PRAGMA foreign_keys=OFF")
    before = counts(connection)
    connection.commit()
    driver.execute("BEGIN IMMEDIATE")
    try:
        migrate(connection)
        after = counts(connection)
        broken = driver.execute("PRAGMA foreign_key_check").fetchall()
        lost = {name for name, rows in before.items() if after.get(name, rows) < rows}
        if broken or lost:
            raise LossError(broken or lost)
        driver.execute("COMMIT")
    except BaseException:
        if driver.in_transaction:
            driver.execute("ROLLBACK")
        raise
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
        driver.isolation_level = "IMMEDIATE"


def run() -> None:
    """Open a connection and migrate over it."""
    engine: Engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            migrate_sqlite(connection)
        else:
            migrate(connection)
            connection.commit()


run()
