"""Telling the story of Waterhoeve: everything happens as in life, only sooner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from flask_babel import force_locale
from sqlalchemy import func, select, update

from intranet.core import clock, site
from intranet.core.db import db
from intranet.demo import cast as house
from intranet.demo import script
from intranet.demo.cast import Cast, DemoAccount
from intranet.demo.days import Days
from intranet.demo.pictures import Pictures
from intranet.demo.script import Message
from intranet.governance import actions as governance
from intranet.governance.models import Section, WishState
from intranet.notifications.models import Notification
from intranet.rewards import actions as rewards
from intranet.rewards import queries as cakes
from intranet.rewards.models import Cake
from intranet.timeline import actions as timeline
from intranet.timeline import talk
from intranet.timeline.models import Post, Reading

ORGANISATION = "Gemeente Waterhoeve"
COLLEAGUE = "Fenna"
FIRST_DAY = 84
"""Working days ago that the intranet began: about four months."""

LIKED_WITHIN = 240
"""Minutes after a message in which most people like it."""


class LivedInError(Exception):
    """Somebody lives in this database; a demo does not move in with people."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "There are people in this database, and the demo only moves into an "
            "empty one. Choose another folder with INTRANET_DATA."
        )


Act = Callable[[], object]


@dataclass(slots=True)
class Story:
    """What happens when; told in the order of time.

    Attributes:
        days: the calendar of Waterhoeve.
        chance: the same for the same seed.
        acts: what happens; of two at one moment the first added goes first.

    """

    days: Days
    chance: Random
    cast: Cast = field(default_factory=Cast)
    pictures: Pictures = field(default_factory=Pictures)
    acts: list[tuple[datetime, Act]] = field(default_factory=list)

    def add(self, moment: datetime, act: Act) -> None:
        """Let something happen at a moment."""
        self.acts.append((moment, act))

    def tell(self) -> None:
        """Let everything happen."""
        for moment, act in sorted(self.acts, key=lambda pair: pair[0]):
            with clock.at(moment):
                act()
        db.session.flush()


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
        plan_governance(story)
        for message in script.messages():
            plan_message(story, message)
        plan_cake(story)
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
            lambda key=key: house.fill_in(story.cast, key),
        )


def plan_governance(story: Story) -> None:
    """Write how it works, and let wishes be made and answered."""
    told = script.governance()
    key = story.cast.people

    def write() -> None:
        governance.found(told["first"]["purpose"])

    def improve() -> None:
        anke = key["anke"].id
        row = governance.Row
        for section, rows in (
            (Section.PURPOSE, [row(body=told["purpose"].strip())]),
            (Section.GOALS, [row(title, body) for title, body in told["goals"]]),
            (
                Section.ROLES,
                [
                    row(body=body, slug=slug, person_id=key[who].id)
                    for slug, who, body in told["roles"]
                ],
            ),
            (Section.RULES, [row(title, body) for title, body in told["rules"]]),
            (Section.ROUTES, [row(body=body, slug=slug) for slug, body in told["routes"]]),
        ):
            governance.save_section(section, rows, anke)

    story.add(story.days.at(FIRST_DAY, 8, 10), write)
    story.add(story.days.at(71, 13, 15), improve)
    for wish in told["wish"]:
        _plan_wish(story, wish)


def _plan_wish(story: Story, wish: dict[str, object]) -> None:
    """Let a wish be made, and answered as often as the script says."""
    people, made = story.cast.people, []

    def make() -> None:
        made.append(
            governance.make_wish(
                people[str(wish["by"])].id, str(wish["title"]), str(wish["why"])
            )
        )

    story.add(story.days.at(int(str(wish["day"])), 10, 5), make)
    answers = wish.get("answers", [])
    for back, state, by, words in answers:  # type: ignore[attr-defined]
        story.add(
            story.days.at(back, 13, 20),
            lambda state=state, by=by, words=words: governance.answer_wish(
                made[0], WishState(state), words, people[by].id
            ),
        )


def plan_message(story: Story, message: Message) -> None:
    """Let a message be placed, liked and talked about."""
    cast, posts = story.cast, []
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
    for said in message.remarks:
        words = script.with_handles(said.text, cast.handles)
        story.add(
            max(story.days.at(said.back, said.hour, said.minute), at),
            lambda by=said.by, words=words: talk.say(
                cast.people[by].id, posts[0], words
            ),
        )
    for key in fans(story, message):
        minutes = story.chance.triangular(1, LIKED_WITHIN, 15)
        story.add(
            story.days.later(at, minutes),
            lambda key=key: talk.set_like(
                cast.people[key].id, posts[0].id, likes=True
            ),
        )


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


def plan_cake(story: Story) -> None:
    """Order the oldest cake and put it on the table, with a photo of it."""
    cast = story.cast

    def first() -> Cake:
        team_id = cast.teams["burger"].id
        found = db.session.scalars(select(Cake.id).filter_by(team_id=team_id)).one()
        return cakes.any_cake(found)

    def bring() -> None:
        anke = cast.people["anke"].id
        photo = story.pictures.put_in(
            "taart",
            "Een aardbeientaart met drie kaarsjes, onder slingers.",
            anke,
            team_id=cast.teams["burger"].id,
        )
        rewards.deliver(first(), anke, photo)

    story.add(
        story.days.at(30, 11, 10),
        lambda: rewards.order(first(), cast.people["anke"].id),
    )
    story.add(story.days.at(26, 10, 30), bring)


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
                Reading(
                    person_id=cast.people[key].id, newest_id=newest, line_id=newest
                )
            )

    story.add(story.days.at(1, 12, 0), catch_up)
    story.add(story.days.at(1, 16, 45), leave_off)
