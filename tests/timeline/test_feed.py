"""Reading: who sees what, in which list, page after page."""

from __future__ import annotations

from datetime import timedelta
from math import inf

import pytest
from flask import Flask

from intranet.core import clock
from intranet.core.db import db
from intranet.people.models import Person
from intranet.teams.models import Follow, Membership, Team, TeamKind
from tests.conftest import HTMX, Browser, Limit, make_team
from tests.timeline.story import photo, publish, say

CANARY = "zilverreiger"


def test_everyone_reads_what_is_for_everyone(
    app: Flask, an: Person, bo: Person, browser: Browser
) -> None:
    publish(app, an, "Good *morning* all")

    page = browser(bo).get("/timeline/")

    assert "Good <em>morning</em> all" in page.text
    assert page.headers["Vary"].count("HX-Request") == 1


@pytest.mark.parametrize("show", ["mine", "teams", "followed", "all", "odd"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_closed_team_is_silent_to_others(
    *,
    app: Flask,
    an: Person,
    bo: Person,
    front_office: Team,
    browser: Browser,
    show: str,
    headers: dict[str, str],
) -> None:
    post = publish(app, an, f"{CANARY} is ours", front_office)
    say(app, an, post, f"{CANARY} too")
    db.session.add(Follow(team_id=front_office.id, person_id=bo.id))
    db.session.commit()
    stranger, member = browser(bo), browser(an)

    for address in (
        f"/timeline/?show={show}",
        f"/timeline/?show=team&about={front_office.id}",
        f"/timeline/?show=person&about={an.id}",
        f"/timeline/new-count?since=0&show={show}",
        f"/timeline/new-count?since=0&show=team&about={front_office.id}",
        f"/people/{an.id}",
        "/",
    ):
        answer = stranger.get(address, headers=headers)
        assert CANARY not in answer.text
        assert "new-pill" not in answer.text
    for part in ("", "/thread", "/words", "/edit", "/card"):
        assert (
            stranger.get(f"/timeline/{post.id}{part}", headers=headers).status_code
            == 404
        )
    assert CANARY in member.get("/timeline/?show=mine", headers=headers).text
    assert member.get(f"/timeline/{post.id}").status_code == 200


def test_who_left_a_closed_team_reads_no_more(
    app: Flask, an: Person, front_office: Team, browser: Browser
) -> None:
    post = publish(app, an, CANARY, front_office)
    client = browser(an)
    db.session.query(Membership).filter_by(team_id=front_office.id).delete()
    db.session.commit()

    assert client.get(f"/timeline/{post.id}").status_code == 404
    assert CANARY not in client.get("/timeline/?show=all").text
    assert client.post(f"/timeline/{post.id}/delete").status_code == 404


def test_each_tab_holds_its_own(
    app: Flask, an: Person, bo: Person, browser: Browser
) -> None:
    mine = make_team("Mine", an)
    followed, other = make_team("Followed", bo), make_team("Other", bo)
    db.session.add(Follow(team_id=followed.id, person_id=an.id))
    db.session.commit()
    for team in (None, mine, followed, other):
        publish(app, bo, f"word-of-{team.slug if team else 'all'}", team)
    client = browser(an)

    def found(show: str) -> set[str]:
        text = client.get(f"/timeline/?show={show}").text
        words = ("all", "mine", "followed", "other")
        return {word for word in words if f"word-of-{word}" in text}

    assert found("mine") == {"all", "mine", "followed"}
    assert found("teams") == {"mine"}
    assert found("followed") == {"followed"}
    assert found("all") == {"all", "mine", "followed", "other"}


def test_older_messages_come_by_page_and_end(
    app: Flask, an: Person, bo: Person, browser: Browser
) -> None:
    posts = [publish(app, an, f"number {i} here") for i in range(45)]
    client = browser(bo)

    first = client.get("/timeline/")
    second = client.get(f"/timeline/?show=mine&before={posts[25].id}", headers=HTMX)
    third = client.get(f"/timeline/?show=mine&before={posts[5].id}")

    assert "number 44 here" in first.text
    assert "number 24 here" not in first.text
    assert f"before={posts[25].id}" in first.text
    assert "number 24 here" in second.text
    assert "<html" not in second.text
    assert second.headers["HX-Replace-Url"] == f"?show=mine&upto={posts[5].id}"
    assert "number 4 here" in third.text
    assert "the-end" in third.text
    again = client.get(f"/timeline/?show=mine&upto={posts[5].id}")
    assert again.text.count('<article class="post"') == 40


@pytest.mark.parametrize("odd", ["0", "-1", "x", str(2**63), "9" * 40, "%00"])
def test_odd_addresses_are_boring(an: Person, browser: Browser, odd: str) -> None:
    client = browser(an)

    assert client.get(f"/timeline/?before={odd}&upto={odd}").status_code == 200
    assert client.get(f"/timeline/{odd}").status_code == 404
    assert client.get(f"/timeline/?show=team&about={odd}").status_code in {200, 404}
    assert client.get(f"/timeline/new-count?since={odd}&show=x").status_code == 404


def test_a_line_stands_between_new_and_known(
    app: Flask, an: Person, bo: Person, browser: Browser
) -> None:
    publish(app, an, "old words")
    client = browser(bo)
    assert 'class="since"' not in client.get("/timeline/").text
    publish(app, an, "fresh words")

    with clock.at(clock.now() + timedelta(minutes=10)):
        same_visit = client.get("/timeline/").text
    with clock.at(clock.now() + timedelta(hours=2)):
        publish(app, an, "freshest words")
    with clock.at(clock.now() + timedelta(hours=3)):
        next_visit = client.get("/timeline/").text
        once_more = client.get("/timeline/").text

    assert same_visit.index("fresh words") < same_visit.index("old words")
    for text in (next_visit, once_more):
        assert text.count('class="since"') == 1
        line = text.index('class="since"')
        assert text.index("freshest words") < line < text.index("fresh words</p>")


def test_new_messages_of_others_are_counted(
    app: Flask, an: Person, bo: Person, front_office: Team, browser: Browser
) -> None:
    first = publish(app, an, "first")
    address = f"/timeline/new-count?since={first.id}&show=mine"
    client = browser(bo)
    assert client.get(address).text == ""
    publish(app, bo, "my own")
    publish(app, an, "closed", front_office)
    assert client.get(address).text == ""
    publish(app, an, "second")
    publish(app, an, "third")

    answer = client.get(address)

    assert "2" in answer.text
    assert "new-pill" in answer.text
    same = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert same.status_code == 304


def fill(app: Flask, an: Person, bo: Person, town: Team, messages: int) -> None:
    for i in range(messages):
        post = publish(app, an, f"message {i}", town if i % 2 else None)
        say(app, bo, post, "yes")
        say(app, an, post, "no")


def test_a_page_costs_as_many_queries_for_one_as_for_many(
    *,
    app: Flask,
    an: Person,
    bo: Person,
    town: Team,
    browser: Browser,
    at_most: Limit,
) -> None:
    client = browser(bo)
    fill(app, an, bo, town, 1)
    client.get("/teams/")
    app.extensions["site"].until = inf  # the settings are read every few seconds
    with at_most(5):
        client.get("/timeline/")
    fill(app, an, bo, town, 60)
    with at_most(5):
        client.get("/timeline/")
    with at_most(3):
        client.get("/timeline/")


def test_the_team_page_shows_its_timeline(
    app: Flask, an: Person, bo: Person, town: Team, browser: Browser
) -> None:
    other = make_team("Other", an, kind=TeamKind.OPEN)
    publish(app, an, "only here", other)
    publish(app, an, "elsewhere", town)

    guest, member = browser(bo).get("/teams/other"), browser(an).get("/teams/other")

    assert "only here" in guest.text
    assert "elsewhere" not in guest.text
    assert 'id="write"' not in guest.text
    assert f"/timeline/new?team={other.id}" in member.text


def test_the_front_page_shows_the_timeline(
    app: Flask, an: Person, bo: Person, town: Team, browser: Browser
) -> None:
    publish(app, an, "on the front page")

    page = browser(bo).get("/")

    assert "on the front page" in page.text
    assert 'id="write"' in page.text


def test_a_new_face_is_seen_on_every_card(
    app: Flask, an: Person, bo: Person, town: Team, browser: Browser
) -> None:
    post = publish(app, bo, "hello")
    say(app, an, post, "hi")
    client = browser(bo)
    assert "avatar-initials" in client.get("/timeline/").text

    answer = browser(an).post(
        "/me/face", data={"choice": "photo", "photo": (photo(), "me.jpg")}
    )

    assert answer.status_code == 303
    assert "/media/face/" in client.get("/timeline/").text


def test_a_long_message_is_cut_with_a_way_to_the_rest(
    app: Flask, an: Person, browser: Browser
) -> None:
    post = publish(
        app, an, "\n\n".join(f"Paragraph {i} " + "word " * 40 for i in range(30))
    )
    client = browser(an)

    listed, whole = (
        client.get("/timeline/").text,
        client.get(f"/timeline/{post.id}").text,
    )

    assert "Paragraph 0 " in listed
    assert "Paragraph 29 " not in listed
    assert f"/timeline/{post.id}/words" in listed
    assert "Paragraph 29 " in whole
    rest = client.get(f"/timeline/{post.id}/words", headers=HTMX).text
    assert "Paragraph 29 " in rest
    assert "<html" not in rest


def test_under_a_path_every_address_has_it(
    app: Flask, an: Person, browser: Browser
) -> None:
    publish(app, an, "hello @bo and @an")
    page = browser(an).get("/timeline/", base_url="http://localhost/sub")

    assert 'class="mention" href="/sub/people/' in page.text
    for address in (
        'href="/timeline',
        'hx-post="/timeline',
        'href="/people',
        'src="/media',
    ):
        assert address not in page.text
