"""Reading how it works here, and the wishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.governance.models import (
    Edition,
    Entry,
    Section,
    Wish,
    WishAnswer,
    WishState,
)
from intranet.people.models import Person

PAGE = 20
ON_BOARD = 5
"""Wishes a column of the board shows; the rest is one link away."""


def entries() -> dict[Section, list[Entry]]:
    """Return the whole page by section, in order, each with its person."""
    found: dict[Section, list[Entry]] = {section: [] for section in Section}
    rows = db.session.scalars(
        select(Entry)
        .options(joinedload(Entry.person))
        .order_by(Entry.section, Entry.place, Entry.id)
    )
    for row in rows:
        found[row.section].append(row)
    return found


def section(name: Section) -> Sequence[Entry]:
    """Return one section in order, each entry with its person."""
    return db.session.scalars(
        select(Entry)
        .options(joinedload(Entry.person))
        .where(Entry.section == name)
        .order_by(Entry.place, Entry.id)
    ).all()


def last_edition(name: Section) -> int:
    """Return the key of the last edition of a section; 0 when it never changed."""
    found = db.session.scalar(
        select(func.max(Edition.id)).where(Edition.section == name)
    )
    return found or 0


def history(name: Section, before: int | None = None) -> Sequence[Edition]:
    """Return how a section read before, newest first, with who changed it.

    Args:
        name: which section.
        before: key of the last edition already shown; None for the first page.

    """
    asked = (
        select(Edition)
        .options(joinedload(Edition.changed_by))
        .where(Edition.section == name)
        .order_by(Edition.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        asked = asked.where(Edition.id < before)
    return db.session.scalars(asked).all()


@dataclass(slots=True)
class Lane:
    """One column of the board: its wishes, newest first, and how many there are."""

    state: WishState
    total: int = 0
    wishes: list[Wish] = field(default_factory=list)


def board() -> list[Lane]:
    """Return every column of the board, in one query."""
    placed = select(
        Wish.id.label("id"),
        func.row_number()
        .over(partition_by=Wish.state, order_by=Wish.id.desc())
        .label("place"),
        func.count().over(partition_by=Wish.state).label("total"),
    ).subquery()
    rows = db.session.execute(
        select(Wish, placed.c.total)
        .join(placed, placed.c.id == Wish.id)
        .options(joinedload(Wish.asker))
        .where(placed.c.place <= ON_BOARD)
        .order_by(Wish.id.desc())
    )
    lanes = {state: Lane(state) for state in WishState}
    for wish, total in rows:
        lanes[wish.state].wishes.append(wish)
        lanes[wish.state].total = total
    return list(lanes.values())


def wishes(state: WishState | None = None, before: int | None = None) -> Sequence[Wish]:
    """Return twenty wishes and one more, newest first, with who asked.

    Args:
        state: only this column; None for all.
        before: key of the last wish already shown; None for the first page.

    """
    asked = (
        select(Wish)
        .options(joinedload(Wish.asker))
        .order_by(Wish.id.desc())
        .limit(PAGE + 1)
    )
    if state is not None:
        asked = asked.where(Wish.state == state)
    if before is not None:
        asked = asked.where(Wish.id < before)
    return db.session.scalars(asked).all()


def wish(wish_id: int) -> Wish:
    """Return a wish with who asked.

    Raises:
        NotHereError: when it is not there.

    """
    found = db.session.scalar(
        select(Wish).options(joinedload(Wish.asker)).where(Wish.id == wish_id)
    )
    if found is None:
        raise NotHereError
    return found


def answers(wish_id: int) -> Sequence[WishAnswer]:
    """Return what was answered to a wish, oldest first, with who answered."""
    return db.session.scalars(
        select(WishAnswer)
        .options(joinedload(WishAnswer.by))
        .where(WishAnswer.wish_id == wish_id)
        .order_by(WishAnswer.id)
    ).all()


def find_people(names: Sequence[str]) -> dict[str, Person | None]:
    """Return for each name typed the colleague it means; None when unclear.

    Args:
        names: handles, with or without @, or whole names; capitals do not matter.

    """
    sought = {name: name.strip().removeprefix("@").lower() for name in names}
    wanted = [word for word in sought.values() if word]
    if not wanted:
        return dict.fromkeys(names)
    rows = db.session.scalars(
        select(Person).where(
            Person.left_at.is_(None),
            ~Person.is_persona,
            Person.handle.in_(wanted) | func.lower(Person.name).in_(wanted),
        )
    ).all()
    found: dict[str, Person | None] = {}
    for name, word in sought.items():
        fits = [row for row in rows if row.handle == word] or [
            row for row in rows if row.name.lower() == word
        ]
        found[name] = fits[0] if len(fits) == 1 else None
    return found
