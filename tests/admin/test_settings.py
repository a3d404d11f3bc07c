"""The settings of the house."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from intranet.core import site
from intranet.core.audit import AuditLine
from intranet.core.db import db
from intranet.people.models import Person
from tests.conftest import HTMX, Browser

GIVEN = {
    "organisation": "Gemeente Waterhoeve",
    "colleague": "Fenna",
    "portrait": "noor",
    "is_formal": "yes",
    "brand": "#B4326E",
}


def test_settings_are_saved(
    app: Flask, jet: Person, mo: Person, browser: Browser
) -> None:
    version = site.current().version

    answer = browser(mo).post("/admin/settings", data=GIVEN)

    assert answer.status_code == 303
    now = site.current()
    assert (now.organisation, now.colleague, now.portrait) == (
        "Gemeente Waterhoeve",
        "Fenna",
        "noor",
    )
    assert now.is_formal
    assert now.brand == "#b4326e"
    assert now.version > version
    assert db.session.get_one(Person, jet.id, populate_existing=True).name == "Fenna"
    assert db.session.scalars(select(AuditLine.action)).all() == ["admin.settings"]


def test_a_corrected_colour_is_told(jet: Person, mo: Person, browser: Browser) -> None:
    client = browser(mo)

    page = client.post(
        "/admin/settings", data={**GIVEN, "brand": "#3f9be8"}, follow_redirects=True
    )

    assert "contrast" in page.text


def test_a_colour_is_looked_at_before_it_is_saved(
    jet: Person, mo: Person, browser: Browser
) -> None:
    client = browser(mo)

    part = client.get("/admin/settings/colour?brand=%23b4326e", headers=HTMX)
    page = client.post("/admin/settings", data={**GIVEN, "look": "yes"})

    assert "<html" not in part.text
    assert 'id="shades"' in part.text
    assert page.status_code == 200
    assert site.current().brand == "#0d6072"


@pytest.mark.parametrize("brand", ["red", "#12345", "#12345g", "", "#123456;}"])
def test_a_colour_that_is_none_comes_back_with_words(
    jet: Person, mo: Person, browser: Browser, brand: str
) -> None:
    client = browser(mo)

    answer = client.post("/admin/settings", data={**GIVEN, "brand": brand})
    part = client.get(
        "/admin/settings/colour", query_string={"brand": brand}, headers=HTMX
    )

    assert answer.status_code == 422
    assert part.status_code == 200
    assert site.current().colleague == "Jet"


def test_rooms_sleep_and_wake(mo: Person, browser: Browser) -> None:
    client = browser(mo)

    client.post("/admin/settings/rooms", data={"rooms": ["timeline", "teams", "attic"]})

    assert site.current().open_rooms == {"timeline", "teams"}
    assert client.get("/admin/settings").status_code == 200
    client.post("/admin/settings/rooms", data={"rooms": list(site.SLEEPERS)})
    assert site.current().open_rooms == set(site.SLEEPERS)
    acts = db.session.scalars(select(AuditLine.action)).all()
    assert acts == ["admin.rooms", "admin.rooms"]
