"""The wish box: every wish moves with words, and never without."""

from __future__ import annotations

import itertools

import pytest

from intranet.core.db import db
from intranet.governance import actions, queries
from intranet.governance.models import Wish, WishAnswer, WishState
from intranet.notifications import queries as bell
from intranet.notifications import words
from intranet.people.models import Person
from tests.conftest import HTMX, Browser

S = WishState
FROM_ANYWHERE = {S.ASSESSED, S.PLANNED, S.BUSY, S.DONE, S.NOT}
MAY = {(was, to) for was in S for to in FROM_ANYWHERE if was != to}


def wish_of(person: Person, state: WishState = S.NEW) -> Wish:
    """Make a wish that stands in this column."""
    wish = actions.make_wish(person.id, "A bike shed", "Bikes stay dry")
    wish.state = state
    db.session.commit()
    return wish


def test_a_wish_comes_on_the_board(an: Person, bo: Person, browser: Browser) -> None:
    answer = browser(an).post(
        "/governance/wishes/new",
        data={"title": "A bike shed", "why": "Bikes stay dry", "form_key": "k"},
    )

    assert answer.status_code == 303
    assert "A bike shed" in browser(bo).get("/governance/").text
    page = browser(bo).get(answer.location)
    assert "Bikes stay dry" in page.text


def test_a_form_sent_five_times_is_one_wish(an: Person, browser: Browser) -> None:
    sent = {"title": "A bike shed", "why": "Bikes stay dry", "form_key": "one"}

    answers = {
        browser(an).post("/governance/wishes/new", data=sent).location for _ in range(5)
    }

    assert len(answers) == 1
    assert db.session.query(Wish).count() == 1


def test_a_wish_without_why_comes_back_with_its_title(
    an: Person, browser: Browser
) -> None:
    answer = browser(an).post("/governance/wishes/new", data={"title": "A shed"})

    assert answer.status_code == 422
    assert 'value="A shed"' in answer.text
    assert "error-summary" in answer.text


@pytest.mark.parametrize(("was", "to"), list(itertools.product(S, S)))
def test_where_a_wish_may_go(
    an: Person, mo: Person, was: WishState, to: WishState
) -> None:
    wish = wish_of(an, was)

    if (was, to) in MAY:
        actions.answer_wish(wish, to, "Because", mo.id)
        assert wish.state == to
    else:
        with pytest.raises(actions.WrongMoveError):
            actions.answer_wish(wish, to, "Because", mo.id)


def test_an_answer_rings_for_whoever_asked(
    an: Person, bo: Person, mo: Person, browser: Browser
) -> None:
    wish = wish_of(an)

    answer = browser(mo).post(
        f"/governance/wishes/{wish.id}/answer",
        data={"state": "planned", "answer": "In spring"},
    )

    assert answer.status_code == 303
    [group] = bell.page(an.id)
    assert "A bike shed" in words.plain(group)
    assert bell.page(bo.id) == []
    opened = browser(an).get(f"/notifications/{group.id}")
    assert opened.location.endswith(f"/governance/wishes/{wish.id}")
    assert "In spring" in browser(bo).get(opened.location).text


def test_a_wish_never_moves_without_words(
    an: Person, mo: Person, browser: Browser
) -> None:
    wish = wish_of(an)

    answer = browser(mo).post(
        f"/governance/wishes/{wish.id}/answer", data={"state": "done", "answer": "  "}
    )

    assert answer.status_code == 422
    assert db.session.get_one(Wish, wish.id).state == S.NEW
    assert db.session.query(WishAnswer).count() == 0


def test_a_member_answers_nothing(an: Person, bo: Person, browser: Browser) -> None:
    wish = wish_of(an)

    page = browser(bo).get(f"/governance/wishes/{wish.id}")
    answer = browser(bo).post(
        f"/governance/wishes/{wish.id}/answer",
        data={"state": "done", "answer": "Mine"},
    )

    assert "/answer" not in page.text
    assert answer.status_code == 403


def test_of_two_answers_at_once_the_second_is_refused(an: Person, mo: Person) -> None:
    wish = wish_of(an)
    db.session.query(Wish).update({"state": S.NOT}, synchronize_session=False)

    with pytest.raises(actions.WrongMoveError):
        actions.answer_wish(wish, S.DONE, "Yes", mo.id)


def test_the_board_shows_five_and_counts_all(an: Person, browser: Browser) -> None:
    for _ in range(7):
        wish_of(an)

    lanes = {lane.state: lane for lane in queries.board()}

    assert (lanes[S.NEW].total, len(lanes[S.NEW].wishes)) == (7, queries.ON_BOARD)
    assert lanes[S.DONE].total == 0
    assert "/governance/wishes/?state=new" in browser(an).get("/governance/").text


def test_the_list_goes_on_by_key_and_by_state(an: Person, browser: Browser) -> None:
    for _ in range(25):
        wish_of(an)
    wish_of(an, S.DONE)
    client = browser(an)

    first = client.get("/governance/wishes/?state=new")
    last = queries.wishes(S.NEW)[queries.PAGE - 1].id
    rest = client.get(f"/governance/wishes/?state=new&before={last}", headers=HTMX)

    assert first.text.count('class="item"') == queries.PAGE
    assert rest.text.count('class="item"') == 5
    assert client.get("/governance/wishes/?state=done").text.count('class="item"') == 1


def test_a_wish_that_is_not_there(an: Person, browser: Browser) -> None:
    assert browser(an).get("/governance/wishes/99").status_code == 404
