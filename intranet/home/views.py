"""The front page of the digital colleague, and the pages everybody may read."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, current_app

from intranet.colleague import voice
from intranet.core import site
from intranet.core.clock import local, now
from intranet.core.htmx import page
from intranet.core.permissions import everyone, guard
from intranet.core.web import number
from intranet.home import queries, rules
from intranet.people.current import me, myself
from intranet.people.queries import newcomers
from intranet.teams.queries import my_lines

bp = Blueprint("home", __name__)

NEW_FACES = 3
CONTACT_LASTS = timedelta(days=180)


@bp.get("/")
@guard(rules.enter)
def index() -> Response:
    """Greet somebody, show the one next step, and what colleagues say."""
    person = myself()
    awake = site.current().is_open
    return page(
        "home/index.html",
        today=local(),
        person=person,
        greeting=voice.greeting(person.call_name),
        tip=voice.tip(person.id, number("tip")),
        question=queries.open_question(person.id) if awake("timeline") else None,
        lines=my_lines(person.id) if awake("teams") else [],
        newcomers=[one for one in newcomers(NEW_FACES + 1) if one.id != me().id][
            :NEW_FACES
        ],
    )


@bp.get("/accessibility")
@guard(everyone)
def accessibility() -> Response:
    """Tell how everybody can use this, and where to tell that it does not work."""
    return page("home/accessibility.html")


@bp.get("/privacy")
@guard(everyone)
def privacy() -> Response:
    """Tell in plain words what is kept, for how long, and who sees it."""
    return page("home/privacy.html")


@bp.get("/.well-known/security.txt")
@guard(everyone)
def security_txt() -> Response:
    """Tell whoever finds a leak whom to write to; RFC 9116."""
    base = current_app.config["SETTINGS"].base_url
    ends = (now() + CONTACT_LASTS).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {base}/governance/",
        f"Expires: {ends}",
        "Preferred-Languages: nl, en",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
