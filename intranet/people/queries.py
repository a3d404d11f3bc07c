"""Reading people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import bindparam, func, or_, select

from intranet.core.clock import now
from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.people.models import Person

NEWCOMER = timedelta(days=30)
SUGGESTIONS = 6


def person(person_id: int) -> Person:
    """Return a colleague who works here.

    Raises:
        NotHereError: when there is none, or they left.

    """
    found = db.session.get(Person, person_id)
    if found is None or found.left_at is not None:
        raise NotHereError
    return found


def by_handles(handles: Iterable[str]) -> Sequence[Person]:
    """Return the colleagues with these handles, in no order."""
    wanted = list(handles)
    if not wanted:
        return []
    return db.session.scalars(
        select(Person).where(Person.handle.in_(wanted), Person.left_at.is_(None))
    ).all()


def starting_with(text: str) -> Sequence[Person]:
    """Return up to six colleagues one of whose names begins like this, by name."""
    typed = text.strip().lower().replace(" ", ".")
    if not typed:
        return []
    sought = typed.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    name = func.lower(Person.name)
    return db.session.scalars(
        select(Person)
        .where(
            Person.left_at.is_(None),
            or_(
                Person.handle.like(f"{sought}%", escape="\\"),
                Person.handle.like(f"%.{sought}%", escape="\\"),
                name.like(f"{sought}%", escape="\\"),
            ),
        )
        .order_by(Person.name, Person.id)
        .limit(SUGGESTIONS)
    ).all()


_NEWCOMERS = (
    select(Person)
    .where(
        Person.joined_at > bindparam("since"),
        Person.left_at.is_(None),
        ~Person.is_persona,
    )
    .order_by(Person.joined_at.desc(), Person.id.desc())
    .limit(bindparam("most"))
)


def newcomers(limit: int) -> Sequence[Person]:
    """Return who joined in the last month, newest first."""
    given = {"since": now() - NEWCOMER, "most": limit}
    return db.session.scalars(_NEWCOMERS, given).all()
