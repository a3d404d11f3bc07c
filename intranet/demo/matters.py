"""How it works in Waterhoeve, what people wish for, and their cake."""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import select

from intranet.core.db import db
from intranet.demo import script
from intranet.demo.story import FIRST_DAY, Story
from intranet.governance import actions as governance
from intranet.governance.first_words import Row
from intranet.governance.models import Section, Wish, WishState
from intranet.rewards import actions as rewards
from intranet.rewards import queries as cakes
from intranet.rewards.models import Cake


def plan_governance(story: Story) -> None:
    """Write how it works, and let wishes be made and answered."""
    told = script.governance()
    key = story.cast.people

    def write() -> None:
        governance.found(told["first"]["purpose"])

    def improve() -> None:
        anke = key["anke"].id
        row = Row
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
            (
                Section.ROUTES,
                [row(body=body, slug=slug) for slug, body in told["routes"]],
            ),
        ):
            governance.save_section(section, rows, anke)

    story.add(story.days.at(FIRST_DAY, 8, 10), write)
    story.add(story.days.at(71, 13, 15), improve)
    for wish in told["wish"]:
        _plan_wish(story, wish)


def _plan_wish(story: Story, wish: dict[str, Any]) -> None:
    """Let a wish be made, and answered as often as the script says."""
    people = story.cast.people
    made: list[Wish] = []

    def make() -> None:
        asker = people[wish["by"]].id
        made.append(governance.make_wish(asker, wish["title"], wish["why"]))

    def answer(state: str, by: str, words: str) -> None:
        governance.answer_wish(made[0], WishState(state), words, people[by].id)

    story.add(story.days.at(wish["day"], 10, 5), make)
    for back, state, by, words in wish.get("answers", ()):
        story.add(story.days.at(back, 13, 20), partial(answer, state, by, words))


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

    def order() -> None:
        rewards.order(first(), cast.people["anke"].id)

    story.add(story.days.at(30, 11, 10), order)
    story.add(story.days.at(26, 10, 30), bring)
