"""My own devices and password."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from intranet.accounts.devices import device_name
from intranet.accounts.models import SignIn
from intranet.core import clock
from intranet.core.db import db
from intranet.people.models import Person
from tests.accounts.keys import PASSWORD, give_password, sign_in
from tests.conftest import Browser

PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
DESK = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
    "(KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0"
)


def test_a_device_is_called_as_people_know_it() -> None:
    assert device_name(PHONE) == "Safari, iPhone"
    assert device_name(DESK) == "Edge, Windows"
    assert device_name("curl/8") == ""


def test_i_see_my_devices_and_nobody_elses(
    an: Person, bo: Person, browser: Browser
) -> None:
    browser(bo)
    client = browser(an)
    browser(an)

    page = client.get("/me/devices").text

    assert page.count("a browser in a test") == 2 + 1  # its own button names the other
    assert page.count("/end") == 2


def test_i_end_one_device(an: Person, browser: Browser) -> None:
    lost, here = browser(an), browser(an)
    first = db.session.scalars(select(SignIn.id).order_by(SignIn.id)).first()

    answer = here.post(f"/me/devices/{first}/end")

    assert answer.location == "/me/devices"
    assert lost.get("/me/devices").status_code == 303
    assert here.get("/me/devices").status_code == 200


def test_i_cannot_end_a_device_of_somebody_else(
    an: Person, bo: Person, browser: Browser
) -> None:
    client = browser(bo)
    theirs = db.session.scalars(select(SignIn.id)).one()

    assert browser(an).post(f"/me/devices/{theirs}/end").status_code == 404
    assert client.get("/me/devices").status_code == 200


def test_i_sign_out_everywhere(an: Person, bo: Person, browser: Browser) -> None:
    mine, also_mine, other = browser(an), browser(an), browser(bo)

    answer = mine.post("/me/devices/end")

    assert answer.location == "/login"
    assert "Clear-Site-Data" in answer.headers
    assert mine.get("/me/devices").status_code == 303
    assert also_mine.get("/me/devices").status_code == 303
    assert other.get("/me/devices").status_code == 200


def test_another_password_ends_my_other_devices(
    app: Flask, an: Person, browser: Browser
) -> None:
    give_password(an)
    here, there = browser(an), browser(an)

    answer = here.post(
        "/me/password",
        data={"current": PASSWORD, "password": "een heel ander woord dus"},
    )

    assert answer.location == "/me/devices"
    assert here.get("/me/devices").status_code == 200
    assert there.get("/me/devices").status_code == 303
    assert sign_in(app.test_client(), "an@example.org").status_code == 422


def test_a_password_is_changed_only_by_who_knows_it(
    an: Person, browser: Browser
) -> None:
    give_password(an)

    answer = browser(an).post(
        "/me/password", data={"current": "a guess", "password": "een heel ander woord"}
    )

    assert answer.status_code == 422
    assert 'id="current-error"' in answer.text


def test_the_password_one_has_is_not_guessed(an: Person, browser: Browser) -> None:
    give_password(an)
    client = browser(an)
    given = {"current": "a guess", "password": "een heel ander woord"}

    found = [client.post("/me/password", data=given).status_code for _time in range(12)]

    assert found[0] == 422
    assert found[-1] == 429


def test_a_device_that_is_not_used_ends_by_itself(an: Person, browser: Browser) -> None:
    client = browser(an)
    here = clock.now()

    with clock.at(here + timedelta(days=29)):
        assert client.get("/me/devices").status_code == 200
    with clock.at(here + timedelta(days=58)):
        assert client.get("/me/devices").status_code == 200
    with clock.at(here + timedelta(days=89)):
        assert client.get("/me/devices").status_code == 303


def test_no_device_stays_for_ever(an: Person, browser: Browser) -> None:
    client = browser(an)
    here = clock.now()

    for days in (20, 40, 60, 80):
        with clock.at(here + timedelta(days=days)):
            assert client.get("/me/devices").status_code == 200
    with clock.at(here + timedelta(days=91)):
        assert client.get("/me/devices").status_code == 303
