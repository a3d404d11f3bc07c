from __future__ import annotations

import pytest
from flask import Flask

from intranet.core import site
from intranet.core.db import db
from intranet.people.models import Person
from tests.conftest import Browser


def test_the_colours_are_one_small_file_that_is_kept_for_a_year(app: Flask) -> None:
    site.save(brand="#3f7d2c", portrait="bente")
    db.session.commit()
    version = site.current().version

    answer = app.test_client().get(f"/style-{version}.css")

    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(answer.data) < 4096
    assert "--f-hair:#d9ae62" in answer.text


def test_an_old_address_of_the_colours_is_not_kept(app: Flask) -> None:
    answer = app.test_client().get("/style-999.css")

    assert answer.status_code == 200
    assert "immutable" not in answer.headers["Cache-Control"]


def test_the_face_in_the_tab_wears_the_chosen_look(app: Flask) -> None:
    site.save(portrait="mika")
    db.session.commit()

    answer = app.test_client().get(f"/face-{site.current().version}.svg")

    assert answer.mimetype == "image/svg+xml"
    assert "#65402e" in answer.text
    assert "var(" not in answer.text


def test_a_phone_hears_how_the_colleague_is_called(app: Flask) -> None:
    answer = app.test_client().get("/app.webmanifest")

    assert answer.get_json()["short_name"] == "Jet"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_is_drawn_by_the_server_on_the_next_page(
    app: Flask, theme: str
) -> None:
    client = app.test_client()

    answer = client.post("/theme", data={"theme": theme})
    page = client.get("/nowhere")

    assert answer.status_code == 303
    assert f'data-theme="{theme}"' in page.text


def test_as_my_device_takes_the_choice_back(app: Flask) -> None:
    client = app.test_client()
    client.post("/theme", data={"theme": "dark"})

    client.post("/theme", data={"theme": "auto"})

    assert "data-theme=" not in client.get("/nowhere").text


def test_an_odd_theme_is_no_theme(app: Flask) -> None:
    client = app.test_client()

    client.post("/theme", data={"theme": '"><script>'})

    assert "data-theme=" not in client.get("/nowhere").text


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("http://localhost/teams/?toon=alle", "/teams/?toon=alle"),
        ("http://elsewhere.example/teams/", "/"),
        ("http://localhost//elsewhere.example", "/"),
        ("", "/"),
    ],
)
def test_after_choosing_a_theme_one_is_back_on_the_page_and_never_elsewhere(
    app: Flask, page: str, back: str
) -> None:
    answer = app.test_client().post(
        "/theme", data={"theme": "dark"}, headers={"Referer": page} if page else {}
    )

    assert answer.headers["Location"] == back


def test_somebody_may_hear_the_colleague_in_english(
    an: Person, browser: Browser
) -> None:
    client = browser(an)

    answer = client.post("/language", data={"locale": "en"})

    assert answer.status_code == 303
    assert '<html lang="en"' in client.get("/nowhere").text
    assert '<html lang="en"' in browser(an).get("/nowhere").text


def test_a_visitor_may_too_and_an_odd_language_is_no_language(app: Flask) -> None:
    client = app.test_client()

    client.post("/language", data={"locale": "en"})
    client.post("/language", data={"locale": "xx"})

    assert '<html lang="en"' in client.get("/nowhere").text
