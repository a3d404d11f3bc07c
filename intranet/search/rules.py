"""Who may search."""

from __future__ import annotations

from intranet.core.i18n import _l
from intranet.core.permissions import Actor, rule


@rule(may=_l("search what one may see"), who=_l("everyone who is signed in"))
def search(actor: Actor) -> bool:
    """Let every colleague look for things; a search shows no more than its pages."""
    return actor.is_authenticated


@rule(may=_l("look through the Smoelenboek"), who=_l("everyone who is signed in"))
def see_people(actor: Actor) -> bool:
    """Let colleagues find each other."""
    return actor.is_authenticated
