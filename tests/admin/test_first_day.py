"""The first day of a house, and people added by whoever runs the server."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from intranet.admin import founding
from intranet.core import site
from intranet.core.db import db
from intranet.core.permissions import Role
from intranet.core.site import Site
from intranet.people.models import Person
from intranet.teams.actions import home_of
from intranet.teams.models import Team
from tests.accounts.keys import PASSWORD, sign_in
from tests.conftest import make_team

GIVEN = {
    "organisation": "Zorggroep Rietland",
    "colleague": "Pleun",
    "portrait": "sam",
    "brand": "#7a3b96",
    "purpose": "Elkaar makkelijk vinden.",
    "teams": "Thuiszorg\n\n  Kantoor \nthuiszorg\n",
    "name": "Mo de Boer",
    "email": "mo@rietland.example",
    "number": "",
    "password": PASSWORD,
    "deputy": "Dee Visser",
    "deputy_email": "",
    "deputy_number": "4411",
}


@pytest.fixture(name="bare")
def open_bare_house(app: Flask) -> Iterator[Flask]:
    """Open a house in which nothing was said yet."""
    db.session.execute(Site.__table__.delete())  # type: ignore[attr-defined]
    db.session.commit()
    site.forget()
    yield app
    site.forget()


def given(**more: str) -> dict[str, str]:
    return {**GIVEN, "key": founding.key(), **more}


def test_the_first_day(bare: Flask) -> None:
    client = bare.test_client()

    answer = client.post("/setup", data=given())

    now = site.current()
    assert (now.organisation, now.colleague, now.portrait, now.brand) == (
        "Zorggroep Rietland",
        "Pleun",
        "sam",
        "#7a3b96",
    )
    assert now.open_rooms == {"timeline", "teams", "people", "governance"}
    teams = db.session.scalars(select(Team.name).order_by(Team.id)).all()
    assert teams == ["Thuiszorg", "Kantoor"]
    people = db.session.scalars(select(Person).order_by(Person.id)).all()
    assert [person.name for person in people] == ["Pleun", "Mo de Boer", "Dee Visser"]
    persona, manager, deputy = people
    assert persona.is_persona
    assert manager.role == deputy.role == Role.MANAGER
    assert home_of(manager.id) == home_of(deputy.id)
    assert answer.location == f"/admin/people/{deputy.id}/card"
    assert client.get(answer.location).status_code == 200
    assert sign_in(bare.test_client(), "mo@rietland.example").status_code == 303


def test_it_works_once(bare: Flask) -> None:
    bare.test_client().post("/setup", data=given())
    people = db.session.scalar(select(func.count(Person.id)))

    page = bare.test_client().get("/setup")
    again = bare.test_client().post("/setup", data=given(name="Eve"))

    assert page.status_code == 404
    assert again.status_code == 404
    assert db.session.scalar(select(func.count(Person.id))) == people


def test_a_house_with_people_has_no_first_day(app: Flask, an: Person) -> None:
    assert app.test_client().get("/setup").status_code == 404
    assert founding.announce_setup(app) is None


def test_without_the_key_nothing_is_made(bare: Flask) -> None:
    answer = bare.test_client().post("/setup", data=given(key="ABCDEFGHJKMNPQRS"))

    assert answer.status_code == 422
    assert 'value="Zorggroep Rietland"' in answer.text
    assert PASSWORD not in answer.text
    assert founding.key() not in answer.text
    assert db.session.scalar(select(func.count(Person.id))) == 0


def test_the_key_is_not_guessed(bare: Flask) -> None:
    client = bare.test_client()
    found = [
        client.post("/setup", data={"key": str(number)}).status_code
        for number in range(22)
    ]

    assert found[0] == 422
    assert found[-1] == 429


@pytest.mark.parametrize(
    "wrong",
    [
        {"organisation": " "},
        {"teams": " \n "},
        {"brand": "blue"},
        {"portrait": "somebody"},
        {"email": "", "number": ""},
        {"deputy_number": ""},
        {"deputy_email": "mo@rietland.example"},
        {"password": "Rietland2026!"},
        {"password": "welkom123456"},
    ],
    ids=repr,
)
def test_wrong_input_comes_back_with_words(bare: Flask, wrong: dict[str, str]) -> None:
    answer = bare.test_client().post("/setup", data=given(**wrong))

    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert db.session.scalar(select(func.count(Person.id))) == 0


def test_the_server_tells_where_the_first_day_is(
    bare: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    address = founding.announce_setup(bare)

    told = capsys.readouterr().out
    assert address
    assert address in told
    assert "/setup#" in address


def test_a_visitor_of_an_empty_house_finds_the_first_day(bare: Flask) -> None:
    answer = bare.test_client().get("/login")

    assert answer.location == "/setup"
    assert founding.key() not in bare.test_client().get("/setup").text


def test_a_colleague_is_added_on_the_command_line(app: Flask, town: Team) -> None:
    run = app.test_cli_runner().invoke

    added = run(
        args=["person", "add", "Kim Drost", "--number", "55", "--team", "town hall"]
    )

    assert added.exit_code == 0, added.output
    code = re.findall(r"/welcome#([A-Z2-9]{12})", added.output)[0]
    client = app.test_client()
    client.post("/welcome", data={"code": code})
    answer = client.post(
        "/welcome/password", data={"number": "55", "password": PASSWORD}
    )
    assert answer.status_code == 303
    kim = db.session.scalars(select(Person).where(Person.name == "Kim Drost")).one()
    assert home_of(kim.id) == town.id


@pytest.mark.parametrize(
    "args",
    [
        ["Kim"],
        ["Kim", "--email", "an@example.org"],
        ["Kim", "--number", "55", "--team", "attic"],
        ["Kim", "--number", "55", "--role", "king"],
    ],
    ids=repr,
)
def test_a_mistake_on_the_command_line_is_one_sentence(
    app: Flask, town: Team, args: list[str]
) -> None:
    make_team("Harbour")
    people = db.session.scalar(select(func.count(Person.id)))

    done = app.test_cli_runner().invoke(args=["person", "add", *args])

    assert done.exit_code > 0
    assert "Traceback" not in done.output
    assert db.session.scalar(select(func.count(Person.id))) == people
