"""What the timeline does when it hears a fact."""

from __future__ import annotations

from sqlalchemy import select, update

from intranet.core.db import db
from intranet.people.facts import PersonChanged
from intranet.timeline.models import Comment, Post


def person_changed(fact: PersonChanged) -> None:
    """Draw the cards anew under which this person said something.

    An author's own face is part of how a kept card is found; the faces of those
    who comment are not.
    """
    under = select(Comment.post_id).where(Comment.author_id == fact.person.id)
    db.session.execute(
        update(Post)
        .where(Post.id.in_(under))
        .values(touched=Post.touched + 1)
        .execution_options(synchronize_session=False)
    )
