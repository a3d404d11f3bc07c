"""What the tests of the timeline share: saying something, and looking at cards."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from threading import Barrier, Thread
from typing import Any

from flask import Flask
from PIL import Image

from intranet.core.db import db
from intranet.people.models import Person
from intranet.teams.models import Team
from intranet.timeline import actions, talk
from intranet.timeline.models import Comment, Post


def publish(
    app: Flask, author: Person, body: str, team: Team | None = None, **given: Any
) -> Post:
    """Place a message, and commit it."""
    with app.test_request_context():
        post = actions.publish(
            author.id, body, team_id=team.id if team else None, **given
        )
        db.session.commit()
    return db.session.get_one(Post, post.id)


def say(app: Flask, author: Person, post: Post, body: str) -> Comment:
    """Say something under a message, and commit it."""
    with app.test_request_context():
        comment = talk.say(author.id, db.session.get_one(Post, post.id), body)
        db.session.commit()
    return comment


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> BytesIO:
    """Return a small photo, as a phone would send it."""
    made = BytesIO()
    Image.new("RGB", size, "green").save(made, kind)
    made.seek(0)
    return made


def count(post: Post) -> tuple[int, int]:
    """Return how many likes and comments a message says it has."""
    db.session.expire_all()
    again = db.session.get_one(Post, post.id)
    return again.likes, again.comments


def at_once(app: Flask, times: int, work: Callable[[int], None]) -> None:
    """Let this many people do the same thing at the same moment."""
    start = Barrier(times)

    def act(place: int) -> None:
        with app.app_context():
            start.wait()
            work(place)

    threads = [Thread(target=act, args=(place,)) for place in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
