"""Cakes that teams earned."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.core.clock import now
from intranet.core.db import Base, Key
from intranet.media.models import StoredFile
from intranet.teams.models import Team


class Cake(Base):
    """Cake, once for each team: all its profiles are complete."""

    __tablename__ = "cake"
    __table_args__ = (Index(None, "delivered_at", "id"),)

    id: Mapped[Key]
    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), unique=True
    )
    slices: Mapped[int]
    earned_at: Mapped[datetime] = mapped_column(default=now)
    ordered_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))

    team: Mapped[Team] = relationship(lazy="raise")
    photo: Mapped[StoredFile | None] = relationship(lazy="raise")

    @property
    def whose(self) -> str:
        """Whose cake it is, for who is not in the team: a closed one keeps its name."""
        return _("a closed team") if self.team.is_hidden else self.team.name
