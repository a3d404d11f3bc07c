"""The rows of a large organisation, made by chance, one kind after the other.

The order matters: later rows use what earlier ones noted in the crowd.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from intranet.core.permissions import Role
from intranet.demo import phrases
from intranet.demo.cast import DOMAIN
from intranet.demo.days import Days
from intranet.demo.waterhoeve import COLLEAGUE
from intranet.people.models import FaceChoice
from intranet.teams.models import TeamKind

CHUNK = 5_000
PEOPLE_PER_TEAM = 40
YEARS = 2
WORKING_DAYS = 260
CLOSED_EVERY = 10
"""One in so many teams is closed; nobody has a home there."""

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
    homes: list[int] = field(default_factory=list)
    members: dict[int, list[int]] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)


def teams(crowd: Crowd) -> Iterator[Row]:
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


def people(crowd: Crowd) -> Iterator[Row]:
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


def accounts(crowd: Crowd) -> Iterator[Row]:
    """Give everybody an account; only a few get a password."""
    for key in range(2, crowd.size.people + 2):
        yield {
            "person_id": key,
            "email": f"collega{key - 1}@{DOMAIN}",
            "fs_uniquifier": crowd.chance.randbytes(16).hex(),
        }


def memberships(crowd: Crowd) -> Iterator[Row]:
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


def follows(crowd: Crowd) -> Iterator[Row]:
    """Let everybody follow two open teams that they are not in."""
    open_teams = [key for key in crowd.members if key not in crowd.closed]
    inside = {team: set(people) for team, people in crowd.members.items()}
    for person in range(2, crowd.size.people + 2):
        for team in crowd.chance.sample(open_teams, min(2, len(open_teams))):
            if person not in inside[team]:
                yield {"team_id": team, "person_id": person}
