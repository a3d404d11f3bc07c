"""Messages, comments, likes, and where a reader was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.core.clock import now
from intranet.core.db import Base, Key, Line, Text
from intranet.media.models import StoredFile
from intranet.people.models import Person
from intranet.teams.models import Team


class Post(Base):
    """A message on the timeline, for everyone or for one team.

    `likes` and `comments` are counted along in SQL, never read-add-write.
    `version` goes up when its words change: two edits at once cannot both win.
    `touched` goes up with every change of what its card shows to everybody, so a
    drawn card may be kept for as long as this number stands.
    `pictures` repeats what post_photo says, so that a card needs no query more.
    """

    __tablename__ = "post"
    __table_args__ = (
        Index(None, "team_id", "id"),
        Index(None, "author_id", "id"),
        Index(
            "ix_post_deleted",
            "deleted_at",
            sqlite_where=text("deleted_at IS NOT NULL"),
            postgresql_where=text("deleted_at IS NOT NULL"),
        ),
        UniqueConstraint("author_id", "form_key"),
    )

    id: Mapped[Key]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    body: Mapped[Text]
    html: Mapped[str]
    likes: Mapped[int] = mapped_column(default=0)
    comments: Mapped[int] = mapped_column(default=0)
    pictures: Mapped[str] = mapped_column(default="[]")
    version: Mapped[int] = mapped_column(default=1)
    touched: Mapped[int] = mapped_column(default=1)
    form_key: Mapped[Line | None]
    published_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    deleted_by_id: Mapped[int | None]

    author: Mapped[Person] = relationship(lazy="raise")
    team: Mapped[Team | None] = relationship(lazy="raise")


class PostPhoto(Base):
    """A photo under a message, in the order of its maker."""

    __tablename__ = "post_photo"

    post_id: Mapped[int] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(
        ForeignKey("stored_file.id", ondelete="CASCADE"), unique=True
    )

    file: Mapped[StoredFile] = relationship(lazy="raise")


class Like(Base):
    """One person likes one message, once."""

    __tablename__ = "post_like"
    __table_args__ = (Index(None, "person_id"),)

    post_id: Mapped[int] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    liked_at: Mapped[datetime] = mapped_column(default=now)


class Comment(Base):
    """What somebody says under a message."""

    __tablename__ = "comment"
    __table_args__ = (
        Index(None, "post_id", "id"),
        Index(None, "author_id"),
        UniqueConstraint("author_id", "form_key"),
    )

    id: Mapped[Key]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    body: Mapped[Text]
    html: Mapped[str]
    form_key: Mapped[Line | None]
    said_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    deleted_by_id: Mapped[int | None]

    author: Mapped[Person] = relationship(lazy="raise")
    post: Mapped[Post] = relationship(lazy="raise")


class Reading(Base):
    """Where a reader was: for "new since your last visit", seen by nobody else."""

    __tablename__ = "reading"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    newest_id: Mapped[int] = mapped_column(default=0)
    line_id: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(default=now)


class Draft(Base):
    """Text that was typed and not yet sent; seen by its writer only."""

    __tablename__ = "draft"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[Line] = mapped_column(primary_key=True)
    body: Mapped[Text]
    saved_at: Mapped[datetime] = mapped_column(default=now)
