"""A team, its members and its followers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.core.clock import now
from intranet.core.db import Base, Key, Line, Text
from intranet.people.models import Person


class TeamKind(StrEnum):
    """What a team is; only a closed one is hidden from who is not in it."""

    DEPARTMENT = "department"
    PROJECT = "project"
    OPEN = "open"
    INFORMAL = "informal"
    CLOSED = "closed"


class Team(Base):
    """A department, a project, or the lunch walkers."""

    __tablename__ = "team"
    __table_args__ = (Index(None, "closed_at", "name"),)

    id: Mapped[Key]
    slug: Mapped[Line] = mapped_column(unique=True)
    name: Mapped[Line] = mapped_column(unique=True)
    kind: Mapped[TeamKind] = mapped_column(default=TeamKind.OPEN)
    about: Mapped[Text] = mapped_column(default="")
    hue: Mapped[int] = mapped_column(default=5)
    icon: Mapped[Line] = mapped_column(default="users-round")
    cover: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]

    @property
    def is_hidden(self) -> bool:
        """Say whether only its members may know of it."""
        return self.kind == TeamKind.CLOSED


class Membership(Base):
    """One person in one team; one of a person's teams is the home team."""

    __tablename__ = "membership"
    __table_args__ = (
        Index(
            "uq_membership_home",
            "person_id",
            unique=True,
            sqlite_where=text("is_home"),
            postgresql_where=text("is_home"),
        ),
        Index(None, "person_id", "team_id"),
    )

    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    is_home: Mapped[bool] = mapped_column(default=False)
    is_owner: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime] = mapped_column(default=now)

    team: Mapped[Team] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(lazy="raise")


class Follow(Base):
    """One person reads a team along without belonging to it."""

    __tablename__ = "follow"
    __table_args__ = (Index(None, "person_id", "team_id"),)

    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime] = mapped_column(default=now)
