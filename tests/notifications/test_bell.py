"""What rings the bell, for whom, and how it is shown as one."""

from __future__ import annotations

import pytest
from flask import Flask

from intranet.core import site
from intranet.core.bus import announce
from intranet.core.db import db
from intranet.notifications import queries, words
from intranet.notifications.models import Kind, Notification
from intranet.people.models import Person
from intranet.teams.models import Membership, Team
from intranet.timeline.actions import publish
from intranet.timeline.facts import CommentMade, LikeTakenBack, PostLiked
from intranet.timeline.models import Comment, Post
from tests.conftest import HTMX, Browser, Limit, make_person, make_team


def comment(
    post: Post, by: Person, body: str, mentioned: tuple[int, ...] = ()
) -> Comment:
    """Say something under a message, as the timeline does."""
    said = Comment(post_id=post.id, author_id=by.id, body=body, html=f"<p>{body}</p>")
    said.post = post
    db.session.add(said)
    db.session.flush()
    announce(CommentMade(said, mentioned))
    db.session.commit()
    return said


def like(post: Post, by: Person) -> None:
    """Like a message, as the timeline does."""
    announce(PostLiked(post.id, post.author_id, by.id))
    db.session.commit()


def heard(person: Person) -> list[str]:
    """Return what the bell says to somebody, newest first."""
    return [words.plain(group) for group in queries.page(person.id)]


def kinds(person: Person) -> list[Kind]:
    """Return why the bell rang for somebody, newest first."""
    return [group.kind for group in queries.page(person.id)]


def test_likes_of_one_message_are_one_line(an: Person, bo: Person, mo: Person) -> None:
    post = publish(an.id, "Good morning")
    kim = make_person("Kim")

    for person in (bo, mo, kim):
        like(post, person)

    [group] = queries.page(an.id)
    assert group.actors == 3
    assert [person.name for person in group.people] == ["Kim", "Mo", "Bo"]
    assert queries.unread(an.id) == 1


def test_a_like_taken_back_is_not_told(an: Person, bo: Person) -> None:
    post = publish(an.id, "Good morning")
    like(post, bo)

    announce(LikeTakenBack(post.id, bo.id))

    assert heard(an) == []


def test_liking_again_what_was_seen_stays_silent(
    an: Person, bo: Person, browser: Browser
) -> None:
    post = publish(an.id, "Good morning")
    like(post, bo)
    browser(an).post("/notifications/seen")

    announce(LikeTakenBack(post.id, bo.id))
    like(post, bo)

    assert queries.unread(an.id) == 0
    assert len(queries.page(an.id)) == 1


def test_nobody_hears_of_their_own_acts_and_the_colleague_hears_nothing(
    an: Person, jet: Person, town: Team
) -> None:
    mine, hers = publish(an.id, "I"), publish(jet.id, "Hello from me")

    like(mine, an)
    like(hers, an)
    comment(mine, an, "and I again")

    assert heard(an) == []
    assert heard(jet) == []


def test_a_comment_tells_the_author_and_who_spoke_before(
    an: Person, bo: Person, mo: Person
) -> None:
    post = publish(an.id, "Who brings soup?")
    comment(post, bo, "I do")

    comment(post, mo, "I bring bread")

    assert kinds(an) == [Kind.COMMENT]
    assert kinds(bo) == [Kind.COMMENT]
    assert heard(mo) == []
    assert queries.page(an.id)[0].actors == 2


def test_who_is_mentioned_hears_it_once(an: Person, bo: Person, mo: Person) -> None:
    post = publish(an.id, "Who knows?")

    comment(post, mo, "@bo does", mentioned=(bo.id, an.id))

    assert kinds(bo) == [Kind.MENTION]
    assert kinds(an) == [Kind.MENTION]


def test_a_new_message_rings_for_the_team_only(
    an: Person, bo: Person, mo: Person
) -> None:
    make_team("Walkers", an, bo)
    walkers = db.session.query(Team).one()

    publish(an.id, "Who walks along?", team_id=walkers.id)
    publish(an.id, "For everybody")
    db.session.commit()

    assert kinds(bo) == [Kind.TEAM_POST]
    assert heard(mo) == []


def test_what_left_ones_sight_leaves_the_bell(
    an: Person, bo: Person, front_office: Team, browser: Browser
) -> None:
    db.session.add(Membership(team_id=front_office.id, person_id=bo.id))
    post = publish(an.id, "canarykeet only for us", team_id=front_office.id)
    comment(post, an, "canaryvink")
    line = db.session.query(Notification).filter_by(reader_id=bo.id).first()
    assert line is not None
    assert queries.unread(bo.id) == 1

    db.session.query(Membership).filter_by(person_id=bo.id).delete()
    db.session.commit()

    assert queries.unread(bo.id) == 0
    page = browser(bo).get("/notifications/")
    assert "canary" not in page.text
    assert "Front office" not in page.text
    assert browser(bo).get(f"/notifications/{line.id}").status_code == 404


def test_somebody_outside_is_not_told_by_a_mention(
    an: Person, bo: Person, front_office: Team
) -> None:
    post = publish(an.id, "Between us", team_id=front_office.id)

    comment(post, an, "@bo", mentioned=(bo.id,))

    assert db.session.query(Notification).filter_by(reader_id=bo.id).count() == 0


def test_a_deleted_message_is_silent_and_speaks_again_when_it_is_back(
    an: Person, bo: Person
) -> None:
    post = publish(an.id, "Oops")
    like(post, bo)

    post.deleted_at = post.published_at
    db.session.commit()
    assert heard(an) == []
    assert queries.unread(an.id) == 0

    post.deleted_at = None
    db.session.commit()
    assert len(heard(an)) == 1


