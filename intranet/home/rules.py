"""Who may open the front page."""

from __future__ import annotations

from intranet.core.permissions import Actor, rule


@rule(may="open the front page", who="everyone who is signed in")
def enter(actor: Actor) -> bool:
    """Let every colleague in who is signed in."""
    return actor.is_authenticated
