"""Talking: likes and comments, exact with everybody at once."""

from __future__ import annotations

import pytest
from flask import Flask

from intranet.core.db import db
from intranet.people.models import Person
from intranet.teams.models import Team
from intranet.timeline.models import Comment, Like
from tests.conftest import HTMX, Browser, make_person
from tests.timeline.story import at_once, count, publish, say


def test_one_tap_likes_and_the_next_takes_it_back(
    app: Flask, an: Person, bo: Person, browser: Browser
) -> None:
    post = publish(app, an, "Cake!")
    client = browser(bo)

    liked = client.post(f"/timeline/{post.id}/like", headers=HTMX, data={"like": "1"})
    assert 'aria-pressed="true"' in liked.text
    assert 'value="0"' in liked.text
    assert "<html" not in liked.text
    assert count(post) == (1, 0)
    back = client.post(f"/timeline/{post.id}/like", headers=HTMX, data={"like": "0"})

    assert 'aria-pressed="false"' in back.text
    assert count(post) == (0, 0)


def test_a_double_tap_is_one_tap(
    app: Flask, an: Person, bo: Person, browser: Browser
) -> None:
    post = publish(app, an, "Cake!")
    client = browser(bo)

    for wish, expected in (("1", 1), ("1", 1), ("0", 0), ("0", 0)):
        client.post(f"/timeline/{post.id}/like", headers=HTMX, data={"like": wish})
        assert count(post) == (expected, 0)


def test_without_a_word_a_like_is_turned_round(
    app: Flask, an: Person, bo: Person, browser: Browser
) -> None:
    post = publish(app, an, "Cake!")
    client = browser(bo)

    client.post(f"/timeline/{post.id}/like")
    assert count(post) == (1, 0)
    client.post(f"/timeline/{post.id}/like")

    assert count(post) == (0, 0)


def test_without_scripts_one_comes_back_to_the_same_place(
    app: Flask, an: Person, bo: Person, browser: Browser
) -> None:
    post = publish(app, an, "Cake!")
    client = browser(bo)

    def place(came: str) -> str:
        answer = client.post(f"/timeline/{post.id}/like", headers={"Referer": came})
        assert answer.status_code == 303
        return str(answer.headers["Location"])

    assert place("http://localhost/timeline/?show=all") == (
        f"/timeline/?show=all#post-{post.id}"
    )
    assert place("http://evil.test/timeline/") == f"/timeline/{post.id}#post-{post.id}"


def test_what_is_not_for_you_cannot_be_liked_or_answered(
    app: Flask, an: Person, bo: Person, front_office: Team, browser: Browser
) -> None:
    post = publish(app, an, "Ours", front_office)
    comment = say(app, an, post, "Yes")
    client = browser(bo)

    for wish in ({}, {"like": "1"}, {"like": "0"}):
        assert client.post(f"/timeline/{post.id}/like", data=wish).status_code == 404
    answer = client.post(f"/timeline/{post.id}/comments", data={"body": "x"})
    assert answer.status_code == 404
    for part in ("", "/edit", "/deleted"):
        assert client.get(f"/timeline/comments/{comment.id}{part}").status_code == 404
    for part in ("/edit", "/delete", "/undo"):
        answer = client.post(
            f"/timeline/comments/{comment.id}{part}", data={"body": "x"}
        )
        assert answer.status_code == 404
    assert count(post) == (0, 1)


def test_twenty_people_like_at_once(app: Flask, an: Person, browser: Browser) -> None:
    post = publish(app, an, "Cake!")
    clients = [browser(make_person(f"Reader {i}")) for i in range(20)]
    answers: list[int] = []

    def tap(place: int) -> None:
        address, client = f"/timeline/{post.id}/like", clients[place]
        answers.extend(
            client.post(address, data={"like": wish}, headers=HTMX).status_code
            for wish in ("1", "1", "0", "1")
        )

    at_once(app, 20, tap)

    assert set(answers) == {200}
    assert count(post) == (20, 0)
    assert db.session.query(Like).count() == 20


