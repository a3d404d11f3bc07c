"""Reading what is behind the bell: only what the reader may still see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Select,
    bindparam,
    case,
    func,
    select,
)
from sqlalchemy.orm import joinedload

from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.core.prepared import Prepared
from intranet.governance.models import Wish
from intranet.notifications.models import Kind, Notification
from intranet.notifications.sight import may_see, open_kinds
from intranet.people.models import Person
from intranet.rewards.models import Cake
from intranet.timeline.models import Post

PAGE = 20
MOST = 10
"""The bell counts no further: it says 9+."""

NAMED = 3
"""How many people a line shows by face; the words name at most two."""


@lru_cache(maxsize=64)
def unread_of(kinds: frozenset[Kind]) -> Select[Any]:
    """Return, built once, the count of unread groups of a bindparam "reader"."""
    reader: Any = bindparam("reader")
    groups = (
        select(Notification.about)
        .where(
            Notification.reader_id == reader,
            Notification.seen_at.is_(None),
            *may_see(reader, kinds),
        )
        .group_by(Notification.about)
        .limit(MOST)
        .subquery()
    )
    return select(func.count()).select_from(groups)


def unread(reader_id: int) -> int:
    """Return how many things are new for this reader, at most ten."""
    [(count,)] = _counting(open_kinds()).rows(reader=reader_id)
    return int(count)


@lru_cache(maxsize=64)
def _counting(kinds: frozenset[Kind]) -> Prepared:
    """Return that count, ready for the driver."""
    return Prepared(unread_of(kinds))


@dataclass(slots=True)
class Group:
    """Lines about one thing, shown as one.

    Attributes:
        id: key of the newest line.
        actors: how many people did it.
        people: some of them, the latest first.

    """

    id: int
    kind: Kind
    about: str
    actors: int
    is_new: bool
    told_at: datetime
    reader_id: int
    people: list[Person] = field(default_factory=list)
    post: Post | None = None
    wish: Wish | None = None
    cake: Cake | None = None
    comment_id: int | None = None


def page(
    reader_id: int, before: int | None = None, *, limit: int = PAGE
) -> Sequence[Group]:
    """Return what happened for a reader, newest first, the same thing as one.

    Args:
        reader_id: who reads.
        before: key of the last group already shown; None for the first page.
        limit: how many at most.

    """
    asked = select(Notification).where(
        Notification.reader_id == reader_id, *may_see(reader_id, open_kinds())
    )
    return _groups(asked, reader_id, before, limit)


def waiting(reader_id: int, lines: Iterable[int], limit: int) -> Sequence[Group]:
    """Return what a digest tells of these lines, newest first."""
    asked = select(Notification).where(
        Notification.id.in_(list(lines)),
        Notification.reader_id == reader_id,
        *may_see(reader_id, open_kinds()),
    )
    return _groups(asked, reader_id, None, limit)


def _groups(
    asked: Select[Any], reader_id: int, before: int | None, limit: int
) -> Sequence[Group]:
    """Group lines, and bring along who and what they are about."""
    newest = func.max(Notification.id)
    heads = (
        asked.with_only_columns(
            newest.label("id"),
            func.count(Notification.actor_id.distinct()).label("actors"),
            func.max(case((Notification.seen_at.is_(None), 1), else_=0)).label("new"),
        )
        .group_by(Notification.about)
        .order_by(newest.desc())
        .limit(limit)
    )
    if before is not None:
        heads = heads.having(newest < before)
    head = heads.subquery()
    rows = db.session.execute(
        select(Notification, head.c.actors, head.c.new)
        .join(head, head.c.id == Notification.id)
        .order_by(Notification.id.desc())
    )
    lines = [(line, actors, new) for line, actors, new in rows]
    groups = [
        Group(
            line.id,
            line.kind,
            line.about,
            actors,
            bool(new),
            line.told_at,
            reader_id,
            comment_id=line.comment_id,
        )
        for line, actors, new in lines
    ]
    if groups:
        _bring_people(asked, groups)
        _bring_things(groups, [line for line, _actors, _new in lines])
    return groups


def _bring_people(asked: Select[Any], groups: list[Group]) -> None:
    """Give each group the latest few who did it, in one query."""
    latest = func.max(Notification.id)
    place = func.row_number().over(
        partition_by=Notification.about, order_by=latest.desc()
    )
    ranked = (
        asked.with_only_columns(
            Notification.about, Notification.actor_id, place.label("place")
        )
        .where(Notification.about.in_([group.about for group in groups]))
        .group_by(Notification.about, Notification.actor_id)
        .subquery()
    )
    rows = db.session.execute(
        select(ranked.c.about, Person)
        .join(Person, Person.id == ranked.c.actor_id)
        .where(ranked.c.place <= NAMED)
        .order_by(ranked.c.about, ranked.c.place)
    )
    by_about = {group.about: group.people for group in groups}
    for about, person in rows:
        by_about[about].append(person)


def _bring_things(groups: list[Group], lines: list[Notification]) -> None:
    """Give each group its message, wish or cake, one query for each kind."""
    posts = _by_key(
        select(Post).options(joinedload(Post.author), joinedload(Post.team)),
        Post.id,
        [line.post_id for line in lines],
    )
    wishes = _by_key(select(Wish), Wish.id, [line.wish_id for line in lines])
    cakes = _by_key(
        select(Cake).options(joinedload(Cake.team)),
        Cake.id,
        [line.cake_id for line in lines],
    )
    for group, line in zip(groups, lines, strict=True):
        group.post = posts.get(line.post_id)
        group.wish = wishes.get(line.wish_id)
        group.cake = cakes.get(line.cake_id)


def _by_key(
    asked: Select[Any],
    key: Any,  # noqa: ANN401 - a column of any table
    keys: Iterable[int | None],
) -> dict[int | None, Any]:
    """Return the things with these keys; no query when there are none."""
    wanted = sorted({one for one in keys if one is not None})
    if not wanted:
        return {}
    return {
        thing.id: thing for thing in db.session.scalars(asked.where(key.in_(wanted)))
    }


def line(reader_id: int, line_id: int) -> Notification:
    """Return a line behind this reader's bell that they may still see.

    Raises:
        NotHereError: when it is not there, or not for this reader.

    """
    found = db.session.scalar(
        select(Notification).where(
            Notification.id == line_id,
            Notification.reader_id == reader_id,
            *may_see(reader_id, open_kinds()),
        )
    )
    if found is None:
        raise NotHereError
    return found
