"""What the front page asks beyond what the rooms already tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, or_, select

from intranet.core.clock import now
from intranet.core.db import db
from intranet.people.models import HUES, FaceChoice, Person
from intranet.teams.queries import visible_teams
from intranet.timeline.models import Post

LATELY = timedelta(days=14)
LOOK_AT = 60
"""How many of the newest messages we look at for a question without an answer."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: a name and a face."""

    id: int
    name: str
    call_name: str
    face_choice: FaceChoice
    photo_key: str | None
    avatar: str | None

    @property
    def hue(self) -> int:
        """The colour of the initials, 1 to 12."""
        return self.id % HUES + 1


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of a colleague that nobody answered yet."""

    post_id: int
    asker: Asker


_post, _person = Post.__table__.c, Person.__table__.c
_newest = (
    select(_post.id)
    .where(
        _post.deleted_at.is_(None),
        # adding nothing keeps SQLite walking from the newest end, and stop early
        or_(
            _post.team_id.is_(None),
            (_post.team_id + 0).in_(visible_teams(bindparam("reader"))),
        ),
    )
    .order_by(_post.id.desc())
    .limit(LOOK_AT)
    .subquery()
)
_OPEN = (
    select(
        _post.id,
        _person.id,
        _person.name,
        _person.call_name,
        _person.face_choice,
        _person.photo_key,
        _person.avatar,
    )
    .join_from(Post.__table__, Person.__table__, _person.id == _post.author_id)
    .where(
        _post.id.in_(select(_newest.c.id)),
        _post.published_at > bindparam("since"),
        _post.comments == 0,
        _post.author_id != bindparam("reader"),
        _post.body.contains("?"),
        ~_person.is_persona,
        _person.left_at.is_(None),
    )
    .order_by(_post.id.desc())
    .limit(1)
)


def open_question(reader_id: int) -> OpenQuestion | None:
    """Return the newest question that waits for an answer; None when none does.

    Only what the reader may see, of somebody else, of the last two weeks.
    """
    given = {"reader": reader_id, "since": now() - LATELY}
    row = db.session.connection().execute(_OPEN, given).one_or_none()
    return OpenQuestion(row[0], Asker(*row[1:])) if row else None
