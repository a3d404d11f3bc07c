"""No form of another site can do anything here: every change needs our own token."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.conftest import HTMX
from tests.proof.routes import ROUTES, Ask
from tests.proof.test_routes import fingerprint
from tests.proof.village import Village

POSTS = {route.endpoint: route for route in ROUTES if route.method == "POST"}

FORGED = {
    "no token": {},
    "an empty one": {"csrf_token": ""},
    "one of somebody's own making": {"csrf_token": "abc.def.ghi"},
}


@pytest.fixture(name="guarded")
def ask_for_tokens(place: Village, monkeypatch: pytest.MonkeyPatch) -> Village:
    """Let the house ask for tokens, as it does outside of tests."""
    monkeypatch.setitem(place.app.config, "WTF_CSRF_ENABLED", value=True)
    return place


@pytest.mark.parametrize("who", ["anonymous", "member", "manager"])
def test_a_post_without_token_is_refused_and_changes_nothing(
    guarded: Village, who: str
) -> None:
    before = fingerprint()
    browser = guarded.visit(who)

    for route in POSTS.values():
        for told, forged in FORGED.items():
            for headers in ({}, HTMX):
                answer = browser.post(
                    guarded.address(route.address),
                    data=filled(guarded, route) | forged,
                    headers=headers,
                )
                assert answer.status_code == 400, (
                    f"{route} with {told}: {answer.status}"
                )

    assert fingerprint() == before


@pytest.mark.parametrize("as_header", [False, True])
def test_the_token_of_one_person_is_worth_nothing_to_another(
    guarded: Village, *, as_header: bool
) -> None:
    browser = guarded.visit("outsider")
    theirs = token_of(browser)
    address = guarded.address("/timeline/{theirs}/like")
    own = browser.post(address, headers=HTMX | {"X-CSRFToken": theirs})

    answer = guarded.visit("member").post(
        address,
        data={} if as_header else {"csrf_token": theirs},
        headers=HTMX | ({"X-CSRFToken": theirs} if as_header else {}),
    )

    assert own.status_code == 200
    assert answer.status_code == 400


@pytest.mark.parametrize("as_part", [False, True])
def test_with_its_own_token_it_is_done(guarded: Village, *, as_part: bool) -> None:
    browser = guarded.visit("member")
    token = token_of(browser)
    sent = {"headers": HTMX | {"X-CSRFToken": token}} if as_part else {}

    answer = browser.post(
        guarded.address("/timeline/{theirs}/like"),
        data={} if as_part else {"csrf_token": token},
        **sent,
    )

    assert answer.status_code == (200 if as_part else 303)


def test_nothing_is_changed_by_looking(place: Village) -> None:
    for who in ("member", "manager"):
        place.again()
        browser = place.visit(who)
        before = without_visits()
        for route in ROUTES:
            if route.method == "GET" and route.endpoint != "notifications.opened":
                browser.get(place.address(route.address))
        assert without_visits() == before


def without_visits() -> dict[str, list[str]]:
    """Return everything that stands in the house, but for where readers were."""
    return {name: rows for name, rows in fingerprint().items() if name != "reading"}


def filled(place: Village, route: Ask) -> dict[str, str]:
    """Return the fields of a question with the keys of this village."""
    return {name: place.address(value) for name, value in route.fields.items()}


def token_of(browser: FlaskClient) -> str:
    """Return the token that a page gives to its reader."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/").text)
    assert found
    return found[1]
