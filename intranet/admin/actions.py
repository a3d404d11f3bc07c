"""What a manager does with people and settings; each act is in the audit trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from intranet.accounts import actions as accounts
from intranet.accounts.actions import CARD_LASTS
from intranet.accounts.models import Account
from intranet.admin import queries
from intranet.core import audit, mail, site
from intranet.core.clock import now
from intranet.core.db import db
from intranet.core.errors import RefusalError
from intranet.core.permissions import Role
from intranet.people import actions as people_actions
from intranet.people.models import Person
from intranet.teams import actions as team_actions
from intranet.teams.models import Team


class LastManagerError(RefusalError):
    """Somebody must be able to run the intranet."""

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__(_("This is the last manager. Make a colleague manager first."))


class LeftError(RefusalError):
    """A card is for somebody with access."""

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__(_("This colleague has no access now. Give it back first."))


@dataclass(frozen=True, slots=True)
class NewColleague:
    """Who comes to work here."""

    name: str
    call_name: str = ""
    email: str = ""
    number: str = ""
    role: Role = Role.MEMBER


@dataclass(frozen=True, slots=True)
class Card:
    """A card that was just made; the code is known only now.

    Attributes:
        person: whose card it is.
        code: twelve letters and digits.
        ends_at: until when it works.

    """

    person: Person
    code: str
    ends_at: datetime

    @property
    def groups(self) -> str:
        """The code as it stands on a card: three groups of four."""
        return " ".join(self.code[start : start + 4] for start in (0, 4, 8))


def add_colleague(given: NewColleague, team: Team, actor_id: int) -> Card:
    """Let a new colleague in, give them a home team, and make their card.

    Args:
        given: who it is.
        team: their home team.
        actor_id: who adds them; 0 for the command line.

    """
    person = people_actions.add_person(
        given.name, call_name=given.call_name.strip() or None, role=given.role
    )
    account = accounts.open_account(person, email=given.email, number=given.number)
    team_actions.join(team, person.id)
    audit.note(actor_id, "admin.add_person", f"{person.name}, {given.role.value}")
    return _card(person, account)


def new_card(person: Person, account: Account, actor_id: int) -> Card:
    """Make a new card; earlier ones work no longer.

    Raises:
        LeftError: when they have no access now.

    """
    if person.left_at is not None:
        raise LeftError
    audit.note(actor_id, "admin.new_card", person.name)
    return _card(person, account)


def _card(person: Person, account: Account) -> Card:
    """Make a card, and mail it where there is mail."""
    card = Card(person, accounts.invite(person.id), now() + CARD_LASTS)
    settings = current_app.config["SETTINGS"]
    if settings.smtp_url and settings.base_url and account.email:
        with force_locale(person.locale):
            mail.write(
                "invitation",
                account.email,
                person=person,
                link=f"{settings.base_url}/welcome#{card.code}",
                code=card.groups,
                ends_at=card.ends_at,
            )
    return card


def rename(person: Person, account: Account, email: str, number: str, by: int) -> None:
    """Change by what names somebody signs in."""
    accounts.rename_account(account, email=email, number=number)
    audit.note(by, "admin.rename", person.name)


def stop_access(person: Person, account: Account, actor_id: int) -> None:
    """Let somebody in no more, from this moment, on any device.

    Raises:
        LastManagerError: when nobody would be left to run the intranet.

    """
    if queries.is_last_manager(person.id):
        raise LastManagerError
    people_actions.leave(person)
    accounts.let_go(account)
    audit.note(actor_id, "admin.stop_access", person.name)


def give_access(person: Person, actor_id: int) -> None:
    """Let somebody in again; they sign in with the password they had."""
    people_actions.come_back(person)
    audit.note(actor_id, "admin.give_access", person.name)


def change_role(person: Person, role: Role, actor_id: int) -> None:
    """Let somebody run the intranet, or no more.

    Raises:
        LastManagerError: when nobody would be left to run it.

    """
    if person.role == role:
        return
    if role != Role.MANAGER and queries.is_last_manager(person.id):
        raise LastManagerError
    audit.note(
        actor_id,
        "admin.change_role",
        f"{person.name}: {person.role.value} > {role.value}",
    )
    person.role = role
    people_actions.save_profile(person)


def move_home(person: Person, team: Team, actor_id: int) -> None:
    """Give somebody another home team."""
    team_actions.move_home(person.id, team)
    audit.note(actor_id, "admin.move_home", f"{person.name} > {team.name}")


def save_settings(actor_id: int, persona: Person, **settings: str | bool) -> None:
    """Save the settings; the digital colleague follows its new name at once."""
    site.save(**settings)
    name = str(settings["colleague"])
    if persona.name != name:
        people_actions.save_profile(persona, name=name, call_name=name)
    db.session.flush()
    audit.note(actor_id, "admin.settings", ", ".join(sorted(settings)))


def wake(rooms: Iterable[str], actor_id: int) -> None:
    """Let these rooms be awake, and all others asleep."""
    awake = [room for room in site.SLEEPERS if room in set(rooms)]
    site.save(open_rooms=" ".join(awake))
    audit.note(actor_id, "admin.rooms", ", ".join(awake))
