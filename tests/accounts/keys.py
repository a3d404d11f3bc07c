"""Passwords for people in tests, and a browser that knows the token of a form."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intranet.accounts import actions, queries
from intranet.core.db import db
from intranet.people.models import Person

PASSWORD = "vier woorden op een rij"


def give_password(person: Person, password: str = PASSWORD) -> None:
    """Let this person sign in."""
    actions.choose_password(queries.account_of(person.id), password)
    db.session.commit()


def sign_in(
    client: FlaskClient, who: str, password: str = PASSWORD, **more: str
) -> TestResponse:
    """Send the sign-in form."""
    return client.post("/login", data={"email": who, "password": password, **more})


def token_of(page: TestResponse) -> str:
    """Return the token against forgery that a page carries."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert found
    return found[1]
