"""Telling people, and ticking off what they saw."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from sqlalchemy import (
    Integer,
    String,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from intranet.core.clock import now
from intranet.core.db import db
from intranet.notifications.models import Kind, Notification
from intranet.people.models import Person
from intranet.teams.models import Membership
from intranet.teams.queries import visible_teams

_whole = cast("Table", Notification.__table__)
_table = _whole.c
_GIVEN = ("actor_id", "kind", "about", "post_id", "comment_id", "wish_id", "cake_id")

_sees = or_(
    bindparam("team", type_=Integer).is_(None),
    bindparam("team", type_=Integer).in_(visible_teams(literal_column("person.id"))),
)
"""The reader sees the team the thing belongs to; checked in the same statement."""

_told_before = exists().where(
    Notification.reader_id == literal_column("person.id"),
    Notification.actor_id == bindparam("actor_id", type_=Integer),
    Notification.about == bindparam("about", type_=String),
)

_lines = select(
    Person.id,
    *(
        bindparam(name, type_=_table[name].type).label(name)
        for name in (*_GIVEN, "told_at")
    ),
).where(
    Person.id != bindparam("actor_id", type_=Integer),
    ~Person.is_persona,
    Person.left_at.is_(None),
    _sees,
)
_columns = ["reader_id", *_GIVEN, "told_at"]
_chosen = Person.id.in_(bindparam("readers", expanding=True))
_in_team = Person.id.in_(
    select(Membership.person_id).where(Membership.team_id == bindparam("team"))
)
_not_chosen = Person.id.not_in(bindparam("but", expanding=True))

_TELL = insert(_whole).from_select(_columns, _lines.where(_chosen))
_TELL_ONCE = insert(_whole).from_select(_columns, _lines.where(_chosen, ~_told_before))
_TELL_TEAM = insert(_whole).from_select(_columns, _lines.where(_in_team, _not_chosen))


def _facts(
    kind: Kind, about: str, actor_id: int, on: dict[str, int]
) -> dict[str, object]:
    """Return what stands in every line of one event."""
    return {
        **dict.fromkeys(_GIVEN),
        "kind": kind,
        "about": about,
        "actor_id": actor_id,
        "told_at": now(),
        **on,
    }


def tell(  # noqa: PLR0913 - an event has these parts
    readers: Iterable[int],
    kind: Kind,
    about: str,
    actor_id: int,
    *,
    team_id: int | None = None,
    once: bool = False,
    **on: int,
) -> None:
    """Put a line behind the bell of each reader, in one statement.

    Left out are the actor, the digital colleague, whoever left, and whoever
    does not see the team.

    Args:
        readers: keys of people; each gets one line.
        kind: why they are told.
        about: lines with the same words here are shown as one.
        actor_id: who did it.
        team_id: the team the thing belongs to; None when it is for all.
        once: True when the same act of the same person is told only once.
        on: keys of the things, as post_id=12.

    """
    chosen = sorted(set(readers) - {actor_id})
    if chosen:
        db.session.execute(
            _TELL_ONCE if once else _TELL,
            {
                **_facts(kind, about, actor_id, on),
                "team": team_id,
                "readers": chosen,
            },
        )


def tell_team(
    team_id: int,
    kind: Kind,
    about: str,
    actor_id: int,
    *,
    but: Iterable[int] = (),
    **on: int,
) -> None:
    """Put a line behind the bell of every member of a team, in one statement.

    Args:
        team_id: whose members.
        kind: why they are told.
        about: lines with the same words here are shown as one.
        actor_id: who did it; not told.
        but: people who hear of it in another way already.
        on: keys of the things, as post_id=12.

    """
    db.session.execute(
        _TELL_TEAM,
        {
            **_facts(kind, about, actor_id, on),
            "team": team_id,
            "but": [*but, 0],
        },
    )


def forget_like(post_id: int, liker_id: int) -> None:
    """Take back the line of a like that nobody saw yet."""
    db.session.execute(
        delete(Notification).where(
            Notification.about == f"like:{post_id}",
            Notification.post_id == post_id,
            Notification.actor_id == liker_id,
            Notification.seen_at.is_(None),
        )
    )


def see(reader_id: int, about: str) -> None:
    """Tick off everything about one thing."""
    db.session.execute(
        update(Notification)
        .where(
            Notification.reader_id == reader_id,
            Notification.about == about,
            Notification.seen_at.is_(None),
        )
        .values(seen_at=now())
    )


def see_all(reader_id: int, newest_id: int) -> None:
    """Tick off everything the reader had on the screen, and no newer line.

    Args:
        reader_id: whose bell.
        newest_id: the newest line that was shown.

    """
    db.session.execute(
        update(Notification)
        .where(
            Notification.reader_id == reader_id,
            Notification.id <= newest_id,
            Notification.seen_at.is_(None),
        )
        .values(seen_at=now())
    )


def newest_line(reader_id: int) -> int:
    """Return the key of the newest line behind somebody's bell; 0 without any."""
    found = db.session.scalar(
        select(func.max(Notification.id)).where(Notification.reader_id == reader_id)
    )
    return found or 0
