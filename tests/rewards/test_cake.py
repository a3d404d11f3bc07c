"""Cake for a team whose every profile is complete: once, and without names."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from flask import Flask

from intranet.core.db import db
from intranet.notifications import queries as bell
from intranet.notifications.models import Kind
from intranet.people import actions as people
from intranet.people.models import FaceChoice, Person
from intranet.rewards import actions, queries
from intranet.rewards.models import Cake
from intranet.teams import actions as teams
from intranet.teams.models import Membership, Team, TeamKind
from intranet.timeline.models import Post
from tests.conftest import HTMX, Browser, make_person, make_team

WHOLE = {
    "job": "adviser",
    "expertise": "bikes",
    "works": "xxxxx",
    "phone": "12",
    "about": "Hello",
    "face_choice": FaceChoice.NONE,
}


def complete(*who: Person) -> None:
    """Let people fill in their whole profile, as the profile page does."""
    for person in who:
        people.save_profile(person, **WHOLE)
    db.session.commit()


def cakes() -> list[Cake]:
    """Return every cake."""
    return db.session.query(Cake).all()


@pytest.fixture(name="walkers")
def make_walkers(an: Person, bo: Person, jet: Person) -> Team:
    """An and Bo walk, and so does the digital colleague."""
    return make_team("Walkers", an, bo, jet)


def test_the_last_profile_earns_the_cake_and_the_colleague_says_so(
    walkers: Team, an: Person, bo: Person, jet: Person
) -> None:
    complete(an)
    assert cakes() == []

    complete(bo)

    [cake] = cakes()
    assert (cake.team_id, cake.slices) == (walkers.id, 2)
    [post] = db.session.query(Post).all()
    assert (post.author_id, post.team_id) == (jet.id, walkers.id)
    assert [group.kind for group in bell.page(an.id)] == [Kind.CAKE]
    assert [group.kind for group in bell.page(bo.id)] == [Kind.CAKE]


def test_somebody_who_leaves_may_complete_the_team(
    walkers: Team, an: Person, bo: Person
) -> None:
    kim = make_person("Kim")
    teams.join(walkers, kim.id)
    complete(an, bo)
    assert cakes() == []

    people.leave(kim)

    assert len(cakes()) == 1


def test_a_newcomer_takes_no_cake_away(walkers: Team, an: Person, bo: Person) -> None:
    complete(an, bo)

    teams.join(walkers, make_person("Kim").id)

    progress = queries.progress(walkers.id)
    assert progress is not None
    assert progress.is_earned
    assert len(cakes()) == 1


def test_one_person_alone_is_no_team(an: Person, jet: Person) -> None:
    make_team("Alone", an, jet)

    complete(an)

    assert cakes() == []


def test_a_team_has_cake_once(walkers: Team, an: Person, bo: Person) -> None:
    complete(an, bo)
    people.save_profile(an, about="")
    people.save_profile(an, about="Hello again")
    actions.look_for_cake()
    db.session.commit()

    assert len(cakes()) == 1
    assert db.session.query(Post).count() == 1


def test_the_two_last_profiles_at_once_earn_one_cake(
    app: Flask, an: Person, bo: Person, jet: Person
) -> None:
    team = make_team("Walkers", an, bo, jet).id
    keys = [an.id, bo.id]
    start = Barrier(2)

    def fill_in(key: int) -> None:
        with app.app_context():
            person = db.session.get_one(Person, key)
            start.wait()
            people.save_profile(person, **WHOLE)
            db.session.commit()

    threads = [Thread(target=fill_in, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db.session.rollback()
    [cake] = cakes()
    assert cake.team_id == team
    assert db.session.query(Post).count() == 1


def test_a_closed_team_stays_closed_around_its_cake(
    an: Person, bo: Person, jet: Person, town: Team, browser: Browser
) -> None:
    team = make_team("Whisperers", an, bo, kind=TeamKind.CLOSED)
    complete(an, bo)
    cake = db.session.query(Cake).filter_by(team_id=team.id).one()

    kim = make_person("Kim")

    assert browser(kim).get(f"/rewards/cakes/{cake.id}").status_code == 404
    assert browser(an).get(f"/rewards/cakes/{cake.id}").status_code == 303
    assert bell.page(kim.id) == []
    assert "Whisperers" not in browser(kim).get("/").text


def test_the_manager_orders_for_a_closed_team_without_its_name(
    an: Person, bo: Person, mo: Person, jet: Person, town: Team, browser: Browser
) -> None:
    make_team("Whisperers", an, bo, kind=TeamKind.CLOSED)
    complete(an, bo)
    cake = db.session.query(Cake).filter(Cake.team_id != town.id).one()
    desk = browser(mo)

    seen = desk.get("/admin/").text
    seen += desk.post(f"/rewards/cakes/{cake.id}/order", headers=HTMX).text
    seen += desk.get(f"/rewards/cakes/{cake.id}/deliver").text
    seen += desk.post(
        f"/rewards/cakes/{cake.id}/deliver", data={}, follow_redirects=True
    ).text
    seen += desk.get("/admin/audit").text

    assert queries.any_cake(cake.id).delivered_at
    assert "Whisperers" not in seen


def test_the_team_page_counts_and_never_names(
    walkers: Team, an: Person, bo: Person, browser: Browser
) -> None:
    complete(an)

    page = browser(an).get(f"/teams/{walkers.slug}")
    other = browser(bo).get(f"/teams/{walkers.slug}")

    assert 'class="slice"' in page.text
    assert 'class="slice-open"' in page.text
    assert (
        "/me/edit" not in page.text.partition("cake-card")[2].partition("</section>")[0]
    )
    assert "/me/edit" in other.text.partition("cake-card")[2].partition("</section>")[0]


def test_the_manager_orders_and_delivers_once(
    walkers: Team, an: Person, bo: Person, mo: Person, browser: Browser
) -> None:
    complete(an, bo)
    [cake] = cakes()
    client = browser(mo)

    ordered = client.post(f"/rewards/cakes/{cake.id}/order", headers=HTMX)
    assert f"/rewards/cakes/{cake.id}/deliver" in ordered.text
    assert client.get(f"/rewards/cakes/{cake.id}/deliver").status_code == 200
    for _twice in range(2):
        done = client.post(f"/rewards/cakes/{cake.id}/deliver", data={"alt": ""})
        assert done.status_code == 303

    [cake] = cakes()
    assert cake.delivered_at is not None
    assert db.session.query(Post).count() == 2
    assert [group.kind for group in bell.page(an.id)] == [Kind.CAKE, Kind.CAKE]


def test_a_photo_that_is_none_comes_back_with_words(
    walkers: Team, an: Person, bo: Person, mo: Person, browser: Browser
) -> None:
    from io import BytesIO  # noqa: PLC0415

    complete(an, bo)
    [cake] = cakes()

    answer = browser(mo).post(
        f"/rewards/cakes/{cake.id}/deliver",
        data={"photo": (BytesIO(b"no photo"), "cake.jpg")},
    )

    assert answer.status_code == 422
    assert cakes()[0].delivered_at is None


def test_a_photo_of_the_cake_is_shown_to_the_team(
    walkers: Team, an: Person, bo: Person, mo: Person, browser: Browser
) -> None:
    from io import BytesIO  # noqa: PLC0415

    from PIL import Image  # noqa: PLC0415

    complete(an, bo)
    [cake] = cakes()
    photo = BytesIO()
    Image.new("RGB", (600, 400), "pink").save(photo, "JPEG")
    photo.seek(0)

    answer = browser(mo).post(
        f"/rewards/cakes/{cake.id}/deliver",
        data={"photo": (photo, "cake.jpg"), "alt": "A pink cake"},
    )

    assert answer.status_code == 303
    post = db.session.query(Post).order_by(Post.id.desc()).first()
    assert post is not None
    assert "A pink cake" in post.pictures


@pytest.mark.parametrize("what", ["order", "deliver"])
def test_a_member_hands_out_no_cake(
    walkers: Team, an: Person, bo: Person, browser: Browser, what: str
) -> None:
    complete(an, bo)
    [cake] = cakes()

    assert browser(an).post(f"/rewards/cakes/{cake.id}/{what}").status_code == 403


def test_home_shows_the_cake_of_my_home_team(
    town: Team, an: Person, bo: Person, jet: Person, browser: Browser
) -> None:
    complete(an)

    page = browser(bo).get("/")

    assert "cake-row" in page.text
    assert town.name in page.text


def test_nobody_is_home_without_a_home_team(an: Person) -> None:
    assert db.session.query(Membership).count() == 0
    assert queries.home_progress(an.id) is None
