"""What every answer carries, and what no form goes without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Map

from intranet import create_app
from intranet.accounts import door
from intranet.core import site
from intranet.core.db import Base, db
from tests.accounts.keys import PASSWORD, token_of
from tests.conftest import Visitor, make_person, settings_for

VALUES = {"int": "1", "default": "x", "path": "x"}


@pytest.fixture(name="guarded")
def open_guarded_house(tmp_path: Path) -> Iterator[Flask]:
    """Open a house as it is in real life: with tokens, on https."""
    settings = settings_for(f"sqlite:///{tmp_path / 'own.db'}", tmp_path)
    app = create_app(
        replace(settings, base_url="https://jet.example.org"), TESTING=True
    )
    app.test_client_class = Visitor
    with app.app_context():
        Base.metadata.create_all(db.engine)
        site.found(
            organisation="Proefdorp",
            colleague="Jet",
            open_rooms=" ".join(site.SLEEPERS),
        )
        db.session.commit()
        yield app
        db.session.remove()
        db.engine.dispose()


def posts(rules: Map) -> list[str]:
    found = []
    for rule in rules.iter_rules():
        if "POST" not in (rule.methods or ()):
            continue
        given = dict.fromkeys(rule.arguments, "1")
        found.append(rules.bind("localhost").build(rule.endpoint, given, method="POST"))
    return sorted(found)


def test_no_post_goes_without_a_token(guarded: Flask) -> None:
    client = guarded.test_client()
    addresses = posts(guarded.url_map)

    found = {
        address: client.post(address, base_url="https://localhost").status_code
        for address in addresses
    }

    assert len(addresses) > 10
    assert {address for address, status in found.items() if status != 400} == set()


def test_a_token_of_another_visit_does_not_work(guarded: Flask) -> None:
    mine, other = guarded.test_client(), guarded.test_client()
    stolen = token_of(other.get("/login", base_url="https://localhost"))
    mine.get("/login", base_url="https://localhost")

    answer = mine.post(
        "/login", data={"csrf_token": stolen}, base_url="https://localhost"
    )

    assert answer.status_code == 400


def test_the_cookie_belongs_to_this_host_on_https(guarded: Flask) -> None:
    from intranet.accounts import actions, queries  # noqa: PLC0415

    an = make_person("An")
    actions.choose_password(queries.account_of(an.id), PASSWORD)
    db.session.commit()
    client = guarded.test_client()
    token = token_of(client.get("/login", base_url="https://localhost"))

    answer = client.post(
        "/login",
        data={"email": "an@example.org", "password": PASSWORD, "csrf_token": token},
        base_url="https://localhost",
    )

    cookie = answer.headers["Set-Cookie"]
    assert answer.status_code == 303
    assert cookie.startswith("__Host-hofje=")
    for word in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert word in cookie
    assert "Domain" not in cookie


def test_over_plain_http_on_this_machine_one_can_sign_in(app: Flask) -> None:
    with app.test_request_context("/login"):
        interface = app.session_interface
        assert isinstance(interface, door.HouseSessions)
        assert interface.get_cookie_name(app) == "hofje"
        assert not interface.get_cookie_secure(app)


@pytest.mark.parametrize(
    "address", ["/login", "/welcome", "/nowhere", "/login/forgotten"]
)
def test_every_page_has_safe_headers(app: Flask, address: str) -> None:
    headers = app.test_client().get(address).headers
    policy = headers["Content-Security-Policy"]

    for line in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ):
        assert line in policy
    for word in ("unsafe", "*", "data:", "127.0.0.1", "http:"):
        assert word not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_https_is_kept_for_a_year(app: Flask) -> None:
    answer = app.test_client().get("/login", base_url="https://localhost")

    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_pages_of_who_is_signed_in_are_not_kept_by_others(app: Flask) -> None:
    answer = app.test_client().get("/login")

    assert "private" in answer.headers["Cache-Control"]
