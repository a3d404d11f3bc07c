"""Who may do what with profiles."""

from __future__ import annotations

from intranet.core.i18n import _l
from intranet.core.permissions import Actor, rule
from intranet.people.models import Person


@rule(may=_l("see the Smoelenboek and profiles"), who=_l("everyone who is signed in"))
def see_directory(actor: Actor) -> bool:
    """Let colleagues find each other."""
    return actor.is_authenticated


@rule(may=_l("change a profile"), who=_l("only the person it is about"))
def change_profile(actor: Actor, person: Person) -> bool:
    """Leave a profile to its owner; not even the manager changes it."""
    return actor.id == person.id