def test_twelve_comments_at_once_are_counted(
    app: Flask, an: Person, browser: Browser
) -> None:
    post = publish(app, an, "Who comes?")
    clients = [browser(make_person(f"Reader {i}")) for i in range(6)]

    def speak(place: int) -> None:
        for turn in range(2):
            clients[place].post(
                f"/timeline/{post.id}/comments",
                data={"body": f"me {turn}", "form_key": f"k{turn}"},
            )

    at_once(app, 6, speak)

    assert count(post) == (0, 12)
    assert db.session.query(Comment).count() == 12


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_comment_stands_under_its_message(
    app: Flask, an: Person, bo: Person, browser: Browser, headers: dict[str, str]
) -> None:
    post = publish(app, an, "Who comes?")
    client = browser(bo)

    answer = client.post(
        f"/timeline/{post.id}/comments",
        data={"body": "I *do*, @an", "form_key": "k"},
        headers=headers,
    )

    [comment] = db.session.query(Comment).all()
    if headers:
        assert f'id="comment-{comment.id}"' in answer.text
        assert f'id="reply-{post.id}"' in answer.text
        assert "<html" not in answer.text
    else:
        assert answer.headers["Location"] == f"/timeline/{post.id}#comment-{comment.id}"
    for address in ("/timeline/", f"/timeline/{post.id}"):
        text = browser(an).get(address).text
        assert f'id="comment-{comment.id}"' in text
        assert "<em>do</em>" in text
        assert f'href="/people/{an.id}">@An</a>' in text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_empty_comment_comes_back(
    app: Flask, an: Person, browser: Browser, headers: dict[str, str]
) -> None:
    post = publish(app, an, "Who comes?")
    client = browser(an)

    empty = client.post(
        f"/timeline/{post.id}/comments", data={"body": " "}, headers=headers
    )
    long = client.post(
        f"/timeline/{post.id}/comments",
        data={"body": "start " + "x" * 10_000},
        headers=headers,
    )

    assert (empty.status_code, long.status_code) == (422, 422)
    assert 'aria-invalid="true"' in empty.text
    assert "start xxx" in long.text
    assert count(post) == (0, 0)


def test_the_same_comment_sent_five_times_is_said_once(
    app: Flask, an: Person, browser: Browser
) -> None:
    post = publish(app, an, "Who comes?")
    client = browser(an)

    for _turn in range(5):
        client.post(
            f"/timeline/{post.id}/comments", data={"body": "me", "form_key": "k"}
        )

    assert count(post) == (0, 1)


def test_two_comments_are_shown_and_the_rest_on_demand(
    app: Flask, an: Person, bo: Person, browser: Browser
) -> None:
    post = publish(app, an, "Who comes?")
    comments = [say(app, bo, post, f"remark {i}") for i in range(5)]
    client = browser(an)

    listed = client.get("/timeline/").text
    asked = client.get(f"/timeline/{post.id}/thread", headers=HTMX).text
    page = client.get(f"/timeline/{post.id}").text

    assert "remark 4" in listed
    assert "remark 3" in listed
    assert "remark 2" not in listed
    assert "(3)" in listed
    assert asked.index("remark 0") < asked.index("remark 4")
    assert "<html" not in asked
    for comment in comments:
        assert f'id="comment-{comment.id}"' in page


def test_own_comments_are_changed_and_taken_away(
    app: Flask, an: Person, bo: Person, mo: Person, browser: Browser
) -> None:
    post = publish(app, an, "Who comes?")
    comment = say(app, bo, post, "I do")
    url = f"/timeline/comments/{comment.id}"
    client = browser(bo)

    assert client.get(f"{url}/edit", headers=HTMX).status_code == 200
    changed = client.post(f"{url}/edit", data={"body": "I do not"}, headers=HTMX)
    assert "I do not" in changed.text
    assert client.post(f"{url}/edit", data={"body": "Maybe"}).status_code == 303
    assert client.post(f"{url}/edit", data={"body": ""}).status_code == 422
    for other in (an, mo):
        assert browser(other).post(f"{url}/edit", data={"body": "x"}).status_code == 403
    assert browser(an).post(f"{url}/delete").status_code == 403
    assert "Maybe" in browser(an).get("/timeline/").text
    gone = client.post(f"{url}/delete", headers=HTMX)
    assert "toast-undo" in gone.text
    assert count(post) == (0, 0)
    assert "Maybe" not in browser(an).get("/timeline/").text
    back = client.post(f"{url}/undo", headers=HTMX)
    assert "Maybe" in back.text
    assert count(post) == (0, 1)
    without = browser(mo).post(f"{url}/delete")
    assert browser(mo).get(without.headers["Location"]).status_code == 200
    assert browser(mo).post(f"{url}/undo").status_code == 303


def test_deleting_twice_counts_once(app: Flask, an: Person, browser: Browser) -> None:
    post = publish(app, an, "Who comes?")
    comment = say(app, an, post, "I do")
    client = browser(an)

    for _turn in range(3):
        client.post(f"/timeline/comments/{comment.id}/delete")

    assert count(post) == (0, 0)
