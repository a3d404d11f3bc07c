"""Every route, for everybody: who sees what, and who does what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from intranet.core.db import Base, db
from tests.conftest import HTMX
from tests.proof.routes import ROUTES, Ask
from tests.proof.village import ROLES, Village

NOT_THEIRS = {"401", "403", "404", "door"}
ENDINGS = {"security.logout", "accounts.end_all", "accounts.end_device"}
COUNTERS = {"attempt", "sign_in"}
"""Tables that may change by asking alone: tries are counted, devices noted."""


def heard(answer: TestResponse) -> str:
    """Say in a word of the table what this answer is."""
    location = answer.location or answer.headers.get("HX-Redirect", "")
    if re.fullmatch(r"/login(\?next=.*)?", location):
        return "door"
    if location:
        assert location.startswith("/"), location
        assert not location.startswith("//"), location
        return "done"
    return {200: "page", 204: "kept", 422: "back"}.get(
        answer.status_code, str(answer.status_code)
    )


def ask(place: Village, who: str, route: Ask, *, as_part: bool) -> TestResponse:
    """Ask one question of the table as one of the five."""
    fields = {name: place.address(value) for name, value in route.fields.items()}
    return place.visit(who).open(
        place.address(route.address),
        method=route.method,
        data=fields or None,
        headers=HTMX if as_part else {},
    )


def fingerprint() -> dict[str, list[str]]:
    """Return everything that stands in the house, but for what asking changes."""
    return {
        table.name: sorted(map(repr, db.session.execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
        if table.name not in COUNTERS
    }


def expected(route: Ask) -> Iterator[tuple[str, str]]:
    """Return who asks, and what they hear."""
    return zip(ROLES, route.answers.split(), strict=True)


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_each_hears_what_the_table_says(place: Village, route: Ask) -> None:
    asks = list(product(expected(route), (False, True)))
    refused = [one for one in asks if is_refusal(route, one[0][1])]
    before = fingerprint()

    for (who, wanted), as_part in refused:
        answer = ask(place, who, route, as_part=as_part)
        assert heard(answer) == wanted, f"{who}, {as_part=}: {answer.status}"

    if refused and route.method != "GET":
        assert fingerprint() == before
    is_changed = False
    for (who, wanted), as_part in asks:
        if is_refusal(route, wanted):
            continue
        if is_changed:
            place.again()
        answer = ask(place, who, route, as_part=as_part)
        is_changed = route.method != "GET" and wanted in {"done", "kept", "door"}
        got = heard(answer)
        if as_part and wanted == "done" and got == "page":
            got = "done"  # the part that changed
        assert got == wanted, f"{who}, {as_part=}: {answer.status}"


def is_refusal(route: Ask, wanted: str) -> bool:
    """Say whether somebody is sent away; after signing out, the door is no refusal."""
    if wanted == "door" and route.endpoint in ENDINGS:
        return False
    return wanted in NOT_THEIRS


def test_the_table_knows_every_route(app: Flask) -> None:
    there = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    listed = {(route.endpoint, route.method) for route in ROUTES}

    assert sorted(there - listed) == []
    assert sorted(listed - there) == []


@pytest.mark.parametrize("who", ROLES)
def test_a_key_that_is_nobodys_is_not_here(place: Village, who: str) -> None:
    odd = {}
    keys = ("0", "999999", "2147483647", "9" * 30, "-1", "1.5", "iets", "%00", "..")
    for route in ROUTES:
        for part in re.findall(r"(?<=/)\{\w+\}", route.address.partition("?")[0]):
            for key in keys:
                address = place.address(route.address.replace(part, key, 1))
                odd[route.method, address] = route

    browser = place.visit(who)
    for (method, address), route in odd.items():
        answer = browser.open(address, method=method)
        got = heard(answer)
        allowed = {"404", "405"} | ({"door"} if who == "anonymous" else set())
        if "403" in route.answers:
            allowed.add("403")
        if address.endswith("/..") or "/../" in address:
            allowed |= {"page", "done", "door", "405", "308"}
        assert got in allowed, f"{method} {address}: {answer.status}"


TOKEN = re.compile(r"[\w-]{16,}\.[\w-]{4,10}\.[\w-]{20,}")


def without_token(answer: TestResponse) -> str:
    """Return an answer without the form token, which is new each time."""
    return TOKEN.sub("token", answer.text)


SECRETS = ("secret", "past", "secret_comment", "secret_photo", "secret_cake", "closed")


def test_nothing_is_said_about_what_one_may_not_see(place: Village) -> None:
    browser = place.visit("outsider")

    for route in ROUTES:
        hidden = [key for key in SECRETS if f"/{{{key}}}" in route.address]
        if not hidden or route.method != "GET":
            continue
        there = browser.get(place.address(route.address))
        nowhere = browser.get(
            route.address.format(**place.keys | {hidden[0]: "987654"})
        )
        assert there.status_code == nowhere.status_code == 404
        assert without_token(there) == without_token(nowhere)


GREEDY = {
    "role": "manager", "is_owner": "1", "is_home": "1", "is_persona": "1",
    "person_id": "{manager_id}", "author_id": "{manager_id}", "id": "1",
    "owner_id": "{outsider_id}", "handle": "mo.manager", "is_complete": "1",
    "deleted_by_id": "{outsider_id}", "account_id": "1", "active": "1",
    "is_shown": "1", "photo_key": "{secret_photo}", "email": "mo.manager@example.org",
    "username": "1", "left_at": "", "asker_id": "{manager_id}", "state": "done",
    "likes": "99", "kept": "{unplaced_photo}", "reader_id": "{manager_id}",
}  # fmt: skip
"""Fields that no form of a colleague has."""


def powers() -> object:
    """Return who runs what, who is called what, and whose things are whose."""
    tables = Base.metadata.tables
    columns = [
        tables["person"].c[name] for name in ("id", "role", "handle", "is_persona")
    ]
    people = db.session.execute(select(*columns).order_by(columns[0])).all()
    accounts = tables["account"]
    names = db.session.execute(
        select(accounts.c.id, accounts.c.person_id, accounts.c.email, accounts.c.active)
    ).all()
    members = tables["membership"]
    owners = db.session.execute(
        select(members.c.team_id, members.c.person_id).where(members.c.is_owner)
    ).all()
    files = tables["stored_file"]
    photos = db.session.execute(select(files.c.key, files.c.owner_id)).all()
    authored = [
        db.session.execute(
            select(func.count()).where(table.c[column] == manager)
        ).scalar()
        for manager in [people[1].id]
        for table, column in (
            (tables["post"], "author_id"),
            (tables["comment"], "author_id"),
            (tables["wish"], "asker_id"),
        )
    ]
    return people, sorted(names), sorted(owners), sorted(photos), authored


@pytest.mark.parametrize("who", ["outsider", "member"])
def test_a_field_too_many_gives_no_power(place: Village, who: str) -> None:
    before = powers()
    takes_more = {
        "teams.new",
        "teams.leave",
        "teams.join",
        "teams.follow",
        "media.save",
    }

    for route in ROUTES:
        wanted = dict(expected(route))[who]
        if route.method != "POST" or wanted in NOT_THEIRS | {"door"}:
            continue
        if route.endpoint in takes_more or route.endpoint.startswith("security."):
            continue
        fields = GREEDY | route.fields
        place.visit(who).post(
            place.address(route.address),
            data={name: place.address(value) for name, value in fields.items()},
        )

    assert powers() == before
