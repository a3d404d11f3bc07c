"""Slots: how a room shows something on a page of a room below it.

A page says where there is room (`{{ slot("team.main", team=team) }}`); wiring.py
says who fills it. So the team page shows its timeline and its cake, and the
teams room knows neither.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask import Flask, current_app
from markupsafe import Markup

from intranet.core import site

Filler = Callable[..., str]
Slots = Mapping[str, Sequence[Filler]]


def connect(app: Flask, table: Slots) -> None:
    """Hang the table of fillers in this application, and slot() in templates."""
    app.extensions["slots"] = table
    app.add_template_global(slot)


def slot(name: str, **given: object) -> Markup:
    """Return what awake rooms put here, in the order of the table.

    Raises:
        KeyError: when wiring.py does not know this slot.

    """
    fillers = current_app.extensions["slots"][name]
    return Markup().join(
        Markup(filler(**given))  # noqa: S704 - fillers render templates
        for filler in fillers
        if site.current().is_open(filler.__module__.split(".", 2)[1])
    )
