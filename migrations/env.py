"""How a migration meets the database; imports no room of the house."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import (
    Connection,
    Engine,
    TypeDecorator,
    event,
    func,
    inspect,
    select,
    table,
)

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
        name: connection.scalar(select(func.count()).select_from(table(name))) or 0
        for name in inspect(connection).get_table_names()
        if not name.startswith(("alembic", "sqlite_", SEARCH, "_alembic"))
    }


def migrate(connection: Connection) -> None:
    """Run what was asked for in one transaction, and undo it when rows are lost.

    Raises:
        LossError: naming the tables that would lose rows or references.

    """
    extension = current_app.extensions["migrate"]
    before = counts(connection)
    connection.commit()
    given: dict[str, Any] = {
        **extension.configure_args,
        "render_item": render_item,
        "include_object": include,
        "compare_type": True,
        "render_as_batch": True,
        "transactional_ddl": True,
    }
    context.configure(
        connection=connection, target_metadata=extension.db.metadata, **given
    )
    with context.begin_transaction():
        context.run_migrations()
        after = counts(connection)
        lost = {name for name, rows in before.items() if after.get(name, rows) < rows}
        if lost or (lost := broken(connection)):
            raise LossError(sorted(lost))


def broken(connection: Connection) -> set[str]:
    """Return the tables with references to rows that are not there; SQLite only."""
    if connection.dialect.name != "sqlite":
        return set()
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return {row[0] for row in rows}


def begin_at_once(connection: Connection) -> None:
    """Begin a real transaction, so that making tables is undone as well."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def migrate_sqlite(connection: Connection) -> None:
    """Rebuild tables with foreign keys off, which `migrate` checks before it commits.

    With them on, a batch migration drops a parent table and takes its
    children along without a word.
    """
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.isolation_level = None
    event.listen(connection, "begin", begin_at_once)
    try:
        migrate(connection)
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
