"""The number on the bell, asked every minute by every open page: made light.

One statement knows the device, the person and the count. No person object, no
template for a number that did not change, no body when the page has it already.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import current_app, session
from flask_babel import force_locale
from sqlalchemy import Select, func, literal_column, select

from intranet.accounts import door
from intranet.core.clock import now
from intranet.core.db import db
from intranet.notifications.models import Kind, Notification
from intranet.notifications.queries import MOST
from intranet.notifications.sight import may_see, open_kinds
from intranet.people.models import Person

KEEP = "private, no-cache"


@lru_cache(maxsize=64)
def _asked(kinds: frozenset[Kind]) -> Select[Any]:
    """Return, built once, who asks by the rules of the door, and what is new."""
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


def number() -> tuple[int, str] | None:
    """Return what is new for who asks, and their language; None when signed out."""
    token, key = session.get(door.TOKEN), session.get("_user_id")
    if not token or not key:
        return None
    moment = now()
    with db.engine.connect() as connection:
        row = connection.execute(
            _asked(open_kinds()),
            {
                "token": door.hashed(token),
                "key": key,
                "at": moment,
                "idle": moment - door.IDLE,
            },
        ).one_or_none()
    return None if row is None else (int(row[0]), row[1])


@lru_cache(maxsize=64)
def part(unread: int, locale: str) -> str:
    """Return the bell's number as HTML; the same for everyone who has this many."""
    with force_locale(locale):
        template = current_app.jinja_env.get_template("layout/_count.html")
        return template.render(unread=unread)
