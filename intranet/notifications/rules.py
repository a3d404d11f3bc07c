"""Who may do what behind the bell."""

from __future__ import annotations

from intranet.core.i18n import _l
from intranet.core.permissions import Actor, rule
from intranet.notifications.models import Notification


@rule(may=_l("see what is new for oneself"), who=_l("everyone who is signed in"))
def see_bell(actor: Actor) -> bool:
    """Let every colleague look behind their own bell."""
    return actor.is_authenticated


@rule(may=_l("open or tick off a notification"), who=_l("only the person it is for"))
def open_line(actor: Actor, line: Notification) -> bool:
    """Leave what somebody hears to that person alone."""
    return actor.id == line.reader_id
