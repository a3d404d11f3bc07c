"""Who may do what with cake."""

from __future__ import annotations

from intranet.core.i18n import _l
from intranet.core.permissions import Actor, Role, rule


@rule(
    may=_l("see the cakes of the teams one sees"), who=_l("everyone who is signed in")
)
def see_cake(actor: Actor) -> bool:
    """Let everybody enjoy it; a closed team's cake is for its members."""
    return actor.is_authenticated


@rule(may=_l("order a cake and mark it delivered"), who=_l("the community manager"))
def hand_out(actor: Actor) -> bool:
    """Leave the bakery to the manager."""
    return actor.role == Role.MANAGER
