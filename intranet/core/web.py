"""What every request gets: a name in the log, safe headers, a small number parser."""

from __future__ import annotations

import logging
import secrets
import sys
import time

import structlog
from flask import Flask, Response, g, request
from sqlalchemy import text
from werkzeug.datastructures import MultiDict
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from intranet.config import Settings
from intranet.core.db import BIGGEST_KEY, db
from intranet.core.errors import NotHereError, logged_path
from intranet.core.permissions import asker, everyone, guard

log = structlog.get_logger()

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=()",
    "X-Robots-Tag": "noindex",
}

YEAR = 31_536_000
QUIET = ("/static/", "/healthz", "/notifications/badge")


class KeyConverter(IntegerConverter):
    """A number in an address; one no database can hold is simply not here."""

    def __init__(self, url_map: object, **given: object) -> None:
        """Give every <int:...> the largest key as its end."""
        given.setdefault("max", BIGGEST_KEY)
        super().__init__(url_map, **given)  # type: ignore[arg-type]


def number(name: str, given: MultiDict[str, str] | None = None) -> int | None:
    """Return a number from the query string; None when absent, odd or too large.

    Args:
        name: what it is called.
        given: where else to look, such as the form.

    """
    asked = (request.args if given is None else given).get(name, "")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 10:  # noqa: PLR2004
        return None
    found = int(asked)
    return found if found <= BIGGEST_KEY else None


def _begin() -> None:
    """Give the request a name, so that one line in the log can be found back."""
    g.request_id = secrets.token_hex(8)
    g.began = time.perf_counter()
    if "\x00" in request.path:
        raise NotHereError


def _finish(answer: Response) -> Response:
    """Put the safe headers on, and write one line about what was done."""
    told = {name for name, _value in answer.headers}
    answer.headers.extend(pair for pair in HEADERS.items() if pair[0] not in told)
    answer.headers.add("X-Request-Id", g.request_id)
    if request.is_secure:
        answer.headers.setdefault(
            "Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains"
        )
    if "Cache-Control" not in told:
        answer.headers.add("Cache-Control", "private, no-cache")
    if not request.path.startswith(QUIET):
        log.info(
            "request",
            id=g.request_id,
            method=request.method,
            path=logged_path(),
            status=answer.status_code,
            ms=round((time.perf_counter() - g.began) * 1000, 1),
            person=getattr(asker(), "id", 0) if "_login_user" in g else 0,
        )
    return answer


@guard(everyone)
def healthz() -> Response:
    """Answer "ok" only when the database answers."""
    try:
        db.session.execute(text("select 1"))
    except Exception:
        log.exception("unhealthy")
        return Response("the database does not answer", 503, mimetype="text/plain")
    return Response("ok", mimetype="text/plain", headers={"Cache-Control": "no-store"})


def _start_log() -> None:
    """Write the log as one JSON object a line on standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def init_app(app: Flask, settings: Settings) -> None:
    """Name requests, set headers, trust the proxies that are listed, tell health."""
    _start_log()
    app.url_map.converters["int"] = KeyConverter
    app.before_request(_begin)
    app.after_request(_finish)
    app.add_url_rule("/healthz", "core.healthz", healthz)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops
        )
