"""A forgotten password: by mail where there is mail, else by a new card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from intranet.core import clock
from intranet.core.db import db
from intranet.core.mail import Letter
from intranet.people import actions as people
from intranet.people.models import Person
from tests.accounts.keys import give_password, sign_in
from tests.conftest import Browser

NEW = "een heel ander woord dus"


@pytest.fixture(name="post_office")
def open_post_office(app: Flask) -> Iterator[Flask]:
    """Let there be mail, and an address of our own."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(
        before, smtp_url="smtp://localhost:2525", base_url="https://jet.example.org"
    )
    yield app
    app.config["SETTINGS"] = before


def ask(app: Flask, who: str, **more: str) -> str:
    answer = app.test_client().post(
        "/login/forgotten", data={"email": who}, headers=more or None
    )
    assert answer.status_code == 200
    return re.sub(r'value="[^"]*"', "", answer.text)


def link_in(letter: Letter) -> str:
    found = re.search(r"https?://\S+", letter.text)
    assert found
    return found[0]


def path_in(letter: Letter) -> str:
    return link_in(letter).removeprefix("https://jet.example.org")


def test_a_new_password_by_mail(post_office: Flask, an: Person) -> None:
    give_password(an)
    ask(post_office, "an@example.org")
    letter = db.session.scalars(select(Letter)).one()
    client = post_office.test_client()

    page = client.get(path_in(letter))
    answer = client.post(path_in(letter), data={"password": NEW})

    assert letter.to == "an@example.org"
    assert page.status_code == 200
    assert answer.location == "/login"
    assert sign_in(post_office.test_client(), "an@example.org").status_code == 422
    assert sign_in(post_office.test_client(), "an@example.org", NEW).status_code == 303


def test_the_answer_tells_not_who_is_known(post_office: Flask, an: Person) -> None:
    give_password(an)

    assert ask(post_office, "an@example.org") == ask(post_office, "who@example.org")
    assert len(db.session.scalars(select(Letter)).all()) == 1


def test_the_link_leads_to_our_own_address(post_office: Flask, an: Person) -> None:
    give_password(an)

    ask(
        post_office,
        "an@example.org",
        **{"Host": "evil.test", "X-Forwarded-Host": "evil.test"},
    )

    letter = db.session.scalars(select(Letter)).one()
    assert link_in(letter).startswith("https://jet.example.org/login/forgotten/")
    assert "evil" not in letter.text + letter.html + letter.subject


def test_a_link_works_once(post_office: Flask, an: Person) -> None:
    give_password(an)
    ask(post_office, "an@example.org")
    path = path_in(db.session.scalars(select(Letter)).one())
    post_office.test_client().post(path, data={"password": NEW})

    again = post_office.test_client().post(path, data={"password": "nog een keer dan"})

    assert again.status_code == 422
    assert sign_in(post_office.test_client(), "an@example.org", NEW).status_code == 303


def test_a_link_works_for_two_hours(
    post_office: Flask, an: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_password(an)
    ask(post_office, "an@example.org")
    path = path_in(db.session.scalars(select(Letter)).one())

    # the maker of links reads the clock of the machine, not ours
    monkeypatch.setitem(
        post_office.config, "SECURITY_RESET_PASSWORD_WITHIN", timedelta(seconds=-1)
    )

    assert post_office.test_client().get(path).status_code == 422


def test_a_new_password_ends_every_device(
    post_office: Flask, an: Person, browser: Browser
) -> None:
    give_password(an)
    client = browser(an)
    ask(post_office, "an@example.org")
    path = path_in(db.session.scalars(select(Letter)).one())

    post_office.test_client().post(path, data={"password": NEW})

    assert client.get("/me/devices").status_code == 303


def test_a_weak_new_password_comes_back_with_words(
    post_office: Flask, an: Person
) -> None:
    give_password(an)
    ask(post_office, "an@example.org")
    path = path_in(db.session.scalars(select(Letter)).one())

    answer = post_office.test_client().post(path, data={"password": "welkom123456"})

    assert answer.status_code == 422
    assert 'id="password-error"' in answer.text


def test_a_link_of_somebody_who_left_does_not_work(
    post_office: Flask, an: Person
) -> None:
    give_password(an)
    ask(post_office, "an@example.org")
    path = path_in(db.session.scalars(select(Letter)).one())
    with clock.at(clock.now()):
        people.leave(db.session.get_one(Person, an.id))
        db.session.commit()

    assert post_office.test_client().get(path).status_code == 422


def test_an_empty_name_is_told(post_office: Flask) -> None:
    answer = post_office.test_client().post("/login/forgotten", data={"email": " "})

    assert 'class="error-summary"' in answer.text


def test_asking_has_a_limit(post_office: Flask, an: Person) -> None:
    give_password(an)
    found = [
        post_office.test_client()
        .post("/login/forgotten", data={"email": "an@example.org"})
        .status_code
        for _time in range(12)
    ]

    assert found[-1] == 429
    assert len(db.session.scalars(select(Letter)).all()) == 10


def test_without_mail_the_manager_helps(app: Flask, an: Person) -> None:
    give_password(an)
    client = app.test_client()

    page = client.get("/login/forgotten")
    answer = client.post("/login/forgotten", data={"email": "an@example.org"})

    assert 'name="email"' not in page.text
    assert answer.status_code == 422
    assert db.session.scalars(select(Letter)).all() == []


@pytest.mark.parametrize("token", ["x", "a.b.c", "x" * 3000])
def test_a_link_that_was_made_up_is_boring(post_office: Flask, token: str) -> None:
    assert post_office.test_client().get(f"/login/forgotten/{token}").status_code == 422
