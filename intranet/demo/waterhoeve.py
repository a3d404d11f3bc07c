"""Telling the story of Waterhoeve: everything happens as in life, only sooner."""

from __future__ import annotations

from functools import partial
from random import Random

from flask_babel import force_locale
from sqlalchemy import func, select, update

from intranet.core import clock, site
from intranet.core.db import db
from intranet.demo import cast as house
from intranet.demo import conversation, matters, script
from intranet.demo.cast import DemoAccount
from intranet.demo.days import Days
from intranet.demo.story import FIRST_DAY, Story
from intranet.notifications.models import Notification
from intranet.timeline.models import Post, Reading

ORGANISATION = "Gemeente Waterhoeve"
COLLEAGUE = "Fenna"


class LivedInError(Exception):
    """Somebody lives in this database; a demo does not move in with people."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "There are people in this database, and the demo only moves into an "
            "empty one. Choose another folder with INTRANET_DATA."
        )


def load(seed: int = 1) -> list[DemoAccount]:
    """Fill an empty house with Waterhoeve, and commit.

    Args:
        seed: another one deals the likes otherwise.

    Returns:
        Who may be signed in as, with their passwords.

    Raises:
        LivedInError: when there are people already.

    """
    if house.is_lived_in():
        raise LivedInError
    story = Story(Days(clock.now()), Random(seed))  # noqa: S311 - no secret
    with force_locale("nl"):
        with clock.at(story.days.at(FIRST_DAY, 8, 0)):
            open_house(story)
        plan_people(story)
        matters.plan_governance(story)
        for message in script.messages():
            conversation.plan_message(story, message)
        matters.plan_cake(story)
        plan_reading(story)
        story.tell()
    db.session.commit()
    return house.doors()


def open_house(story: Story) -> None:
    """Let the first people in, give them their teams, and write how it works."""
    site.found(
        organisation=ORGANISATION,
        colleague=COLLEAGUE,
        is_demo=True,
        open_rooms=" ".join(site.SLEEPERS),
    )
    cast = story.cast
    house.found_teams(cast, COLLEAGUE)
    for key, row in cast.rows.items():
        if not row["since"]:
            house.let_in(cast, key)
    for key, row in cast.rows.items():
        if row["since"]:
            with clock.at(story.days.at(int(row["since"]), 8, 30)):
                house.let_in(cast, key)
    house.join_others(cast)


def plan_people(story: Story) -> None:
    """Let everybody fill in their profile, each on their own day.

    The last one of a team that earned a cake does so on the day of its cake.
    """
    rows, plans = story.cast.rows, story.cast.plans
    closing = {row["team"]: key for key, row in rows.items()}
    for key, row in rows.items():
        cake = plans[row["team"]].get("cake")
        first = int(row["since"] or FIRST_DAY) - 1
        last = 2 if cake is None else cake + 1
        back = story.chance.randint(min(last, first), first)
        hour, minute = story.chance.randint(8, 15), story.chance.randint(0, 59)
        if cake and closing[row["team"]] == key:
            back, hour, minute = cake, 8, 50
        story.add(
            story.days.at(back, hour, minute),
            partial(house.fill_in, story.cast, key),
        )


def plan_reading(story: Story) -> None:
    """Let everybody have read everything but what is new since yesterday noon."""
    cast = story.cast

    def catch_up() -> None:
        db.session.execute(
            update(Notification)
            .where(Notification.seen_at.is_(None))
            .values(seen_at=clock.now(), mailed_at=clock.now())
        )

    def leave_off() -> None:
        newest = db.session.scalar(select(func.max(Post.id))) or 0
        for key in house.DOORS:
            db.session.add(
                Reading(person_id=cast.people[key].id, newest_id=newest, line_id=newest)
            )

    story.add(story.days.at(1, 12, 0), catch_up)
    story.add(story.days.at(1, 16, 45), leave_off)
