"""Teams: who sees, joins, leaves and changes them; everybody keeps a home."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intranet.core.db import db
from intranet.people.models import Person
from intranet.teams import actions
from intranet.teams.models import Follow, Membership, Team, TeamKind
from tests.conftest import HTMX, Browser, make_person, make_team, statements


def membership(team: Team, person: Person) -> Membership | None:
    return db.session.get(Membership, (team.id, person.id))


def asked(client: FlaskClient, page: str) -> int:
    """Return how many queries a page costs."""
    with statements() as seen:
        assert client.get(page).status_code == 200
    return len(seen)


def test_an_open_team_is_joined_in_one_tap(
    town: Team, bo: Person, browser: Browser
) -> None:
    walkers = make_team("Lunch walkers", kind=TeamKind.INFORMAL)

    answer = browser(bo).post("/teams/lunch-walkers/join", headers=HTMX)

    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert membership(walkers, bo) is not None


def test_without_scripts_joining_shows_the_team(
    town: Team, bo: Person, browser: Browser
) -> None:
    make_team("Lunch walkers", kind=TeamKind.INFORMAL)

    answer = browser(bo).post("/teams/lunch-walkers/join")

    assert answer.status_code == 303
    assert answer.location == "/teams/lunch-walkers"


def test_joining_twice_is_joining_once(town: Team, bo: Person) -> None:
    walkers = make_team("Lunch walkers")

    assert actions.join(walkers, bo.id)
    assert not actions.join(walkers, bo.id)


def test_a_closed_team_is_not_there_for_an_outsider(
    front_office: Team, town: Team, bo: Person, browser: Browser
) -> None:
    client = browser(bo)

    pages = [
        client.get("/teams/front-office"),
        client.get("/teams/front-office/members"),
        client.get("/teams/front-office/edit"),
        client.post("/teams/front-office/join"),
        client.post("/teams/front-office/follow"),
        client.post("/teams/front-office/leave"),
    ]

    assert {page.status_code for page in pages} == {404}
    assert "Front office" not in client.get("/teams/").text
    assert membership(front_office, bo) is None


def test_the_manager_sees_no_closed_team_of_others(
    front_office: Team, town: Team, mo: Person, browser: Browser
) -> None:
    client = browser(mo)

    assert client.get("/teams/front-office").status_code == 404
    assert "Front office" not in client.get("/teams/").text


def test_a_member_sees_a_closed_team(
    front_office: Team, town: Team, an: Person, browser: Browser
) -> None:
    client = browser(an)

    assert client.get("/teams/front-office").status_code == 200
    assert "Front office" in client.get("/teams/").text


def test_nobody_leaves_their_home_team(
    town: Team, an: Person, browser: Browser
) -> None:
    answer = browser(an).post("/teams/town-hall/leave")

    assert answer.status_code == 422
    assert membership(town, an) is not None


def test_a_closed_team_is_never_a_home(front_office: Team, an: Person) -> None:
    with pytest.raises(actions.HomeTeamError):
        actions.move_home(an.id, front_office)


def test_a_home_team_cannot_be_closed_or_hidden(town: Team) -> None:
    with pytest.raises(actions.HomeTeamError):
        actions.close_team(town)
    with pytest.raises(actions.HomeTeamError):
        actions.change_team(town, "Town hall", TeamKind.CLOSED, "")


def test_nobody_writes_in_a_team_that_has_closed(
    town: Team, an: Person, browser: Browser
) -> None:
    walkers = make_team("Lunch walkers", an)
    actions.close_team(walkers)
    db.session.commit()
    client = browser(an)

    answer = client.post(
        "/timeline/new", data={"body": "Nog iemand?", "team_id": str(walkers.id)}
    )

    assert answer.status_code in {403, 404, 422}
    assert "Nog iemand?" not in client.get("/teams/lunch-walkers").text


def test_moving_home_leaves_exactly_one(town: Team, an: Person) -> None:
    garden = make_team("Garden", kind=TeamKind.DEPARTMENT)

    actions.move_home(an.id, garden)
    db.session.commit()

    homes = db.session.query(Membership).filter_by(person_id=an.id, is_home=True)
    assert [home.team_id for home in homes] == [garden.id]
    assert membership(town, an) is not None


def test_following_and_no_longer(town: Team, bo: Person, browser: Browser) -> None:
    garden = make_team("Garden")
    client = browser(bo)

    client.post("/teams/garden/follow", data={"follow": "1"})
    client.post("/teams/garden/follow", data={"follow": "1"})
    assert db.session.get(Follow, (garden.id, bo.id)) is not None

    client.post("/teams/garden/follow", data={"follow": "0"})
    assert db.session.get(Follow, (garden.id, bo.id)) is None


def test_everybody_may_start_a_team_and_looks_after_it(
    town: Team, bo: Person, browser: Browser
) -> None:
    answer = browser(bo).post(
        "/teams/new", data={"name": "Bijenclub", "kind": "informal", "about": "Honing"}
    )

    assert answer.location == "/teams/bijenclub"
    team = db.session.query(Team).filter_by(slug="bijenclub").one()
    mine = membership(team, bo)
    assert mine is not None
    assert mine.is_owner


def test_only_the_manager_starts_a_department(
    town: Team, bo: Person, mo: Person, browser: Browser
) -> None:
    told = {"name": "Groen", "kind": "department", "about": ""}

    assert browser(bo).post("/teams/new", data=told).status_code == 422
    assert browser(mo).post("/teams/new", data=told).status_code == 303


def test_a_name_that_is_taken_comes_back_with_what_was_typed(
    town: Team, bo: Person, browser: Browser
) -> None:
    answer = browser(bo).post(
        "/teams/new", data={"name": "town HALL", "kind": "open", "about": "Mijn tekst"}
    )

    assert answer.status_code == 422
    assert "town HALL" in answer.text
    assert "Mijn tekst" in answer.text


def test_a_member_who_does_not_look_after_it_changes_nothing(
    town: Team, an: Person, browser: Browser
) -> None:
    client = browser(an)

    assert client.get("/teams/town-hall/edit").status_code == 403
    assert (
        client.post("/teams/town-hall/edit", data={"name": "Mine"}).status_code == 403
    )
    assert client.post("/teams/town-hall/close").status_code == 403
    added = client.post("/teams/town-hall/members/add", data={"handle": "bo"})
    assert added.status_code == 403


def test_an_owner_brings_somebody_into_a_closed_team_and_takes_them_out(
    front_office: Team, town: Team, an: Person, bo: Person, browser: Browser
) -> None:
    mine = membership(front_office, an)
    assert mine is not None
    mine.is_owner = True
    db.session.commit()
    client = browser(an)

    client.post("/teams/front-office/members/add", data={"handle": "@bo"})
    assert browser(bo).get("/teams/front-office").status_code == 200

    client.post(f"/teams/front-office/members/{bo.id}/remove")
    assert browser(bo).get("/teams/front-office").status_code == 404


def test_an_unknown_colleague_is_named_with_what_to_do(
    town: Team, mo: Person, browser: Browser
) -> None:
    answer = browser(mo).post(
        "/teams/town-hall/members/add", data={"handle": "niemand"}
    )

    assert answer.status_code == 422


def test_pages_cost_the_same_for_many_teams_and_members(
    app: Flask, town: Team, an: Person, browser: Browser
) -> None:
    client = browser(an)
    pages = ("/teams/", "/teams/town-hall", "/teams/town-hall/members")
    for page in pages:
        client.get(page)
    few = [asked(client, page) for page in pages]

    for number in range(12):
        make_team(f"Team {number:02}", make_person(f"Person {number:02}"))
        actions.join(town, make_person(f"Colleague {number:02}").id)
    db.session.commit()

    assert [asked(client, page) for page in pages] == few
    assert max(few) <= 12


def test_members_continue_after_the_last_one_shown(
    town: Team, an: Person, browser: Browser
) -> None:
    for number in range(70):
        actions.join(town, make_person(f"Colleague {number:02}").id)
    db.session.commit()
    client = browser(an)

    first = client.get("/teams/town-hall/members").text
    last = client.get("/teams/town-hall/members?after=Colleague+57&id=99999").text

    assert "Colleague 10" in first
    assert "Colleague 69" not in first
    assert "Colleague 69" in last
    assert "Colleague 10" not in last
