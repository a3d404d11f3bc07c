"""A photo that somebody put in, and who may fetch it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.clock import now
from intranet.core.db import Base, Key, Line
from intranet.teams.models import Team


class StoredFile(Base):
    """Bytes on disk; `key` is its address, made of chance, and tells nothing.

    A file is seen by whoever sees its team (everyone without one), once it is
    shown: until its message stands, and after it was deleted, it is not here.
    One that was never shown is swept; one that was and is hidden, waits for the
    room that hid it (`hidden_at` tells the two apart).
    """

    __tablename__ = "stored_file"
    __table_args__ = (Index(None, "is_shown", "stored_at"),)

    id: Mapped[Key]
    key: Mapped[Line] = mapped_column(unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey(Team.id))
    name: Mapped[Line]
    alt: Mapped[Line] = mapped_column(default="")
    width: Mapped[int]
    height: Mapped[int]
    is_face: Mapped[bool] = mapped_column(default=False)
    is_shown: Mapped[bool] = mapped_column(default=False)
    stored_at: Mapped[datetime] = mapped_column(default=now)
    hidden_at: Mapped[datetime | None]
