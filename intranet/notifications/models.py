"""What a person should hear."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.core.clock import now
from intranet.core.db import Base, Key, Line
from intranet.people.models import Person


class Kind(StrEnum):
    """Why somebody is told."""

    LIKE = "like"
    COMMENT = "comment"
    MENTION = "mention"
    TEAM_POST = "team_post"
    WISH = "wish"
    CAKE = "cake"


class Notification(Base):
    """One line behind the bell; lines with the same `about` are shown as one.

    It points at things and holds no words of them: what a reader may no
    longer see is then not told either.
    """

    __tablename__ = "notification"
    __table_args__ = (
        Index(None, "reader_id", "id"),
        Index(
            "ix_notification_unseen",
            "reader_id",
            "about",
            sqlite_where=text("seen_at IS NULL"),
            postgresql_where=text("seen_at IS NULL"),
        ),
        Index(None, "post_id"),
        Index(None, "comment_id"),
    )

    id: Mapped[Key]
    reader_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[Kind]
    about: Mapped[Line]
    post_id: Mapped[int | None] = mapped_column(
        ForeignKey("post.id", ondelete="CASCADE")
    )
    comment_id: Mapped[int | None] = mapped_column(
        ForeignKey("comment.id", ondelete="CASCADE")
    )
    wish_id: Mapped[int | None] = mapped_column(
        ForeignKey("wish.id", ondelete="CASCADE")
    )
    cake_id: Mapped[int | None] = mapped_column(
        ForeignKey("cake.id", ondelete="CASCADE")
    )
    told_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]

    actor: Mapped[Person] = relationship(lazy="raise", foreign_keys=[actor_id])
