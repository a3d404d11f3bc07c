"""What the colleague looks like, as the browser asks for it: open to everyone."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, make_response, request, url_for

from intranet.colleague import palette, portraits
from intranet.core import site
from intranet.core.assets import FOREVER
from intranet.core.db import db
from intranet.core.htmx import go
from intranet.core.i18n import LOCALES
from intranet.core.permissions import asker, everyone, guard
from intranet.people.actions import save_profile
from intranet.people.current import myself

bp = Blueprint("colleague", __name__)

YEAR = 31_536_000
A_DAY = "public, max-age=86400"
THEMES = ("light", "dark", "auto")


@bp.get("/style-<int:version>.css")
@guard(everyone)
def style(version: int) -> Response:
    """Send the organisation's colours and the colleague's look.

    The version goes up with every change of settings, so the browser keeps it;
    for an old version it gets the colours of now, and asks again.
    """
    now = site.current()
    rules = palette.stylesheet(now.brand, now.portrait) + palette.samples()
    answer = Response(rules, content_type="text/css; charset=utf-8")
    answer.headers["Cache-Control"] = FOREVER if version == now.version else "no-cache"
    return answer


@bp.get("/face-<int:version>.svg")
@guard(everyone)
def face(version: int) -> Response:
    """Send the colleague's face as a picture that stands alone: for the browser tab."""
    now = site.current()
    drawing = current_app.extensions["assets"]["img/fenna/avatar.svg"].body.decode()
    for name, colour in portraits.look(now.portrait).tokens.items():
        first, *rest = drawing.split(f"var(--{name},")
        drawing = first + "".join(colour + after.partition(")")[2] for after in rest)
    answer = Response(drawing, content_type="image/svg+xml")
    answer.headers["Cache-Control"] = FOREVER if version == now.version else "no-cache"
    return answer


@bp.get("/app.webmanifest")
@guard(everyone)
def manifest() -> Response:
    """Tell a phone how to put the colleague on its home screen."""
    now = site.current()
    answer = make_response(
        {
            "name": f"{now.colleague}, {now.organisation}".strip(", "),
            "short_name": now.colleague,
            "lang": "nl",
            "start_url": f"{request.script_root}/",
            "scope": f"{request.script_root}/",
            "display": "standalone",
            "background_color": palette.plain(palette.DAY)["paper"],
            "theme_color": palette.branded(now.brand, palette.DAY)["brand-fill"],
            "icons": [
                {
                    "src": url_for("colleague.face", version=now.version),
                    "sizes": "any",
                    "type": "image/svg+xml",
                }
            ],
        }
    )
    answer.content_type = "application/manifest+json"
    answer.headers["Cache-Control"] = A_DAY
    return answer


@bp.post("/theme")
@guard(everyone)
def choose_theme() -> Response:
    """Keep whether somebody wants it light or dark, and go back to the page.

    A plain cookie, as the server must know it before the page is drawn; it
    says nothing about the person.
    """
    chosen = request.form.get("theme", "auto")
    answer = go(_came_from())
    return _keep(answer, "theme", chosen if chosen in THEMES[:2] else "")


@bp.post("/language")
@guard(everyone)
def choose_language() -> Response:
    """Speak another language with somebody, and go back to the page.

    Who is signed in keeps it everywhere; who is not keeps it in this browser.
    """
    chosen = request.form.get("locale", "")
    answer = go(_came_from())
    if chosen in LOCALES:
        if asker().is_authenticated:
            save_profile(myself(), locale=chosen)
            db.session.commit()
        _keep(answer, "locale", chosen)
    return answer


def _keep(answer: Response, name: str, value: str) -> Response:
    """Keep a choice in this browser for this house alone; "" forgets it."""
    answer.set_cookie(
        name,
        value,
        max_age=YEAR if value else 0,
        path=request.script_root or "/",
        samesite="Lax",
        secure=request.is_secure,
    )
    return answer


def _came_from() -> str:
    """Return the page of ours where the button stood, else the front page."""
    page = urlsplit(request.referrer or "")
    if page.netloc != request.host or page.path.startswith("//"):
        return f"{request.script_root}/"
    return page.path + (f"?{page.query}" if page.query else "")
