"""The daily letter: what was missed, in few words, and none of a closed team."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from intranet.core import clock, postman
from intranet.core.bus import announce
from intranet.core.db import db
from intranet.core.mail import Letter
from intranet.notifications import chores, ticks
from intranet.notifications.models import Notification
from intranet.people.models import Person
from intranet.teams.models import Membership, Team
from intranet.timeline.actions import publish
from intranet.timeline.facts import CommentMade, PostLiked
from intranet.timeline.models import Comment
from tests.conftest import make_team
from tests.core.test_postman import Office, open_office

office = open_office


@pytest.fixture(name="post", autouse=True)
def reach_mail(app: Flask) -> Iterator[None]:
    """A house that has mail."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(
        before, smtp_url="smtp://127.0.0.1:1", base_url="https://jet.example.org"
    )
    yield
    app.config["SETTINGS"] = before


def liked(author: Person, by: Person, words: str = "Good morning") -> None:
    """Let somebody like a message."""
    post = publish(author.id, words)
    announce(PostLiked(post.id, author.id, by.id))
    db.session.commit()


def letters() -> list[Letter]:
    """Return every letter in the outbox."""
    return db.session.query(Letter).order_by(Letter.id).all()


def test_a_letter_tells_what_was_missed_once(an: Person, bo: Person) -> None:
    liked(an, bo)

    assert chores.digest() == 1
    assert chores.digest() == 0

    [letter] = letters()
    assert letter.to == "an@example.org"
    assert "Bo" in letter.subject
    assert "https://jet.example.org/notifications/" in letter.html
    assert "https://jet.example.org/me/edit" in letter.text


def test_what_was_seen_is_not_mailed(an: Person, bo: Person) -> None:
    liked(an, bo)
    ticks.see_all(an.id, 999)
    db.session.commit()

    assert chores.digest() == 0


def test_who_wants_no_mail_gets_none(an: Person, bo: Person) -> None:
    liked(an, bo)
    an.wants_digest = False
    db.session.commit()

    assert chores.digest() == 0


def test_who_left_gets_none(an: Person, bo: Person) -> None:
    liked(an, bo)
    an.left_at = clock.now()
    db.session.commit()

    assert chores.digest() == 0


def test_without_mail_no_letters_pile_up(app: Flask, an: Person, bo: Person) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], smtp_url="")
    liked(an, bo)

    assert chores.digest() == 0
    assert letters() == []


def test_old_news_is_no_news(an: Person, bo: Person) -> None:
    liked(an, bo)

    with clock.at(clock.now() + timedelta(days=5)):
        assert chores.digest() == 0


def test_many_things_are_five_lines_and_a_number(an: Person, bo: Person) -> None:
    for number in range(19):
        liked(an, bo, f"Message {number}")

    chores.digest()

    [letter] = letters()
    assert letter.html.count("<p><b>") == 6  # the colleague's name, and five lines
    assert "14" in letter.text


def test_a_closed_team_has_no_words_in_mail(
    an: Person, bo: Person, front_office: Team
) -> None:
    db.session.add(Membership(team_id=front_office.id, person_id=bo.id))
    post = publish(an.id, "kanarievogel", team_id=front_office.id)
    said = Comment(
        post_id=post.id, author_id=an.id, body="x", html="<p>kanariepiet</p>"
    )
    said.post = post
    db.session.add(said)
    db.session.flush()
    announce(CommentMade(said, (bo.id,)))
    db.session.commit()

    chores.digest()

    [letter] = [one for one in letters() if one.to.startswith("bo")]
    whole = letter.subject + letter.text + letter.html
    assert "kanarie" not in whole
    assert "Front office" in whole
    assert "An " not in letter.subject


def test_who_is_no_longer_in_the_team_hears_nothing(
    an: Person, bo: Person, front_office: Team
) -> None:
    db.session.add(Membership(team_id=front_office.id, person_id=bo.id))
    publish(an.id, "kanarievogel", team_id=front_office.id)
    db.session.query(Membership).filter_by(person_id=bo.id).delete()
    db.session.commit()

    assert chores.digest() == 0


def test_an_open_team_shows_two_lines(an: Person, bo: Person) -> None:
    team = make_team("Walkers", an, bo)
    publish(an.id, "We gaan wandelen. " * 40, team_id=team.id)
    db.session.commit()

    chores.digest()

    [letter] = letters()
    assert "We gaan wandelen." in letter.text
    assert "…" in letter.text
    assert len(letter.text) < 900


def test_each_reader_has_their_own_language(an: Person, bo: Person) -> None:
    an.locale = "en"
    liked(an, bo)
    liked(bo, an)

    chores.digest()

    english, dutch = letters()
    assert '<html lang="en">' in english.html
    assert '<html lang="nl">' in dutch.html
    assert "Good morning, An." in english.text


def test_markup_in_a_name_stays_text(an: Person, bo: Person) -> None:
    bo.call_name = "<i>Bo\r\nBcc: all@example.org"
    liked(an, bo)

    chores.digest()

    [letter] = letters()
    assert "\n" not in letter.subject
    assert "<i>Bo" not in letter.html


def test_the_letter_arrives(an: Person, bo: Person, office: Office) -> None:
    liked(an, bo)
    chores.digest()

    assert postman.carry() == 1

    [message] = office.took
    assert message["To"] == "an@example.org"
    assert message["Message-ID"].endswith("@localhost>")


def test_what_was_told_long_ago_is_thrown_away(an: Person, bo: Person) -> None:
    liked(an, bo)

    with clock.at(clock.now() + timedelta(days=91)):
        assert chores.sweep() == 1

    assert db.session.query(Notification).count() == 0
