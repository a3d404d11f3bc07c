from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask_babel import force_locale

from intranet.core import clock, drawing, progress
from intranet.core.drawing import Faced

ROOT = Path(__file__).parents[2]
MONDAY = datetime(2026, 10, 12, 8, tzinfo=UTC)


def somebody(**given: Any) -> Faced:
    """Return a face of letters, unless told otherwise."""
    known = {
        "name": "An de Vries", "hue": 3, "face_choice": "unsaid",
        "photo_key": None, "avatar": None,
    }  # fmt: skip
    return cast("Faced", SimpleNamespace(**known | given))


def test_somebody_without_a_picture_has_letters(app: Flask) -> None:
    with app.test_request_context():
        found = drawing.face(somebody())

    assert ">AV<" in found
    assert "hue-3" in found
    assert 'aria-hidden="true"' in found


def test_one_name_gives_one_letter(app: Flask) -> None:
    with app.test_request_context():
        assert ">J<" in drawing.face(somebody(name="jet"))
        assert ">?<" in drawing.face(somebody(name=" "))


def test_a_photo_comes_in_sizes_and_lazily(app: Flask) -> None:
    person = somebody(face_choice="photo", photo_key="k3y")
    with app.test_request_context(environ_overrides={"SCRIPT_NAME": "/hofje"}):
        small = drawing.face(person, "av-s")
        large = drawing.face(person, "av-l")
        whole = drawing.face(person, "av-fill")

    assert 'src="/hofje/media/face/k3y/96"' in small
    assert "srcset" not in small
    assert "/media/face/k3y/320 2x" in large
    assert 'src="/hofje/media/face/k3y/320"' in whole
    assert 'alt=""' in small
    assert 'loading="lazy"' in small


@pytest.mark.parametrize("choice", ["none", "unsaid", "drawn"])
def test_a_photo_is_shown_only_to_who_chose_it(app: Flask, choice: str) -> None:
    person = somebody(face_choice=choice, photo_key="k3y")
    with app.test_request_context():
        assert "k3y" not in drawing.face(person)


def test_a_drawn_face_is_one_of_ours(app: Flask) -> None:
    with app.test_request_context():
        ours = drawing.face(somebody(face_choice="drawn", avatar="samira"))
        odd = drawing.face(somebody(face_choice="drawn", avatar="../../etc/passwd"))

    assert "/static/img/people/samira.svg?v=" in ours
    assert "passwd" not in odd


def test_a_name_cannot_bring_a_script(app: Flask) -> None:
    with app.test_request_context():
        assert "<S" not in drawing.face(somebody(name="<script> <script>"))
        assert "<b>" not in progress.ring(1, 2, "<b>")
        assert "<b>" not in drawing.buddy("hello", "<b>")


def test_the_colleague_always_has_the_same_face(app: Flask) -> None:
    with app.test_request_context():
        found = drawing.face(somebody(is_persona=True, name="Jet"), "av-s")

    assert "#f-avatar" in found
    assert 'class="avatar av-s"' in found


@pytest.mark.parametrize("total", [1, 2, 7, 24, 25, 200])
def test_a_cake_is_whole_only_when_everybody_is_there(app: Flask, total: int) -> None:
    nearly = progress.cake(total - 1, total, "nearly")
    whole = progress.cake(total, total, "whole")

    assert "slice-open" in nearly
    assert "slice-open" not in whole
    assert whole.count('class="slice"') == min(total, 12 if total > 24 else total)
    ET.fromstring(whole)  # noqa: S314 - made here


def test_a_cake_for_nobody_is_an_empty_plate() -> None:
    assert "slice" not in progress.cake(0, 0, "nobody")


def test_a_ring_has_a_dash_for_every_part() -> None:
    found = progress.ring(2, 6, "2 of 6 steps")

    track, value = re.findall(r'stroke-dasharray="([^"]+)"', found)
    assert len(track.split()) == 12
    assert len(value.split()) == 2 * 2 + 2
    assert 'aria-label="2 of 6 steps"' in found


def test_working_days_are_told_in_words(app: Flask) -> None:
    with app.test_request_context(), clock.at(MONDAY):
        with force_locale("nl"):
            dutch = drawing.days("xx-x-")
        with force_locale("en"):
            english = drawing.days("-----")

    assert "maandag, dinsdag en donderdag" in dutch
    assert dutch.count('class="on') == 3
    assert 'class="on now"' in dutch
    assert "changing days" in english


def test_every_icon_that_a_template_asks_for_is_drawn() -> None:
    drawn = set(
        re.findall(r'id="i-([\w-]+)"', (ROOT / "static/img/icons.svg").read_text())
    )
    asked = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in (ROOT / "templates").rglob("*.*")
        for name in re.findall(r"icon\(\s*[\"']([\w-]+)[\"']", path.read_text())
    }

    assert {(path, name) for path, name in asked if name not in drawn} == set()


def test_every_pose_that_a_template_asks_for_is_drawn() -> None:
    sprite = (ROOT / "static/img/fenna/sprite.svg").read_text()
    drawn = set(re.findall(r'<symbol id="f-(\w+)"', sprite))
    asked = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in (ROOT / "templates").rglob("*.*")
        for name in re.findall(r"buddy\(\s*[\"'](\w+)[\"']", path.read_text())
    }

    assert {(path, name) for path, name in asked if name not in drawn} == set()


def test_any_number_gives_a_cover(app: Flask) -> None:
    with app.test_request_context():
        assert (
            len({drawing.cover(number) for number in range(-20, 20)}) == drawing.COVERS
        )
