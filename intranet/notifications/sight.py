"""What of the lines behind a bell its reader may still see."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, exists, or_

from intranet.core import site
from intranet.notifications.models import Kind, Notification
from intranet.rewards.models import Cake
from intranet.teams.queries import visible_teams
from intranet.timeline.models import Comment, Post

ROOMS = {
    Kind.LIKE: "timeline",
    Kind.COMMENT: "timeline",
    Kind.MENTION: "timeline",
    Kind.TEAM_POST: "timeline",
    Kind.WISH: "governance",
    Kind.CAKE: "rewards",
}
"""The room each kind comes from: of a sleeping room nothing is told."""


def open_kinds() -> frozenset[Kind]:
    """Return the kinds whose room is awake."""
    awake = site.current()
    return frozenset(kind for kind, room in ROOMS.items() if awake.is_open(room))


def may_see(reader: Any, kinds: frozenset[Kind]) -> list[ColumnElement[bool]]:  # noqa: ANN401 - a key, a column or a bindparam
    """Return what holds for every line this reader may still see."""
    post = exists().where(
        Post.id == Notification.post_id,
        Post.deleted_at.is_(None),
        or_(Post.team_id.is_(None), Post.team_id.in_(visible_teams(reader))),
    )
    comment = exists().where(
        Comment.id == Notification.comment_id, Comment.deleted_at.is_(None)
    )
    cake = exists().where(
        Cake.id == Notification.cake_id, Cake.team_id.in_(visible_teams(reader))
    )
    return [
        Notification.kind.in_(sorted(kinds)),
        or_(Notification.post_id.is_(None), post),
        or_(Notification.comment_id.is_(None), comment),
        or_(Notification.cake_id.is_(None), cake),
    ]
