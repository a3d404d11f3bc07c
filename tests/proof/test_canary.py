"""Words of a closed team, and words taken back, are found by no stranger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy import func, or_, select
from werkzeug.test import TestResponse

from intranet.core.db import db
from intranet.core.mail import Letter
from intranet.notifications import chores as bell
from intranet.notifications.models import Notification
from intranet.teams.models import Team
from intranet.timeline import actions as timeline
from intranet.timeline.models import Post
from tests.conftest import HTMX
from tests.proof.routes import ROUTES
from tests.proof.test_routes import TOKEN
from tests.proof.village import STRANGERS, Village

CANARY = re.compile(r"kanarie\w*", re.IGNORECASE)
GONE = re.compile(r"weg(metdit|bestand|foto|reactie|eronder)")
"""Words of a message and of comments that were taken away."""

PLANTED = {
    "kanarieclub", "kanariedoel", "kanariebericht", "kanariereactie", "kanariefoto",
    "kanarieooit",
}  # fmt: skip

SOUGHT = (
    "kanarie", "kanarieclub", "kanariebericht", "kanariereactie", "kanariefoto",
    "kanariebestand", "kanariedoel", "kanarieooit", "kan", "wegmetdit", "wegreactie",
)  # fmt: skip


def addresses(place: Village) -> Iterator[str]:
    """Return every address one can look at, for every key there is."""
    keys = set(place.keys.values())
    for route in ROUTES:
        if route.method != "GET" or "q=" in route.address:
            continue
        path, _mark, query = route.address.partition("?")
        spots = re.findall(r"\{(\w+)\}", path)
        for spot in spots[:1]:
            likely = {key for key in keys if kind_of(key) == kind_of(place.keys[spot])}
            for key in likely:
                filled = path.replace(f"{{{spot}}}", key)
                yield place.address(filled + (f"?{query}" if query else ""))
        if not spots:
            yield place.address(route.address)


def kind_of(key: str) -> str:
    """Say what sort of key this is: a number, the name of a file, or a word."""
    if key.isdigit():
        return "number"
    return "file" if re.fullmatch(r"[0-9a-f]{32}", key) else "word"


def searches(word: str) -> Iterator[str]:
    """Return every address that looks for a word."""
    for kind in ("", "person", "team", "post", "wish"):
        yield f"/search?q={word}&kind={kind}"
    yield f"/people/?q={word}"
    yield f"/people/mention?q={word}"
    yield f"/teams/?q={word}"
    yield f"/admin/people?q={word}"


def words_of(answer: TestResponse) -> str:
    """Return what an answer says, a photo's bytes too."""
    return answer.get_data().decode("utf-8", "replace")


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_finds_no_word_of_a_closed_team(place: Village, who: str) -> None:
    asked = sorted(set(addresses(place)))
    member = place.visit("member")
    for address in asked:
        member.get(address)  # what is kept of An's pages may not reach a stranger
    browser = place.visit(who)

    for address, headers in product(asked, ({}, HTMX)):
        answer = browser.get(address, headers=headers)
        assert answer.status_code < 500, address
        found = CANARY.findall(words_of(answer).replace(address, ""))
        assert found == [], f"{address}: {found}"
        told = " ".join(answer.headers.values()).replace(address, "")
        assert not CANARY.search(re.sub(r"next=\S+", "", told)), address


@pytest.mark.parametrize("who", STRANGERS)
def test_looking_for_the_word_is_like_looking_for_nothing(
    place: Village, who: str
) -> None:
    browser = place.visit(who)

    for word in SOUGHT:
        nothing = "x" * len(word)
        for address, other in zip(searches(word), searches(nothing), strict=True):
            for headers in ({}, HTMX):
                found = words_of(browser.get(address, headers=headers))
                empty = words_of(browser.get(other, headers=headers))
                assert bare(found, word) == bare(empty, nothing), address


def bare(text: str, word: str) -> str:
    """Return an answer without the word that was typed and the form token."""
    return TOKEN.sub("token", text).replace(word, "?")


def test_a_member_finds_all_of_them_so_the_test_can_see(place: Village) -> None:
    browser = place.visit("member")
    pages = ["/teams/{closed}", "/timeline/{secret}", "/timeline/{past}", "/timeline/"]

    text = " ".join(browser.get(place.address(page)).text for page in pages)

    assert {word.lower() for word in CANARY.findall(text)} >= PLANTED
    assert "kanarieclub" in browser.get("/search?q=kanarie").text.lower()
    assert "kanariebericht" in browser.get("/search?q=kanariebericht&kind=post").text
    assert browser.get(place.address("/media/{secret_photo}/400")).status_code == 200


