"""Everybody at once: counts are exact, one form is one message, no words are lost."""

from __future__ import annotations

import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from intranet.core.db import db
from intranet.core.errors import RefusalError
from intranet.governance.models import Wish
from intranet.people import actions as people
from intranet.people.models import Person
from intranet.teams import actions as teams
from intranet.teams.models import Membership, Team, TeamKind
from intranet.timeline.models import Comment, Like, Post
from tests.conftest import DATABASES
from tests.proof import live, village
from tests.proof.conftest import Keepsake
from tests.proof.village import Village

CROWD = 20


@dataclass
class Answer:
    """What came back."""

    status: int
    text: str


class Hand:
    """Somebody's own browser, over a real connection."""

    def __init__(self, home: str, cookie: str) -> None:
        """Come in with a cookie, and fetch the token of the forms."""
        self.home = home
        self.headers = {"Cookie": f"hofje={cookie}"}
        self.opener = urllib.request.build_opener(Stay())
        page = self.ask("/me/password")
        self.token = (
            page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        )

    def ask(self, path: str, **fields: str) -> Answer:
        """Get a page, or post fields."""
        body = urllib.parse.urlencode(fields).encode() if fields else None
        asked = urllib.request.Request(self.home + path, body, self.headers)  # noqa: S310
        try:
            with self.opener.open(asked, timeout=60) as answer:
                # the token of the forms lives in the cookie
                for told in answer.headers.get_all("Set-Cookie") or ():
                    self.headers["Cookie"] = told.partition(";")[0]
                return Answer(answer.status, answer.read().decode())
        except urllib.error.HTTPError as refusal:
            with refusal:
                return Answer(refusal.code, refusal.read().decode())

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form."""
        return self.ask(path, csrf_token=self.token, **fields)


class Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer; it is not followed."""

    def redirect_request(self, *_given: object) -> None:
        """Follow nothing."""


