"""A large organisation of the same kind: made in rows, a few thousand at a time.

It goes past the actions, which tell the whole house of every like; so it counts
what they would have counted, and lets the search room write its index at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from flask_babel import force_locale
from sqlalchemy import Table, insert

from intranet.accounts import actions as accounts
from intranet.accounts.models import Account
from intranet.core import clock, site
from intranet.core.db import catch_up_keys, db
from intranet.core.permissions import Role
from intranet.demo import cast as house
from intranet.demo import phrases
from intranet.demo.cast import DOMAIN, PASSWORD, DemoAccount
from intranet.demo.days import Days
from intranet.demo.waterhoeve import COLLEAGUE, ORGANISATION, LivedInError
from intranet.governance import actions as governance
from intranet.notifications.models import Kind, Notification
from intranet.people.models import FaceChoice, Person
from intranet.search import actions as search
from intranet.teams.models import Follow, Membership, Team, TeamKind
from intranet.timeline.models import Comment, Like, Post

CHUNK = 5_000
PEOPLE_PER_TEAM = 40
YEARS = 2
WORKING_DAYS = 260
HOURS = 9
CLOSED_EVERY = 10
"""One in so many teams is closed; nobody has a home there."""

LIKES, COMMENTS = 2, 1
"""How many of each a message has, taken over all."""

RECENT = 50
"""One in so many messages is so new that its author has not seen the bell yet."""

DOORS = 3
"""How many people have a password: a member, an owner and the manager."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """How large the organisation is."""

    people: int
    posts: int

    @property
    def teams(self) -> int:
        """How many teams there are."""
        return max(2, self.people // PEOPLE_PER_TEAM)


@dataclass(slots=True)
class Crowd:
    """What the later rows need to know of the earlier ones.

    Attributes:
        homes: home team of each person, by place; person n has key n + 2.
        members: keys of the people in each team, by key of the team.
        closed: keys of the closed teams.

    """

    size: Size
    chance: Random
    days: Days
    homes: list[int]
    members: dict[int, list[int]]
    closed: set[int]


def load(people: int, posts: int, seed: int = 1) -> list[DemoAccount]:
    """Fill an empty house with a large organisation, and commit.

    Args:
        people: how many work there; at least ten.
        posts: how many messages they wrote.
        seed: the same seed gives the same rows, on the same day.

    Returns:
        Who may be signed in as.

    Raises:
        LivedInError: when there are people already.

    """
    if house.is_lived_in():
        raise LivedInError
    chance = Random(seed)  # noqa: S311 - no secret
    crowd = Crowd(Size(people, posts), chance, Days(clock.now()), [], {}, set())
    with force_locale("nl"), clock.at(crowd.days.at(WORKING_DAYS * YEARS, 8, 0)):
        site.found(
            organisation=ORGANISATION,
            colleague=COLLEAGUE,
            is_demo=True,
            open_rooms=" ".join(site.SLEEPERS),
        )
        _put(Team, _teams(crowd))
        _put(Person, _people(crowd))
        _put(Account, _accounts(crowd))
        _put(Membership, _memberships(crowd))
        _put(Follow, _follows(crowd))
        governance.found("")
    for table, rows in _talk(crowd):
        _put(table, rows)
    catch_up_keys(db.session.connection())
    found = _doors(people)
    db.session.commit()
    search.rebuild()
    return found


def _put(model: type, rows: Iterable[Row]) -> None:
    """Insert rows, some thousands at a time."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    left = iter(rows)
    while part := list(islice(left, CHUNK)):
        db.session.execute(insert(table), part)


def _teams(crowd: Crowd) -> Iterator[Row]:
    """Make the teams: mostly departments, some open, one in ten closed."""
    kinds = (TeamKind.DEPARTMENT, TeamKind.DEPARTMENT, TeamKind.OPEN, TeamKind.PROJECT)
    for key in range(1, crowd.size.teams + 1):
        round_, place = divmod(key - 1, len(phrases.TEAMS))
        name = phrases.TEAMS[place]
        if round_:
            name += f" {phrases.PLACES[(round_ - 1) % len(phrases.PLACES)]}"
        if round_ > len(phrases.PLACES):
            name += f" {round_}"
        kind = kinds[key % len(kinds)]
        if key % CLOSED_EVERY == 0:
            kind = TeamKind.CLOSED
            crowd.closed.add(key)
        crowd.members[key] = []
        yield {
            "id": key,
            "slug": f"team-{key}",
            "name": name,
            "kind": kind,
            "about": f"Wij zijn {name}.",
            "hue": key * 5 % 12 + 1,
            "icon": "users-round",
            "cover": key % 6 + 1,
        }


