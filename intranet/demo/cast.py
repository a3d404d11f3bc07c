"""The people and teams of Waterhoeve, and the keys to their doors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from intranet.accounts import actions as accounts
from intranet.core.db import db
from intranet.core.permissions import Role
from intranet.demo import script
from intranet.people import actions as people
from intranet.people.models import FaceChoice, Person
from intranet.teams import actions as teams
from intranet.teams.models import Team, TeamKind

COLLEAGUE = "fenna"
MANAGERS = ("anke", "lotte")
PASSWORD = "vier-eenden-op-de-dijk"  # noqa: S105 - shown to everybody who loads the demo
DOMAIN = "waterhoeve.example"
LATER = ("face", "expertise", "interests", "about")
"""What people fill in after their first day: with it a profile is complete."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody whose password is told, to look around as.

    Attributes:
        name: whole name.
        role: what they are to the intranet, in Dutch words.
        login: e-mail or personnel number.

    """

    name: str
    role: str
    login: str
    password: str = PASSWORD


DOORS = {
    "samira": ("collega", ""),
    "harpreet": ("beheert het team Ruimte en Duurzaamheid", ""),
    "anke": ("communitymanager", ""),
    "bas": ("werkt buiten, logt in met een personeelsnummer", "40117"),
}
"""Whose password is told: what they are, and the number they sign in with."""


@dataclass(slots=True)
class Cast:
    """Everybody, and every team, by their key in the script."""

    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    plans: dict[str, dict[str, Any]] = field(default_factory=dict)
    readers: dict[str, list[str]] = field(default_factory=dict)

    @property
    def handles(self) -> dict[str, str]:
        """Return the @name of everybody, by key."""
        return {key: person.handle for key, person in self.people.items()}


def found_teams(cast: Cast, colleague: str) -> None:
    """Let the colleague in, and start every team."""
    cast.people[COLLEAGUE] = people.add_person(colleague, is_persona=True)
    for plan in script.teams():
        key = plan["key"]
        cast.plans[key] = plan
        cast.teams[key] = teams.make_team(
            plan["name"], TeamKind(plan["kind"]), about=plan["about"], icon=plan["icon"]
        )
    for row in script.people():
        cast.rows[row["key"]] = row


def let_in(cast: Cast, key: str) -> None:
    """Let somebody in, with an account and a home team."""
    row = cast.rows[key]
    profile: dict[str, Any] = {
        name: row[name]
        for name in ("job", "location", "phone", "works")
        if row[name] and not (name == "works" and not row["expertise"])
    }
    role = Role.MANAGER if key in MANAGERS else Role.MEMBER
    person = people.add_person(row["name"], role=role, **profile)
    cast.people[key] = person
    number = DOORS.get(key, ("", ""))[1]
    email = "" if number else f"{key}@{DOMAIN}"
    account = accounts.open_account(person, email=email, number=number)
    if key in DOORS:
        accounts.choose_password(account, PASSWORD)
    home = row["team"]
    teams.join(cast.teams[home], person.id, is_owner=cast.plans[home]["owner"] == key)


def join_others(cast: Cast) -> None:
    """Let people join the teams beside their home, and follow some."""
    for key, plan in cast.plans.items():
        team = cast.teams[key]
        for member in plan.get("people", ()):
            person = cast.people[member]
            teams.join(team, person.id, is_owner=plan["owner"] == member)
        for reader in plan["followers"]:
            teams.follow(team.id, cast.people[reader].id)
        at_home = [who for who, row in cast.rows.items() if row["team"] == key]
        cast.readers[key] = [*plan.get("people", at_home), *plan["followers"]]


def fill_in(cast: Cast, key: str) -> None:
    """Let somebody finish their profile, as far as they got."""
    row, person = cast.rows[key], cast.people[key]
    told = {name: row[name] for name in LATER[1:] if row[name]}
    people.save_profile(person, works=row["works"], **told)
    if row["face"] == FaceChoice.DRAWN:
        people.save_face(person, FaceChoice.DRAWN, avatar=key)
    elif row["face"] == FaceChoice.NONE:
        people.save_face(person, FaceChoice.NONE)


def doors() -> list[DemoAccount]:
    """Return who may be signed in as."""
    names = {row["key"]: row["name"] for row in script.people()}
    return [
        DemoAccount(names[key], role, number or f"{key}@{DOMAIN}")
        for key, (role, number) in DOORS.items()
    ]


def is_lived_in() -> bool:
    """Say whether anybody lives in this database already."""
    return db.session.query(Person.id).limit(1).first() is not None
