"""Who may do what with cake."""

from __future__ import annotations

from intranet.core.permissions import Actor, Role, rule


@rule(may="see the cakes of the teams one sees", who="everyone who is signed in")
def see_cake(actor: Actor) -> bool:
    """Let everybody enjoy it; a closed team's cake is for its members."""
    return actor.is_authenticated


@rule(may="order a cake and mark it delivered", who="the community manager")
def hand_out(actor: Actor) -> bool:
    """Leave the bakery to the manager."""
    return actor.role == Role.MANAGER
