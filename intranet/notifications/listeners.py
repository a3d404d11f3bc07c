"""What the bell does when it hears something."""

from __future__ import annotations

from sqlalchemy import select

from intranet.core.db import db
from intranet.governance.facts import WishAnswered
from intranet.notifications import actions
from intranet.notifications.models import Kind
from intranet.people.models import Person
from intranet.rewards.facts import CakeDelivered, CakeEarned
from intranet.rewards.models import Cake
from intranet.timeline.facts import (
    CommentMade,
    LikeTakenBack,
    PostEdited,
    PostLiked,
    PostPublished,
)
from intranet.timeline.models import Post


def post_published(fact: PostPublished) -> None:
    """Tell who is mentioned, and the team; a message for everyone rings no bell.

    What the digital colleague says itself rings in its own way: a cake does.
    """
    post = fact.post
    _mentioned(post, fact.mentioned)
    if post.team_id is None or _is_persona(post.author_id):
        return
    actions.tell_team(
        post.team_id,
        Kind.TEAM_POST,
        f"post:{post.id}",
        post.author_id,
        but=fact.mentioned,
        post_id=post.id,
    )


def post_edited(fact: PostEdited) -> None:
    """Tell who is new among the mentioned."""
    _mentioned(fact.post, fact.mentioned)


def _mentioned(post: Post, people: tuple[int, ...]) -> None:
    """Tell people that a message names them."""
    actions.tell(
        people,
        Kind.MENTION,
        f"mention:{post.id}",
        post.author_id,
        team_id=post.team_id,
        post_id=post.id,
    )


def _is_persona(person_id: int) -> bool:
    """Say whether this is the digital colleague."""
    return bool(db.session.scalar(select(Person.is_persona).filter_by(id=person_id)))


def post_liked(fact: PostLiked) -> None:
    """Tell the author; liking again what they saw already stays silent."""
    actions.tell(
        [fact.author_id],
        Kind.LIKE,
        f"like:{fact.post_id}",
        fact.liker_id,
        once=True,
        post_id=fact.post_id,
    )


def like_taken_back(fact: LikeTakenBack) -> None:
    """Take the line away again when the author did not see it yet."""
    actions.forget_like(fact.post_id, fact.liker_id)


def comment_made(fact: CommentMade) -> None:
    """Tell who is mentioned; else the author, and who spoke there before."""
    comment, post = fact.comment, fact.comment.post
    actions.tell(
        fact.mentioned,
        Kind.MENTION,
        f"mention:{post.id}:{comment.id}",
        comment.author_id,
        team_id=post.team_id,
        post_id=post.id,
        comment_id=comment.id,
    )
    actions.tell_talk(post.id, comment.id, comment.author_id, post.team_id)


def wish_answered(fact: WishAnswered) -> None:
    """Tell whoever made the wish what became of it."""
    actions.tell(
        [fact.wish.asker_id],
        Kind.WISH,
        f"wish:{fact.wish.id}:{fact.answer.id}",
        fact.answer.by_id,
        wish_id=fact.wish.id,
    )


def cake_earned(fact: CakeEarned) -> None:
    """Tell the team that there is cake."""
    _cake(fact.cake, "earned")


def cake_delivered(fact: CakeDelivered) -> None:
    """Tell the team that the cake is on the table."""
    _cake(fact.cake, "delivered")


def _cake(cake: Cake, what: str) -> None:
    """Tell a team, in the name of the digital colleague."""
    persona = db.session.scalar(select(Person.id).where(Person.is_persona).limit(1))
    if persona is not None:
        actions.tell_team(
            cake.team_id,
            Kind.CAKE,
            f"cake:{cake.id}:{what}",
            persona,
            cake_id=cake.id,
        )