def test_opening_a_line_ticks_off_all_about_it(
    an: Person, bo: Person, mo: Person, browser: Browser
) -> None:
    post = publish(an.id, "Good morning")
    like(post, bo)
    like(post, mo)
    [group] = queries.page(an.id)

    answer = browser(an).get(f"/notifications/{group.id}")

    assert answer.status_code == 303
    assert answer.location.endswith(f"/timeline/{post.id}")
    assert queries.unread(an.id) == 0


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Purpose": "prefetch"}]
)
def test_looking_ahead_ticks_nothing_off(
    an: Person, bo: Person, browser: Browser, headers: dict[str, str]
) -> None:
    like(publish(an.id, "Good morning"), bo)
    [group] = queries.page(an.id)

    browser(an).get(f"/notifications/{group.id}", headers=headers)

    assert queries.unread(an.id) == 1


def test_one_line_is_ticked_off_with_and_without_scripts(
    an: Person, bo: Person, browser: Browser
) -> None:
    like(publish(an.id, "One"), bo)
    like(publish(an.id, "Two"), bo)
    second, first = queries.page(an.id)

    plain = browser(an).post(f"/notifications/{first.id}/seen")
    part = browser(an).post(f"/notifications/{second.id}/seen", headers=HTMX)

    assert plain.status_code == 303
    assert "<html" not in part.text
    assert 'id="bell-top"' in part.text
    assert queries.unread(an.id) == 0


def test_somebody_else_ticks_off_nothing_of_mine(
    an: Person, bo: Person, browser: Browser
) -> None:
    like(publish(an.id, "One"), bo)
    [group] = queries.page(an.id)

    answer = browser(bo).post(f"/notifications/{group.id}/seen")

    assert answer.status_code == 404
    assert queries.unread(an.id) == 1


def test_all_seen_leaves_what_came_after_the_page(
    an: Person, bo: Person, mo: Person, browser: Browser
) -> None:
    post = publish(an.id, "One")
    like(post, bo)
    [shown] = queries.page(an.id)
    like(publish(an.id, "Two"), mo)

    browser(an).post("/notifications/seen", data={"newest": shown.id})

    assert queries.unread(an.id) == 1


def test_the_page_names_people_and_escapes_them(
    an: Person, bo: Person, browser: Browser
) -> None:
    bo.call_name = "<b>Bo"
    db.session.commit()
    like(publish(an.id, "Good <i>morning</i>"), bo)

    page = browser(an).get("/notifications/")

    assert "<b>&lt;b&gt;Bo</b>" in page.text
    assert page.text.count("<title>(1)") == 1


def test_the_list_goes_on_by_key(an: Person, bo: Person, browser: Browser) -> None:
    for number in range(25):
        like(publish(an.id, f"Message {number}"), bo)
    client = browser(an)

    first = client.get("/notifications/")
    before = queries.page(an.id)[19].id
    second = client.get(f"/notifications/?before={before}", headers=HTMX)

    assert first.text.count('class="notif new"') == 20
    assert f"before={before}" in first.text
    assert second.text.count('class="notif new"') == 5


def test_the_page_costs_the_same_for_one_line_and_for_many(
    an: Person, bo: Person, browser: Browser, at_most: Limit
) -> None:
    for number in range(30):
        like(publish(an.id, f"Message {number}"), bo)
    client = browser(an)
    with at_most(6):
        client.get("/notifications/")


def test_a_sleeping_room_rings_no_bell(an: Person, bo: Person) -> None:
    like(publish(an.id, "Good morning"), bo)

    site.save(open_rooms="people teams governance notifications")
    db.session.commit()

    assert queries.unread(an.id) == 0
    assert heard(an) == []


def test_the_badge_is_light_and_knows_when_nothing_changed(
    an: Person, bo: Person, browser: Browser, at_most: Limit
) -> None:
    like(publish(an.id, "Good morning"), bo)
    client = browser(an)

    with at_most(1):
        first = client.get("/notifications/badge")
    again = client.get(
        "/notifications/badge", headers={"If-None-Match": first.headers["ETag"]}
    )
    like(publish(an.id, "Good evening"), bo)
    later = client.get(
        "/notifications/badge", headers={"If-None-Match": first.headers["ETag"]}
    )

    assert 'data-unread="1"' in first.text
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert (again.status_code, again.data) == (304, b"")
    assert 'data-unread="2"' in later.text


def test_the_badge_stops_at_ten(an: Person, bo: Person, browser: Browser) -> None:
    for number in range(12):
        like(publish(an.id, f"Message {number}"), bo)

    answer = browser(an).get("/notifications/badge")

    assert ">9+<" in answer.text


def test_the_badge_tells_a_stranger_nothing(
    app: Flask, an: Person, browser: Browser
) -> None:
    assert app.test_client().get("/notifications/badge").status_code == 401

    client = browser(an)
    db.session.query(Person).filter_by(id=an.id).update({"left_at": an.joined_at})
    db.session.commit()

    assert client.get("/notifications/badge").status_code == 401


def test_the_badge_has_safe_headers_and_sleeps_with_its_room(
    an: Person, browser: Browser
) -> None:
    client = browser(an)

    answer = client.get("/notifications/badge")
    site.save(open_rooms="timeline")
    db.session.commit()

    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert client.get("/notifications/badge").status_code == 404


def test_the_house_answers_the_badge_as_the_shortcut_does(
    app: Flask, an: Person, bo: Person, browser: Browser
) -> None:
    like(publish(an.id, "Good morning"), bo)
    client = browser(an)
    quick = client.get("/notifications/badge")

    slow = client.head("/notifications/badge")

    assert slow.headers["ETag"] == quick.headers["ETag"]
    assert slow.headers["Content-Type"] == quick.headers["Content-Type"]
