"""Who may open the front page."""

from __future__ import annotations

from intranet.core.i18n import _l
from intranet.core.permissions import Actor, rule


@rule(may=_l("open the front page"), who=_l("everyone who is signed in"))
def enter(actor: Actor) -> bool:
    """Let every colleague in who is signed in."""
    return actor.is_authenticated
