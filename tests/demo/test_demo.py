"""Waterhoeve: believable, whole, and never among people who exist."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from intranet.accounts.models import Account
from intranet.core import clock, site
from intranet.core.db import db
from intranet.demo import crowd, days, script, waterhoeve
from intranet.demo.waterhoeve import LivedInError
from intranet.governance.models import Wish, WishState
from intranet.notifications.models import Notification
from intranet.people.models import Person
from intranet.rewards import queries as rewards
from intranet.rewards.models import Cake
from intranet.search import queries as search
from intranet.search import words
from intranet.search.models import Kind
from intranet.teams.models import Membership, Team
from intranet.timeline.models import Comment, Like, Post, PostPhoto
from tests.conftest import empty

SECRET = {"password", "fs_uniquifier"}
TUESDAY = datetime(2026, 3, 31, 11, 30, tzinfo=clock.ZONE)
SUNDAY = datetime(2026, 10, 25, 2, 30, tzinfo=clock.ZONE)
EARLY = datetime(2026, 3, 31, 9, 10, tzinfo=clock.ZONE)


def amount(model: type) -> int:
    """Return how many rows there are of something."""
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture(name="bare")
def open_bare_house(app: Flask) -> Flask:
    """Open a house without even its settings."""
    empty()
    site.forget()
    return app


def look_at_homes() -> None:
    """Everybody has one home, and only one."""
    homes = Counter(
        db.session.scalars(select(Membership.person_id).where(Membership.is_home))
    )
    people = db.session.scalars(select(Person.id).where(~Person.is_persona)).all()
    assert homes == dict.fromkeys(people, 1)


def look_at_cakes() -> None:
    """One cake was eaten, one waits, and one is near."""
    cakes = {
        name: delivered is not None
        for name, delivered in db.session.execute(
            select(Team.name, Cake.delivered_at).join(Cake, Cake.team_id == Team.id)
        )
    }
    assert cakes == {"Burgerzaken": True, "ICT": False}
    team = db.session.scalars(
        select(Team.id).where(Team.name == "Ruimte en Duurzaamheid")
    ).one()
    near = rewards.progress(team)
    assert near is not None
    assert near.missing == 1


def look_at_bells() -> None:
    """Everybody whose password is told hears something."""
    for call_name in ("Samira", "Harpreet", "Anke", "Bas"):
        unseen = (
            select(func.count())
            .select_from(Notification)
            .join(Person, Person.id == Notification.reader_id)
            .where(Person.call_name == call_name, Notification.seen_at.is_(None))
        )
        assert db.session.scalar(unseen), call_name


def look_at_hours(moment: datetime) -> None:
    """Nobody wrote at night, in a weekend or in the future."""
    told = db.session.scalars(select(Post.published_at).order_by(Post.id)).all()
    assert list(told) == sorted(told)
    assert told[-1] <= moment
    for one in map(clock.local, told):
        assert one.weekday() < 5
        assert 8 <= one.hour < 18


def test_waterhoeve_is_lived_in_and_whole(bare: Flask) -> None:
    with clock.at(TUESDAY):
        doors = waterhoeve.load()

    assert site.current().is_demo
    assert all(site.current().is_open(room) for room in site.SLEEPERS)
    assert amount(Person) > 60
    assert amount(Post) >= 150
    assert amount(PostPhoto) > 20
    wrong = select(Post.id).where(
        (
            Post.likes
            != select(func.count()).where(Like.post_id == Post.id).scalar_subquery()
        )
        | (
            Post.comments
            != select(func.count()).where(Comment.post_id == Post.id).scalar_subquery()
        )
    )
    assert db.session.scalars(wrong).all() == []
    assert set(db.session.scalars(select(Wish.state))) == set(WishState)
    assert {door.login for door in doors} == {
        "samira@waterhoeve.example",
        "harpreet@waterhoeve.example",
        "anke@waterhoeve.example",
        "40117",
    }
    look_at_homes()
    look_at_cakes()
    look_at_bells()
    look_at_hours(TUESDAY)


@pytest.mark.parametrize("moment", [SUNDAY, EARLY])
def test_nobody_wrote_at_night_or_in_the_future(bare: Flask, moment: datetime) -> None:
    with clock.at(moment):
        waterhoeve.load()

    look_at_hours(moment)


def test_today_is_today_on_a_working_day() -> None:
    told = days.Days(TUESDAY).at(0, 8, 30)

    assert told == datetime(2026, 3, 31, 8, 30, tzinfo=clock.ZONE)


def test_the_demo_does_not_move_in_with_people(an: Person) -> None:
    with pytest.raises(LivedInError):
        waterhoeve.load()
    with pytest.raises(LivedInError):
        crowd.load(20, 20)


def test_the_command_refuses_in_one_sentence(app: Flask, an: Person) -> None:
    told = app.test_cli_runner().invoke(args=["demo"])

    assert told.exit_code == 1
    assert len(told.output.strip().splitlines()) == 1


def test_everybody_in_the_script_exists() -> None:
    known = {row["key"] for row in script.people()} | {"fenna"}
    for message in script.messages():
        named = {message.by, *message.fans, *(one.by for one in message.remarks)}
        named |= set(script.NAMED.findall(message.text))
        assert named <= known, message.text


def large() -> dict[str, list[object]]:
    """Make a large organisation, and return its rows but for what is secret."""
    with clock.at(TUESDAY.astimezone(UTC)):
        crowd.load(60, 300, seed=3)
    found: dict[str, list[object]] = {}
    for model in (Person, Team, Membership, Account, Post, Comment, Like):
        table = db.metadatas[None].tables[model.__tablename__]
        lines = db.session.execute(select(table).order_by(*table.primary_key))
        found[table.name] = [
            tuple(value for key, value in row.items() if key not in SECRET)
            for row in lines.mappings()
        ]
    return found


def test_the_same_seed_makes_the_same_rows(bare: Flask) -> None:
    first = large()
    empty()
    site.forget()
    second = large()

    assert first == second
    assert len(first["post"]) == 300


def test_a_large_organisation_counts_true_and_is_found(bare: Flask) -> None:
    large()

    likes = Counter(db.session.scalars(select(Like.post_id)))
    said = Counter(db.session.scalars(select(Comment.post_id)))
    for post in db.session.scalars(select(Post)):
        assert (post.likes, post.comments) == (likes[post.id], said[post.id])
    question = words.asked("vergadering")
    found = search.find(2, Kind.POST, question, None, 5)
    assert found.things


def test_what_comes_after_a_large_organisation_gets_the_next_key(bare: Flask) -> None:
    large()

    db.session.add(Post(author_id=2, body="next", html="<p>next</p>"))
    db.session.commit()

    assert db.session.scalar(select(func.max(Post.id))) == 301
