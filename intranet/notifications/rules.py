"""Who may do what behind the bell."""

from __future__ import annotations

from intranet.core.permissions import Actor, rule
from intranet.notifications.models import Notification


@rule(may="see what is new for oneself", who="everyone who is signed in")
def see_bell(actor: Actor) -> bool:
    """Let every colleague look behind their own bell."""
    return actor.is_authenticated


@rule(may="open or tick off a notification", who="only the person it is for")
def open_line(actor: Actor, line: Notification) -> bool:
    """Leave what somebody hears to that person alone."""
    return actor.id == line.reader_id
