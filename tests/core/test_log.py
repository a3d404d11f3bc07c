"""What the log may hold: who did what and when, and nothing that opens a door."""

from __future__ import annotations

from flask import Flask
from structlog.testing import capture_logs

from intranet.people.models import Person
from tests.conftest import Browser

KEY = "WyIzMDAwMDAwMDAwMDAwMDAwMDAiXQ.kept-from-the-log"


def test_the_key_to_a_new_password_is_not_in_the_log(app: Flask) -> None:
    with capture_logs() as lines:
        app.test_client().get(f"/login/forgotten/{KEY}")

    assert KEY not in str(lines)
    assert [line["path"] for line in lines] == ["/login/forgotten/..."]


def test_what_was_searched_for_is_not_in_the_log(an: Person, browser: Browser) -> None:
    with capture_logs() as lines:
        browser(an).get("/search?q=ontslag")

    assert "ontslag" not in str(lines)
    assert [(line["path"], line["person"]) for line in lines] == [("/search", an.id)]
