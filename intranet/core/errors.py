"""Errors a person may see: what went wrong, and what to do now."""

from __future__ import annotations

import structlog
from flask import (
    Flask,
    Response,
    current_app,
    make_response,
    render_template,
    request,
)
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from intranet.core.db import db
from intranet.core.htmx import wants_part

log = structlog.get_logger()

PAGES = {403, 404, 413, 429, 500, 507}
"""Statuses with a page of their own in templates/errors."""


class RefusalError(Exception):
    """The house says no; the message is for the reader, in their language.

    Attributes:
        status: HTTP status that goes with this kind of refusal.

    """

    status = 422


class NotAllowedError(RefusalError):
    """This person may not do this."""

    status = 403


class NotHereError(RefusalError):
    """It was here, or never was; we do not tell which."""

    status = 404

    def __init__(self) -> None:
        """Say it in the same words each time."""
        super().__init__(_("This page does not exist, or is not for you."))


class TooOftenError(RefusalError):
    """Somebody tried too often; waiting helps."""

    status = 429

    def __init__(self, seconds: int) -> None:
        """Say how long to wait.

        Args:
            seconds: until the next try is answered.

        """
        self.seconds = seconds
        minutes = max(1, round(seconds / 60))
        super().__init__(
            _("You tried too often. Wait %(minutes)s minutes.", minutes=minutes)
        )


def logged_path() -> str:
    """Return the address asked for, as the log may hold it: a token is a key."""
    token = (request.view_args or {}).get("token")
    return request.path.replace(token, "...") if token else request.path


def show_refusal(error: RefusalError) -> Response:
    """Show a refusal: a toast over the page for htmx, else a page."""
    db.session.rollback()
    answer = _answer(error.status, str(error))
    if isinstance(error, TooOftenError):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


def show_http(error: HTTPException) -> Response:
    """Show what the web itself refuses: not found, too large, wrong method."""
    db.session.rollback()
    if error.response is not None or (error.code or 500) < 400:  # noqa: PLR2004
        return make_response(error.get_response())
    status = error.code or 500
    message = {
        403: _("You may not do this here."),
        404: _("This page does not exist, or is not for you."),
        405: _("This page does not exist, or is not for you."),
        413: _("This is too large. Choose fewer or smaller photos."),
        429: _("You tried too often. Wait a few minutes."),
    }.get(status, _("Something went wrong on our side. Please try again in a moment."))
    answer = _answer(status, message)
    if status == 405 and error.get_response().headers.get("Allow"):  # noqa: PLR2004
        answer.headers["Allow"] = error.get_response().headers["Allow"]
    return answer


def show_forgery(_error: CSRFError) -> Response:
    """Show that the page was open too long; the text typed is not lost."""
    db.session.rollback()
    return _answer(
        400,
        _("This page was open for a long time. Go back, reload it and try again."),
    )


def show_failure(error: Exception) -> Response:
    """Show that it is our fault; write down what happened, never to the reader."""
    db.session.rollback()
    cause = getattr(error, "original_exception", None) or error
    if isinstance(cause, OperationalError) and "disk is full" in str(cause):
        log.error("disk_full", path=logged_path())
        return _answer(
            507,
            _("There is no room left to save this. Your text is still here: go back."),
        )
    log.error("failure", path=logged_path(), exc_info=cause)
    return _answer(
        500, _("Something went wrong on our side. Please try again in a moment.")
    )


def _answer(status: int, message: str) -> Response:
    """Render a refusal; the last page when even that cannot be done."""
    try:
        if wants_part():
            toast = render_template("ui/_toast.html", message=message, kind="bad")
            return _over_the_page(toast, status)
        name = f"errors/{status}.html" if status in PAGES else "errors/refusal.html"
        return make_response(
            render_template(name, message=message, status=status), status
        )
    except Exception:  # the last page must always come
        log.exception("error_page")
        return _last_page(status, message)


def _over_the_page(toast: str, status: int) -> Response:
    """Put words over the page that asked, instead of in the part it asked for."""
    answer = make_response(toast, status)
    answer.headers["HX-Retarget"] = "#toast"
    answer.headers["HX-Reswap"] = "innerHTML"
    return answer


def _last_page(status: int, message: str) -> Response:
    """Show our own failure without a question to the database, as that may be it.

    A template rendered by itself gets no organisation and no reader: those are
    rows. A bare sentence comes when even the template fails.
    """
    name = "ui/_toast.html" if wants_part() else "errors/500.html"
    try:
        body = current_app.jinja_env.get_template(name).render(
            message=message, kind="bad"
        )
    except Exception:  # a sentence is better than nothing
        log.exception("last_page")
        return Response(message, status, mimetype="text/plain")
    if wants_part():
        return _over_the_page(body, status)
    return make_response(body, status)


def init_app(app: Flask) -> None:
    """Let every refusal reach the reader in the same way."""
    app.register_error_handler(RefusalError, show_refusal)
    app.register_error_handler(CSRFError, show_forgery)
    app.register_error_handler(HTTPException, show_http)
    app.register_error_handler(InternalServerError, show_failure)
    app.register_error_handler(Exception, show_failure)
