"""What people do under a message: like it, and say something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import ClauseElement, Table, and_, bindparam, delete, select, update

from intranet.core.bus import announce
from intranet.core.clock import now
from intranet.core.db import db, inserting
from intranet.core.errors import NotHereError
from intranet.core.prepared import Prepared
from intranet.timeline import remarks
from intranet.timeline.actions import UNDO, TooLateError
from intranet.timeline.facts import (
    CommentDeleted,
    CommentMade,
    LikeTakenBack,
    PostLiked,
)
from intranet.timeline.gate import SEEN, Place
from intranet.timeline.mentions import write
from intranet.timeline.models import Comment, Like, Post

_post = cast("Table", Post.__table__)
_like = cast("Table", Like.__table__)
_HERE = and_(_post.c.id == bindparam("post"), _post.c.deleted_at.is_(None), SEEN)
_COUNT = Prepared(
    update(_post)
    .where(_post.c.id == bindparam("post"))
    .values(likes=_post.c.likes + bindparam("more"))
    .returning(_post.c.author_id, _post.c.likes)
)
_TAKE_BACK = Prepared(
    delete(_like)
    .where(
        _like.c.post_id.in_(select(_post.c.id).where(_HERE)),
        _like.c.person_id == bindparam("reader"),
    )
    .returning(_like.c.post_id)
)
_HOW_IT_IS = Prepared(
    select(
        _post.c.likes,
        select(_like.c.post_id)
        .where(_like.c.post_id == _post.c.id, _like.c.person_id == bindparam("reader"))
        .exists(),
    ).where(_HERE)
)


@Prepared
def _give() -> ClauseElement:
    """Return the statement that likes a message the reader sees, at most once."""
    found = select(
        _post.c.id,
        bindparam("reader", type_=_like.c.person_id.type),
        bindparam("at", type_=_like.c.liked_at.type),
    ).where(_HERE)
    return (
        inserting(_like)
        .from_select(["post_id", "person_id", "liked_at"], found)
        .on_conflict_do_nothing()
        .returning(_like.c.post_id)
    )


def set_like(reader_id: int, post_id: int, *, likes: bool | None) -> tuple[int, bool]:
    """Like a message, or take the like back; the count is exact whoever else does.

    Args:
        reader_id: who likes.
        post_id: what.
        likes: what the reader wants, so that a double tap is one tap; None
            turns it round.

    Returns:
        How many like it now, and whether the reader does.

    Raises:
        NotHereError: when the message is not there for this reader.

    """
    if likes is not True:
        if _TAKE_BACK.row(post=post_id, reader=reader_id):
            [(_author, count)] = _COUNT.rows(post=post_id, more=-1)
            announce(LikeTakenBack(post_id, reader_id))
            return count, False
        if likes is False:
            return _how_it_is(reader_id, post_id)
    if not _give.row(post=post_id, reader=reader_id, at=now()):
        return _how_it_is(reader_id, post_id)
    [(author_id, count)] = _COUNT.rows(post=post_id, more=1)
    announce(PostLiked(post_id, author_id, reader_id))
    return count, True


def _how_it_is(reader_id: int, post_id: int) -> tuple[int, bool]:
    """Return how many like a message, and whether the reader does."""
    found = _HOW_IT_IS.row(post=post_id, reader=reader_id)
    if found is None:
        raise NotHereError
    return found[0], bool(found[1])


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was just said, and where; `comments` is how many there are now."""

    id: int
    author_id: int
    html: str
    said_at: datetime
    post: Place
    comments: int

    @property
    def post_id(self) -> int:
        """Key of the message it stands under."""
        return self.post.id


@Prepared
def _add() -> ClauseElement:
    """Return the statement that keeps a comment, once for each form."""
    names = ("post_id", "author_id", "body", "html", "form_key", "said_at")
    columns = Comment.__table__.c
    values = {name: bindparam(name, type_=columns[name].type) for name in names}
    return (
        inserting(Comment.__table__)
        .values(values)
        .on_conflict_do_nothing(index_elements=["author_id", "form_key"])
        .returning(columns.id)
    )


def speak(
    author_id: int, post: Place, body: str, *, form_key: str | None = None
) -> Spoken | None:
    """Say something under a message; the same form sent again says it once.

    Args:
        author_id: who speaks.
        post: under which message; the author sees it.
        body: Markdown, as typed.
        form_key: made with the form; None never finds an earlier comment.

    Returns:
        What was said; None when this form said it before.

    """
    words, moment = write(body, post.team_id, author_id), now()
    key = _add.row(
        post_id=post.id,
        author_id=author_id,
        body=words.body,
        html=words.html,
        form_key=form_key or None,
        said_at=moment,
    )
    if key is None:
        return None
    comments = _count(post.id, 1)
    spoken = Spoken(key[0], author_id, words.html, moment, post, comments)
    announce(CommentMade(spoken, words.mentioned))
    return spoken


def say(
    author_id: int, post: Post, body: str, *, form_key: str | None = None
) -> Comment:
    """Say something under a message, as `speak` does; return its row."""
    place = Place(post.id, post.author_id, post.team_id)
    spoken = speak(author_id, place, body, form_key=form_key)
    if spoken is not None:
        return db.session.get_one(Comment, spoken.id)
    comment = remarks.said(author_id, form_key or "")
    assert comment is not None  # noqa: S101 - the conflict says it is there
    return comment


_COUNT_TALK = Prepared(
    update(_post)
    .where(_post.c.id == bindparam("post"))
    .values(comments=_post.c.comments + bindparam("more"), touched=_post.c.touched + 1)
    .returning(_post.c.comments)
)
_TALKED = select(_post.c.comments).where(_post.c.id == bindparam("post"))


def count(post_id: int) -> int:
    """Return how many comments a message has."""
    return int(db.session.execute(_TALKED, {"post": post_id}).scalar_one())


def _count(post_id: int, more: int) -> int:
    """Count the comments of a message along; its card is drawn anew."""
    [(comments,)] = _COUNT_TALK.rows(post=post_id, more=more)
    return int(comments)


def edit_comment(comment: Comment, body: str) -> None:
    """Change the words of a comment."""
    post = db.session.get_one(Post, comment.post_id)
    words = write(body, post.team_id, comment.author_id)
    if words.body != comment.body:
        comment.body, comment.html, comment.edited_at = words.body, words.html, now()
    _count(post.id, 0)
    db.session.flush()


def delete_comment(comment: Comment, by_id: int) -> None:
    """Take a comment away; it can be put back for a moment."""
    gone = db.session.execute(
        update(Comment)
        .where(Comment.id == comment.id, Comment.deleted_at.is_(None))
        .values(deleted_at=now(), deleted_by_id=by_id)
        .returning(Comment.id)
        .execution_options(synchronize_session=False)
    )
    if gone.scalar() is None:
        return
    _count(comment.post_id, -1)
    db.session.refresh(comment)
    announce(CommentDeleted(comment))


def restore_comment(comment: Comment) -> None:
    """Put a comment back that was deleted a moment ago.

    Raises:
        TooLateError: when the moment is over.

    """
    back = db.session.execute(
        update(Comment)
        .where(Comment.id == comment.id, Comment.deleted_at > now() - UNDO)
        .values(deleted_at=None, deleted_by_id=None)
        .returning(Comment.id)
        .execution_options(synchronize_session=False)
    )
    if back.scalar() is None:
        raise TooLateError
    _count(comment.post_id, 1)
    db.session.refresh(comment)
    announce(CommentDeleted(comment, is_gone=False))
