"""How a person signs in: the account, the devices, the invitations."""

from __future__ import annotations

import secrets
from datetime import datetime

from flask_security.core import UserMixin
from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intranet.core.clock import now
from intranet.core.db import Base, Key, Line
from intranet.people.models import Person


def new_key() -> str:
    """Return a fresh name for an account; a new one ends every session."""
    return secrets.token_hex(16)


class Account(UserMixin, Base):
    """The key to the house of one person; by e-mail, personnel number or both.

    The names of the columns are those Flask-Security asks for.
    """

    __tablename__ = "account"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    email: Mapped[Line | None] = mapped_column(  # type: ignore[assignment]
        unique=True
    )
    username: Mapped[Line | None] = mapped_column(unique=True)
    password: Mapped[Line | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[Line] = mapped_column(unique=True, default=new_key)
    made_at: Mapped[datetime] = mapped_column(default=now)

    person: Mapped[Person] = relationship(lazy="raise")


class SignIn(Base):
    """One device on which somebody is signed in; deleting the row signs it out."""

    __tablename__ = "sign_in"
    __table_args__ = (Index(None, "account_id", "id"),)

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE")
    )
    token_hash: Mapped[Line] = mapped_column(unique=True)
    device: Mapped[Line]
    began_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]


class Invitation(Base):
    """A code on a card or in a link: works once, for fourteen days."""

    __tablename__ = "invitation"
    __table_args__ = (Index(None, "person_id"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    code_hash: Mapped[Line] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Attempt(Base):
    """How often something was tried from one address or for one account."""

    __tablename__ = "attempt"

    key: Mapped[Line] = mapped_column(primary_key=True)
    count: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)
