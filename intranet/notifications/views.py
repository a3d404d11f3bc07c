"""The bell: what is new for me, and ticking it off."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, request, session, url_for
from flask_babel import gettext as _

from intranet.core import clock, site
from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.core.htmx import done, go, show, wants_part
from intranet.core.permissions import guard, require
from intranet.core.web import number
from intranet.notifications import badge, queries, rules, ticks, words
from intranet.notifications.models import Notification
from intranet.notifications.queries import Group
from intranet.people.current import me

bp = Blueprint("notifications", __name__, url_prefix="/notifications")

PAGE = 20
WEEK = 7
FOREIGN = {"cross-site", "same-site"}


@bp.get("/")
@guard(rules.see_bell)
def index() -> Response:
    """Show what happened, newest first; htmx asks for the next twenty."""
    return show(
        "notifications/index.html",
        "notifications/_list.html",
        **_page(number("before")),
    )


def _page(before: int | None) -> dict[str, Any]:
    """Return what the list needs."""
    groups = queries.page(me().id, before, limit=PAGE + 1)
    shown = groups[:PAGE]
    return {
        "sections": _sections(shown),
        "more": shown[-1].id if len(groups) > PAGE else None,
        "newest": shown[0].id if shown else 0,
        "is_first": before is None,
        "shown": words.shown,
        "excerpt": words.excerpt,
        "plain": words.plain,
    }


def _sections(groups: Iterable[Group]) -> list[tuple[str, list[Group]]]:
    """Divide groups by how long ago they are."""
    return [(title, list(of)) for title, of in groupby(groups, _when)]


def _when(group: Group) -> str:
    """Return the heading over a group."""
    days = (clock.local().date() - clock.local(group.told_at).date()).days
    if days < 1:
        return _("Today")
    return _("This week") if days < WEEK else _("Earlier")


@bp.get("/<int:line_id>")
@guard(rules.see_bell)
def opened(line_id: int) -> Response:
    """Bring the reader to what a line is about, and tick it off.

    Seeing is all this changes, and only for the reader; a visit that another
    site started, or a browser that looks ahead, changes nothing.
    """
    line = queries.line(me().id, line_id)
    require(rules.open_line, line)
    looks_ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    if not looks_ahead and request.headers.get("Sec-Fetch-Site") not in FOREIGN:
        ticks.see(me().id, line.about)
        db.session.commit()
    return go(_address(line))


def _address(line: Notification) -> str:
    """Return where the thing is that a line is about."""
    if line.comment_id is not None:
        spot = f"comment-{line.comment_id}"
        return url_for("timeline.post", post_id=line.post_id, _anchor=spot)
    if line.post_id is not None:
        return url_for("timeline.post", post_id=line.post_id)
    if line.wish_id is not None:
        return url_for("governance.wish", wish_id=line.wish_id)
    return url_for("rewards.cake", cake_id=line.cake_id)


@bp.post("/<int:line_id>/seen")
@guard(rules.see_bell)
def seen(line_id: int) -> Response:
    """Tick off one line without opening it."""
    line = queries.line(me().id, line_id)
    require(rules.open_line, line)
    ticks.see(me().id, line.about)
    db.session.commit()
    return _back()


@bp.post("/seen")
@guard(rules.see_bell)
def all_seen() -> Response:
    """Tick off everything that stood on the screen."""
    newest = number("newest", request.form)
    ticks.see_all(me().id, newest or ticks.newest_line(me().id))
    db.session.commit()
    return _back()


def _back() -> Response:
    """Show the list as it is now; the bell counts along."""
    given = _page(None) if wants_part() else {}
    unread = queries.unread(me().id) if wants_part() else 0
    return done(
        "notifications/_changed.html",
        url_for("notifications.index"),
        unread=unread,
        **given,
    )


@bp.get("/badge")
def count() -> Response:
    """Answer the bell's question: the number, or that it did not change.

    Mostly the shortcut answers before we get here. The guard would send
    somebody who is not signed in to another page; a bell wants a plain 401.
    """
    if not site.current().is_open("notifications"):
        raise NotHereError
    found = badge.number(session)
    if found is None:
        return Response(status=401, headers={"Cache-Control": badge.KEEP})
    answer = Response(badge.part(*found), mimetype="text/html")
    answer.headers["ETag"] = badge.mark(*found)
    answer.headers["Cache-Control"] = badge.KEEP
    answer.make_conditional(request)
    return answer


count.__dict__["rule"] = rules.see_bell


def bell() -> int:
    """Return the number on the bell of who reads this page, at most ten."""
    reader = me()
    if not reader.is_authenticated:
        return 0
    return queries.unread(reader.id)
