"""What the timeline tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from intranet.timeline.models import Comment, Post
from intranet.timeline.shapes import Said


@dataclass(frozen=True)
class PostPublished:
    """A message is on the timeline."""

    post: Post
    mentioned: tuple[int, ...] = ()


@dataclass(frozen=True)
class PostEdited:
    """The words of a message changed; `mentioned` holds only who is new in it."""

    post: Post
    mentioned: tuple[int, ...] = ()


@dataclass(frozen=True)
class PostDeleted:
    """A message was taken away."""

    post: Post


@dataclass(frozen=True)
class PostRestored:
    """A deleted message is back within its ten seconds."""

    post: Post


@dataclass(frozen=True)
class PostLiked:
    """Somebody likes a message; not announced when a like is taken back."""

    post_id: int
    author_id: int
    liker_id: int


@dataclass(frozen=True)
class LikeTakenBack:
    """Somebody likes a message no longer."""

    post_id: int
    liker_id: int


@dataclass(frozen=True)
class CommentMade:
    """Somebody said something under a message."""

    comment: Said
    mentioned: tuple[int, ...] = ()


@dataclass(frozen=True)
class CommentDeleted:
    """A comment was taken away; also announced, as False, when it is put back."""

    comment: Comment
    is_gone: bool = True
