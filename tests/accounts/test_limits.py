from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from intranet import create_app
from intranet.accounts import limits
from intranet.accounts.chores import sweep
from intranet.accounts.models import Attempt
from intranet.core import clock
from intranet.core.db import db
from intranet.core.errors import TooOftenError
from intranet.people.models import Person
from tests.accounts.keys import give_password, sign_in
from tests.conftest import Visitor

NOON = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


def test_the_eleventh_guess_for_one_account_waits(app: Flask, an: Person) -> None:
    give_password(an)
    tries = [
        sign_in(
            app.test_client(),
            "an@example.org",
            "a guess",
        ).status_code
        for _time in range(11)
    ]

    answer = sign_in(app.test_client(), "an@example.org")

    assert tries == [422] * 10 + [429]
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 901


def test_one_address_may_not_try_everybody(app: Flask) -> None:
    found = [
        app.test_client()
        .post(
            "/login",
            data={"email": f"person{number}@example.org", "password": "a guess"},
            headers={
                "X-Forwarded-For": f"10.0.0.{number}",
                "X-Real-IP": f"10.1.0.{number}",
                "Forwarded": f"for=10.2.0.{number}",
            },
        )
        .status_code
        for number in range(30)
    ]

    assert found[:25] == [422] * 25
    assert set(found[25:]) == {429}


def test_addresses_of_one_household_count_as_one(app: Flask) -> None:
    found = [
        app.test_client()
        .post(
            "/login",
            data={"email": f"person{number}@example.org", "password": "a guess"},
            environ_base={"REMOTE_ADDR": f"2001:db8:1:2::{number:x}"},
        )
        .status_code
        for number in range(1, 28)
    ]

    assert found[-1] == 429


@pytest.mark.parametrize(
    ("address", "household"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_household_is_what_nobody_changes_at_will(
    address: str | None, household: str
) -> None:
    assert limits.household(address) == household


def test_a_busy_office_is_not_kept_out(app: Flask, an: Person) -> None:
    give_password(an)

    for _time in range(28):
        assert sign_in(app.test_client(), "an@example.org").status_code == 303


def test_counts_survive_a_restart(app: Flask, an: Person) -> None:
    give_password(an)
    for _time in range(10):
        sign_in(app.test_client(), "an@example.org", "a guess")

    again = create_app(app.config["SETTINGS"], TESTING=True, WTF_CSRF_ENABLED=False)
    again.test_client_class = Visitor

    assert sign_in(again.test_client(), "an@example.org").status_code == 429
    with again.app_context():
        db.session.remove()
        db.engine.dispose()


def test_after_the_stretch_one_may_try_again(app: Flask) -> None:
    with clock.at(NOON):
        for _time in range(3):
            limits.spend("knock", 3, 60)
        with pytest.raises(TooOftenError) as refused:
            limits.spend("knock", 3, 60)

    with clock.at(NOON + timedelta(seconds=61)):
        limits.spend("knock", 3, 60)

    assert refused.value.seconds == 61
    assert db.session.scalar(select(Attempt.count)) == 1


def test_a_try_that_turns_out_well_is_given_back(app: Flask) -> None:
    for _time in range(5):
        limits.spend("knock", 1, 60)
        limits.refund("knock")

    limits.spend("knock", 1, 60)


def test_a_count_names_nobody(app: Flask) -> None:
    limits.spend("sign-in:an@example.org", 3, 60)

    key = db.session.scalar(select(Attempt.key)) or ""
    assert len(key) == 32
    assert "@" not in key


def test_what_is_over_is_cleared_away(app: Flask) -> None:
    with clock.at(NOON):
        limits.spend("knock", 3, 60)
        assert sweep() == 0

    assert sweep() == 1
    assert sweep() == 0
