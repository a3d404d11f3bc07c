"""Taking the house along while people write, and putting it back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select

from intranet import create_app
from intranet.backup import actions, rows
from intranet.backup.manifest import NAME, BackupError, Manifest
from intranet.backup.restore import restore
from intranet.core import site
from intranet.core.db import db
from intranet.media import actions as media
from intranet.media import store
from intranet.media.models import StoredFile
from intranet.people.models import Person
from intranet.search.models import Entry
from intranet.teams.models import TeamKind
from intranet.timeline import actions as timeline
from intranet.timeline.models import Post
from tests.conftest import DATABASES, make_person, make_team, settings_for

House = Callable[[str], Flask]


@pytest.fixture(params=DATABASES, name="house")
def build_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """Build houses by name, each with a database and a folder of its own."""
    built: list[Flask] = []

    def build(name: str) -> Flask:
        url = f"sqlite:///{tmp_path / name / 'hofje.db'}"
        if request.param == "postgres":
            fresh: Callable[[], str] = request.getfixturevalue("postgres")
            url = fresh()
        app = create_app(settings_for(url, tmp_path / name), TESTING=True)
        with app.app_context():
            upgrade()
        built.append(app)
        return app

    yield build
    for app in built:
        with closed(app):
            pass


@contextmanager
def closed(app: Flask) -> Iterator[None]:
    """Be in a house, and leave no connection behind."""
    with app.app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()


def settle() -> Person:
    """Let An come to live in the house that is open."""
    site.found(
        organisation="Gemeente Proefdorp",
        colleague="Jet",
        open_rooms=" ".join(site.SLEEPERS),
    )
    an = make_person("An")
    make_team("Town hall", an, kind=TeamKind.DEPARTMENT)
    return an


def photo_post(person_id: int, number: int) -> None:
    """Place a message with a photo; the photo lies on disk before its row is there."""
    key = store.new_key()
    store.write(key, {400: f"photo {number}".encode() * 50})
    taken = media.Taken(key, f"{number}.jpg", 400, 300)
    file = media.keep(taken, person_id, alt=f"photo {number}")
    timeline.publish(person_id, f"message {number}", files=[file])
    db.session.commit()


def test_a_backup_under_load_holds_everything_of_before(
    house: House, tmp_path: Path
) -> None:
    old, new = house("old"), house("new")
    with closed(old):
        an = settle().id
        for number in range(30):
            photo_post(an, number)
        before = set(db.session.scalars(select(Post.id)))
        db.session.remove()
    stop = threading.Event()
    trouble: list[Exception] = []

    def write() -> None:
        with old.app_context():
            number = 1_000
            while not (stop.is_set() or trouble):
                try:
                    photo_post(an, number)
                except Exception as error:  # noqa: BLE001 - told by the test
                    trouble.append(error)
                number += 1
            db.session.remove()

    writers = [threading.Thread(target=write) for _writer in range(2)]
    for writer in writers:
        writer.start()
    try:
        with old.app_context():
            manifest = actions.back_up(tmp_path / "backup")
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    with closed(new):
        restore(tmp_path / "backup")
        posts = set(db.session.scalars(select(Post.id)))
        files = db.session.scalars(select(StoredFile)).all()
        bodies = {file.key: store.path(file.key, 400).read_bytes() for file in files}
        db.session.remove()

    assert trouble == []
    assert before <= posts
    assert len(posts) == manifest.rows["post"] == len(files)
    old_shelf = old.config["SETTINGS"].data / "uploads"
    for key, body in bodies.items():
        assert body == (old_shelf / key[:2] / key / "400.webp").read_bytes()


def test_what_is_put_back_is_found_and_can_be_gone_on_with(
    house: House, tmp_path: Path
) -> None:
    old, new = house("old"), house("new")
    with closed(old):
        photo_post(settle().id, 1)
        actions.back_up(tmp_path / "backup")

    with closed(new):
        restore(tmp_path / "backup")
        an = db.session.scalars(select(Person)).one()
        photo_post(an.id, 2)
        posts = db.session.scalars(select(Post.body).order_by(Post.id)).all()
        entries = len(db.session.scalars(select(Entry.id)).all())

    assert posts == ["message 1", "message 2"]
    assert entries == 2


def test_a_lived_in_house_is_only_replaced_when_told_so(
    house: House, tmp_path: Path
) -> None:
    app = house("old")
    with closed(app):
        an = settle().id
        photo_post(an, 1)
        actions.back_up(tmp_path / "backup")
        photo_post(an, 2)
        later = db.session.scalars(select(StoredFile).order_by(StoredFile.id)).all()[-1]

        with pytest.raises(BackupError, match="--over"):
            restore(tmp_path / "backup")
        assert len(db.session.scalars(select(Post.id)).all()) == 2
        db.session.remove()
        restore(tmp_path / "backup", over=True)
        posts = db.session.scalars(select(Post.body)).all()

        assert posts == ["message 1"]
        assert not store.path(later.key, 400).exists()
        assert len(list(actions.uploads().rglob("*.webp"))) == 1


@pytest.mark.parametrize("harm", ["change", "remove"])
def test_a_damaged_backup_is_refused_and_changes_nothing(
    house: House, tmp_path: Path, harm: str
) -> None:
    old, new = house("old"), house("new")
    with closed(old):
        photo_post(settle().id, 1)
        actions.back_up(tmp_path / "backup")
    photo = next((tmp_path / "backup" / "uploads").rglob("*.webp"))
    if harm == "change":
        photo.write_bytes(b"other bytes")
    else:
        photo.unlink()

    with closed(new):
        with pytest.raises(BackupError, match=r"damaged|not whole"):
            restore(tmp_path / "backup")
        assert db.session.scalars(select(Person)).all() == []
        assert list(actions.uploads().rglob("*.webp")) == []


def test_a_backup_of_a_newer_house_is_refused(house: House, tmp_path: Path) -> None:
    app = house("old")
    with closed(app):
        settle()
        actions.back_up(tmp_path / "backup")
        manifest = Manifest.read(tmp_path / "backup")
        manifest.schema = "9998"
        manifest.write(tmp_path / "backup")

        with pytest.raises(BackupError, match="newer"):
            restore(tmp_path / "backup", over=True)


def test_a_folder_with_something_in_it_is_left_alone(
    house: House, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")

    with closed(house("old")), pytest.raises(BackupError, match="not empty"):
        actions.back_up(tmp_path / "full")

    assert not (tmp_path / "full" / NAME).exists()


def test_a_snapshot_does_not_see_what_comes_after(house: House) -> None:
    with closed(house("old")):
        settle()
        with rows.snapshot(db.engine) as connection:
            [person] = [t for t in rows.tables(connection) if t.name == "person"]
            make_person("Bo")
            seen = connection.execute(select(person.c.name)).scalars().all()

        assert seen == ["An"]


@pytest.mark.skipif(len(DATABASES) == 1, reason="needs both databases")
def test_a_backup_moves_from_sqlite_to_postgres(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    fresh: Callable[[], str] = request.getfixturevalue("postgres")
    first = settings_for(f"sqlite:///{tmp_path / 'a.db'}", tmp_path / "a")
    second = settings_for(fresh(), tmp_path / "b")
    old, new = (create_app(one, TESTING=True) for one in (first, second))
    with closed(old):
        upgrade()
        photo_post(settle().id, 1)
        actions.back_up(tmp_path / "backup")

    with closed(new):
        restore(tmp_path / "backup")
        names = db.session.scalars(select(Person.name)).all()

    assert names == ["An"]


def test_both_commands_say_what_they_did(house: House, tmp_path: Path) -> None:
    app = house("old")
    with closed(app):
        settle()
    folder = str(tmp_path / "backup")

    made = app.test_cli_runner().invoke(args=["backup", folder])
    refused = app.test_cli_runner().invoke(args=["restore", folder])
    back = app.test_cli_runner().invoke(args=["restore", folder, "--over"])

    assert (made.exit_code, refused.exit_code, back.exit_code) == (0, 1, 0)
    assert "whole" in made.output
    assert "--over" in refused.output
    with closed(app):
        assert db.session.scalars(select(Person.name)).all() == ["An"]
