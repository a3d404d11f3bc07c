"""A village per database, built once and put back as it was before every test."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select, text, update

from intranet.core import site
from intranet.core.clock import now
from intranet.core.db import Base, db
from intranet.timeline.models import Comment, Post
from intranet.timeline.views import cards
from tests.conftest import DATABASES, empty
from tests.proof import village
from tests.proof.village import Village


class Keepsake:
    """Everything in the house at one moment, to bring back in an instant."""

    def __init__(self, app: Flask) -> None:
        """Keep every row and every file.

        Args:
            app: the house; its context is open and nothing is unsaved.

        """
        self.folder: Path = app.config["SETTINGS"].data / "uploads"
        self.files = {
            path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()
        }
        self.copy: sqlite3.Connection | None = None
        self.rows: dict[str, list[dict[str, Any]]] = {}
        if db.engine.dialect.name == "sqlite":
            self.copy = sqlite3.connect(":memory:", check_same_thread=False)
            with _file() as file:
                file.backup(self.copy)
        else:
            for table in Base.metadata.sorted_tables:
                found = db.session.execute(select(table)).mappings()
                self.rows[table.name] = [dict(row) for row in found]
        db.session.remove()

    def bring_back(self) -> None:
        """Put every row and file back; what came after is gone."""
        db.session.remove()
        if self.copy is not None:
            with _file() as file:
                self.copy.backup(file)
        else:
            self._fill()
        for path, body in self.files.items():
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(body)
        # what was taken away a moment ago can be put back for a moment
        for table in (Post, Comment):
            gone = update(table).where(table.deleted_at.is_not(None))
            db.session.execute(gone.values(deleted_at=now()))
        db.session.commit()
        db.session.remove()
        site.forget()
        cards._kept.clear()

    def _fill(self) -> None:
        names = ", ".join(f'"{name}"' for name in self.rows)
        db.session.execute(text(f"truncate {names} restart identity"))
        for table in Base.metadata.sorted_tables:
            rows = self.rows[table.name]
            if not rows:
                continue
            db.session.execute(insert(table), rows)
            if "id" in table.c:
                serial = f"pg_get_serial_sequence('\"{table.name}\"', 'id')"
                db.session.execute(
                    text(f'select setval({serial}, max(id)) from "{table.name}"')  # noqa: S608
                )
        db.session.commit()


@contextmanager
def _file() -> Iterator[sqlite3.Connection]:
    """Open the database file itself, beside the connections of the house."""
    with closing(sqlite3.connect(db.engine.url.database or "")) as beside:
        yield beside


@pytest.fixture(scope="session", name="villages")
def build_villages(
    house: Callable[[str], Flask],
) -> Callable[[str], tuple[Village, Keepsake]]:
    """Build one village per database, and keep it for the whole run."""
    built: dict[str, tuple[Village, Keepsake]] = {}

    def build(kind: str) -> tuple[Village, Keepsake]:
        if kind not in built:
            app = house(kind)
            with app.app_context():
                empty()
                village.open_house()
                built[kind] = village.build(app), Keepsake(app)
        return built[kind]

    return build


@pytest.fixture(params=DATABASES, name="place")
def open_village(
    request: pytest.FixtureRequest,
    villages: Callable[[str], tuple[Village, Keepsake]],
) -> Iterator[Village]:
    """Open the village as it was on its first day."""
    place, first_day = villages(request.param)
    with place.app.app_context():
        first_day.bring_back()
        place.again = first_day.bring_back
        yield place
        db.session.remove()
