"""The house, empty, with people in it: An, Bo, the manager Mo, and Jet herself.

Every test that opens the house does so once per database that
INTRANET_TEST_DATABASES names ("sqlite,postgres" unless told).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, event, text
from werkzeug.test import TestResponse

from intranet import create_app
from intranet.accounts import door
from intranet.accounts.models import Account
from intranet.config import Settings
from intranet.core import site
from intranet.core.db import Base, db
from intranet.core.permissions import Role
from intranet.people.models import Person
from intranet.teams.models import Membership, Team, TeamKind
from tests import htmlcheck
from tools import machine

DATABASES = os.environ.get("INTRANET_TEST_DATABASES", "sqlite,postgres").split(",")
HTMX = {"HX-Request": "true"}


class Visitor(FlaskClient):
    """A browser: each request has its own g and session, as in real life.

    Without this a signed-in person would stick to the test's own context, and
    a forgotten commit would pass unseen. Every page it gets is valid HTML.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send one request, and look at the HTML that comes back."""
        db.session.remove()
        with self.application.app_context():
            answer = super().open(*args, **kwargs)
        db.session.expire_all()
        if answer.mimetype == "text/html" and answer.data and not answer.location:
            htmlcheck.check(answer.text, whole="<html" in answer.text)
        return answer


@pytest.fixture(scope="session", name="postgres")
def start_postgres(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Callable[[], str]]:
    """Return a maker of addresses of an empty database on a real Postgres."""
    with machine.postgres() as address:
        yield from _makers(address, worker_id)


def _makers(address: str, worker_id: str) -> Iterator[Callable[[], str]]:
    admin = create_engine(
        address.replace("postgresql://", "postgresql+psycopg://"),
        isolation_level="AUTOCOMMIT",
    )
    name = f"hofje_{os.getpid()}_{worker_id}"
    numbers = count()

    def fresh() -> str:
        with admin.connect() as connection:
            mine = f"{name}_{next(numbers)}"
            connection.execute(text(f"create database {mine}"))
            connection.execute(
                text(f"alter database {mine} set synchronous_commit=off")
            )
        return admin.url.set(database=mine).render_as_string(hide_password=False)

    yield fresh
    admin.dispose()


@event.listens_for(Engine, "connect")
def _hurry(connection: object, _record: object) -> None:
    """Let SQLite not wait for the disk; tests of the promise open their own house."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")


def settings_for(url: str, data: Path, **given: Any) -> Settings:
    """Return the settings of a house in a folder of its own."""
    (data / "uploads").mkdir(parents=True, exist_ok=True)
    return Settings(
        secret_key="not a secret, but long enough to be one",
        database_url=url,
        data=data,
        **given,
    )


@pytest.fixture(scope="session", name="house")
def build_house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Flask]]:
    """Build one application per database, and keep it for the whole run."""
    built: dict[str, Flask] = {}

    def build(kind: str) -> Flask:
        if kind not in built:
            folder = tmp_path_factory.mktemp(kind)
            url = f"sqlite:///{folder / 'test.db'}"
            if kind == "postgres":
                url = request.getfixturevalue("postgres")()
            app = create_app(
                settings_for(url, folder, base_url="http://localhost"),
                TESTING=True,
                WTF_CSRF_ENABLED=False,
            )
            app.test_client_class = Visitor
            with app.app_context():
                Base.metadata.create_all(db.engine)
            built[kind] = app
        return built[kind]

    yield build
    for app in built.values():
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def empty() -> None:
    """Take every row out of the house, children first."""
    tables = list(reversed(Base.metadata.sorted_tables))
    if db.engine.dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in tables)
        db.session.execute(text(f"truncate {names} restart identity"))
    else:
        for table in tables:
            db.session.execute(table.delete())
    db.session.commit()


@pytest.fixture(params=DATABASES, name="app")
def open_house(
    request: pytest.FixtureRequest, house: Callable[[str], Flask]
) -> Iterator[Flask]:
    """Open an empty house whose every room is awake."""
    app = house(request.param)
    with app.app_context():
        empty()
        site.found(
            organisation="Gemeente Proefdorp",
            colleague="Jet",
            open_rooms=" ".join(site.SLEEPERS),
        )
        db.session.commit()
        yield app
        db.session.remove()


def make_person(name: str, **fields: Any) -> Person:
    """Put somebody in the house, with an account."""
    handle = name.lower().replace(" ", ".")
    person = Person(
        name=name, call_name=name.split(maxsplit=1)[0], handle=handle, **fields
    )
    db.session.add(person)
    db.session.flush()
    db.session.add(Account(person_id=person.id, email=f"{handle}@example.org"))
    db.session.commit()
    return person


def make_team(name: str, *people: Person, **fields: Any) -> Team:
    """Make a team with these people in it; it is home for who has none yet."""
    team = Team(name=name, slug=name.lower().replace(" ", "-"), **fields)
    db.session.add(team)
    db.session.flush()
    for person in people:
        at_home = db.session.query(Membership).filter_by(
            person_id=person.id, is_home=True
        )
        home = at_home.first() is None and team.kind != TeamKind.CLOSED
        db.session.add(Membership(team_id=team.id, person_id=person.id, is_home=home))
    db.session.commit()
    return team


@pytest.fixture(name="town")
def make_town(app: Flask, an: Person, bo: Person, mo: Person) -> Team:
    """The department where everybody has their home."""
    return make_team("Town hall", an, bo, mo, kind=TeamKind.DEPARTMENT)


@pytest.fixture(name="an")
def make_an(app: Flask) -> Person:
    """An works in the front office."""
    return make_person("An")


@pytest.fixture(name="bo")
def make_bo(app: Flask) -> Person:
    """Bo works in another team."""
    return make_person("Bo")


@pytest.fixture(name="mo")
def make_mo(app: Flask) -> Person:
    """Mo is the community manager."""
    return make_person("Mo", role=Role.MANAGER)


@pytest.fixture(name="jet")
def make_jet(app: Flask) -> Person:
    """Jet is the digital colleague."""
    return make_person("Jet", is_persona=True)


@pytest.fixture(name="front_office")
def make_front_office(an: Person) -> Team:
    """A closed team with only An in it."""
    return make_team("Front office", an, kind=TeamKind.CLOSED)


Browser = Callable[[Person], FlaskClient]
Limit = Callable[[int], AbstractContextManager[None]]


@pytest.fixture(name="browser")
def make_browser(app: Flask) -> Browser:
    """Open a browser in which this person is signed in."""

    def open_as(person: Person) -> FlaskClient:
        account = db.session.query(Account).filter_by(person_id=person.id).one()
        token = door.open_for(account, "a browser in a test")
        db.session.commit()
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = account.fs_uniquifier
            session["_fresh"] = True
            session[door.TOKEN] = token
        return client

    return open_as


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect what the block asks of the database."""
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture(name="at_most")
def make_at_most(app: Flask) -> Limit:
    """Fail when the block sends more queries than it may."""

    @contextmanager
    def at_most(limit: int) -> Iterator[None]:
        with statements() as seen:
            yield
        assert len(seen) <= limit, "\n\n".join(seen)

    return at_most
