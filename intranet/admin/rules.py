"""Who may run the intranet."""

from __future__ import annotations

from intranet.core.permissions import Actor, Role, rule
from intranet.people.models import Person


@rule(may="open the manager's desk", who="the community manager and the deputy")
def enter(actor: Actor) -> bool:
    """Let the manager and the deputy in; both have the same role."""
    return actor.role == Role.MANAGER


@rule(may="stop somebody's access", who="the managers, but not for themselves")
def stop_access(actor: Actor, person: Person) -> bool:
    """Keep a manager from locking themselves out by mistake."""
    return enter(actor) and actor.id != person.id and not person.is_persona


@rule(may="change people and their role", who="the community manager and the deputy")
def change_people(actor: Actor, person: Person) -> bool:
    """Leave the digital colleague alone: it has no account and no role."""
    return enter(actor) and not person.is_persona