def _people(crowd: Crowd) -> Iterator[Row]:
    """Make the digital colleague, and everybody who works here."""
    yield _person(1, COLLEAGUE, COLLEAGUE.lower(), is_persona=True)
    chance = crowd.chance
    for place in range(crowd.size.people):
        first = phrases.FIRST[place % len(phrases.FIRST)]
        last = phrases.LAST[place // len(phrases.FIRST) % len(phrases.LAST)]
        works = "".join(chance.choice("xxx-") for _day in range(5))
        told = chance.random() < 0.8  # noqa: PLR2004 - most tell about themselves
        yield _person(
            place + 2,
            f"{first} {last}",
            f"{first}.{last}.{place + 2}".lower(),
            role=Role.MANAGER if place == DOORS - 1 else Role.MEMBER,
            job=chance.choice(phrases.JOBS),
            location=f"Gemeentehuis, {chance.randint(1, 4)}e verdieping",
            phone=f"toestel {4000 + place}",
            about="Ik help je graag verder." if told else "",
            expertise=", ".join(chance.sample(phrases.SKILLS, 3)),
            interests=", ".join(chance.sample(phrases.HOBBIES, 2)) if told else "",
            works=works,
            face_choice=FaceChoice.NONE,
            is_complete=told and "x" in works,
        )


def _person(key: int, name: str, handle: str, **told: object) -> Row:
    """Return a person as a row."""
    nothing = {
        "role": Role.MEMBER,
        "is_persona": False,
        "job": "",
        "location": "",
        "phone": "",
        "about": "",
        "expertise": "",
        "interests": "",
        "works": "-----",
        "face_choice": FaceChoice.UNSAID,
        "is_complete": False,
    }
    call_name = name.split(maxsplit=1)[0]
    named = {"id": key, "name": name, "call_name": call_name, "handle": handle}
    return {**nothing, **named, **told}


def _accounts(crowd: Crowd) -> Iterator[Row]:
    """Give everybody an account; only a few get a password."""
    for key in range(2, crowd.size.people + 2):
        yield {
            "person_id": key,
            "email": f"collega{key - 1}@{DOMAIN}",
            "fs_uniquifier": crowd.chance.randbytes(16).hex(),
        }


def _memberships(crowd: Crowd) -> Iterator[Row]:
    """Give everybody a home team, and a third of them one team more."""
    homes = [key for key in crowd.members if key not in crowd.closed]
    every = list(crowd.members)
    for place in range(crowd.size.people):
        person, home = place + 2, homes[place % len(homes)]
        crowd.homes.append(home)
        yield _member(crowd, home, person, is_home=True)
        if crowd.chance.random() < 1 / 3:
            other = crowd.chance.choice(every)
            if other != home:
                yield _member(crowd, other, person, is_home=False)


def _member(crowd: Crowd, team: int, person: int, *, is_home: bool) -> Row:
    """Return a membership; the first in a team looks after it."""
    here = crowd.members[team]
    here.append(person)
    return {
        "team_id": team,
        "person_id": person,
        "is_home": is_home,
        "is_owner": len(here) == 1,
    }


def _follows(crowd: Crowd) -> Iterator[Row]:
    """Let everybody follow two open teams that they are not in."""
    open_teams = [key for key in crowd.members if key not in crowd.closed]
    inside = {team: set(people) for team, people in crowd.members.items()}
    for person in range(2, crowd.size.people + 2):
        for team in crowd.chance.sample(open_teams, min(2, len(open_teams))):
            if person not in inside[team]:
                yield {"team_id": team, "person_id": person}


def _moments(crowd: Crowd) -> Iterator[datetime]:
    """Return when each message was written: working hours, oldest first."""
    minutes = WORKING_DAYS * YEARS * HOURS * 60
    day, begins = -1, clock.now()
    for place in range(crowd.size.posts):
        at, minute = divmod(place * minutes // crowd.size.posts, HOURS * 60)
        if at != day:
            day, begins = at, crowd.days.at(WORKING_DAYS * YEARS - at, 8, 0)
        yield begins + timedelta(minutes=minute)


def _talk(crowd: Crowd) -> Iterator[tuple[type, list[Row]]]:
    """Make the messages with their comments, likes and bells, part by part."""
    rows: dict[type, list[Row]] = {Post: [], Comment: [], Like: [], Notification: []}
    said = 0
    newest = crowd.size.posts - crowd.size.posts // RECENT
    for key, moment in enumerate(_moments(crowd), 1):
        post = _post(crowd, key, moment)
        likers = _some(crowd, post, LIKES)
        sayers = _some(crowd, post, COMMENTS)
        post["likes"], post["comments"] = len(likers), len(sayers)
        rows[Post].append(post)
        rows[Like] += [
            {"post_id": key, "person_id": who, "liked_at": moment} for who in likers
        ]
        for who in sayers:
            said += 1
            rows[Comment].append(_comment(crowd, said, post, who))
        if key > newest:
            bells = [(Kind.LIKE, who) for who in likers]
            bells += [(Kind.COMMENT, who) for who in sayers]
            rows[Notification] += [_bell(post, kind, who) for kind, who in bells]
        if key % CHUNK == 0:
            yield from rows.items()
            rows = {model: [] for model in rows}
    yield from rows.items()


def _post(crowd: Crowd, key: int, moment: datetime) -> Row:
    """Return a message: four in ten for everyone, the others for a home team."""
    chance = crowd.chance
    author = chance.randrange(crowd.size.people)
    words = phrases.message(chance, key)
    team: int | None = crowd.homes[author] if chance.random() < 0.6 else None  # noqa: PLR2004
    if team is not None and chance.random() < 1 / 20 and crowd.closed:
        closed = chance.choice(sorted(crowd.closed))
        if crowd.members[closed]:
            team, author = closed, chance.choice(crowd.members[closed]) - 2
    return {
        "id": key,
        "author_id": author + 2,
        "team_id": team,
        "body": words,
        "html": phrases.html(words),
        "published_at": moment,
    }


def _some(crowd: Crowd, post: Row, mean: int) -> list[int]:
    """Return keys of people who do something under a message that they may see."""
    number = crowd.chance.randint(0, 2 * mean)
    if not number:
        return []
    if post["team_id"] in crowd.closed:
        here = crowd.members[post["team_id"]]
        return sorted(crowd.chance.sample(here, min(number, len(here))))
    found = {crowd.chance.randrange(crowd.size.people) + 2 for _one in range(number)}
    return sorted(found)


def _comment(crowd: Crowd, key: int, post: Row, who: int) -> Row:
    """Return a comment."""
    words = crowd.chance.choice(phrases.REPLIES)
    return {
        "id": key,
        "post_id": post["id"],
        "author_id": who,
        "body": words,
        "html": phrases.html(words),
        "said_at": post["published_at"] + timedelta(minutes=5),
    }


def _bell(post: Row, kind: Kind, who: int) -> Row:
    """Return a line behind the bell of the author."""
    return {
        "reader_id": post["author_id"],
        "actor_id": who,
        "kind": kind,
        "about": f"{kind.value}:{post['id']}",
        "post_id": post["id"],
        "told_at": post["published_at"],
    }


def _doors(people: int) -> list[DemoAccount]:
    """Give the first few a password, and tell who they are."""
    roles = ("collega", "beheert een team", "community manager")
    found = []
    for place in range(min(DOORS, people)):
        account = db.session.query(Account).filter_by(person_id=place + 2).one()
        accounts.choose_password(account, PASSWORD)
        person = db.session.get_one(Person, place + 2)
        found.append(DemoAccount(person.name, roles[place], account.email or ""))
    return found
