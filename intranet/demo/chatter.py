"""The messages of a large organisation, and what was said and liked under them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from intranet.core import clock
from intranet.demo import phrases
from intranet.demo.rows import CHUNK, WORKING_DAYS, YEARS, Crowd, Row
from intranet.notifications.models import Kind, Notification
from intranet.timeline.models import Comment, Like, Post

HOURS = 9
LIKES, COMMENTS = 2, 1
"""How many of each a message has, taken over all."""

RECENT = 50
"""One in so many messages is so new that its author has not seen the bell yet."""


def _moments(crowd: Crowd) -> Iterator[datetime]:
    """Return when each message was written: working hours, oldest first."""
    minutes = WORKING_DAYS * YEARS * HOURS * 60
    day, begins = -1, clock.now()
    for place in range(crowd.size.posts):
        at, minute = divmod(place * minutes // crowd.size.posts, HOURS * 60)
        if at != day:
            day, begins = at, crowd.days.at(WORKING_DAYS * YEARS - at, 8, 0)
        yield begins + timedelta(minutes=minute)


def talk(crowd: Crowd) -> Iterator[tuple[type, list[Row]]]:
    """Make the messages with their comments, likes and bells, part by part."""
    rows: dict[type, list[Row]] = {Post: [], Comment: [], Like: [], Notification: []}
    said = 0
    newest = crowd.size.posts - crowd.size.posts // RECENT
    for key, moment in enumerate(_moments(crowd), 1):
        post = _post(crowd, key, moment)
        likers = _some(crowd, post, LIKES)
        sayers = _some(crowd, post, COMMENTS)
        post["likes"], post["comments"] = len(likers), len(sayers)
        rows[Post].append(post)
        rows[Like] += [
            {"post_id": key, "person_id": who, "liked_at": moment} for who in likers
        ]
        for who in sayers:
            said += 1
            rows[Comment].append(_comment(crowd, said, post, who))
        if key > newest:
            bells = [(Kind.LIKE, who) for who in likers]
            bells += [(Kind.COMMENT, who) for who in sayers]
            rows[Notification] += [_bell(post, kind, who) for kind, who in bells]
        if key % CHUNK == 0:
            yield from rows.items()
            rows = {model: [] for model in rows}
    yield from rows.items()


def _post(crowd: Crowd, key: int, moment: datetime) -> Row:
    """Return a message: four in ten for everyone, the others for a home team."""
    chance = crowd.chance
    author = chance.randrange(crowd.size.people)
    words = phrases.message(chance, key)
    team: int | None = crowd.homes[author] if chance.random() < 0.6 else None  # noqa: PLR2004
    if team is not None and chance.random() < 1 / 20 and crowd.closed:
        closed = chance.choice(sorted(crowd.closed))
        if crowd.members[closed]:
            team, author = closed, chance.choice(crowd.members[closed]) - 2
    return {
        "id": key,
        "author_id": author + 2,
        "team_id": team,
        "body": words,
        "html": phrases.html(words),
        "published_at": moment,
    }


def _some(crowd: Crowd, post: Row, mean: int) -> list[int]:
    """Return keys of people who do something under a message that they may see."""
    number = crowd.chance.randint(0, 2 * mean)
    if not number:
        return []
    if post["team_id"] in crowd.closed:
        here = crowd.members[post["team_id"]]
        return sorted(crowd.chance.sample(here, min(number, len(here))))
    found = {crowd.chance.randrange(crowd.size.people) + 2 for _one in range(number)}
    return sorted(found)


def _comment(crowd: Crowd, key: int, post: Row, who: int) -> Row:
    """Return a comment."""
    words = crowd.chance.choice(phrases.REPLIES)
    return {
        "id": key,
        "post_id": post["id"],
        "author_id": who,
        "body": words,
        "html": phrases.html(words),
        "said_at": post["published_at"] + timedelta(minutes=5),
    }


def _bell(post: Row, kind: Kind, who: int) -> Row:
    """Return a line behind the bell of the author."""
    return {
        "reader_id": post["author_id"],
        "actor_id": who,
        "kind": kind,
        "about": f"{kind.value}:{post['id']}",
        "post_id": post["id"],
        "told_at": post["published_at"],
    }
