from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask_babel import force_locale

from intranet.colleague import voice
from intranet.colleague.tips import TIPS
from intranet.colleague.voice import Moment
from intranet.core import clock, site
from intranet.core.db import db
from intranet.people.models import Person

MONDAY = datetime(2026, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (3, "Good morning, An"),  # 5 in Amsterdam, in summer time
        (9, "Good morning, An"),
        (10, "Good afternoon, An"),
        (15, "Good afternoon, An"),
        (16, "Good evening, An"),
        (22, "Good evening, An"),
        (1, "Good evening, An"),
    ],
)
def test_the_colleague_greets_by_the_clock_on_the_wall(
    app: Flask, hour: int, words: str
) -> None:
    moment = MONDAY + timedelta(hours=hour)
    with app.test_request_context(), force_locale("en"), clock.at(moment):
        assert voice.greeting("An") == words


def test_a_tip_stays_the_same_all_day_and_differs_tomorrow(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        with clock.at(MONDAY + timedelta(hours=7)):
            early = voice.tip(1)
            other = voice.tip(2)
        with clock.at(MONDAY + timedelta(hours=15)):
            late = voice.tip(1)
        with clock.at(MONDAY + timedelta(days=1)):
            tomorrow = voice.tip(1)

    assert early == late
    assert early != tomorrow
    assert early != other


def test_one_can_ask_for_the_next_tip_until_all_were_seen(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"), clock.at(MONDAY):
        seen = []
        found = voice.tip(1)
        for _turn in TIPS:
            seen.append(found.words)
            found = voice.tip(1, found.after)

    assert len(set(seen)) == len(TIPS)
    assert found.words == seen[0]


@pytest.mark.parametrize("odd", [0, -1, 2**31])
def test_any_number_gives_a_tip(app: Flask, odd: int) -> None:
    with app.test_request_context():
        assert voice.tip(1, odd).words


def test_there_is_a_tip_for_every_working_day_of_a_month() -> None:
    assert len(TIPS) >= 20


def test_a_sleeping_room_gives_no_tips(app: Flask) -> None:
    site.save(open_rooms="people")
    db.session.commit()

    with app.test_request_context(), clock.at(MONDAY):
        rooms = {voice.tip(1, number).endpoint.split(".")[0] for number in range(60)}

    assert not rooms & {"teams", "governance", "notifications"}


def test_no_tip_is_long(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        assert [tip.plain for tip in TIPS if len(str(tip.plain)) > 90] == []


def test_the_colleague_can_say_u(app: Flask) -> None:
    with app.test_request_context(), force_locale("nl"):
        friendly = {moment: voice.thanks(moment) for moment in Moment}
        site.save(is_formal=True)
        formal = {moment: voice.thanks(moment) for moment in Moment}
        tips = " ".join(voice.tip(1, number).words for number in range(len(TIPS)))

    assert "Je bericht" in friendly[Moment.PUBLISHED]
    assert "Uw bericht" in formal[Moment.PUBLISHED]
    words = " ".join([*formal.values(), tips]).lower().split()
    assert not {"je", "jij", "jou", "jouw"} & {word.strip(".,:;?!") for word in words}


def test_what_the_colleague_puts_on_the_timeline_is_in_the_language_of_the_house(
    app: Flask,
) -> None:
    with app.test_request_context(), force_locale("en"):
        assert "Groen" in voice.celebration("Groen", 1)
        assert "taart" in voice.celebration("Groen", 1).lower()
        assert "Bo" in voice.welcome("Bo", "Groen", 7)


def test_the_colleague_is_somebody(app: Flask, jet: Person) -> None:
    assert voice.persona().id == jet.id
