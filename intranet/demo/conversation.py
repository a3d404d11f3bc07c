"""Letting the people of Waterhoeve talk."""

from __future__ import annotations

from functools import partial

from intranet.demo import script
from intranet.demo.script import Message
from intranet.demo.story import FIRST_DAY, Story
from intranet.timeline import actions as timeline
from intranet.timeline import talk
from intranet.timeline.models import Post

LIKED_WITHIN = 240
"""Minutes after a message in which most people like it."""


def plan_message(story: Story, message: Message) -> None:
    """Let a message be placed, liked and talked about."""
    cast = story.cast
    posts: list[Post] = []
    at = story.days.at(message.back, message.hour, message.minute)
    team = cast.teams[message.team] if message.team else None
    author = cast.people[message.by]

    def publish() -> None:
        files = []
        if message.picture:
            files.append(story.pictures.put_in(*message.picture, author.id))
        text = script.with_handles(message.text, cast.handles)
        posts.append(
            timeline.publish(
                author.id, text, team_id=team.id if team else None, files=files
            )
        )

    story.add(at, publish)

    def say(by: str, words: str) -> None:
        talk.say(cast.people[by].id, posts[0], words)

    def like(key: str) -> None:
        talk.set_like(cast.people[key].id, posts[0].id, likes=True)

    for said in message.remarks:
        words = script.with_handles(said.text, cast.handles)
        moment = max(story.days.at(said.back, said.hour, said.minute), at)
        story.add(moment, partial(say, said.by, words))
    for key in fans(story, message):
        minutes = story.chance.triangular(1, LIKED_WITHIN, 15)
        story.add(story.days.later(at, minutes), partial(like, key))


def fans(story: Story, message: Message) -> list[str]:
    """Return who likes a message: who is named, then whoever chance points at.

    Readers of its team come first; nobody likes what they may not see.
    """
    cast = story.cast
    here = [
        key
        for key, row in cast.rows.items()
        if int(row["since"] or FIRST_DAY) >= message.back
    ]
    likely = [key for key in cast.readers.get(message.team or "", here) if key in here]
    is_closed = bool(message.team) and cast.teams[message.team or ""].is_hidden
    others = [] if is_closed else [key for key in here if key not in likely]
    story.chance.shuffle(likely)
    story.chance.shuffle(others)
    wanted = dict.fromkeys([*message.fans, *likely, *others])
    wanted.pop(message.by, None)
    return list(wanted)[: message.likes]
