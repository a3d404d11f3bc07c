"""A promise kept: who got an answer finds the message back, also after kill -9.

HOFJE_KILLS=200 kills more often than an ordinary run does.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import secrets
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import create_engine, text

from intranet import create_app
from intranet.core.db import db
from intranet.demo import crowd
from intranet.demo.cast import PASSWORD
from tests.conftest import DATABASES, settings_for
from tools.server import Server
from tools.visitor import Visitor

KILLS = int(os.environ.get("HOFJE_KILLS") or 4)
WRITERS = 8
LOGINS = tuple(f"collega{number}@waterhoeve.example" for number in (1, 2, 3))


@dataclass
class House:
    """A house on disk, with nobody's server running."""

    folder: Path
    url: str
    env: dict[str, str] = field(default_factory=dict)

    def open(self) -> Server:
        return Server(self.folder / "log.txt", self.env)

    def bodies(self) -> Counter[str]:
        engine = create_engine(self.url)
        with engine.connect() as connection:
            found = Counter(connection.execute(text("select body from post")).scalars())
        engine.dispose()
        return found

    def is_sound(self) -> bool:
        if not self.url.startswith("sqlite"):
            return True
        with sqlite3.connect(self.folder / "hofje.db") as connection:
            [health] = connection.execute("pragma integrity_check").fetchone()
            broken = connection.execute("pragma foreign_key_check").fetchall()
        connection.close()
        return health == "ok" and not broken


@pytest.fixture(params=DATABASES, name="home")
def make_home(request: pytest.FixtureRequest, tmp_path: Path) -> House:
    url = f"sqlite:///{tmp_path / 'hofje.db'}"
    if request.param == "postgres":
        fresh: Callable[[], str] = request.getfixturevalue("postgres")
        url = fresh()
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            name = connection.execute(text("select current_database()")).scalar_one()
            connection.execute(text(f"alter database {name} reset synchronous_commit"))
        engine.dispose()
    app = create_app(settings_for(url, tmp_path))
    with app.app_context():
        upgrade()
        crowd.load(20, 10)
        db.session.remove()
        db.engine.dispose()
    env = {
        "INTRANET_DATA": str(tmp_path),
        "DATABASE_URL": url,
        "INTRANET_SECRET_KEY": app.config["SECRET_KEY"],
        "INTRANET_BASE_URL": "",
    }
    return House(tmp_path, url, env)


def browsers(server: Server, number: int, known: list[Visitor]) -> list[Visitor]:
    """Return so many browsers, of people who signed in once and stay so."""
    if not known:
        for login in LOGINS:
            known.append(Visitor(server.port))
            known[-1].sign_in(login, PASSWORD)
            known[-1].close()
    found = [known[place % len(known)].twin() for place in range(number)]
    for one in found:
        one.port = server.port
    return found


def write_on(visitor: Visitor, answered: list[str], refused: list[int]) -> None:
    """Place messages until the server goes away; note each that was answered."""
    with closing(visitor), suppress(OSError, http.client.HTTPException):
        while not refused:
            words = f"kept {secrets.token_hex(12)}"
            answer = visitor.post("/timeline/new", {"body": words, "form_key": words})
            if answer.status == 200:
                answered.append(words)
            else:
                refused.append(answer.status)


def test_a_killed_house_has_every_message_it_answered_for(home: House) -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    known: list[Visitor] = []
    answered: list[str] = []
    refused: list[int] = []

    for _kill in range(KILLS):
        with home.open() as server:
            writers = [
                threading.Thread(target=write_on, args=(visitor, answered, refused))
                for visitor in browsers(server, 4, known)
            ]
            for writer in writers:
                writer.start()
            # the moment is a matter of chance; whatever it is, the promise holds
            writers[0].join(chance.uniform(0.2, 1.5))
            server.kill()
            for writer in writers:
                writer.join()
        assert home.is_sound()

    assert answered
    assert refused == []
    found = home.bodies()
    assert [words for words in answered if found[words] != 1] == []
    home.open().stop()


def test_eight_writers_and_two_readers_meet_no_lock(home: House) -> None:
    statuses: Counter[int] = Counter()

    def write(visitor: Visitor) -> None:
        with closing(visitor):
            for _message in range(15):
                words = f"together {secrets.token_hex(12)}"
                form = {"body": words, "form_key": words}
                statuses[visitor.post("/timeline/new", form).status] += 1

    def read(visitor: Visitor) -> None:
        with closing(visitor):
            for _page in range(15):
                statuses[visitor.ask("GET", "/timeline/").status] += 1

    with home.open() as server:
        people = browsers(server, WRITERS + 2, [])
        threads = [
            threading.Thread(target=write if place < WRITERS else read, args=(one,))
            for place, one in enumerate(people)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    said = (home.folder / "log.txt").read_text("utf-8")
    assert re.search(r"database is locked|Traceback", said) is None
    assert statuses == {200: (WRITERS + 2) * 15}
    assert sum(1 for words in home.bodies() if words.startswith("together")) == 120
