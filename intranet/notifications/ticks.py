"""Ticking off what people saw."""

from __future__ import annotations

from sqlalchemy import func, select, update

from intranet.core.clock import now
from intranet.core.db import db
from intranet.notifications.models import Notification


def see(reader_id: int, about: str) -> None:
    """Tick off everything about one thing."""
    db.session.execute(
        update(Notification)
        .where(
            Notification.reader_id == reader_id,
            Notification.about == about,
            Notification.seen_at.is_(None),
        )
        .values(seen_at=now())
    )


def see_all(reader_id: int, newest_id: int) -> None:
    """Tick off everything the reader had on the screen, and no newer line.

    Args:
        reader_id: whose bell.
        newest_id: the newest line that was shown.

    """
    db.session.execute(
        update(Notification)
        .where(
            Notification.reader_id == reader_id,
            Notification.id <= newest_id,
            Notification.seen_at.is_(None),
        )
        .values(seen_at=now())
    )


def newest_line(reader_id: int) -> int:
    """Return the key of the newest line behind somebody's bell; 0 without any."""
    found = db.session.scalar(
        select(func.max(Notification.id)).where(Notification.reader_id == reader_id)
    )
    return found or 0
