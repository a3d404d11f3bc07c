"""A card lets one colleague in, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from intranet.accounts import actions, queries
from intranet.accounts.models import Invitation, SignIn
from intranet.core import clock
from intranet.core.db import db
from intranet.people import actions as people
from intranet.people.models import Person
from tests.accounts.keys import PASSWORD, sign_in


def card_for(person: Person) -> str:
    code = actions.invite(person.id)
    db.session.commit()
    return code


def show(client: FlaskClient, code: str) -> TestResponse:
    return client.post("/welcome", data={"code": code})


def choose(client: FlaskClient, **more: str) -> TestResponse:
    return client.post("/welcome/password", data={"password": PASSWORD, **more})


def test_a_colleague_comes_in_with_a_card(app: Flask, an: Person) -> None:
    code = card_for(an)
    client = app.test_client()

    asked = show(client, f"{code[:4]} {code[4:8].lower()}-{code[8:]}")
    page = client.get(asked.location)
    answer = choose(client)

    assert asked.location == "/welcome/password"
    assert page.status_code == 200
    assert answer.status_code == 303
    assert "welcome" in answer.location or "/me/face" in answer.location
    assert client.get("/welcome/team").status_code == 200
    assert sign_in(app.test_client(), "an@example.org").status_code == 303


def test_a_card_works_once(app: Flask, an: Person) -> None:
    code = card_for(an)
    first, second = app.test_client(), app.test_client()
    show(first, code)
    show(second, code)
    choose(first)

    late = choose(second)
    again = show(app.test_client(), code)

    assert late.location == "/welcome"
    assert again.status_code == 422
    assert db.session.scalars(select(SignIn)).one()


def test_two_at_the_same_moment_with_one_card_is_one(app: Flask, an: Person) -> None:
    card_for(an)
    card = db.session.scalars(select(Invitation)).one()
    account = queries.account_of(an.id)

    actions.redeem(card, account, PASSWORD)

    with pytest.raises(actions.CardUsedError):
        actions.redeem(card, account, PASSWORD)


def test_a_card_is_too_old_after_fourteen_days(app: Flask, an: Person) -> None:
    code = card_for(an)
    here = clock.now()

    with clock.at(here + timedelta(days=13)):
        in_time = show(app.test_client(), code)
    with clock.at(here + timedelta(days=15)):
        too_late = show(app.test_client(), code)

    assert in_time.status_code == 303
    assert too_late.status_code == 422


def test_the_database_knows_no_code(app: Flask, an: Person) -> None:
    code = card_for(an)

    card = db.session.scalars(select(Invitation)).one()

    assert len(code) == 12
    assert set(code) <= set(queries.ALPHABET)
    assert not set(queries.ALPHABET) & set("01IOL")
    assert code not in card.code_hash
    assert len(card.code_hash) == 64


def test_a_new_card_makes_the_earlier_one_worth_nothing(app: Flask, an: Person) -> None:
    old = card_for(an)
    new = card_for(an)

    assert show(app.test_client(), old).status_code == 422
    assert show(app.test_client(), new).status_code == 303


def test_the_personnel_number_is_asked_as_a_second_check(
    app: Flask, an: Person
) -> None:
    queries.account_of(an.id).username = "W-1042"
    code = card_for(an)
    client = app.test_client()
    page = client.get(show(client, code).location)

    wrong = choose(client, number="1041")
    right = choose(client, number=" w-1042 ")

    assert 'name="number"' in page.text
    assert "W-1042" not in page.text
    assert wrong.status_code == 422
    assert right.status_code == 303


def test_the_number_is_not_guessed(app: Flask, an: Person) -> None:
    queries.account_of(an.id).username = "W-1042"
    code = card_for(an)
    client = app.test_client()
    show(client, code)

    found = [choose(client, number=str(number)).status_code for number in range(12)]

    assert found[0] == 422
    assert found[-1] == 429


def test_codes_are_not_guessed(app: Flask) -> None:
    found = [show(app.test_client(), "ABCDEFGH2345").status_code for _time in range(27)]

    assert found[0] == 422
    assert found[-1] == 429


@pytest.mark.parametrize("code", ["", "ABCD", "ABCDEFGH2345", "x" * 300, "💥" * 12])
def test_a_wrong_code_comes_back_with_words(app: Flask, code: str) -> None:
    answer = show(app.test_client(), code)

    assert answer.status_code == 422
    assert 'id="code-error"' in answer.text


def test_a_card_of_somebody_who_left_does_not_work(app: Flask, an: Person) -> None:
    code = card_for(an)
    client = app.test_client()
    show(client, code)
    people.leave(db.session.get_one(Person, an.id))
    db.session.commit()

    assert choose(client).location == "/welcome"
    assert show(app.test_client(), code).status_code == 422


def test_without_a_card_there_is_no_password_page(app: Flask) -> None:
    client = app.test_client()

    assert client.get("/welcome/password").location == "/welcome"
    assert choose(client).location == "/welcome"


def test_a_weak_password_comes_back_with_words(app: Flask, an: Person) -> None:
    client = app.test_client()
    show(client, card_for(an))

    answer = client.post("/welcome/password", data={"password": "wachtwoord123"})

    assert answer.status_code == 422
    assert 'id="password-error"' in answer.text
    assert "wachtwoord123" not in answer.text


def test_a_new_card_ends_what_the_old_password_opened(app: Flask, an: Person) -> None:
    client, other = app.test_client(), app.test_client()
    show(client, card_for(an))
    choose(client)
    show(other, card_for(an))

    choose(other)

    assert client.get("/me/devices").status_code == 303
    assert other.get("/me/devices").status_code == 200


def test_the_code_is_never_in_an_address(app: Flask) -> None:
    page = app.test_client().get("/welcome?code=ABCDEFGH2345")

    assert "ABCDEFGH2345" not in page.text
    assert 'method="post" action="/welcome"' in page.text
