"""Who may run the intranet."""

from __future__ import annotations

from intranet.core.i18n import _l
from intranet.core.permissions import Actor, Role, rule
from intranet.people.models import Person


@rule(may=_l("open the manager's desk"), who=_l("the community manager and the deputy"))
def enter(actor: Actor) -> bool:
    """Let the manager and the deputy in; both have the same role."""
    return actor.role == Role.MANAGER


@rule(may=_l("stop somebody's access"), who=_l("the managers, but not for themselves"))
def stop_access(actor: Actor, person: Person) -> bool:
    """Keep a manager from locking themselves out by mistake."""
    return enter(actor) and actor.id != person.id and not person.is_persona


@rule(
    may=_l("change people and their role"),
    who=_l("the community manager and the deputy"),
)
def change_people(actor: Actor, person: Person) -> bool:
    """Leave the digital colleague alone: it has no account and no role."""
    return enter(actor) and not person.is_persona
