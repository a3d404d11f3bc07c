"""Writing: placing, changing, deleting and putting back."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from intranet.core import clock
from intranet.core.db import db
from intranet.media.models import StoredFile
from intranet.people.models import Person
from intranet.teams.models import Membership, Team
from intranet.timeline import chores
from intranet.timeline.models import Draft, Post
from tests.conftest import HTMX, Browser, make_team
from tests.timeline.story import at_once, photo, publish

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "</textarea><script>alert(1)</script>",
    "<iframe src='//evil.test'></iframe>",
    "`<script>alert(1)</script>`",
    '![x](x"onerror=alert(1))',
    "<a href='vbscript:alert(1)'>x</a>",
    "{{ 7 * 7 }} {% include 'x' %} <style>*{}</style>",
    "javascript&#58;alert(1) <math><mi//xlink:href='data:x'>",
    "\x00like\x00 own:1:1 \x00menu\x00",
]


def posts() -> list[Post]:
    return db.session.query(Post).order_by(Post.id).all()


def test_a_message_is_placed_without_scripts(an: Person, browser: Browser) -> None:
    answer = browser(an).post("/timeline/new", data={"body": "Hello", "form_key": "k"})

    [post] = posts()
    assert (answer.status_code, post.body, post.author_id) == (303, "Hello", an.id)
    assert answer.headers["Location"] == f"/timeline/{post.id}"
    assert browser(an).get(answer.headers["Location"]).status_code == 200


def test_a_message_is_placed_with_scripts(an: Person, browser: Browser) -> None:
    answer = browser(an).post(
        "/timeline/new", data={"body": "Hello", "form_key": "k"}, headers=HTMX
    )

    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'hx-swap-oob="afterbegin:#feed"' in answer.text
    assert 'id="write"' in answer.text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_nothing_is_no_message(
    an: Person, browser: Browser, headers: dict[str, str]
) -> None:
    answer = browser(an).post("/timeline/new", data={"body": " \n "}, headers=headers)

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert posts() == []


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_too_much_comes_back_with_every_word(
    an: Person, browser: Browser, headers: dict[str, str]
) -> None:
    answer = browser(an).post(
        "/timeline/new", data={"body": "start " + "x" * 10_000}, headers=headers
    )

    assert answer.status_code == 422
    assert "start xxxx" in answer.text
    assert posts() == []


def test_five_identical_sends_are_one_message(an: Person, browser: Browser) -> None:
    client = browser(an)
    answers = [
        client.post("/timeline/new", data={"body": "Once", "form_key": "same"})
        for _turn in range(5)
    ]

    assert len(posts()) == 1
    assert {answer.headers["Location"] for answer in answers} == {
        f"/timeline/{posts()[0].id}"
    }


def test_five_sends_at_once_are_one_message(
    app: Flask, an: Person, browser: Browser
) -> None:
    answers: list[TestResponse] = []
    clients = [browser(an) for _turn in range(5)]

    def send(place: int) -> None:
        answers.append(
            clients[place].post("/timeline/new", data={"body": "Once", "form_key": "k"})
        )

    at_once(app, 5, send)

    assert len(posts()) == 1
    assert {answer.status_code for answer in answers} == {303}


def test_only_members_speak_in_a_team(
    an: Person, bo: Person, front_office: Team, browser: Browser
) -> None:
    team = make_team("Open team", bo)
    client = browser(an)

    in_open = client.post("/timeline/new", data={"body": "x", "team_id": team.id})
    in_closed = browser(bo).post(
        "/timeline/new", data={"body": "x", "team_id": front_office.id}
    )

    assert (in_open.status_code, in_closed.status_code) == (403, 403)
    assert posts() == []


def test_a_mention_tells_who_may_see_it(
    app: Flask, an: Person, bo: Person, front_office: Team, browser: Browser
) -> None:
    post = publish(app, an, "Ask @Bo or @nobody or mail@bo.example")
    closed = publish(app, an, "Ask @bo", front_office)

    assert f'<a class="mention" href="/people/{bo.id}">@Bo</a>' in post.html
    assert post.html.count("mention") == 1
    assert "mention" not in closed.html


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text(
    an: Person, bo: Person, browser: Browser, payload: str
) -> None:
    client = browser(an)
    answer = client.post(
        "/timeline/new",
        data={
            "body": payload,
            "alt": payload,
            "photos": (photo(), f"{payload}.jpg"),
            "form_key": "k",
        },
    )
    assert answer.status_code == 303
    [post] = posts()
    client.post(f"/timeline/{post.id}/comments", data={"body": payload})

    for address in (
        "/timeline/",
        f"/timeline/{post.id}",
        f"/timeline/{post.id}/edit",
        "/",
    ):
        text = client.get(address).text.lower()
        for live in (
            "<script>alert",
            "onerror=alert(1)>",
            "<svg/onload",
            "<iframe",
            'href="javascript',
            'href="data:',
            'href="vbscript',
            "<math",
            "\x00",
        ):
            assert live not in text


def test_a_draft_waits_for_its_writer_only(
    an: Person, bo: Person, browser: Browser
) -> None:
    client = browser(an)
    saved = client.post("/timeline/draft", data={"body": "half a th", "form_key": "k"})

    assert saved.status_code == 204
    assert "half a th" in client.get("/timeline/new").text
    assert "half a th" not in browser(bo).get("/timeline/new").text
    client.post("/timeline/new", data={"body": "whole", "form_key": "k"})
    assert db.session.query(Draft).count() == 0
    client.post("/timeline/draft", data={"body": "too late", "form_key": "k"})
    assert db.session.query(Draft).count() == 0


def test_a_message_is_changed_and_says_so(
    app: Flask, an: Person, bo: Person, mo: Person, browser: Browser
) -> None:
    post = publish(app, an, "Helo")
    client = browser(an)
    form = client.get(f"/timeline/{post.id}/edit")
    assert "Helo" in form.text

    with_scripts = client.post(
        f"/timeline/{post.id}/edit", data={"body": "Hello", "version": 1}, headers=HTMX
    )
    without = client.post(
        f"/timeline/{post.id}/edit", data={"body": "Hello!", "version": 2}
    )

    assert with_scripts.status_code == 200
    assert "<p>Hello</p>" in with_scripts.text
    assert without.status_code == 303
    db.session.expire_all()
    assert db.session.get_one(Post, post.id).edited_at is not None
    for other in (bo, mo):
        stranger = browser(other)
        assert stranger.get(f"/timeline/{post.id}/edit").status_code == 403
        answer = stranger.post(
            f"/timeline/{post.id}/edit", data={"body": "x", "version": 3}
        )
        assert answer.status_code == 403


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_of_two_edits_gets_its_text_back(
    app: Flask, an: Person, browser: Browser, headers: dict[str, str]
) -> None:
    post = publish(app, an, "one")
    client = browser(an)
    client.post(f"/timeline/{post.id}/edit", data={"body": "two", "version": 1})

    late = client.post(
        f"/timeline/{post.id}/edit",
        data={"body": "three", "version": 1},
        headers=headers,
    )

    assert late.status_code == 422
    assert "three" in late.text
    assert "two" in late.text
    assert 'name="version" value="2"' in late.text
    assert posts()[0].body == "two"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_empty_words_do_not_replace_a_message(
    app: Flask, an: Person, browser: Browser, headers: dict[str, str]
) -> None:
    post = publish(app, an, "one")

    answer = browser(an).post(
        f"/timeline/{post.id}/edit", data={"body": " ", "version": 1}, headers=headers
    )

    assert answer.status_code == 422
    assert posts()[0].body == "one"


def test_a_deleted_message_is_gone_and_comes_back(
    app: Flask, an: Person, bo: Person, browser: Browser
) -> None:
    post = publish(app, an, "Oops")
    client = browser(an)

    gone = client.post(f"/timeline/{post.id}/delete", headers=HTMX)

    assert "toast-undo" in gone.text
    for address in ("", "/thread", "/edit"):
        assert client.get(f"/timeline/{post.id}{address}").status_code == 404
    assert client.post(f"/timeline/{post.id}/like").status_code == 404
    assert (
        client.post(f"/timeline/{post.id}/comments", data={"body": "x"}).status_code
        == 404
    )
    assert "Oops" not in browser(bo).get("/timeline/").text
    assert browser(bo).post(f"/timeline/{post.id}/undo").status_code == 403
    back = client.post(f"/timeline/{post.id}/undo", headers=HTMX)
    assert "Oops" in back.text
    assert "Oops" in browser(bo).get("/timeline/").text


def test_deleting_without_scripts_shows_a_way_back(
    app: Flask, an: Person, bo: Person, browser: Browser
) -> None:
    post = publish(app, an, "Oops")
    client = browser(an)

    answer = client.post(f"/timeline/{post.id}/delete")

    assert answer.status_code == 303
    page = client.get(answer.headers["Location"])
    assert f'formaction="/timeline/{post.id}/undo"' in page.text
    assert browser(bo).get(answer.headers["Location"]).status_code == 403
    assert (
        client.post(f"/timeline/{post.id}/undo").headers["Location"]
        == f"/timeline/{post.id}"
    )


def test_undoing_has_an_end(app: Flask, an: Person, browser: Browser) -> None:
    post = publish(app, an, "Oops")
    client = browser(an)
    client.post(f"/timeline/{post.id}/delete")

    with clock.at(clock.now() + timedelta(minutes=5)):
        answer = client.post(f"/timeline/{post.id}/undo", headers=HTMX)

    assert answer.status_code == 422
    assert client.get(f"/timeline/{post.id}").status_code == 404


def test_the_manager_takes_away_and_others_do_not(
    app: Flask, an: Person, bo: Person, mo: Person, browser: Browser
) -> None:
    post = publish(app, an, "Rude")

    assert browser(bo).post(f"/timeline/{post.id}/delete").status_code == 403
    assert browser(mo).post(f"/timeline/{post.id}/delete").status_code == 303
    assert browser(an).post(f"/timeline/{post.id}/undo").status_code == 403
    assert browser(mo).post(f"/timeline/{post.id}/undo").status_code == 303


def test_photos_go_with_their_message(
    app: Flask, an: Person, bo: Person, front_office: Team, browser: Browser
) -> None:
    client, stranger = browser(an), browser(bo)
    client.post(
        "/timeline/new",
        data={
            "body": "Look",
            "alt": ["A green field", ""],
            "photos": [(photo(), "a.jpg"), (photo("PNG"), "b.png")],
            "team_id": front_office.id,
            "form_key": "k",
        },
    )
    [post] = posts()
    files = db.session.query(StoredFile).order_by(StoredFile.id).all()
    addresses = [
        f"/media/{file.key}/{width}" for file in files for width in (400, 800, 1600)
    ]
    assert [file.alt for file in files] == ["A green field", ""]

    assert 'alt="A green field"' in client.get("/timeline/").text
    for address in addresses:
        shown = client.get(address)
        assert shown.status_code == 200
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in shown.headers["Content-Security-Policy"]
        same = client.get(address, headers={"If-None-Match": shown.headers["ETag"]})
        assert same.status_code == 304
        assert stranger.get(address).status_code == 404
        assert app.test_client().get(address).status_code == 303
    client.post(f"/timeline/{post.id}/delete")
    assert {client.get(address).status_code for address in addresses} == {404}
    client.post(f"/timeline/{post.id}/undo")
    assert {client.get(address).status_code for address in addresses} == {200}
    db.session.query(Membership).filter_by(team_id=front_office.id).delete()
    db.session.commit()
    assert {client.get(address).status_code for address in addresses} == {404}


def test_photos_without_words_ask_for_them(an: Person, browser: Browser) -> None:
    client = browser(an)
    answer = client.post(
        "/timeline/new",
        data={"body": "", "photos": (photo(), "a.jpg"), "form_key": "k"},
    )

    [post] = posts()
    assert answer.headers["Location"] == f"/timeline/{post.id}/edit#photos"
    client.post(
        f"/timeline/{post.id}/edit", data={"body": "", "version": 1, "alt": "A boat"}
    )
    assert 'alt="A boat"' in client.get("/timeline/").text
    db.session.expire_all()
    assert posts()[0].edited_at is None


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_form_that_comes_back_keeps_its_good_photos(
    an: Person, bo: Person, browser: Browser, headers: dict[str, str]
) -> None:
    client = browser(an)
    first = client.post(
        "/timeline/new",
        data={
            "body": "My words",
            "photos": [(photo(), "good.jpg"), (photo(), "bad.jpg")][:1],
            "form_key": "k",
            "team_id": "999",
        },
        headers=headers,
    )
    assert first.status_code == 403
    second = client.post(
        "/timeline/new",
        data={
            "body": "My words",
            "alt": ["good one", ""],
            "photos": [(photo(), "good.jpg"), (BytesIO(b"<svg/>"), "bad.jpg")],
            "form_key": "k",
        },
        headers=headers,
    )

    assert second.status_code == 422
    assert "My words" in second.text
    assert "bad.jpg" in second.text
    [file] = db.session.query(StoredFile).all()
    assert file.key in second.text
    assert client.get(f"/media/{file.key}/400").status_code == 200
    assert browser(bo).get(f"/media/{file.key}/400").status_code == 404
    stolen = browser(bo).post("/timeline/new", data={"body": "x", "kept": file.key})
    assert stolen.status_code == 303
    assert posts()[0].pictures == "[]"
    client.post(
        "/timeline/new",
        data={
            "body": "My words",
            "kept": file.key,
            "kept_alt": "good one",
            "form_key": "k",
        },
    )
    assert file.key in posts()[1].pictures
    assert browser(bo).get(f"/media/{file.key}/400").status_code == 200


def test_eleven_photos_are_too_many(an: Person, browser: Browser) -> None:
    answer = browser(an).post(
        "/timeline/new",
        data={"body": "x", "photos": [(photo(), f"{i}.jpg") for i in range(11)]},
    )

    assert answer.status_code == 422
    assert posts() == []


def test_a_month_later_it_is_gone_for_good(
    app: Flask, an: Person, browser: Browser
) -> None:
    client = browser(an)
    client.post(
        "/timeline/new",
        data={"body": "x", "photos": (photo(), "a.jpg"), "form_key": "k"},
    )
    [post] = posts()
    [file] = db.session.query(StoredFile).all()
    place: Path = app.config["SETTINGS"].data / "uploads" / file.key[:2] / file.key
    client.post(f"/timeline/{post.id}/delete")
    assert chores.purge() == 0
    assert place.is_dir()

    with clock.at(clock.now() + timedelta(days=31)):
        assert chores.purge() == 1

    assert posts() == []
    assert not place.exists()
