"""Reading cakes, and how far a team is: in numbers, never in names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, case, func, select
from sqlalchemy.orm import joinedload

from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.people.models import Person
from intranet.rewards.models import Cake
from intranet.teams.models import Membership, Team
from intranet.teams.queries import visible_teams

SMALLEST = 2
"""Members a team needs before there can be cake: one person alone is no team."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a team is with its profiles.

    Attributes:
        done: colleagues in it with a complete profile.
        total: colleagues in it.
        cake: the cake they earned; None as long as there is none.

    """

    team: Team
    done: int
    total: int
    cake: Cake | None

    @property
    def missing(self) -> int:
        """How many profiles are left; never whose."""
        return self.total - self.done

    @property
    def is_earned(self) -> bool:
        """Say whether there is cake; who comes later takes nothing away."""
        return self.cake is not None

    @property
    def can_earn(self) -> bool:
        """Say whether the team is large enough to share one."""
        return self.total >= SMALLEST


_WORKING = (Person.left_at.is_(None), ~Person.is_persona)
_COUNTS = (
    func.coalesce(func.sum(case((Person.is_complete, 1), else_=0)), 0),
    func.count(Person.id),
)


def _progress() -> Select[Any]:
    """Return teams with their counts and their cake."""
    counts = (
        select(
            Membership.team_id,
            _COUNTS[0].label("done"),
            _COUNTS[1].label("total"),
        )
        .join(Person, Person.id == Membership.person_id)
        .where(*_WORKING)
    )
    return counts.group_by(Membership.team_id)


def _with_team(counts: Select[Any]) -> Select[Any]:
    """Bring along the team and its cake."""
    table = counts.subquery()
    return (
        select(Team, table.c.done, table.c.total, Cake)
        .join(table, table.c.team_id == Team.id)
        .outerjoin(Cake, Cake.team_id == Team.id)
    )


_OF_TEAM = _with_team(_progress().where(Membership.team_id == bindparam("team")))

_home = select(Membership.team_id).where(
    Membership.person_id == bindparam("person"), Membership.is_home
)
_OF_HOME = _with_team(_progress().where(Membership.team_id.in_(_home)))


def progress(team_id: int) -> Progress | None:
    """Return how far a team is; None when nobody is in it."""
    row = db.session.execute(_OF_TEAM, {"team": team_id}).one_or_none()
    return None if row is None else Progress(*row)


def home_progress(person_id: int) -> Progress | None:
    """Return how far somebody's home team is; None without a home team."""
    row = db.session.execute(_OF_HOME, {"person": person_id}).one_or_none()
    return None if row is None else Progress(*row)


def ready_teams(team_ids: Sequence[int] | None = None) -> Sequence[tuple[int, int]]:
    """Return teams that have earned a cake and have none, with their size.

    A team is ready when everybody who works in it has a complete profile and
    it has at least two members; the digital colleague does not count.

    Args:
        team_ids: look at these only; None for all.

    """
    counts = _progress().having(_COUNTS[0] == _COUNTS[1], _COUNTS[1] >= SMALLEST)
    if team_ids is not None:
        counts = counts.where(Membership.team_id.in_(team_ids))
    table = counts.subquery()
    rows = db.session.execute(
        select(Team.id, table.c.total)
        .join(table, table.c.team_id == Team.id)
        .outerjoin(Cake, Cake.team_id == Team.id)
        .where(Cake.id.is_(None), Team.closed_at.is_(None))
        .order_by(Team.id)
    )
    return [(team_id, total) for team_id, total in rows]


def cake(reader_id: int, cake_id: int) -> Cake:
    """Return a cake of a team that the reader sees, with its team and photo.

    Raises:
        NotHereError: when it is not there, or not for this reader.

    """
    found = db.session.scalar(
        select(Cake)
        .options(joinedload(Cake.team), joinedload(Cake.photo))
        .where(Cake.id == cake_id, Cake.team_id.in_(visible_teams(reader_id)))
    )
    if found is None:
        raise NotHereError
    return found


def any_cake(cake_id: int) -> Cake:
    """Return a cake for who hands them out; the name of its team comes along.

    The manager orders for a closed team too: a number of slices is all that
    takes. Its name stays in the team (`Cake.whose`), which tells where it sits.

    Raises:
        NotHereError: when it is not there.

    """
    found = db.session.scalar(
        select(Cake)
        .options(joinedload(Cake.team), joinedload(Cake.photo))
        .where(Cake.id == cake_id)
    )
    if found is None:
        raise NotHereError
    return found


def to_hand_out() -> Sequence[Cake]:
    """Return the cakes that are not delivered yet, longest waiting first."""
    return db.session.scalars(
        select(Cake)
        .options(joinedload(Cake.team))
        .where(Cake.delivered_at.is_(None))
        .order_by(Cake.earned_at, Cake.id)
    ).all()