@pytest.mark.parametrize("who", ["member", "owner", "outsider", "manager"])
def test_what_was_taken_away_is_found_by_nobody(place: Village, who: str) -> None:
    browser = place.visit(who)

    for address, headers in product(sorted(set(addresses(place))), ({}, HTMX)):
        answer = browser.get(address, headers=headers)
        found = GONE.findall(words_of(answer))
        assert found == [], f"{address}: {found}"


@pytest.mark.parametrize("who", ["outsider", "manager", "left"])
def test_the_bell_tells_a_stranger_nothing(place: Village, who: str) -> None:
    browser = place.visit(who)
    hidden = [place.keys[key] for key in ("secret", "past", "deleted")]
    about = select(Notification).where(
        Notification.reader_id == place.people[who].id,
        Notification.post_id.in_(map(int, hidden)),
    )

    page = browser.get("/notifications/").text
    count = re.search(r'data-unread="(\d+)"', browser.get("/notifications/badge").text)

    assert count
    assert int(count[1]) == page.count('class="notif new"')
    for line in db.session.scalars(about):
        assert browser.get(f"/notifications/{line.id}").status_code == 404
        assert browser.post(f"/notifications/{line.id}/seen").status_code == 404


def test_no_letter_holds_a_word_of_a_closed_team(place: Village) -> None:
    place.app.config["SETTINGS"], kept = (
        replace(
            place.app.config["SETTINGS"], smtp_url="smtp://localhost:1",
            base_url="https://jet.example.org",
        ),
        place.app.config["SETTINGS"],
    )  # fmt: skip
    try:
        bell.digest()
    finally:
        place.app.config["SETTINGS"] = kept

    letters = db.session.scalars(select(Letter)).all()
    readers = {letter.to for letter in letters}
    assert readers & {"olga.eigenaar@example.org", "an.lid@example.org"}
    assert readers & {"gijs.weg@example.org"} == set()
    members = {"olga.eigenaar@example.org", "an.lid@example.org"}
    for letter in letters:
        words = f"{letter.subject} {letter.text} {letter.html}"
        found = {word.lower() for word in CANARY.findall(words)}
        # a member reads the name of their own team, never what is said in it
        assert found <= ({"kanarieclub"} if letter.to in members else set())
        assert not GONE.search(words)


@pytest.mark.parametrize("who", ["outsider", "manager", "left", "member"])
def test_counts_do_not_count_a_closed_team(place: Village, who: str) -> None:
    reader, club = place.people[who].id, int(place.keys["closed_id"])
    hidden = 0 if who == "member" else club
    seen = or_(Post.team_id.is_(None), Post.team_id != hidden)
    others = select(func.count()).where(
        Post.author_id != reader, Post.deleted_at.is_(None), seen
    )

    answer = place.visit(who).get("/timeline/new-count?show=all&since=0").text

    told = re.search(r"\d+", re.sub(r"<[^>]+>", " ", answer))
    assert told
    assert int(told[0]) == db.session.scalar(others)


def test_who_leaves_finds_nothing_any_more(place: Village) -> None:
    browser = place.visit("member")
    assert browser.get(place.address("/timeline/{secret}")).status_code == 200

    browser.post(place.address("/teams/{closed}/leave"))

    for address in sorted(set(addresses(place))):
        found = CANARY.findall(words_of(browser.get(address)))
        # words An did not place yet are An's own
        assert set(found) <= {"kanarieconcept"}, f"{address}: {found}"


def test_a_team_that_closes_its_doors_is_closed_at_once(place: Village) -> None:
    walk = db.session.scalars(select(Team).filter_by(slug=place.keys["open"])).one()
    an = place.people["member"].id
    post = timeline.publish(an, "Straks kanariegeheim.", team_id=walk.id)
    db.session.commit()
    browser = place.visit("outsider")
    assert "kanariegeheim" in browser.get(f"/timeline/{post.id}").text

    place.visit("owner").post(
        f"/teams/{walk.slug}/edit", data={"name": "Kanarieploeg", "kind": "closed"}
    )

    for address in sorted({*addresses(place), f"/timeline/{post.id}"}):
        answer = browser.get(address)
        found = CANARY.findall(words_of(answer))
        assert found == [], f"{address}: {found}"


def test_who_is_out_is_out_at_the_next_click(place: Village) -> None:
    browser = place.visit("member")
    assert browser.get("/").status_code == 200

    place.visit("manager").post(place.address("/admin/people/{member_id}/stop"))

    for route in ROUTES:
        if route.method == "GET" and route.answers.startswith("door"):
            answer = browser.get(place.address(route.address))
            assert answer.status_code in {303, 401}, route.address
    answer = browser.post(
        place.address("/timeline/{secret}/comments"), data={"body": "Nog een keer"}
    )
    assert answer.status_code == 303
    assert answer.location.startswith("/login")
