from __future__ import annotations

import re

import pytest
from flask import Flask
from flask_security import utils
from sqlalchemy import func, select

from intranet.accounts import actions, door, queries
from intranet.accounts.models import Account, SignIn
from intranet.core.db import db
from intranet.people import actions as people
from intranet.people.models import Person
from tests.accounts.keys import PASSWORD, give_password, sign_in
from tests.conftest import Browser

TRAPS = (
    "//evil.test",
    "///evil.test",
    "/\\evil.test",
    "\\/evil.test",
    "/\t/evil.test",
    "https://evil.test",
    "http:evil.test",
    "javascript:alert(1)",
    "/%09/evil.test\n",
    "/..//evil.test",
    "@evil.test",
    "/a//evil.test",
)


def devices() -> int:
    return db.session.scalar(select(func.count(SignIn.id))) or 0


def test_somebody_signs_in_by_mail(app: Flask, an: Person) -> None:
    give_password(an)

    answer = sign_in(app.test_client(), "An@Example.org ")

    assert answer.status_code == 303
    assert answer.location == "/"
    assert devices() == 1


def test_somebody_signs_in_by_personnel_number(app: Flask, an: Person) -> None:
    give_password(an)
    queries.account_of(an.id).username = "W-1042"
    db.session.commit()
    client = app.test_client()

    answer = sign_in(client, "w-1042")

    assert answer.status_code == 303
    assert client.get("/me/devices").status_code == 200


@pytest.mark.parametrize(
    "who", ["an@example.org", "nobody@example.org", "999", "x" * 5000]
)
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(
    app: Flask, an: Person, who: str
) -> None:
    give_password(an)

    answer = sign_in(app.test_client(), who, "wrong password")

    page = re.sub(r'value="[^"]*"', "", answer.text)
    expected = sign_in(app.test_client(), "somebody", "wrong password").text
    assert answer.status_code == 422
    assert page == re.sub(r'value="[^"]*"', "", expected)


@pytest.mark.parametrize("who", ["nobody@example.org", "bo@example.org"])
def test_a_hash_is_made_for_who_is_unknown_or_has_no_password(
    app: Flask, bo: Person, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = utils.hash_password

    def hash_password(word: str) -> str:
        made.append(word)
        return real(word)

    monkeypatch.setattr("flask_security.forms.hash_password", hash_password)

    sign_in(app.test_client(), who, "wrong password")

    assert made == ["wrong password"]


def test_a_password_is_kept_as_argon2id_that_fits_a_small_machine(an: Person) -> None:
    give_password(an)

    kept = queries.account_of(an.id).password or ""

    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_what_was_typed_comes_back_but_never_the_password(app: Flask) -> None:
    answer = sign_in(app.test_client(), "an@example.org", "my secret password")

    assert 'value="an@example.org"' in answer.text
    assert "my secret password" not in answer.text


def test_somebody_who_left_does_not_come_in(app: Flask, an: Person) -> None:
    give_password(an)
    people.leave(an)
    db.session.commit()

    answer = sign_in(app.test_client(), "an@example.org")

    assert answer.status_code == 422
    assert devices() == 0


def test_an_account_that_is_switched_off_does_not_come_in(
    app: Flask, an: Person
) -> None:
    give_password(an)
    queries.account_of(an.id).active = False
    db.session.commit()

    assert sign_in(app.test_client(), "an@example.org").status_code == 422


def test_somebody_who_leaves_is_out_at_the_next_click(
    an: Person, browser: Browser
) -> None:
    client = browser(an)
    assert client.get("/me/devices").status_code == 200

    people.leave(db.session.get_one(Person, an.id))
    db.session.commit()

    answer = client.get("/me/devices")
    assert answer.status_code == 303
    assert answer.location.startswith("/login?next=")


def test_who_asked_for_a_page_gets_it_after_signing_in(app: Flask, an: Person) -> None:
    give_password(an)
    client = app.test_client()
    first = client.get("/me/devices")

    page = client.get(first.location)
    answer = sign_in(client, "an@example.org", next="/me/devices")

    assert 'name="next" value="/me/devices"' in page.text
    assert answer.location == "/me/devices"


@pytest.mark.parametrize("trap", TRAPS, ids=repr)
def test_nobody_is_led_out_of_the_house(app: Flask, an: Person, trap: str) -> None:
    give_password(an)
    client = app.test_client()

    page = client.get("/login", query_string={"next": trap})
    in_form = sign_in(client, "an@example.org", next=trap)
    other = app.test_client()
    in_address = other.post(
        "/login",
        query_string={"next": trap},
        data={"email": "an@example.org", "password": PASSWORD},
    )

    assert "evil" not in page.text
    assert in_form.location == "/"
    assert in_address.location == "/"


def test_each_sign_in_begins_a_new_session(app: Flask, an: Person) -> None:
    give_password(an)
    client = app.test_client()
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
        session["csrf_token"] = "known"

    sign_in(client, "an@example.org")

    with client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != "known"
        first = session[door.TOKEN]
    client.post("/logout")
    sign_in(client, "an@example.org")
    with client.session_transaction() as session:
        assert session[door.TOKEN] != first


def test_the_database_knows_no_token(app: Flask, an: Person) -> None:
    give_password(an)
    client = app.test_client()
    sign_in(client, "an@example.org")

    with client.session_transaction() as session:
        token = session[door.TOKEN]

    assert db.session.scalar(select(SignIn.token_hash)) == door.hashed(token)
    assert token not in door.hashed(token)


def test_a_device_is_remembered_only_when_asked(app: Flask, an: Person) -> None:
    give_password(an)

    short = sign_in(app.test_client(), "an@example.org").headers["Set-Cookie"]
    long = sign_in(app.test_client(), "an@example.org", stay="y").headers["Set-Cookie"]

    assert "Expires" not in short
    assert "Expires" in long
    ends = db.session.scalars(select(SignIn.ends_at).order_by(SignIn.id)).all()
    assert (ends[1] - ends[0]).days > 80


def test_signing_out_ends_a_copied_cookie_as_well(app: Flask, an: Person) -> None:
    give_password(an)
    client, thief = app.test_client(), app.test_client()
    sign_in(client, "an@example.org")
    with client.session_transaction() as session, thief.session_transaction() as copy:
        copy.update(session)
    assert thief.get("/me/devices").status_code == 200

    answer = client.post("/logout")

    assert answer.location == "/login"
    assert '"storage"' in answer.headers["Clear-Site-Data"]
    assert "cookies" not in answer.headers["Clear-Site-Data"]
    assert client.get("/me/devices").status_code == 303
    assert thief.get("/me/devices").status_code == 303


def test_signing_out_by_a_link_does_not_work(an: Person, browser: Browser) -> None:
    client = browser(an)

    assert client.get("/logout").status_code == 405
    assert client.get("/me/devices").status_code == 200


def test_who_is_signed_in_needs_no_sign_in_page(an: Person, browser: Browser) -> None:
    client = browser(an)

    assert client.get("/login").location == "/"
    assert client.get("/login/forgotten").location == "/me/password"


def test_two_people_never_share_a_name(an: Person, bo: Person) -> None:
    account = queries.account_of(an.id)
    actions.rename_account(account, email="AN@example.org", number="77")
    db.session.commit()

    assert account.email == "an@example.org"
    assert queries.is_taken("77", bo.id)
    assert not queries.is_taken("77", an.id)
    assert db.session.scalar(select(func.count(Account.id))) == 2