def all_at_once(acts: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Let everybody act at the same moment; return what each heard."""
    start = threading.Barrier(len(acts))

    def act(one: Callable[[], Answer]) -> Answer:
        start.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


@dataclass
class Crowd:
    """A village that answers, and twenty people in it."""

    place: Village
    home: str
    hands: list[Hand]


def add_crowd(place: Village) -> None:
    """Let twenty more people live in the village."""
    town = db.session.get_one(Team, int(place.keys["town_id"]))
    for number in range(CROWD):
        person = village.resident(f"Buur {number}", ready=False)
        teams.join(town, person.id)
        village.sign_in(place, f"neighbour {number}", person)


@pytest.fixture(scope="session", params=DATABASES, name="served")
def serve_village(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Crowd, Keepsake]]:
    """Build a village with a crowd, on each database, and let it answer."""
    folder = tmp_path_factory.mktemp("races")
    url = f"sqlite:///{folder / 'races.db'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres")().replace(
            "postgresql://", "postgresql+psycopg://"
        )
    app = live.new_house(url, folder, rate_limits=False)
    with app.app_context():
        village.open_house()
        place = village.build(app, add_crowd)
        first_day = Keepsake(app)
    with live.serving(app) as home:
        yield Crowd(place, home, []), first_day


@pytest.fixture(name="crowd")
def gather(served: tuple[Crowd, Keepsake]) -> Iterator[Crowd]:
    """Let it be the first day, with everybody signed in."""
    crowd, first_day = served
    with crowd.place.app.app_context():
        first_day.bring_back()
        crowd.hands = [
            Hand(crowd.home, crowd.place.cookie(f"neighbour {number}"))
            for number in range(CROWD)
        ]
        yield crowd
        db.session.remove()


def post_of(crowd: Crowd) -> Post:
    """Return the message everybody looks at, as it stands now."""
    db.session.remove()
    return db.session.get_one(Post, int(crowd.place.keys["post"]))


def count(table: type[Like | Comment | Membership | Post], *where: object) -> int:
    """Count rows."""
    asked = select(func.count()).select_from(table).where(*where)  # type: ignore[arg-type]
    return db.session.scalar(asked) or 0


def test_twenty_like_the_same_message_and_take_it_back(crowd: Crowd) -> None:
    before, path = post_of(crowd).likes, f"/timeline/{post_of(crowd).id}/like"

    heard = all_at_once([partial(hand.post, path, like="1") for hand in crowd.hands])

    assert {answer.status for answer in heard} == {303}
    assert post_of(crowd).likes == before + CROWD
    assert count(Like, Like.post_id == post_of(crowd).id) == before + CROWD
    all_at_once([partial(hand.post, path, like="0") for hand in crowd.hands])
    assert (
        post_of(crowd).likes == before == count(Like, Like.post_id == post_of(crowd).id)
    )


def test_a_double_tap_by_one_hand_is_one_like(crowd: Crowd) -> None:
    before, path = post_of(crowd).likes, f"/timeline/{post_of(crowd).id}/like"
    hand = crowd.hands[0]

    all_at_once([partial(hand.post, path, like="1")] * 8)

    assert post_of(crowd).likes == before + 1


def test_turning_likes_round_leaves_an_exact_count(crowd: Crowd) -> None:
    path = f"/timeline/{post_of(crowd).id}/like"
    acts = [partial(hand.post, path) for hand in crowd.hands[:7] for _ in range(3)]

    heard = all_at_once(acts)

    assert {answer.status for answer in heard} == {303}
    assert post_of(crowd).likes == count(Like, Like.post_id == post_of(crowd).id)


def test_twenty_join_the_same_team_once_each(crowd: Crowd) -> None:
    slug = crowd.place.keys["open"]
    team = db.session.scalars(select(Team).filter_by(slug=slug)).one().id
    before = count(Membership, Membership.team_id == team)

    heard = all_at_once([
        partial(hand.post, f"/teams/{slug}/join")
        for hand in crowd.hands[:10] for _ in range(2)
    ])  # fmt: skip

    assert {answer.status for answer in heard} == {303}
    db.session.remove()
    assert count(Membership, Membership.team_id == team) == before + 10


@pytest.mark.parametrize("path", ["/timeline/new", "/governance/wishes/new"])
def test_one_form_sent_five_times_is_one_thing(crowd: Crowd, path: str) -> None:
    table = Post if path.startswith("/timeline") else Wish
    before = db.session.scalar(select(func.count()).select_from(table)) or 0
    fields = {
        "body": "Vijf keer",
        "title": "Vijf keer",
        "why": "Daarom",
        "form_key": "k1",
    }
    hand = crowd.hands[0]

    heard = all_at_once([partial(hand.post, path, **fields)] * 5)

    db.session.remove()
    assert {answer.status for answer in heard} == {303}
    assert db.session.scalar(select(func.count()).select_from(table)) == before + 1


def test_eight_start_a_team_of_one_name_and_one_gets_it(crowd: Crowd) -> None:
    fields = {"name": "Dezelfde naam", "kind": "open", "about": "Wij"}

    heard = all_at_once([
        partial(hand.post, "/teams/new", **fields) for hand in crowd.hands[:8]
    ])  # fmt: skip

    assert sorted(answer.status for answer in heard) == [303] + [422] * 7
    db.session.remove()
    assert db.session.query(Team).filter_by(name="Dezelfde naam").count() == 1


def test_comments_are_counted_exactly(crowd: Crowd) -> None:
    before = post_of(crowd).comments
    path = f"/timeline/{post_of(crowd).id}/comments"

    heard = all_at_once([
        partial(hand.post, path, body="Ja!", form_key="same")
        for hand in crowd.hands[:10] for _ in range(2)
    ])  # fmt: skip

    assert {answer.status for answer in heard} == {303}
    post = post_of(crowd)
    assert post.comments == before + 10
    standing = (Comment.post_id == post.id, Comment.deleted_at.is_(None))
    assert count(Comment, *standing) == before + 10


def test_of_two_edits_one_stands_and_the_other_gets_its_words_back(
    crowd: Crowd,
) -> None:
    hands = [Hand(crowd.home, crowd.place.cookie("member")) for _ in range(6)]
    post = post_of(crowd)
    path, version = f"/timeline/{post.id}/edit", str(post.version)

    heard = all_at_once([
        partial(hand.post, path, body=f"Versie nummer {number}", version=version)
        for number, hand in enumerate(hands)
    ])  # fmt: skip

    saved = [n for n, answer in enumerate(heard) if answer.status == 303]
    assert len(saved) == 1
    assert post_of(crowd).body == f"Versie nummer {saved[0]}"
    for number, answer in enumerate(heard):
        if number not in saved:
            assert answer.status == 422
            assert f"Versie nummer {number}" in answer.text
            assert f"Versie nummer {saved[0]}" in answer.text


def test_deleting_and_commenting_at_once_leaves_nothing_half(crowd: Crowd) -> None:
    post = post_of(crowd)
    author = Hand(crowd.home, crowd.place.cookie("member"))

    heard = all_at_once([
        partial(author.post, f"/timeline/{post.id}/delete"),
        *(
            partial(hand.post, f"/timeline/{post.id}/comments", body="Nee!")
            for hand in crowd.hands[:8]
        ),
    ])  # fmt: skip

    assert {answer.status for answer in heard} <= {303, 404}
    gone = post_of(crowd)
    assert gone.deleted_at is not None
    standing = (Comment.post_id == gone.id, Comment.deleted_at.is_(None))
    assert gone.comments == count(Comment, *standing)


class HomeTeams(RuleBasedStateMachine):
    """People come, join, leave, move, go; teams are made, change and close."""

    def __init__(self) -> None:
        """Begin with one department and one colleague."""
        super().__init__()
        self.people: list[Person] = []
        self.teams = [teams.make_team("Een begin", TeamKind.DEPARTMENT)]
        self.come()

    def _try(self, act: Callable[[], object]) -> None:
        """Do something; the house may refuse it, as long as it says so."""
        try:
            with db.session.begin_nested():
                act()
        except RefusalError:
            db.session.expire_all()

    @rule()
    def come(self) -> None:
        """Let somebody in, in the first team."""
        person = people.add_person(f"Mens {len(self.people)}")
        teams.join(self.teams[0], person.id)
        self.people.append(person)

    @rule(kind=some.sampled_from(TeamKind))
    def make(self, kind: TeamKind) -> None:
        """Start a team."""
        name = f"Team {len(self.teams)}"
        self.teams.append(teams.make_team(name, kind, owner_id=self.people[0].id))

    @rule(
        who=some.integers(0, 9),
        where=some.integers(0, 9),
        act=some.sampled_from(["join", "leave_team"]),
    )
    def join_or_leave(self, who: int, where: int, act: str) -> None:
        """Join a team, or leave one."""
        person, team = self._pick(who, where)
        self._try(lambda: getattr(teams, act)(team, person.id))

    @rule(who=some.integers(0, 9), where=some.integers(0, 9))
    def move(self, who: int, where: int) -> None:
        """Give somebody another home."""
        person, team = self._pick(who, where)
        self._try(lambda: teams.move_home(person.id, team))

    @rule(where=some.integers(0, 9), kind=some.sampled_from(TeamKind))
    def change(self, where: int, kind: TeamKind) -> None:
        """Make a team another kind."""
        _person, team = self._pick(0, where)
        self._try(lambda: teams.change_team(team, team.name, kind, ""))

    @rule(where=some.integers(0, 9))
    def close(self, where: int) -> None:
        """Close a team."""
        _person, team = self._pick(0, where)
        self._try(lambda: teams.close_team(team))

    @rule(who=some.integers(0, 9))
    def go_and_come_back(self, who: int) -> None:
        """Leave the house, and be let in again later."""
        person, _team = self._pick(who, 0)
        if person.left_at is None:
            people.leave(person)
        else:
            people.come_back(person)

    def _pick(self, who: int, where: int) -> tuple[Person, Team]:
        return self.people[who % len(self.people)], self.teams[where % len(self.teams)]

    @invariant()
    def everybody_has_one_home_that_is_open(self) -> None:
        """Look at everyone who works here."""
        db.session.flush()
        for person in self.people:
            if person.left_at is not None:
                continue
            homes = db.session.scalars(
                select(Team)
                .join(Membership, Membership.team_id == Team.id)
                .where(Membership.person_id == person.id, Membership.is_home)
            ).all()
            assert len(homes) == 1, person.name
            assert homes[0].kind != TeamKind.CLOSED, person.name
            assert homes[0].closed_at is None, person.name

    def teardown(self) -> None:
        """Leave nothing of it."""
        db.session.rollback()


def test_everybody_keeps_a_home_whatever_happens(place: Village) -> None:
    assert place.people
    run_state_machine_as_test(
        HomeTeams,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
