"""One box: the same answers on both databases, and nothing one may not see."""

from __future__ import annotations

import pytest
from flask import Flask

from intranet.core import site
from intranet.core.bus import announce
from intranet.core.db import db
from intranet.governance.actions import make_wish
from intranet.people import actions as people
from intranet.people.models import Person
from intranet.search import chores, queries, words
from intranet.search.models import Entry, Kind
from intranet.teams import actions as teams
from intranet.teams.models import Membership, Team, TeamKind
from intranet.timeline.actions import publish
from intranet.timeline.facts import CommentDeleted, CommentMade, PostDeleted
from intranet.timeline.models import Comment
from tests.conftest import HTMX, Browser, Limit, make_team

FOUND = [
    ("vergadering", "De vergaderingen van maandag"),
    ("vergaderingen", "Een vergadering"),
    ("gemeente", "het gemeentelijke beleid"),
    ("gemeentelijk", "de gemeente"),
    ("fiets", "Wij fietsen"),
    ("fietsen", "Mijn fiets"),
    ("huis", "oude huizen"),
    ("huizen", "een huis"),
    ("brieven", "een brief"),
    ("coordinator", "de coördinator"),
    ("coördinator", "een coordinator"),
    ("CAFÉ", "in het cafe"),
    ("verg", "vergadering"),
    ("fietsp", "het fietsplan"),
    ("fiets plan", "ons plan voor de fiets"),
    ("collega's", "alle collega's"),
    ("2026", "begroting 2026"),
    ("3d-printer", "een 3D printer"),
    ("mooi weer", "Weer een mooie dag"),
    ("Łódź", "reis naar Łódź"),
]
NOT_FOUND = [
    ("vergadering", "verguld"),
    ("fiets auto", "een fiets"),
    ("plan", "het fietsplan"),
    ("kat", "de hond"),
    ("gemeente", "mensen"),
]


def found(person: Person, text: str, kind: Kind = Kind.POST) -> list[int]:
    """Return the keys of what somebody finds."""
    page = queries.find(person.id, kind, words.asked(text), None, 20)
    return [thing.id for thing in page.things]


@pytest.mark.parametrize(("asked", "text"), FOUND)
def test_dutch_words_are_found(an: Person, asked: str, text: str) -> None:
    post = publish(an.id, text)

    assert found(an, asked) == [post.id]


@pytest.mark.parametrize(("asked", "text"), NOT_FOUND)
def test_other_words_are_not(an: Person, asked: str, text: str) -> None:
    publish(an.id, text)

    assert found(an, asked) == []


@pytest.mark.parametrize(
    "typed",
    ['"', "' OR 1=1 --", "*", "a* OR", ":", "(", "NEAR(a b)", "\\", "%", "-", "&|!"],
)
def test_any_sign_may_be_typed(an: Person, browser: Browser, typed: str) -> None:
    publish(an.id, "Hello")

    answer = browser(an).get("/search", query_string={"q": typed})

    assert answer.status_code == 200


def test_the_newest_comes_first_and_pages_go_on_by_key(an: Person) -> None:
    posts = [publish(an.id, f"soep {number}").id for number in range(5)]

    first = queries.find(an.id, Kind.POST, words.asked("soep"), None, 3)
    rest = queries.find(an.id, Kind.POST, words.asked("soep"), first.more, 3)

    keys = [post.id for post in (*first.things, *rest.things)]
    assert keys == posts[::-1]
    assert rest.more is None


def test_people_are_found_by_what_they_tell_and_by_their_team(
    an: Person, bo: Person
) -> None:
    people.save_profile(bo, job="hovenier", expertise="warmtepompen, bijen")
    team = make_team("Buitendienst")
    teams.join(team, bo.id)

    for word in ("bo", "hovenier", "warmtepomp", "bij", "buitendienst"):
        assert found(an, word, Kind.PERSON) == [bo.id]


def test_who_left_is_not_found(an: Person, bo: Person) -> None:
    people.save_profile(bo, job="hovenier")
    people.leave(bo)

    assert found(an, "hovenier", Kind.PERSON) == []


def test_a_closed_team_finds_nobody_outside(
    an: Person, bo: Person, browser: Browser
) -> None:
    team = teams.make_team("Kanariegeheim", TeamKind.CLOSED, owner_id=an.id)
    post = publish(an.id, "kanarievogel", team_id=team.id)
    db.session.commit()

    assert found(an, "kanarievogel") == [post.id]
    assert found(an, "kanariegeheim", Kind.TEAM) == [team.id]
    for kind in Kind:
        assert found(bo, "kanarie", kind) == []
    assert found(bo, "kanariegeheim", Kind.PERSON) == []
    for address in (
        "/search?q=kanarie",
        "/people/?q=kanarie",
        f"/people/?team={team.id}",
    ):
        page = browser(bo).get(address).text
        assert "Kanariegeheim" not in page
        assert "kanarievogel" not in page
        assert f'/people/{an.id}"' not in page


