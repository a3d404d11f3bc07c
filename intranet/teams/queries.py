"""Reading teams; `visible_teams` is the one door to everything in a team."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, bindparam, or_, select

from intranet.core.db import db
from intranet.people.models import Person
from intranet.teams.models import Follow, Membership, Team, TeamKind


def visible_teams(person_id: object) -> Select[int]:
    """Return, as a subquery, the ids of teams whose content this person sees.

    Args:
        person_id: a key, or a bindparam in a statement that is built once.

    """
    mine = select(Membership.team_id).where(Membership.person_id == person_id)
    return select(Team.id).where(or_(Team.kind != TeamKind.CLOSED, Team.id.in_(mine)))


def my_team_ids(person_id: object) -> Select[int]:
    """Return, as a subquery, the ids of the teams this person belongs to."""
    return select(Membership.team_id).where(Membership.person_id == person_id)


def followed_team_ids(person_id: object) -> Select[int]:
    """Return, as a subquery, the ids of the teams this person follows."""
    return select(Follow.team_id).where(Follow.person_id == person_id)


_SEES = select(Team.id).where(
    Team.id == bindparam("team"), Team.id.in_(visible_teams(bindparam("reader")))
)


def sees(person_id: int, team_id: int) -> bool:
    """Say whether this person sees this team, by the same query as every list."""
    found = db.session.execute(_SEES, {"team": team_id, "reader": person_id})
    return found.scalar() is not None


def members(team_id: int) -> Sequence[Person]:
    """Return the members of a team who still work here, by name."""
    return db.session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.team_id == team_id, Person.left_at.is_(None))
        .order_by(Person.name, Person.id)
    ).all()


def teams_of(person_id: int) -> Sequence[Team]:
    """Return the open teams a person belongs to, home team first, then by name."""
    return db.session.scalars(
        select(Team)
        .join(Membership, Membership.team_id == Team.id)
        .where(Membership.person_id == person_id, Team.closed_at.is_(None))
        .order_by(Membership.is_home.desc(), Team.name)
    ).all()
