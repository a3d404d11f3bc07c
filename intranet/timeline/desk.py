"""What a reader left behind: where they were, and words not yet sent.

Nobody else ever sees any of it.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from intranet.core.clock import now
from intranet.core.db import db, inserting
from intranet.timeline import gate, queries
from intranet.timeline.models import Draft, Reading

NOTE_EVERY = timedelta(minutes=5)
"""How coarsely we keep that somebody is still here."""


def note_visit(reader_id: int, feed: queries.Feed) -> bool:
    """Remember where a reader is, when that says something new.

    Returns:
        Whether there is something to commit.

    """
    if not feed.cards or not feed.is_first:
        return False
    first, moment = feed.cards[0], now()
    known = first.newest_id or 0
    is_late = first.seen_at is None or moment - first.seen_at > NOTE_EVERY
    if not is_late and feed.newest_id <= known:
        return False
    newest = max(feed.newest_id, known)
    # at a first visit nothing is old, so there is no line to draw
    line_id = feed.line_id or newest if first.seen_at is None else feed.line_id
    values = {"newest_id": newest, "line_id": line_id, "at": moment}
    db.session.execute(
        inserting(Reading)
        .values(person_id=reader_id, **values)
        .on_conflict_do_update(index_elements=["person_id"], set_=values)
    )
    return True


def save_draft(person_id: int, body: str, *, form_key: str = "") -> None:
    """Keep what somebody is typing, unless that form was sent meanwhile."""
    if form_key and gate.sent(person_id, form_key):
        return
    if not body.strip():
        drop_draft(person_id)
        return
    values = {"body": body[:10_000], "saved_at": now()}
    db.session.execute(
        inserting(Draft)
        .values(person_id=person_id, place="post", **values)
        .on_conflict_do_update(index_elements=["person_id", "place"], set_=values)
    )


def drop_draft(person_id: int) -> None:
    """Throw away what somebody was typing."""
    db.session.execute(
        delete(Draft).where(Draft.person_id == person_id, Draft.place == "post")
    )


def draft(person_id: int, place: str = "post") -> str:
    """Return the words somebody typed and did not send; "" when there are none."""
    found = db.session.scalar(
        select(Draft.body).where(Draft.person_id == person_id, Draft.place == place)
    )
    return found or ""
