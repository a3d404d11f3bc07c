"""What people do with teams; everybody keeps exactly one home team."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from intranet.core.bus import announce
from intranet.core.clock import now
from intranet.core.db import db
from intranet.core.errors import RefusalError
from intranet.people.models import HUES, Person
from intranet.teams.facts import MembersChanged, TeamChanged
from intranet.teams.models import Follow, Membership, Team, TeamKind
from intranet.teams.slugs import make_slug

COVERS = 6


class NameTakenError(RefusalError):
    """Another team has this name."""

    def __init__(self, name: str) -> None:
        """Name it."""
        super().__init__(
            _(
                "There is a team called %(name)s already. Choose another name.",
                name=name,
            )
        )


class HomeTeamError(RefusalError):
    """Somebody would be left without a home team."""


class UnknownColleagueError(RefusalError):
    """Nobody here has the name that was typed."""

    def __init__(self) -> None:
        """Say how to find somebody."""
        super().__init__(
            _("We do not know this colleague. Type @ and the name, and choose one.")
        )


def make_team(
    name: str,
    kind: TeamKind,
    *,
    about: str = "",
    owner_id: int | None = None,
    icon: str = "users-round",
) -> Team:
    """Start a team; who starts it belongs to it and looks after it.

    Raises:
        NameTakenError: when another team has this name.

    """
    name = " ".join(name.split())
    _free(name)
    number = db.session.scalar(select(func.count(Team.id))) or 0
    team = Team(
        slug=make_slug(name),
        name=name,
        kind=kind,
        about=about.strip(),
        icon=icon,
        hue=number * 5 % HUES + 1,
        cover=number % COVERS + 1,
    )
    db.session.add(team)
    _save(name)
    announce(TeamChanged(team))
    if owner_id is not None:
        join(team, owner_id, is_owner=True)
    return team


def _free(name: str, but: int = 0) -> None:
    """Refuse a name that another team has, whatever its capitals.

    A database may not know the capitals of every letter, so the name itself counts too.
    """
    same = or_(func.lower(Team.name) == name.lower(), Team.name == name)
    asked = select(Team.id).where(same, Team.id != but)
    if db.session.scalar(asked) is not None:
        raise NameTakenError(name)


def change_team(team: Team, name: str, kind: TeamKind, about: str) -> None:
    """Change what a team is called, what it is for and who may see it.

    Raises:
        NameTakenError: when another team has this name.
        HomeTeamError: when it would be closed while it is somebody's home team.

    """
    name = " ".join(name.split())
    _free(name, team.id)
    if kind == TeamKind.CLOSED and _is_a_home(team.id):
        raise HomeTeamError(
            _("This is the home team of colleagues, so it cannot be a closed team.")
        )
    team.name, team.kind, team.about = name, kind, about.strip()
    _save(name)
    announce(TeamChanged(team))


def _save(name: str) -> None:
    """Save a team; somebody may have taken its name a moment ago."""
    try:
        db.session.flush()
    except IntegrityError as taken:
        db.session.rollback()
        raise NameTakenError(name) from taken


def _is_a_home(team_id: int) -> bool:
    """Say whether somebody who works here has this as home team."""
    asked = exists().where(
        Membership.team_id == team_id,
        Membership.is_home,
        Person.id == Membership.person_id,
        Person.left_at.is_(None),
    )
    return bool(db.session.scalar(select(asked)))


def join(team: Team, person_id: int, *, is_owner: bool = False) -> bool:
    """Make somebody a member; their first team that can be one is their home.

    Returns:
        Whether they are new in it; joining twice is joining once.

    """
    if not _insert(Membership, team.id, person_id, is_owner=is_owner):
        return False
    db.session.execute(
        delete(Follow).where(Follow.team_id == team.id, Follow.person_id == person_id)
    )
    if home_of(person_id) is None and not team.is_hidden:
        move_home(person_id, team)
    announce(MembersChanged(team.id, person_id))
    return True


def _insert(
    table: type[Membership | Follow], team_id: int, person_id: int, **more: object
) -> bool:
    """Insert unless it is there; in one statement, so that two clicks count once."""
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    key = "joined_at" if table is Membership else "since"
    defaults = {"is_home": False} if table is Membership else {}
    done = db.session.execute(
        dialect.insert(table)
        .values(
            team_id=team_id, person_id=person_id, **{key: now()}, **defaults, **more
        )
        .on_conflict_do_nothing()
        .returning(table.team_id)
    )
    return done.scalar() is not None


def home_of(person_id: int) -> int | None:
    """Return the key of somebody's home team; None when they have none."""
    return db.session.scalar(
        select(Membership.team_id).where(
            Membership.person_id == person_id, Membership.is_home
        )
    )


def move_home(person_id: int, team: Team) -> None:
    """Give somebody another home team; they become a member if they were not.

    Raises:
        HomeTeamError: when the team is closed or gone: a home is open to be found.

    """
    if team.is_hidden or team.closed_at is not None:
        raise HomeTeamError(_("A closed team cannot be a home team. Choose another."))
    _insert(Membership, team.id, person_id, is_owner=False)
    mine = Membership.person_id == person_id
    db.session.execute(update(Membership).where(mine).values(is_home=False))
    db.session.execute(
        update(Membership)
        .where(mine, Membership.team_id == team.id)
        .values(is_home=True)
    )
    announce(MembersChanged(team.id, person_id))


def leave_team(team: Team, person_id: int) -> None:
    """Take somebody out of a team.

    Raises:
        HomeTeamError: when it is their home team; everybody keeps one.

    """
    if home_of(person_id) == team.id:
        raise HomeTeamError(
            _(
                "This is your home team, and everybody has one. "
                "The community manager can give you another home team."
            )
        )
    db.session.execute(
        delete(Membership).where(
            Membership.team_id == team.id, Membership.person_id == person_id
        )
    )
    announce(MembersChanged(team.id, person_id))


def follow(team_id: int, person_id: int) -> None:
    """Read a team along without belonging to it."""
    _insert(Follow, team_id, person_id)


def unfollow(team_id: int, person_id: int) -> None:
    """Read a team along no longer."""
    db.session.execute(
        delete(Follow).where(Follow.team_id == team_id, Follow.person_id == person_id)
    )


def close_team(team: Team) -> None:
    """Close a team for good; what was said stays readable for who could read it.

    Raises:
        HomeTeamError: when somebody would be left without a home team.

    """
    if _is_a_home(team.id):
        raise HomeTeamError(
            _("This is the home team of colleagues. Give them another one first.")
        )
    team.closed_at = now()
    db.session.flush()
    announce(TeamChanged(team))
