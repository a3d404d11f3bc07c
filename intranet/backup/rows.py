"""Rows as lines of JSON, from any database and into any other."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, DateTime, Engine, MetaData, Table, insert, select

CHUNK = 2_000
OURS = ("search_words", "alembic_version", "sqlite_")
"""Tables that follow from the others, or that the migrations keep."""


def tables(connection: Connection) -> list[Table]:
    """Return the tables of the house as they stand, parents before children.

    They are read from the database and not from the models: a backup of an
    older version has the tables of that version.
    """
    found = MetaData()
    found.reflect(connection, only=lambda name, _all: not name.startswith(OURS))
    return found.sorted_tables


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Open a connection that sees one moment, while others go on writing."""
    is_postgres = engine.dialect.name == "postgresql"
    with engine.connect() as connection:
        if is_postgres:
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        else:
            # the driver itself begins a transaction at a first write only
            connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        try:
            yield connection
        finally:
            connection.rollback()


def dump(connection: Connection, table: Table, path: Path) -> int:
    """Write a table to a file: a line with its columns, then a line for each row.

    Returns:
        How many rows there were.

    """
    count = 0
    streamed = connection.execution_options(yield_per=CHUNK)
    with (
        path.open("wb") as raw,
        # without a time in it, the same rows give the same file
        gzip.GzipFile("", "wb", 3, raw, mtime=0) as pressed,
        io.TextIOWrapper(pressed, "utf-8") as file,
    ):
        file.write(json.dumps(table.columns.keys()) + "\n")
        for row in streamed.execute(select(table).order_by(*table.primary_key)):
            file.write(json.dumps([_told(value) for value in row]) + "\n")
            count += 1
    return count


def _told(value: object) -> object:
    """Return a value as JSON knows it."""
    return value.isoformat() if isinstance(value, datetime) else value


def load(connection: Connection, table: Table, path: Path) -> int:
    """Read the rows of a file into an empty table.

    Returns:
        How many rows there were.

    """
    count = 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        names = json.loads(file.readline())
        times = [
            place
            for place, name in enumerate(names)
            if isinstance(table.c[name].type, DateTime)
        ]
        while lines := list(islice(file, CHUNK)):
            part = [json.loads(line) for line in lines]
            for row in part:
                for place in times:
                    if row[place] is not None:
                        row[place] = datetime.fromisoformat(row[place])
            connection.execute(
                insert(table), [dict(zip(names, row, strict=True)) for row in part]
            )
            count += len(part)
    return count
