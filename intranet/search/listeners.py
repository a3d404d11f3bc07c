"""What the index does when it hears something."""

from __future__ import annotations

from intranet.core.bus import always
from intranet.core.db import db
from intranet.governance.facts import WishMade
from intranet.people.facts import PersonChanged
from intranet.search import actions
from intranet.search.models import Kind
from intranet.teams.facts import MembersChanged, TeamChanged
from intranet.timeline.facts import (
    CommentDeleted,
    CommentMade,
    PostDeleted,
    PostEdited,
    PostPublished,
    PostRestored,
)


@always
def person_changed(fact: PersonChanged) -> None:
    """Find somebody by what they tell now."""
    actions.keep_people([fact.person.id])


@always
def members_changed(fact: MembersChanged) -> None:
    """Find somebody by the teams they are in now."""
    actions.keep_people([fact.person_id])


@always
def team_changed(fact: TeamChanged) -> None:
    """Find a team, and who is in it, by what it is called now."""
    actions.keep_team(fact.team)


@always
def post_published(fact: PostPublished) -> None:
    """Find a new message."""
    actions.keep_post(fact.post.id)


@always
def post_edited(fact: PostEdited) -> None:
    """Find a message by what it says now."""
    actions.keep_post(fact.post.id)


@always
def post_deleted(fact: PostDeleted) -> None:
    """Find a deleted message no longer."""
    actions.forget(Kind.POST, fact.post.id)


@always
def post_restored(fact: PostRestored) -> None:
    """Find a message again."""
    actions.keep_post(fact.post.id)


@always
def comment_made(fact: CommentMade) -> None:
    """Find a message by what was said under it."""
    actions.add_comment(fact.comment)


@always
def comment_deleted(fact: CommentDeleted) -> None:
    """Find a message without what was taken away, or with what is back."""
    db.session.flush()
    actions.keep_post(fact.comment.post_id)


@always
def wish_made(fact: WishMade) -> None:
    """Find a new wish."""
    actions.keep_wish(fact.wish)
