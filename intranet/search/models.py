"""What can be found: one entry for each person, team, message and wish."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.db import Base, Key, Line


class Kind(StrEnum):
    """What an entry leads to."""

    PERSON = "person"
    TEAM = "team"
    POST = "post"
    WISH = "wish"


class Entry(Base):
    """The stemmed words of one thing; the thing itself is read when it is shown.

    `words` is searched by FTS5 on SQLite and by a tsvector on Postgres; both
    get the same stems, made by us, so both give the same answers.
    """

    __tablename__ = "search_entry"
    __table_args__ = (
        UniqueConstraint("kind", "about_id"),
        Index(None, "kind", "at"),
    )

    id: Mapped[Key]
    kind: Mapped[Kind]
    about_id: Mapped[int]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    title: Mapped[Line]
    words: Mapped[str]
    at: Mapped[datetime]
