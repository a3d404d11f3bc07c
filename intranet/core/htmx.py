"""Two ways to answer: show a page (or the part htmx asked for), or be done."""

from __future__ import annotations

from typing import cast

from flask import Flask, Response, make_response, redirect, render_template, request
from htmx_flask.requests import HtmxAwareRequest

from intranet.core.asked import HouseRequest


def wants_part() -> bool:
    """Say whether htmx asks for a part; boosted and restored pages are whole."""
    asked = cast("HtmxAwareRequest", request).htmx
    return bool(asked) and not asked.boosted and not asked.history_restore_request


def show(page: str, part: str, status: int = 200, **given: object) -> Response:
    """Answer a question: the part for htmx, the whole page for everyone else.

    Args:
        page: template of the whole page; it includes the part.
        part: template of the part; its file name starts with "_".
        status: 200, or 422 when a form comes back with errors.
        given: what the templates need.

    """
    template = part if wants_part() else page
    answer = make_response(render_template(template, **given), status)
    answer.vary.add("HX-Request")
    return answer


def page(template: str, status: int = 200, **given: object) -> Response:
    """Answer with a whole page, whoever asks."""
    return make_response(render_template(template, **given), status)


def done(part: str, url: str, **given: object) -> Response:
    """Answer a change that is saved: the part for htmx, else go to a page.

    The redirect is a 303, so that a reload never saves twice.

    Args:
        part: template of what changed; its file name starts with "_".
        url: page that shows the change to a browser without scripts.
        given: what the part needs.

    """
    if not wants_part():
        return go(url)
    return make_response(render_template(part, **given))


def go(url: str) -> Response:
    """Send the reader to a page of ours; htmx loads it as a whole."""
    if wants_part():
        answer = make_response("", 204)
        answer.headers["HX-Redirect"] = url
        return answer
    return make_response(redirect(url, 303))


def init_app(app: Flask) -> None:
    """Let every request know whether htmx sent it."""
    app.request_class = HouseRequest
