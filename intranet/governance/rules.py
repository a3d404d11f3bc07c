"""Who may do what with how it works here."""

from __future__ import annotations

from intranet.core.i18n import _l
from intranet.core.permissions import Actor, Role, rule


@rule(
    may=_l("read how it works here, and its history"),
    who=_l("everyone who is signed in"),
)
def read(actor: Actor) -> bool:
    """Let everybody know the goals, the roles, the rules and the wishes."""
    return actor.is_authenticated


@rule(may=_l("change how it works here"), who=_l("the community manager"))
def edit(actor: Actor) -> bool:
    """Leave the words to the manager; every change is kept in the history."""
    return actor.role == Role.MANAGER


@rule(may=_l("make a wish"), who=_l("everyone who is signed in"))
def make_wish(actor: Actor) -> bool:
    """Let every colleague say what could be better."""
    return actor.is_authenticated


@rule(may=_l("move a wish, with an answer"), who=_l("the community manager"))
def answer(actor: Actor) -> bool:
    """Leave the answer to the manager."""
    return actor.role == Role.MANAGER
