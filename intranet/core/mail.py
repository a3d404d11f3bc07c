"""Mail: written now in this transaction, sent later by a chore."""

from __future__ import annotations

from datetime import datetime
from email.utils import make_msgid

from flask import current_app, render_template
from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from intranet.config import Settings
from intranet.core.clock import now
from intranet.core.db import Base, Key, Line, Text, db


class Letter(Base):
    """A mail that waits to be sent, was sent, or was given up."""

    __tablename__ = "letter"
    __table_args__ = (Index(None, "sent_at", "try_after"),)

    id: Mapped[Key]
    message_id: Mapped[Line] = mapped_column(unique=True)
    to: Mapped[Line]
    subject: Mapped[Line]
    text: Mapped[str]
    html: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=now)
    try_after: Mapped[datetime] = mapped_column(default=now)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    trouble: Mapped[Text] = mapped_column(default="")


def is_set_up() -> bool:
    """Say whether mail can leave this house, with links that lead back to it."""
    settings: Settings = current_app.config["SETTINGS"]
    return bool(settings.smtp_url and settings.base_url)


def link(path: str) -> str:
    """Return a whole address in this house, for in a letter.

    A chore has no request, and a request may lie about its host: what is in
    a letter is built on INTRANET_BASE_URL only.

    Args:
        path: begins with a slash, as /notifications/.

    """
    settings: Settings = current_app.config["SETTINGS"]
    return settings.base_url + path


def write(kind: str, to: str, **given: object) -> Letter:
    """Put a letter in the outbox; it keeps one Message-ID however often it is tried.

    Args:
        kind: folder under templates/mail with subject.txt, body.txt, body.html.
        to: one address.
        given: what the three templates need.

    """
    subject = " ".join(render_template(f"mail/{kind}/subject.txt", **given).split())
    letter = Letter(
        message_id=make_msgid(domain=current_app.config["MAIL_DOMAIN"]),
        to=to,
        subject=subject[:200],
        text=render_template(f"mail/{kind}/body.txt", **given),
        html=render_template(f"mail/{kind}/body.html", **given),
    )
    db.session.add(letter)
    return letter
