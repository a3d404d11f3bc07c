"""What can be found: one entry for each person, team, message and wish."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    Connection,
    ForeignKey,
    Index,
    Table,
    UniqueConstraint,
    event,
    func,
    literal_column,
)
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.db import Base, Key


class Kind(StrEnum):
    """What an entry leads to, in the order in which results are shown."""

    PERSON = "person"
    TEAM = "team"
    POST = "post"
    WISH = "wish"


class Entry(Base):
    """The words of one thing, made equal; the thing is read when it is shown.

    `words` is searched by FTS5 on SQLite and by a tsvector on Postgres. Both
    get the same words and stems, made by us, so both give the same answers.
    Entries are written in the order of what they are about, so the highest
    key is the newest.
    """

    __tablename__ = "search_entry"
    __table_args__ = (
        UniqueConstraint("kind", "about_id"),
        Index(None, "kind", "id"),
        Index(None, "team_id"),
    )

    id: Mapped[Key]
    kind: Mapped[Kind]
    about_id: Mapped[int]
    team_id: Mapped[int | None] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE")
    )
    words: Mapped[str]


ON_SQLITE = """
CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(
  kind, words, content='search_entry', content_rowid='id', detail='column',
  tokenize='unicode61 remove_diacritics 0')
--
CREATE TRIGGER IF NOT EXISTS search_entry_in AFTER INSERT ON search_entry BEGIN
  INSERT INTO search_words(rowid, kind, words) VALUES (new.id, new.kind, new.words);
END
--
CREATE TRIGGER IF NOT EXISTS search_entry_out AFTER DELETE ON search_entry BEGIN
  INSERT INTO search_words(search_words, rowid, kind, words)
    VALUES ('delete', old.id, old.kind, old.words);
END
--
CREATE TRIGGER IF NOT EXISTS search_entry_change AFTER UPDATE OF kind, words
ON search_entry BEGIN
  INSERT INTO search_words(search_words, rowid, kind, words)
    VALUES ('delete', old.id, old.kind, old.words);
  INSERT INTO search_words(rowid, kind, words) VALUES (new.id, new.kind, new.words);
END
"""
"""The index on SQLite follows the table by triggers, whoever writes the table."""

ON_POSTGRES = """
CREATE INDEX IF NOT EXISTS search_words_gin ON search_entry
  USING gin (to_tsvector('simple', words))
"""
"""The index on Postgres; the expression is the one the query asks."""

VECTOR = func.to_tsvector(literal_column("'simple'"), Entry.words)


@event.listens_for(Entry.__table__, "after_create")
def _make_index(_table: Table, connection: Connection, **_more: object) -> None:
    """Make what only this kind of database has; a migration does the same."""
    script = ON_SQLITE if connection.dialect.name == "sqlite" else ON_POSTGRES
    for line in script.split("--"):
        connection.exec_driver_sql(line)
