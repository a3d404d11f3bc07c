"""Finding things: what fits the words, and may be seen by who asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    func,
    literal_column,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.orm import joinedload

from intranet.core import site
from intranet.core.db import db
from intranet.governance.models import Wish
from intranet.people.models import Person
from intranet.search import words
from intranet.search.models import VECTOR, Entry, Kind
from intranet.teams.models import Membership, Team, TeamKind
from intranet.teams.queries import visible_teams
from intranet.timeline.models import Post

PAGE = 20
GRID = 48
"""Faces on one page of the Smoelenboek."""

FEW = 5
"""Results of each kind on the page that shows them all."""

ROOMS = {
    Kind.PERSON: "people",
    Kind.TEAM: "teams",
    Kind.POST: "timeline",
    Kind.WISH: "governance",
}

Question = Sequence[tuple[str, str]]


def kinds() -> list[Kind]:
    """Return the kinds whose room is awake, in the order in which they are shown."""
    awake = site.current()
    return [kind for kind in Kind if awake.is_open(ROOMS[kind])]


def hits(kind: Kind, question: Question) -> Select[int, int, int | None]:
    """Return, as a subquery, the key and team of entries that fit.

    On SQLite the index itself walks from new to old, so a page of a common
    word is as quick as one of a rare word.
    """
    if db.engine.dialect.name == "sqlite":
        index = table("search_words")
        return (
            select(Entry.id, Entry.about_id, Entry.team_id)
            .select_from(index)
            .join(Entry, text("search_entry.id = search_words.rowid"))
            .where(
                text("search_words MATCH :asked").bindparams(
                    asked=words.for_sqlite(kind.value, question)
                )
            )
        )
    sought = func.to_tsquery(literal_column("'simple'"), words.for_postgres(question))
    fitting = (
        select(Entry.id, Entry.about_id, Entry.team_id)
        .where(Entry.kind == kind, VECTOR.op("@@")(sought))
        .cte("fitting")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    return select(fitting.c.id, fitting.c.about_id, fitting.c.team_id)


def _page(
    reader_id: int, kind: Kind, question: Question, before: int | None, limit: int
) -> list[tuple[int, int]]:
    """Return (key, what it is about) of a page of entries, newest first."""
    fitting = hits(kind, question)
    key, about, team = list(fitting.selected_columns)
    seen = visible_teams(reader_id)
    asked: Select[Any] = (
        fitting.with_only_columns(key, about)
        .where(or_(team.is_(None), team.in_(seen)))
        .order_by(
            literal_column("search_words.rowid").desc()
            if db.engine.dialect.name == "sqlite"
            else key.desc()
        )
        .limit(limit)
    )
    if before is not None:
        asked = asked.where(key < before)
    return [(key, about) for key, about in db.session.execute(asked)]


@dataclass(slots=True)
class Found:
    """A page of results of one kind.

    Attributes:
        things: people, teams, messages or wishes, newest first.
        more: where the next page begins; None at the end.

    """

    kind: Kind
    things: list[Any] = field(default_factory=list)
    more: int | None = None


def find(
    reader_id: int, kind: Kind, question: Question, before: int | None, limit: int
) -> Found:
    """Return a page of one kind; two queries, one when nothing fits.

    Args:
        reader_id: who asks; what they may not see is not found.
        kind: of what.
        question: what `words.asked` made of the words typed.
        before: key of the last entry already shown; None for the first page.
        limit: how many at most.

    """
    if not question:
        return Found(kind)
    rows = _page(reader_id, kind, question, before, limit + 1)
    shown = rows[:limit]
    things = _things(kind, [about for _key, about in shown])
    return Found(kind, things, shown[-1][0] if len(rows) > limit else None)


_LOADS: dict[Kind, Select[Any]] = {
    Kind.PERSON: select(Person).where(Person.left_at.is_(None)),
    Kind.TEAM: select(Team).where(Team.closed_at.is_(None)),
    Kind.POST: select(Post)
    .options(joinedload(Post.author), joinedload(Post.team))
    .where(Post.deleted_at.is_(None)),
    Kind.WISH: select(Wish).options(joinedload(Wish.asker)),
}


def _things(kind: Kind, keys: Sequence[int]) -> list[Any]:
    """Return the things themselves in the order of their keys."""
    if not keys:
        return []
    asked = _LOADS[kind]
    key = asked.selected_columns["id"]
    by_key = {
        thing.id: thing for thing in db.session.scalars(asked.where(key.in_(keys)))
    }
    return [by_key[one] for one in keys if one in by_key]


def team_names(person_ids: Iterable[int]) -> dict[int, str]:
    """Return the name of each person's home team; who has none is left out."""
    wanted = sorted(set(person_ids))
    if not wanted:
        return {}
    rows = db.session.execute(
        select(Membership.person_id, Team.name)
        .join(Team, Team.id == Membership.team_id)
        .where(
            Membership.person_id.in_(wanted),
            Membership.is_home,
            Team.kind != TeamKind.CLOSED,
        )
    )
    return {person_id: name for person_id, name in rows}  # noqa: C416 - rows are no pairs to mypy


def _people(
    reader_id: int, question: Question, team_id: int | None
) -> list[ColumnElement[bool]]:
    """Return what holds for the people in this part of the Smoelenboek."""
    holds: list[ColumnElement[bool]] = [Person.left_at.is_(None), ~Person.is_persona]
    if question:
        fitting = hits(Kind.PERSON, question).subquery()
        holds.append(Person.id.in_(select(fitting.c.about_id)))
    if team_id is not None:
        holds.append(
            Person.id.in_(
                select(Membership.person_id).where(
                    Membership.team_id == team_id,
                    Membership.team_id.in_(visible_teams(reader_id)),
                )
            )
        )
    return holds


def people(
    reader_id: int,
    question: Question = (),
    team_id: int | None = None,
    after: int | None = None,
) -> Sequence[Person]:
    """Return a page of colleagues by name, and one more.

    Args:
        reader_id: who looks; a team they do not see finds nobody.
        question: only who fits these words; empty for all.
        team_id: only members of this team; None for all.
        after: key of the last person already shown; None for the first page.

    """
    asked = select(Person).where(*_people(reader_id, question, team_id))
    if after is not None:
        name = select(Person.name).where(Person.id == after).scalar_subquery()
        asked = asked.where(
            or_(Person.name > name, (Person.name == name) & (Person.id > after))
        )
    return db.session.scalars(
        asked.order_by(Person.name, Person.id).limit(GRID + 1)
    ).all()


def how_many(reader_id: int, question: Question, team_id: int | None) -> int:
    """Return how many colleagues there are in this part of the Smoelenboek."""
    asked = select(func.count(Person.id)).where(*_people(reader_id, question, team_id))
    return int(db.session.execute(asked).scalar_one())


def teams_to_choose(reader_id: int) -> Sequence[tuple[int, str]]:
    """Return key and name of the teams one may filter by, by name."""
    rows = db.session.execute(
        select(Team.id, Team.name)
        .where(Team.closed_at.is_(None), Team.id.in_(visible_teams(reader_id)))
        .order_by(Team.name)
    )
    return [(key, name) for key, name in rows]
