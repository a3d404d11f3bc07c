"""The front page: greets by name, shows one next step, and what is around me."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from intranet.core import clock, site
from intranet.core.db import db
from intranet.people import actions as people
from intranet.people.models import FaceChoice, Person
from intranet.teams.models import Team, TeamKind
from intranet.timeline.actions import publish
from tests.conftest import Browser, Limit, make_person, make_team

MORNING = datetime(2026, 10, 13, 7, 30, tzinfo=UTC)
EVENING = datetime(2026, 10, 13, 18, 30, tzinfo=UTC)


def complete(person: Person) -> None:
    people.save_face(person, FaceChoice.NONE)
    people.save_profile(
        person, job="Bode", expertise="post", works="x----", location="Hal", about="Hoi"
    )
    db.session.commit()


@pytest.mark.parametrize(
    ("moment", "words"), [(MORNING, "Goedemorgen, An"), (EVENING, "Goedenavond, An")]
)
def test_it_greets_by_name_and_time_of_day(
    town: Team, an: Person, browser: Browser, moment: datetime, words: str
) -> None:
    with clock.at(moment):
        page = browser(an).get("/").text

    assert words in page
    assert "dinsdag 13 oktober" in page


def test_who_is_not_signed_in_goes_to_the_door(app: Flask) -> None:
    answer = app.test_client().get("/")

    assert answer.status_code == 303
    assert answer.location.startswith("/login")


def test_an_unfinished_profile_is_the_next_step(
    town: Team, an: Person, browser: Browser
) -> None:
    assert "Maak mijn profiel af" in browser(an).get("/").text


def test_then_a_question_that_waits_for_an_answer(
    town: Team, an: Person, bo: Person, jet: Person, browser: Browser
) -> None:
    complete(an)
    publish(bo.id, "Wie heeft de sleutel van de loods?")
    db.session.commit()

    page = browser(an).get("/").text

    assert "Kun jij Bo helpen?" in page


def test_a_question_in_a_closed_team_is_not_asked_of_an_outsider(
    town: Team, an: Person, bo: Person, mo: Person, jet: Person, browser: Browser
) -> None:
    complete(mo)
    closed = make_team("Front office", an, kind=TeamKind.CLOSED)
    publish(an.id, "Wie kent de geheime code?", team_id=closed.id)
    db.session.commit()

    assert "helpen?" not in browser(mo).get("/").text


def test_a_sleeping_room_leaves_no_trace(
    town: Team, an: Person, browser: Browser
) -> None:
    site.save(open_rooms="people")
    db.session.commit()
    client = browser(an)

    page = client.get("/").text

    assert 'href="/teams/' not in page
    assert 'href="/governance/' not in page
    assert client.get("/teams/").status_code == 404
    assert client.get("/timeline/").status_code == 404


def test_the_front_page_costs_ten_queries_at_most(
    town: Team, an: Person, bo: Person, browser: Browser, at_most: Limit
) -> None:
    client = browser(an)
    client.get("/")

    with at_most(10):
        assert client.get("/").status_code == 200

    for number in range(40):
        publish(bo.id, f"Bericht {number}?")
        make_team(f"Team {number}", an, make_person(f"Person {number}"))
    db.session.commit()
    with at_most(10):
        assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/accessibility", "/privacy", "/.well-known/security.txt", "/healthz"]
)
def test_pages_for_all_need_no_sign_in(app: Flask, address: str) -> None:
    assert app.test_client().get(address).status_code == 200
