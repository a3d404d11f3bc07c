from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from intranet import create_app
from intranet.config import Settings
from intranet.core import site
from intranet.core.db import db
from intranet.people.models import Person
from tests.conftest import HTMX, Browser


def test_every_page_begins_with_a_way_to_its_content(
    an: Person, browser: Browser
) -> None:
    page = browser(an).get("/nowhere").text

    assert 'class="skip" href="#main"' in page
    assert '<main id="main"' in page
    assert page.count('id="live"') == 1
    assert page.count('id="toast"') == 1


def test_a_page_holds_one_form_for_its_small_buttons(
    an: Person, browser: Browser
) -> None:
    page = browser(an).get("/nowhere").text

    assert page.count('<form id="do" method="post"') == 1
    assert "X-CSRFToken" in page


def test_the_menu_has_no_room_that_sleeps(an: Person, browser: Browser) -> None:
    site.save(open_rooms="people")
    db.session.commit()

    page = browser(an).get("/nowhere").text

    assert 'href="/teams/"' not in page
    assert 'href="/governance/"' not in page
    assert 'href="/notifications/"' not in page
    assert "#write" not in page


def test_the_desk_is_in_the_menu_of_the_manager_only(
    an: Person, mo: Person, browser: Browser
) -> None:
    assert 'href="/admin/"' not in browser(an).get("/nowhere").text
    assert 'href="/admin/"' in browser(mo).get("/nowhere").text


def test_signing_out_is_a_form_not_a_link(an: Person, browser: Browser) -> None:
    page = browser(an).get("/nowhere").text

    assert 'action="/logout"' in page
    assert 'href="/logout"' not in page


def test_a_page_that_is_not_here_is_told_by_the_colleague(
    an: Person, browser: Browser
) -> None:
    answer = browser(an).get("/nowhere")

    assert answer.status_code == 404
    assert "#f-search" in answer.text
    assert answer.text.count("<h1") == 1


def test_somebody_outside_gets_the_same_answer_without_the_menu(app: Flask) -> None:
    answer = app.test_client().get("/nowhere")

    assert answer.status_code == 404
    assert "site-nav" not in answer.text


def test_a_refusal_for_htmx_comes_over_the_page(an: Person, browser: Browser) -> None:
    answer = browser(an).get("/nowhere", headers=HTMX)

    assert answer.headers["HX-Retarget"] == "#toast"
    assert "<html" not in answer.text
    assert "data-toast" in answer.text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_our_own_failure_is_told_kindly_even_without_a_database(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    settings = Settings(
        secret_key="not a secret, but long enough to be one",
        database_url=f"sqlite:///{tmp_path}/gone/hofje.db",
        data=tmp_path,
        base_url="http://localhost",
    )

    answer = create_app(settings).test_client().get("/teams/", headers=headers)

    assert answer.status_code == 500
    assert answer.mimetype == "text/html"
    assert ("#f-sorry" in answer.text) is (not headers)
    assert "Traceback" not in answer.text
