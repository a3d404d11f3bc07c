"""The gate of the timeline: what a reader may see, and one message at a time.

Everything about a message passes `SEEN`: it is for everyone, or of a team that
this reader sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, bindparam, or_, select

from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.core.prepared import Prepared
from intranet.people.models import Person
from intranet.people.queries import by_handles
from intranet.teams.queries import sees as sees_team
from intranet.teams.queries import visible_teams
from intranet.timeline.models import Post

MOST_MENTIONS = 50

_post = cast("Table", Post.__table__)
_reader: Any = bindparam("reader")

# Adding nothing keeps SQLite walking the timeline from its newest end: by the index of
# teams it would gather every message of all teams, and sort them.
of_team = _post.c.team_id + 0
SEEN = or_(_post.c.team_id.is_(None), of_team.in_(visible_teams(_reader)))
"""The one gate: what this reader may see of the timeline."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said: as much of a message as that takes."""

    id: int
    author_id: int
    team_id: int | None


_PLACE = Prepared(
    select(_post.c.id, _post.c.author_id, _post.c.team_id).where(
        _post.c.id == bindparam("post"), _post.c.deleted_at.is_(None), SEEN
    )
)


def place(reader_id: int, post_id: int) -> Place:
    """Return a message to say something under.

    Raises:
        NotHereError: when it is not there, or not for this reader.

    """
    found = _PLACE.row(post=post_id, reader=reader_id)
    if found is None:
        raise NotHereError
    return Place(*found)


_live = {False: Post.deleted_at.is_(None), True: Post.deleted_at.is_not(None)}
_POST = {
    gone: select(Post).where(Post.id == bindparam("post"), _live[gone], SEEN)
    for gone in (False, True)
}


def post(reader_id: int, post_id: int, *, is_deleted: bool = False) -> Post:
    """Return the row of one message, to change it; its team and author stay away.

    Args:
        reader_id: who asks.
        post_id: which message.
        is_deleted: True to find one that was deleted, and only such a one.

    Raises:
        NotHereError: when it is not there, or not for this reader.

    """
    asked = {"post": post_id, "reader": reader_id}
    found = db.session.scalar(_POST[is_deleted], asked)
    if found is None:
        raise NotHereError
    return found


_SENT = select(Post).where(
    Post.author_id == bindparam("author"), Post.form_key == bindparam("key")
)


def sent(author_id: int, form_key: str) -> Post | None:
    """Return the message that this form made before, if it did."""
    return db.session.scalar(_SENT, {"author": author_id, "key": form_key})


def mentionable(handles: Sequence[str], team_id: int | None) -> list[Person]:
    """Return the colleagues with these handles who may see what is said there.

    Args:
        handles: as typed after an @, in small letters; the first fifty count.
        team_id: where it is said; None is for everyone.

    """
    named = by_handles(handles[:MOST_MENTIONS])
    return [p for p in named if team_id is None or sees_team(p.id, team_id)]
