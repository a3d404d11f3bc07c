"""The database: one base class, one session, and times that keep their zone."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    String,
    TypeDecorator,
    func,
    select,
)
from sqlalchemy import event as hook
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

BIGGEST_KEY = 2**31 - 1
"""Largest id either database can look up; a larger one in a URL is not here."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, aware in Python; SQLite stores no zone, so we add it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, _dialect: Dialect
    ) -> datetime | None:
        """Refuse a naive time; store the rest as UTC without zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a moment needs a time zone"
            raise ValueError(msg)
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(
        self, value: datetime | None, _dialect: Dialect
    ) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


def _values(kind: type[StrEnum]) -> list[str]:
    """Store what an enum says ("member"), not what Python calls it ("MEMBER")."""
    return [item.value for item in kind]


class Base(DeclarativeBase):
    """Every table of the house."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Moment,
        StrEnum: Enum(StrEnum, native_enum=False, length=20, values_callable=_values),
    }


Key = Annotated[int, mapped_column(primary_key=True)]
Line = Annotated[str, mapped_column(String(200))]
Text = Annotated[str, mapped_column(String(10_000))]

db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})

POOL = 110
"""Connections in the pool: one for every thread of gunicorn, and some for chores."""


def engine_options(url: str) -> dict[str, Any]:
    """Return what the engine needs for this kind of database.

    On SQLite the driver opens a transaction at the first write, and then takes
    the write lock at once, so that nobody writes on a stale snapshot; reading
    never takes a lock.
    """
    if not url.startswith("sqlite"):
        return {"pool_size": 10, "max_overflow": POOL - 10, "pool_pre_ping": True}
    return {
        "connect_args": {"isolation_level": "IMMEDIATE", "timeout": 20},
        "pool_size": POOL,
        "max_overflow": 0,
    }


@hook.listens_for(Engine, "connect")
def _prepare_sqlite(connection: object, _record: object) -> None:
    """Make SQLite keep its promises: on disk when answered, and references whole."""
    if not isinstance(connection, sqlite3.Connection):
        return
    for line in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-4000",
        "mmap_size=134217728",
    ):
        connection.execute(f"PRAGMA {line}")


def inserting(table: Any) -> sqlite.Insert:  # noqa: ANN401 - a table or a model
    """Return an insert that can say what to do when the row is there already.

    Both databases speak the same words for it, from two modules.
    """
    if db.engine.dialect.name == "postgresql":
        return cast("sqlite.Insert", postgresql.insert(table))
    return sqlite.insert(table)


def catch_up_keys(connection: Connection) -> None:
    """Let the next key follow the largest, after rows came in with their own keys.

    SQLite does so by itself; Postgres keeps a counter for each table.
    """
    if connection.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        key = table.autoincrement_column
        if key is not None:
            highest = func.coalesce(func.max(key) + 1, 1)
            connection.execute(
                select(
                    func.setval(
                        func.pg_get_serial_sequence(table.name, key.name),
                        highest,
                        False,  # noqa: FBT003 - the next one is this very number
                    )
                ).select_from(table)
            )
