"""Reading what was said under messages, as plain small objects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.people.models import HUES, FaceChoice, Person
from intranet.timeline.gate import SEEN
from intranet.timeline.models import Comment, Post

SHOWN = 2
"""How many of the newest comments stand under a message in a list."""

MOST = 500
"""How many of the newest comments the page of one message shows."""

_comment, _person = Comment.__table__, Person.__table__


@dataclass(slots=True)
class Remark:
    """One comment as it is shown."""

    id: int
    post_id: int
    author_id: int
    html: str
    said_at: datetime
    edited_at: datetime | None
    name: str
    is_persona: bool
    face_choice: FaceChoice
    photo_key: str | None
    avatar: str | None

    @property
    def hue(self) -> int:
        """The colour of the author's initials, 1 to 12."""
        return self.author_id % HUES + 1


def _remarks() -> tuple[Any, ...]:
    """Return what is read of a comment, in the order of Remark."""
    c, w = _comment.c, _person.c
    return (
        c.id, c.post_id, c.author_id, c.html, c.said_at, c.edited_at,
        w.name, w.is_persona, w.face_choice, w.photo_key, w.avatar,
    )  # fmt: skip


_ranked = (
    select(
        _comment.c.id,
        func.row_number()
        .over(partition_by=_comment.c.post_id, order_by=_comment.c.id.desc())
        .label("place"),
    )
    .where(
        _comment.c.post_id.in_(bindparam("posts", expanding=True)),
        _comment.c.deleted_at.is_(None),
    )
    .subquery()
)
_NEWEST = (
    select(*_remarks())
    .select_from(_comment.join(_person, _person.c.id == _comment.c.author_id))
    .join(_ranked, _ranked.c.id == _comment.c.id)
    .where(_ranked.c.place <= SHOWN)
    .order_by(_comment.c.id)
)


def newest_comments(post_ids: Iterable[int]) -> dict[int, list[Remark]]:
    """Return the newest comments under messages the reader sees, oldest of them first.

    Args:
        post_ids: of messages that came from `feed`; this asks for no rights.

    """
    found: dict[int, list[Remark]] = defaultdict(list)
    for row in db.session.execute(_NEWEST, {"posts": list(post_ids)}):
        found[row[1]].append(Remark(*row))
    return found


_TALK = (
    select(*_remarks())
    .select_from(_comment.join(_person, _person.c.id == _comment.c.author_id))
    .where(_comment.c.post_id == bindparam("post"), _comment.c.deleted_at.is_(None))
    .order_by(_comment.c.id.desc())
    .limit(MOST)
)
_ONE = (
    select(*_remarks())
    .select_from(_comment.join(_person, _person.c.id == _comment.c.author_id))
    .where(_comment.c.id == bindparam("comment"))
)


def talk(post_id: int) -> list[Remark]:
    """Return what was said under a message the reader sees, oldest first."""
    rows = db.session.execute(_TALK, {"post": post_id})
    return [Remark(*row) for row in rows][::-1]


def remark(comment_id: int) -> Remark:
    """Return one comment that was just made or changed by its reader."""
    return Remark(*db.session.execute(_ONE, {"comment": comment_id}).one())


_is_live = Post.deleted_at.is_(None)
_said = {False: Comment.deleted_at.is_(None), True: Comment.deleted_at.is_not(None)}
_COMMENT = {
    gone: select(Comment)
    .join(Post, Post.id == Comment.post_id)
    .where(Comment.id == bindparam("comment"), _said[gone], _is_live, SEEN)
    for gone in (False, True)
}


def comment(reader_id: int, comment_id: int, *, is_deleted: bool = False) -> Comment:
    """Return the row of one comment, to change it.

    Raises:
        NotHereError: when it or its message is not there, or not for this reader.

    """
    asked = {"comment": comment_id, "reader": reader_id}
    found = db.session.scalar(_COMMENT[is_deleted], asked)
    if found is None:
        raise NotHereError
    return found


_SAID = select(Comment).where(
    Comment.author_id == bindparam("author"), Comment.form_key == bindparam("key")
)


def said(author_id: int, form_key: str) -> Comment | None:
    """Return the comment that this form made before, if it did."""
    return db.session.scalar(_SAID, {"author": author_id, "key": form_key})
