"""What people do with messages: place, change, take away and put back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from intranet.core.bus import announce
from intranet.core.clock import now
from intranet.core.db import db, inserting
from intranet.core.errors import RefusalError
from intranet.media import actions as media
from intranet.media.models import StoredFile
from intranet.timeline import desk, gate
from intranet.timeline.facts import (
    PostDeleted,
    PostEdited,
    PostPublished,
    PostRestored,
)
from intranet.timeline.mentions import write
from intranet.timeline.models import Post, PostPhoto

UNDO = timedelta(seconds=30)
"""How long a deletion can be taken back: the ten seconds we show, and a slow line."""

KEPT = timedelta(days=30)
"""How long a deleted message can still be found back by who runs the house."""


class TooLateError(RefusalError):
    """Somebody wants to undo what is gone for good."""

    def __init__(self) -> None:
        """Say that it is too late."""
        super().__init__(_("It is too late to undo this."))


class ChangedMeanwhileError(RefusalError):
    """The words were changed elsewhere since this form was opened."""

    status = 422

    def __init__(self, post: Post) -> None:
        """Say what happened, and that nothing is lost.

        Args:
            post: the message as it stands now.

        """
        self.post = post
        super().__init__(
            _(
                "This message was changed somewhere else in the meantime. "
                "Your text is still here. Look at both, and save again."
            )
        )


def publish(
    author_id: int,
    body: str,
    *,
    team_id: int | None = None,
    files: Sequence[StoredFile] = (),
    form_key: str | None = None,
) -> Post:
    """Place a message; the same form sent again gives the same message.

    Args:
        author_id: who speaks.
        body: Markdown, as typed.
        team_id: for this team; None is for everyone. Whether the author may
            speak there is asked before.
        files: stored photos in the order to show them, not shown elsewhere.
        form_key: made with the form; None never finds an earlier message.

    """
    words = write(body, team_id, author_id)
    added = inserting(Post).values(
        author_id=author_id,
        team_id=team_id,
        body=words.body,
        html=words.html,
        form_key=form_key or None,
        pictures=_pictures(files),
    )
    key = db.session.execute(
        added.on_conflict_do_nothing(
            index_elements=["author_id", "form_key"]
        ).returning(Post.id)
    ).scalar_one_or_none()
    if key is None:
        post = gate.sent(author_id, form_key or "")
        assert post is not None  # noqa: S101 - the conflict says it is there
        return post
    post = db.session.get_one(Post, key)
    for place, file in enumerate(files):
        db.session.add(PostPhoto(post_id=post.id, place=place, file_id=file.id))
    media.show([file.id for file in files], team_id)
    desk.drop_draft(author_id)
    db.session.flush()
    announce(PostPublished(post, words.mentioned))
    return post


def _pictures(files: Sequence[StoredFile]) -> str:
    """Return what a card needs to show these photos."""
    return json.dumps([[f.key, f.alt, f.width, f.height] for f in files])


def edit(post: Post, body: str, *, version: int, alts: Sequence[str] = ()) -> None:
    """Change the words of a message, unless somebody was first.

    Args:
        post: which message.
        body: Markdown, as typed.
        version: the version that was in front of the writer.
        alts: what is on its photos, in their order; empty to leave as it is.

    Raises:
        ChangedMeanwhileError: when the message has another version now.

    """
    before = set(write(post.body, post.team_id, post.author_id).mentioned)
    words = write(body, post.team_id, post.author_id)
    files = photos(post.id)
    for file, alt in zip(files, alts, strict=False):
        file.alt = media.one_line(alt)
    values: dict[str, object] = {"pictures": _pictures(files)}
    if words.body != post.body:
        values |= {"body": words.body, "html": words.html, "edited_at": now()}
    changed = db.session.execute(
        update(Post)
        .where(Post.id == post.id, Post.version == version)
        .values(version=Post.version + 1, touched=Post.touched + 1, **values)
        .returning(Post.id)
        .execution_options(synchronize_session=False)
    )
    if changed.scalar() is None:
        db.session.rollback()
        raise ChangedMeanwhileError(db.session.get_one(Post, post.id))
    db.session.flush()
    db.session.refresh(post)
    announce(PostEdited(post, tuple(p for p in words.mentioned if p not in before)))


def photos(post_id: int) -> list[StoredFile]:
    """Return the photos of a message, in their order."""
    return list(
        db.session.scalars(
            select(StoredFile)
            .join(PostPhoto, PostPhoto.file_id == StoredFile.id)
            .where(PostPhoto.post_id == post_id)
            .order_by(PostPhoto.place)
        )
    )


def delete_post(post: Post, by_id: int) -> None:
    """Take a message away, with its photos; it can be put back for a moment."""
    gone = db.session.execute(
        update(Post)
        .where(Post.id == post.id, Post.deleted_at.is_(None))
        .values(deleted_at=now(), deleted_by_id=by_id, touched=Post.touched + 1)
        .returning(Post.id)
        .execution_options(synchronize_session=False)
    )
    if gone.scalar() is None:
        return
    media.hide(_file_ids(post.id))
    db.session.refresh(post)
    announce(PostDeleted(post))


def restore_post(post: Post) -> None:
    """Put a message back that was deleted a moment ago.

    Raises:
        TooLateError: when the moment is over.

    """
    back = db.session.execute(
        update(Post)
        .where(Post.id == post.id, Post.deleted_at > now() - UNDO)
        .values(deleted_at=None, deleted_by_id=None, touched=Post.touched + 1)
        .returning(Post.id)
        .execution_options(synchronize_session=False)
    )
    if back.scalar() is None:
        raise TooLateError
    media.show(_file_ids(post.id), post.team_id)
    db.session.refresh(post)
    announce(PostRestored(post))


def _file_ids(post_id: int) -> Sequence[int]:
    """Return the keys of the files under a message."""
    return db.session.scalars(
        select(PostPhoto.file_id).where(PostPhoto.post_id == post_id)
    ).all()


def purge(before: datetime) -> list[str]:
    """Take messages out for good that were deleted before a moment.

    Returns:
        The keys of files that may leave the disk once this is committed.

    """
    old = select(Post.id).where(Post.deleted_at < before)
    file_ids = db.session.scalars(
        select(PostPhoto.file_id).where(PostPhoto.post_id.in_(old))
    ).all()
    db.session.execute(delete(PostPhoto).where(PostPhoto.post_id.in_(old)))
    keys = media.forget(file_ids)
    db.session.execute(
        delete(Post)
        .where(Post.deleted_at < before)
        .execution_options(synchronize_session=False)
    )
    return keys
