"""Who may see, enter and change a team."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from intranet.core.db import db
from intranet.core.i18n import _l
from intranet.core.permissions import Actor, Role, rule
from intranet.teams.models import Membership, Team
from intranet.teams.queries import sees

_MEMBERSHIP = select(Membership.is_owner).where(
    Membership.team_id == bindparam("team"), Membership.person_id == bindparam("who")
)


def _owns(actor: Actor, team_id: int) -> bool | None:
    """Say whether somebody looks after a team; None when they are not in it."""
    found = db.session.execute(_MEMBERSHIP, {"team": team_id, "who": actor.id})
    return found.scalar()


@rule(may=_l("see the list of teams"), who=_l("everyone who is signed in"))
def see_list(actor: Actor) -> bool:
    """Let everyone see the teams; closed ones are left out for who is not in them."""
    return actor.is_authenticated


@rule(may=_l("see a team"), who=_l("everyone, or its members when it is closed"))
def see_team(actor: Actor, team_id: int) -> bool:
    """Ask the same query that every list uses, so the two cannot differ."""
    return sees(actor.id, team_id)


@rule(may=_l("join a team by oneself"), who=_l("everyone, unless the team is closed"))
def join_team(actor: Actor, team: Team) -> bool:
    """Let everyone in where the door is open."""
    return actor.is_authenticated and not team.is_hidden and team.closed_at is None


@rule(may=_l("start a team"), who=_l("everyone who is signed in"))
def start_team(actor: Actor) -> bool:
    """Let every colleague start a team; only departments are the manager's."""
    return actor.is_authenticated


@rule(may=_l("start a department"), who=_l("the community manager"))
def start_department(actor: Actor) -> bool:
    """Leave departments to the manager: they are everybody's home."""
    return actor.role == Role.MANAGER


@rule(
    may=_l("change a team, its members and its page"),
    who=_l("whoever looks after it, and the manager where they can see it"),
)
def change_team(actor: Actor, team: Team) -> bool:
    """Leave a team to its own people; the manager helps where they may look."""
    if _owns(actor, team.id):
        return True
    return actor.role == Role.MANAGER and sees(actor.id, team.id)
