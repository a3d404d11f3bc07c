"""What the front page asks beyond what the rooms already tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from intranet.core.clock import now
from intranet.core.db import db
from intranet.people.models import Person
from intranet.teams.queries import visible_teams
from intranet.timeline.models import Post

LATELY = timedelta(days=14)
LOOK_AT = 60
"""How many of the newest messages we look at for a question without an answer."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of a colleague that nobody answered yet."""

    post_id: int
    asker: Person


def open_question(reader_id: int) -> OpenQuestion | None:
    """Return the newest question that waits for an answer; None when none does.

    Only what the reader may see, of somebody else, of the last two weeks.
    """
    newest = (
        select(Post.id)
        .where(
            Post.deleted_at.is_(None),
            # adding nothing keeps SQLite walking from the newest end, and stop early
            or_(
                Post.team_id.is_(None),
                (Post.team_id + 0).in_(visible_teams(reader_id)),
            ),
        )
        .order_by(Post.id.desc())
        .limit(LOOK_AT)
        .subquery()
    )
    found = db.session.scalars(
        select(Post)
        .join(Post.author)
        .where(
            Post.id.in_(select(newest.c.id)),
            Post.published_at > now() - LATELY,
            Post.comments == 0,
            Post.author_id != reader_id,
            Post.body.contains("?"),
            ~Person.is_persona,
            Person.left_at.is_(None),
        )
        .options(joinedload(Post.author))
        .order_by(Post.id.desc())
        .limit(1)
    ).first()
    return OpenQuestion(found.id, found.author) if found else None
