"""What the timeline shows on pages of others: the front page, a team, a person."""

from __future__ import annotations

from flask import render_template, request

from intranet.core.db import db
from intranet.core.web import number
from intranet.people.current import me
from intranet.people.models import Person
from intranet.teams.models import Team
from intranet.teams.queries import is_member
from intranet.timeline import desk, queries
from intranet.timeline.queries import TABS, Feed


def read_feed(show: str, about: int = 0) -> Feed:
    """Return the page of a list that the address asks for; note the visit.

    Args:
        show: which list, as `queries.feed` knows them.
        about: key of the team or person it is about.

    """
    reader = me()
    feed = queries.feed(
        reader.id, show, about=about, before=number("before"), upto=number("upto")
    )
    if show in TABS and desk.note_visit(reader.id, feed):
        db.session.commit()
    return feed


def asked_tab() -> str:
    """Return the tab that the address asks for; the first one when it names none."""
    asked = request.args.get("show", "")
    return asked if asked in TABS else TABS[0]


def home() -> str:
    """Show composer, tabs and messages on the front page."""
    return render_template("timeline/_board.html", feed=read_feed(asked_tab()))


def team(team: Team, **_given: object) -> str:
    """Show what a team talks about, and to its members a way to join in."""
    return render_template(
        "timeline/_team.html",
        feed=read_feed("team", team.id),
        team=team,
        may_write=is_member(team.id, me().id),
    )


def person(person: Person, **_given: object) -> str:
    """Show what a colleague wrote, as far as the reader may see it."""
    return render_template(
        "timeline/_person.html", feed=read_feed("person", person.id), person=person
    )