def test_who_leaves_a_closed_team_finds_its_words_no_longer(
    an: Person, bo: Person
) -> None:
    team = teams.make_team("Stil", TeamKind.CLOSED, owner_id=an.id)
    teams.join(team, bo.id)
    post = publish(an.id, "kanarie", team_id=team.id)
    assert found(bo, "kanarie") == [post.id]

    db.session.query(Membership).filter_by(person_id=bo.id).delete()

    assert found(bo, "kanarie") == []


def test_a_team_that_becomes_closed_leaves_the_words_of_its_people(
    an: Person, bo: Person
) -> None:
    team = teams.make_team("Kanaries", TeamKind.OPEN)
    db.session.add(Membership(team_id=team.id, person_id=bo.id))
    db.session.flush()
    teams.change_team(team, "Kanaries", TeamKind.OPEN, "zingen")
    assert found(an, "kanaries", Kind.PERSON) == [bo.id]

    teams.change_team(team, "Kanaries", TeamKind.CLOSED, "zingen")

    assert found(an, "kanaries", Kind.PERSON) == []
    assert found(an, "zingen", Kind.TEAM) == []


def test_a_message_is_found_by_what_was_said_under_it(an: Person, bo: Person) -> None:
    post = publish(an.id, "Wie weet het?")
    said = Comment(
        post_id=post.id, author_id=bo.id, body="x", html="<p>De loodgieter</p>"
    )
    said.post = post
    db.session.add(said)
    db.session.flush()

    announce(CommentMade(said))
    assert found(an, "loodgieters") == [post.id]

    said.deleted_at = said.said_at
    announce(CommentDeleted(said))
    assert found(an, "loodgieters") == []
    assert found(an, "weet") == [post.id]


def test_a_deleted_message_is_not_found(an: Person) -> None:
    post = publish(an.id, "soep")
    post.deleted_at = post.published_at
    announce(PostDeleted(post))

    assert found(an, "soep") == []


def test_wishes_are_found(an: Person, bo: Person) -> None:
    wish = make_wish(an.id, "Een fietsenstalling", "Dan blijven ze droog")

    assert found(bo, "stalling droog", Kind.WISH) == []
    assert found(bo, "fietsenstalling droog", Kind.WISH) == [wish.id]


def test_the_page_marks_words_and_escapes_the_rest(
    an: Person, browser: Browser
) -> None:
    people.save_profile(an, job="<i>fietsenmaker</i>")
    publish(an.id, "Alle **fietsen** & <script>alert(1)</script>")
    db.session.commit()

    page = browser(an).get("/search?q=fiets")

    assert "<mark>fietsen</mark>" in page.text
    assert "<script>alert" not in page.text
    assert "<i>" not in page.text
    assert "/people/" in page.text


def test_scripts_get_a_part_and_others_a_page(an: Person, browser: Browser) -> None:
    publish(an.id, "soep")
    db.session.commit()

    part = browser(an).get("/search?q=soep", headers=HTMX)
    empty = browser(an).get("/search?q=niets")

    assert "<html" not in part.text
    assert 'id="results"' in part.text
    assert "niets" in empty.text
    assert 'class="card empty"' in empty.text


def test_one_kind_is_paged(an: Person, browser: Browser) -> None:
    for number in range(25):
        publish(an.id, f"soep {number}")
    db.session.commit()
    client = browser(an)

    first = client.get("/search?q=soep&kind=post")
    page = queries.find(an.id, Kind.POST, words.asked("soep"), None, queries.PAGE)
    more = client.get(f"/search?q=soep&kind=post&before={page.more}", headers=HTMX)

    assert first.text.count('class="hit"') == queries.PAGE
    assert more.text.count('class="hit"') == 5


def test_a_search_costs_the_same_for_one_and_for_many(
    an: Person, browser: Browser, at_most: Limit
) -> None:
    make_team("Soepclub", an)
    for number in range(30):
        publish(an.id, f"soep {number}")
    make_wish(an.id, "soep", "lekker")
    db.session.commit()
    client = browser(an)
    with at_most(10):
        client.get("/search?q=soep")


def test_the_index_is_kept_while_search_sleeps(an: Person) -> None:
    site.save(open_rooms="people teams timeline")
    db.session.commit()

    publish(an.id, "soep")

    assert db.session.query(Entry).filter_by(kind=Kind.POST).count() == 1


def test_rebuilding_finds_everything_again(app: Flask, an: Person, town: Team) -> None:
    publish(an.id, "soep")
    make_wish(an.id, "stoelen", "zacht")
    db.session.commit()
    db.session.query(Entry).delete()
    db.session.add(Entry(kind=Kind.POST, about_id=999, team_id=None, words="oud"))
    db.session.commit()

    count = chores.rebuild()

    assert count == 3 + 1 + 1 + 1
    assert len(found(an, "soep")) == 1
    assert found(an, "town", Kind.TEAM) == [town.id]
    assert found(an, "oud") == []


def test_the_command_says_how_many(app: Flask, an: Person) -> None:
    answer = app.test_cli_runner().invoke(args=["search", "rebuild"])

    assert answer.exit_code == 0, answer.output
    assert "1 " in answer.output
