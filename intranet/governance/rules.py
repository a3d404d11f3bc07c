"""Who may do what with how it works here."""

from __future__ import annotations

from intranet.core.permissions import Actor, Role, rule


@rule(may="read how it works here, and its history", who="everyone who is signed in")
def read(actor: Actor) -> bool:
    """Let everybody know the goals, the roles, the rules and the wishes."""
    return actor.is_authenticated


@rule(may="change how it works here", who="the community manager")
def edit(actor: Actor) -> bool:
    """Leave the words to the manager; every change is kept in the history."""
    return actor.role == Role.MANAGER


@rule(may="make a wish", who="everyone who is signed in")
def make_wish(actor: Actor) -> bool:
    """Let every colleague say what could be better."""
    return actor.is_authenticated


@rule(may="move a wish, with an answer", who="the community manager")
def answer(actor: Actor) -> bool:
    """Leave the answer to the manager."""
    return actor.role == Role.MANAGER
