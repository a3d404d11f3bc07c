"""Reading what the manager's desk shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from intranet.accounts.models import Account
from intranet.core.audit import AuditLine
from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.core.permissions import Role
from intranet.people.models import Person
from intranet.teams.models import Membership, Team, TeamKind

PAGE = 30


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as the manager sees them: how they come in, and where they belong."""

    person: Person
    account: Account | None
    home: Team | None

    @property
    def has_come_in(self) -> bool:
        """Say whether they chose a password, so that the card did its work."""
        return self.account is not None and self.account.password is not None


_HOME = and_(Membership.person_id == Person.id, Membership.is_home)
_LINES: Select[Person, Account | None, Team | None] = (
    select(Person, Account, Team)
    .outerjoin(Account, Account.person_id == Person.id)
    .outerjoin(Membership, _HOME)
    .outerjoin(Team, Team.id == Membership.team_id)
    .where(~Person.is_persona)
)


def people(sought: str = "", after: int | None = None) -> Sequence[PersonLine]:
    """Return one page of everybody with or without access, by name.

    One line more than a page tells that there is a next one.

    Args:
        sought: part of a name or e-mail, or a personnel number; "" for all.
        after: key of the last person already shown.

    """
    asked = _LINES.order_by(Person.name, Person.id).limit(PAGE + 1)
    words = sought.strip().lower()
    if words:
        like = "%" + words.replace("\\", r"\\").replace("%", r"\%") + "%"
        asked = asked.where(
            or_(
                func.lower(Person.name).like(like, escape="\\"),
                func.lower(Account.email).like(like, escape="\\"),
                func.lower(Account.username) == words,
            )
        )
    if after is not None:
        last = aliased(Person)
        start = select(last.name, last.id).where(last.id == after)
        asked = asked.where(tuple_(Person.name, Person.id) > start.scalar_subquery())
    return [PersonLine(*row) for row in db.session.execute(asked)]


def person(person_id: int) -> PersonLine:
    """Return a person, also one who left.

    Raises:
        NotHereError: when there is none, or it is the digital colleague.

    """
    row = db.session.execute(_LINES.where(Person.id == person_id)).one_or_none()
    if row is None:
        raise NotHereError
    return PersonLine(*row)


def is_last_manager(person_id: int) -> bool:
    """Say whether nobody else who can sign in runs the intranet."""
    other = exists().where(
        Person.role == Role.MANAGER,
        Person.left_at.is_(None),
        Person.id != person_id,
        Account.person_id == Person.id,
        Account.password.is_not(None),
    )
    mine = exists().where(Person.id == person_id, Person.role == Role.MANAGER)
    return bool(db.session.scalar(select(mine & ~other)))


def homes() -> Sequence[Team]:
    """Return the teams that can be somebody's home, by name."""
    return db.session.scalars(
        select(Team)
        .where(Team.closed_at.is_(None), Team.kind != TeamKind.CLOSED)
        .order_by(Team.name)
    ).all()


@dataclass(frozen=True, slots=True)
class Counts:
    """How the house stands, in numbers that name nobody."""

    people: int
    waiting: int
    homeless: int
    managers: int


def counts() -> Counts:
    """Count who is in, who has not used a card yet, and who has no home team."""
    here = Person.left_at.is_(None) & ~Person.is_persona
    row = db.session.execute(
        select(
            func.count(Person.id),
            func.count(Person.id).filter(Account.password.is_(None)),
            func.count(Person.id).filter(Membership.team_id.is_(None)),
            func.count(Person.id).filter(Person.role == Role.MANAGER),
        )
        .outerjoin(Account, Account.person_id == Person.id)
        .outerjoin(Membership, _HOME)
        .where(here)
    ).one()
    return Counts(*row)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A line of the audit trail, with the name of who acted if they are known."""

    line: AuditLine
    actor: str | None


def trail(before: int | None = None) -> Sequence[AuditEntry]:
    """Return one page of the audit trail, newest first, and one line more.

    Args:
        before: id of the oldest line already shown.

    """
    asked = (
        select(AuditLine, Person.name)
        .outerjoin(Person, Person.id == AuditLine.actor_id)
        .order_by(AuditLine.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        asked = asked.where(AuditLine.id < before)
    return [AuditEntry(*row) for row in db.session.execute(asked)]


def is_empty() -> bool:
    """Say whether nobody is in the house yet."""
    return db.session.scalar(select(Person.id).limit(1)) is None
