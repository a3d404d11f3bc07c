"""How it works here: purpose, goals, roles, rules, routes, and wishes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.core.clock import now
from intranet.core.db import Base, Key, Line, Text
from intranet.people.models import Person


class Section(StrEnum):
    """The parts of the page, in the order in which they are read."""

    PURPOSE = "purpose"
    GOALS = "goals"
    ROLES = "roles"
    RULES = "rules"
    ROUTES = "routes"


class Entry(Base):
    """One line of a section: the purpose, a goal, a rule, or a route."""

    __tablename__ = "governance_entry"
    __table_args__ = (Index(None, "section", "place"),)

    id: Mapped[Key]
    section: Mapped[Section]
    place: Mapped[int] = mapped_column(default=0)
    slug: Mapped[Line] = mapped_column(default="")
    title: Mapped[Line] = mapped_column(default="")
    body: Mapped[Text] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person | None] = relationship(lazy="raise")


class Edition(Base):
    """How a section read before it was changed, for the history."""

    __tablename__ = "governance_edition"
    __table_args__ = (Index(None, "section", "id"),)

    id: Mapped[Key]
    section: Mapped[Section]
    words: Mapped[str]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(default=now)

    changed_by: Mapped[Person] = relationship(lazy="raise")


class WishState(StrEnum):
    """Where a wish stands, in the order of the board."""

    NEW = "new"
    ASSESSED = "assessed"
    PLANNED = "planned"
    BUSY = "busy"
    DONE = "done"
    NOT = "not"


class Wish(Base):
    """What somebody would like to be better."""

    __tablename__ = "wish"
    __table_args__ = (
        Index(None, "state", "id"),
        Index(None, "asker_id"),
        UniqueConstraint("asker_id", "form_key"),
    )

    id: Mapped[Key]
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    title: Mapped[Line]
    why: Mapped[Text]
    state: Mapped[WishState] = mapped_column(default=WishState.NEW)
    form_key: Mapped[Line | None]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)

    asker: Mapped[Person] = relationship(lazy="raise")


class WishAnswer(Base):
    """Why a wish moved: never without words."""

    __tablename__ = "wish_answer"
    __table_args__ = (Index(None, "wish_id", "id"),)

    id: Mapped[Key]
    wish_id: Mapped[int] = mapped_column(ForeignKey("wish.id", ondelete="CASCADE"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    was: Mapped[WishState]
    state: Mapped[WishState]
    answer: Mapped[Text]
    answered_at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[Person] = relationship(lazy="raise")
