"""What the rewards room does when it hears something."""

from __future__ import annotations

from sqlalchemy import select

from intranet.core.db import db
from intranet.people.facts import PersonChanged, ProfileCompleted
from intranet.rewards import actions
from intranet.teams.facts import MembersChanged
from intranet.teams.models import Membership


def profile_completed(fact: ProfileCompleted) -> None:
    """Look whether this was the last profile of a team."""
    _look_at_teams_of(fact.person.id)


def person_changed(fact: PersonChanged) -> None:
    """Look whether the last one who was missing has left."""
    if fact.person.left_at is not None:
        _look_at_teams_of(fact.person.id)


def members_changed(fact: MembersChanged) -> None:
    """Look whether the team is complete, now that somebody came or went."""
    actions.look_for_cake([fact.team_id])


def _look_at_teams_of(person_id: int) -> None:
    """Look at every team somebody is in."""
    teams = db.session.scalars(
        select(Membership.team_id).where(Membership.person_id == person_id)
    ).all()
    if teams:
        actions.look_for_cake(teams)
