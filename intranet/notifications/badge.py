"""The number on the bell, asked every minute by every open page: made light.

One statement knows the device, the person and the count. It is written once as
any other statement, turned into words for the driver once, and then handed to
the driver as it is: building and checking it anew would cost more than its
answer. No person object, no template for a number that did not change, no body
when the page has it already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, render_template
from flask_babel import force_locale
from sqlalchemy import Engine, Select, func, literal_column, select

from intranet.accounts import door
from intranet.core import site
from intranet.core.clock import now
from intranet.core.db import db
from intranet.core.web import HEADERS
from intranet.notifications.models import Kind, Notification
from intranet.notifications.queries import MOST
from intranet.notifications.sight import may_see, open_kinds
from intranet.people.models import Person

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

ADDRESS = "/notifications/badge"
KEEP = "private, no-cache"


def _asked(kinds: frozenset[Kind]) -> Select[Any]:
    """Return who asks, by the rules of the door, and what is new for them."""
    reader: Any = literal_column("person.id")
    groups = (
        select(Notification.about)
        .where(
            Notification.reader_id == reader,
            Notification.seen_at.is_(None),
            *may_see(reader, kinds),
        )
        .group_by(Notification.about)
        .limit(MOST)
        .subquery()
    )
    count = select(func.count()).select_from(groups).scalar_subquery()
    return door._WHO.with_only_columns(count, Person.locale)  # noqa: SLF001 - one door, also for the bell


@dataclass(frozen=True, slots=True)
class _Ready:
    """The statement in the words of the driver.

    Attributes:
        words: SQL with the driver's own marks for values.
        order: names of the values in their order; None when they go by name.
        fixed: values that are the same each time, as the driver wants them.
        moment: turns a moment into what this driver stores.

    """

    words: str
    order: Sequence[str] | None
    fixed: dict[str, Any]
    moment: Callable[[datetime], Any]


@lru_cache(maxsize=16)
def _ready(kinds: frozenset[Kind], engine: Engine) -> _Ready:
    """Return the statement, ready for the driver of this database."""
    filler = {"token": "", "key": "", "at": now(), "idle": now()}
    made = _asked(kinds).compile(engine)
    state = made.construct_expanded_state(filler)
    turn = dict(state.processors)
    for name, bound in made.binds.items():
        kind = bound.type.dialect_impl(engine.dialect)
        turn.setdefault(name, kind.bind_processor(engine.dialect) or _as_it_is)
    fixed = {name: turn[name](value) for name, value in state.parameters.items()}
    return _Ready(state.statement, state.positiontup, fixed, turn["at"])


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """Return a value that the driver takes without help."""
    return value


def number(kept: Mapping[str, Any]) -> tuple[int, str] | None:
    """Return what is new for who asks, and their language; None when signed out.

    Args:
        kept: the session of the request.

    """
    token, key = kept.get(door.TOKEN), kept.get("_user_id")
    if not token or not key:
        return None
    ready, moment = _ready(open_kinds(), db.engine), now()
    values = {
        **ready.fixed,
        "token": door.hashed(token),
        "key": key,
        "at": ready.moment(moment),
        "idle": ready.moment(moment - door.IDLE),
    }
    given: Any = values if ready.order is None else [values[n] for n in ready.order]
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(ready.words, given)
        row = cursor.fetchone()
        cursor.close()
    finally:
        connection.close()
    return None if row is None else (int(row[0]), str(row[1]))


_drawn: dict[tuple[int, str], str] = {}
"""The number as HTML, by count and language: a handful, the same for everyone."""


def part(unread: int, locale: str) -> str:
    """Return the bell's number as HTML; drawn the first time by a whole request."""
    known = _drawn.get((unread, locale))
    if known is None:
        with force_locale(locale):
            known = render_template("layout/_count.html", unread=unread)
        _drawn[unread, locale] = known
    return known


def mark(unread: int, locale: str) -> str:
    """Return the name of an answer: the page that has it needs no other."""
    return f'"{unread}-{locale}"'


class Shortcut:
    """Answers the bell before anything else is set up for a request.

    Only the plain question of somebody who is signed in; every other request,
    and every doubt, goes on to the house as usual. Two thirds of what a request
    costs is setting it up, and this one is most of what the server does.
    """

    def __init__(self, app: Flask) -> None:
        """Stand in front of the house."""
        self.app = app
        self.house = app.wsgi_app
        self.sessions = cast("door.HouseSessions", app.session_interface)
        self.safe = [*HEADERS.items(), ("Cache-Control", KEEP), ("Vary", "Cookie")]

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer the bell, or let the house answer."""
        if environ["PATH_INFO"] == ADDRESS and environ["REQUEST_METHOD"] == "GET":
            found = self._ask(environ)
            if found is not None:
                return self._answer(found, environ, start_response)
        return self.house(environ, start_response)

    def _ask(self, environ: WSGIEnvironment) -> tuple[int, str] | None:
        """Return the number; None when the house must answer, whatever the reason."""
        with self.app.app_context():
            if not site.current().is_open("notifications"):
                return None
            asked = self.app.request_class(environ)
            found = number(self.sessions.read(self.app, asked))
            return found if found in _drawn else None

    def _answer(
        self,
        found: tuple[int, str],
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        """Send the number, or that it did not change."""
        name = mark(*found)
        headers = [*self.safe, ("ETag", name)]
        if environ.get("HTTP_IF_NONE_MATCH") == name:
            start_response("304 NOT MODIFIED", headers)
            return []
        body = part(*found).encode()
        headers += [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(body))),
        ]
        start_response("200 OK", headers)
        return [body]
