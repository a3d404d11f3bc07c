"""How somebody is seen: a photo, a drawing, or rather neither."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from intranet.core import clock
from intranet.core.db import db
from intranet.media import actions, chores
from intranet.media.models import StoredFile
from intranet.people.models import FaceChoice, Person
from intranet.teams.models import Team
from tests.conftest import Browser
from tests.timeline.story import photo


def again(person: Person) -> Person:
    db.session.expire_all()
    return db.session.get_one(Person, person.id)


def test_a_photo_is_cut_and_the_old_one_goes_at_once(
    app: Flask, an: Person, bo: Person, town: Team, browser: Browser
) -> None:
    client = browser(an)
    assert client.get("/me/face").status_code == 200
    client.post("/me/face", data={"choice": "photo", "photo": (photo(), "me.jpg")})
    first = again(an).photo_key
    assert again(an).face_choice == FaceChoice.PHOTO
    for size in (96, 320):
        assert browser(bo).get(f"/media/face/{first}/{size}").status_code == 200
    assert browser(bo).get(f"/media/face/{first}/97").status_code == 404
    assert app.test_client().get(f"/media/face/{first}/96").status_code == 303

    client.post("/me/face", data={"choice": "photo", "photo": (photo("PNG"), "me.png")})

    assert again(an).photo_key != first
    assert client.get(f"/media/face/{first}/96").status_code == 404
    shelf: Path = app.config["SETTINGS"].data / "uploads"
    assert first is not None
    assert not (shelf / first[:2] / first).exists()


def test_a_drawing_or_rather_nothing(an: Person, town: Team, browser: Browser) -> None:
    client = browser(an)
    client.post("/me/face", data={"choice": "photo", "photo": (photo(), "me.jpg")})

    assert (
        client.post("/me/face", data={"choice": "drawn", "avatar": "bas"}).status_code
        == 303
    )
    assert (again(an).face_choice, again(an).avatar) == (FaceChoice.DRAWN, "bas")
    assert db.session.query(StoredFile).count() == 0
    assert client.post("/me/face", data={"choice": "none"}).status_code == 303
    assert (again(an).face_choice, again(an).avatar) == (FaceChoice.NONE, None)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"choice": "odd"},
        {"choice": "photo"},
        {"choice": "photo", "photo": (BytesIO(b"<svg/>"), "me.jpg")},
        {"choice": "drawn"},
        {"choice": "drawn", "avatar": "../../secret"},
    ],
)
def test_what_is_no_answer_comes_back(
    an: Person, town: Team, browser: Browser, given: dict[str, object]
) -> None:
    given = {
        key: (BytesIO(b"<svg/>"), "me.jpg") if key == "photo" else value
        for key, value in given.items()
    }
    answer = browser(an).post("/me/face", data=given)

    assert answer.status_code == 422
    assert again(an).face_choice == FaceChoice.UNSAID


@pytest.mark.parametrize(
    "key", ["face", "..", "%00", "é", "%2e%2e", "x" * 300, "0" * 32]
)
def test_odd_addresses_of_files_are_not_here(
    an: Person, browser: Browser, key: str
) -> None:
    client = browser(an)

    assert client.get(f"/media/{key}/400").status_code == 404
    assert client.get(f"/media/face/{key}/96").status_code == 404


def test_unfinished_photos_are_swept_after_a_day(app: Flask, an: Person) -> None:
    with app.test_request_context():
        taken = actions.take_in(photo(), "a.jpg")
        actions.keep(taken, an.id)
        lost = actions.take_in(photo(), "b.jpg")
        shown = actions.take_in(photo(), "c.jpg")
        actions.keep(shown, an.id, is_shown=True)
    db.session.commit()
    shelf: Path = app.config["SETTINGS"].data / "uploads"

    def lies(key: str) -> bool:
        return (shelf / key[:2] / key).exists()

    assert chores.sweep() == 0
    with clock.at(clock.now() + timedelta(days=2)):
        assert chores.sweep() >= 2

    assert (lies(taken.key), lies(lost.key), lies(shown.key)) == (False, False, True)
    assert db.session.query(StoredFile).count() == 1
