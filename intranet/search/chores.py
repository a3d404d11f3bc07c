"""Writing the whole index anew: when the house moved, or was asleep."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, delete, func, select

from intranet.core.db import db
from intranet.governance.models import Wish
from intranet.people.models import Person
from intranet.search import actions
from intranet.search.models import Entry, Kind
from intranet.teams.models import Team
from intranet.timeline.models import Post


def rebuild() -> int:
    """Write the whole index anew, a thousand things at a time.

    Each part is committed, so that nobody waits long for the database; what
    is searched meanwhile is found as before.

    Returns:
        How many entries there are now.

    """
    plan: list[tuple[Kind, Any, Any, Callable[[Any], list[actions.Line]], bool]] = [
        (Kind.PERSON, actions.PEOPLE, Person.id, actions.person_lines, True),
        (Kind.TEAM, actions.TEAMS, Team.id, actions.team_lines, True),
        (Kind.POST, actions.POSTS, Post.id, actions.post_lines, False),
        (Kind.WISH, actions.WISHES, Wish.id, actions.wish_lines, True),
    ]
    for kind, asked, key, lines, is_model in plan:
        for part in _parts(asked, key, is_model=is_model):
            actions.write(lines(part))
            db.session.commit()
            db.session.expunge_all()
        alive = asked.with_only_columns(key)
        db.session.execute(
            delete(Entry)
            .where(Entry.kind == kind, Entry.about_id.not_in(alive))
            .execution_options(synchronize_session=False)
        )
        db.session.commit()
    return int(db.session.execute(select(func.count(Entry.id))).scalar_one())


def _parts(asked: Select[Any], key: Any, *, is_model: bool) -> Iterator[Sequence[Any]]:  # noqa: ANN401 - a column of any table
    """Return the rows of a table in parts, in the order of their keys."""
    last = 0
    while True:
        part = asked.where(key > last).order_by(key).limit(actions.CHUNK)
        rows: Sequence[Any] = (
            db.session.scalars(part).all()
            if is_model
            else db.session.execute(part).all()
        )
        if not rows:
            return
        yield rows
        last = rows[-1].id
