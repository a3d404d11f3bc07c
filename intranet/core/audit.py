"""The audit trail: acts of management, never what colleagues read or write."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.clock import now
from intranet.core.db import Base, Key, Line, db

log = structlog.get_logger()


class AuditLine(Base):
    """Who did what to what, and when; by name, as people may leave."""

    __tablename__ = "audit_line"
    __table_args__ = (Index(None, "at"),)

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(default=now)
    actor_id: Mapped[int]
    action: Mapped[Line]
    about: Mapped[Line]


def note(actor_id: int, action: str, about: str) -> None:
    """Write a line in this transaction, and one in the log.

    Args:
        actor_id: the person who acts; 0 for the command line.
        action: what was done, as room.verb.
        about: what it was done to, in words a reader knows; no secrets.

    """
    db.session.add(AuditLine(actor_id=actor_id, action=action, about=about[:200]))
    log.info("audit", actor=actor_id, action=action, about=about[:200])
