"""Facts: how a room tells the rooms above it that something happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Flask, current_app

from intranet.core import site

Listener = Callable[[Any], None]
Table = Mapping[type, Sequence[Listener]]


def connect(app: Flask, table: Table) -> None:
    """Hang the table of listeners in this application."""
    app.extensions["hears"] = table


def always(listener: Listener) -> Listener:
    """Let a listener hear also while its room sleeps: for what must be right on waking.

    The search index is kept so; nobody sees it before the room is open.
    """
    listener.__dict__["room"] = "core"
    return listener


def _room(listener: Listener) -> str:
    """Return the room whose sleep keeps this listener from hearing."""
    return listener.__dict__.get("room") or listener.__module__.split(".", 2)[1]


def announce(fact: object) -> None:
    """Tell every listener of an awake room, in the order of the table.

    Listeners run in this transaction. One that raises undoes the whole
    request: a like without its notification is worse than an error that
    somebody sees.

    Raises:
        KeyError: when wiring.py does not list this kind of fact.

    """
    for listener in current_app.extensions["hears"][type(fact)]:
        if site.current().is_open(_room(listener)):
            listener(fact)
