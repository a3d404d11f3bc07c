"""Reading teams; `visible_teams` is the one door to everything in a team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, or_, select, tuple_
from sqlalchemy.orm import aliased, contains_eager

from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.people.models import Person
from intranet.teams.models import Follow, Membership, Team, TeamKind

MEMBER_PAGE = 60
_READER: BindParameter[int] = bindparam("reader")


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


def team(reader_id: int, slug: str) -> Team:
    """Return a team by its address.

    Raises:
        NotHereError: when it is not there, or not for this reader.

    """
    found = db.session.scalar(
        select(Team).where(Team.slug == slug, Team.id.in_(visible_teams(reader_id)))
    )
    if found is None:
        raise NotHereError
    return found


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in a list, and what it is to the reader."""

    team: Team
    people: int
    is_member: bool
    follows: bool
    is_owner: bool = False
    is_home: bool = False


def _lines() -> Select[Any]:
    """Return teams with their number of members and the reader's part in them."""
    people = (
        select(func.count())
        .select_from(Membership)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.team_id == Team.id, Person.left_at.is_(None))
        .correlate(Team)
        .scalar_subquery()
    )
    mine = aliased(Membership)
    return (
        select(
            Team, people, mine.person_id, Follow.person_id, mine.is_owner, mine.is_home
        )
        .outerjoin(mine, (mine.team_id == Team.id) & (mine.person_id == _READER))
        .outerjoin(Follow, (Follow.team_id == Team.id) & (Follow.person_id == _READER))
        .where(Team.id.in_(visible_teams(_READER)))
    )


# Built once: putting a statement together costs more than asking it.
_LINES = _lines()
_ONE_LINE = _LINES.where(Team.slug == bindparam("slug"))
_LINES_OF = _LINES.where(
    Team.closed_at.is_(None), Team.id.in_(my_team_ids(bindparam("person")))
).order_by(Team.name)


def _line(row: Any) -> TeamLine:  # noqa: ANN401 - a row of six unlike things
    """Return a row as templates read it."""
    team, people, mine, follows, owner, home = row
    return TeamLine(
        team, people, mine is not None, follows is not None, bool(owner), bool(home)
    )


def directory(
    reader_id: int,
    *,
    kind: TeamKind | None = None,
    after: str = "",
    text: str = "",
    limit: int = 60,
) -> Sequence[TeamLine]:
    """Return the teams a reader may see, by name.

    Args:
        reader_id: who reads; closed teams of others are left out.
        kind: only this kind; None for all.
        after: name of the last team already shown; "" for the first page.
        text: only teams whose name holds this; "" for all.
        limit: how many at most.

    """
    asked = _LINES.where(Team.closed_at.is_(None), Team.name > after)
    if kind is not None:
        asked = asked.where(Team.kind == kind)
    if text:
        asked = asked.where(
            func.lower(Team.name).contains(text.lower(), autoescape=True)
        )
    rows = db.session.execute(
        asked.order_by(Team.name).limit(limit), {"reader": reader_id}
    )
    return [_line(row) for row in rows]


def line(reader_id: int, slug: str) -> TeamLine:
    """Return one team as its page shows it.

    Raises:
        NotHereError: when it is not there, or not for this reader.

    """
    given = {"reader": reader_id, "slug": slug}
    row = db.session.execute(_ONE_LINE, given).one_or_none()
    if row is None:
        raise NotHereError
    return _line(row)


def my_lines(person_id: int) -> Sequence[TeamLine]:
    """Return the teams this person belongs to, home team first, then by name."""
    lines = lines_of(person_id, person_id)
    return sorted(lines, key=lambda line: not line.is_home)


def teams_of(person_id: int) -> list[Team]:
    """Return the open teams a person belongs to, home team first, then by name."""
    return [line.team for line in my_lines(person_id)]


def lines_of(person_id: int, reader_id: int) -> Sequence[TeamLine]:
    """Return the teams of a person that a reader may see, by name.

    What the lines tell (member, follows, home) is about the reader.
    """
    given = {"reader": reader_id, "person": person_id}
    rows = db.session.execute(_LINES_OF, given)
    return [_line(row) for row in rows]


def member_page(
    team_id: int, after: tuple[str, int] | None = None
) -> Sequence[Membership]:
    """Return sixty members of a team by name, each with its person.

    Args:
        team_id: a team the reader may see.
        after: name and key of the last member already shown.

    """
    asked = (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(Membership.team_id == team_id, Person.left_at.is_(None))
        .order_by(Person.name, Person.id)
        .limit(MEMBER_PAGE)
    )
    if after is not None:
        asked = asked.where(tuple_(Person.name, Person.id) > after)
    return db.session.scalars(asked).all()


def owners(team_id: int) -> Sequence[Person]:
    """Return who looks after a team, by name."""
    return db.session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.team_id == team_id,
            Membership.is_owner,
            Person.left_at.is_(None),
        )
        .order_by(Person.name)
    ).all()


def is_member(team_id: int, person_id: int) -> bool:
    """Say whether somebody is in a team that is still there."""
    asked = select(Team.id).join(Membership, Membership.team_id == Team.id)
    mine = (Team.id == team_id, Membership.person_id == person_id)
    return db.session.scalar(asked.where(*mine, Team.closed_at.is_(None))) is not None


def colleague(typed: str) -> Person | None:
    """Return the colleague with this handle or exact name; None when unclear."""
    sought = typed.strip().removeprefix("@").lower()
    found = db.session.scalars(
        select(Person)
        .where(
            or_(Person.handle == sought, func.lower(Person.name) == sought),
            Person.left_at.is_(None),
            ~Person.is_persona,
        )
        .limit(2)
    ).all()
    return found[0] if len(found) == 1 else None
