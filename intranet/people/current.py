"""The person who makes this request, as light as it can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask_login import current_user

from intranet.core.db import db
from intranet.core.permissions import Role
from intranet.people.models import HUES, FaceChoice, Person


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is signed in: what every page needs, read in one query without the ORM."""

    id: int
    name: str
    call_name: str
    handle: str
    role: Role
    locale: str
    face_choice: FaceChoice
    photo_key: str | None
    avatar: str | None
    account_id: int
    sign_in_id: int

    @property
    def hue(self) -> int:
        """The colour of the initials, 1 to 12."""
        return self.id % HUES + 1

    @property
    def is_authenticated(self) -> bool:
        """Say that this is somebody."""
        return True

    @property
    def is_active(self) -> bool:
        """Say that this person may be here; others are not loaded."""
        return True

    @property
    def is_anonymous(self) -> bool:
        """Say that this is not nobody."""
        return False


@dataclass(frozen=True, slots=True)
class Nobody:
    """A visitor who is not signed in."""

    id: int = 0
    role: None = None
    is_authenticated: bool = False
    is_active: bool = False
    is_anonymous: bool = True

    def get_id(self) -> None:
        """Have no key to remember."""


def me() -> Viewer:
    """Return the person who makes this request; behind a guard only."""
    return cast("Viewer", current_user._get_current_object())  # noqa: SLF001


def myself() -> Person:
    """Return the row of the person who makes this request, to change it."""
    return db.session.get_one(Person, me().id)
