"""Who takes the letters away: each at least once, and always the same letter.

A letter is claimed before it is sent, so two postmen never carry the same one.
Should this process die between sending and noting, the claim runs out and the
letter goes again, with the same Message-ID: mail programs show it once.
"""

from __future__ import annotations

import smtplib
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import delete, or_, select, update

from intranet.config import Settings
from intranet.core import site
from intranet.core.clock import now
from intranet.core.db import db
from intranet.core.mail import Letter
from intranet.core.smtp import Line, UnsafeError

log = structlog.get_logger()

AT_ONCE = 200
"""Letters a round carries at most; the next round is a minute away."""

CLAIM = timedelta(minutes=10)
LONGEST_WAIT = 240
"""Minutes between two tries, at most."""

MOST_TRIES = 24
"""About three days of trying."""

BROKEN_LINES = 3
"""Faults of the line after each other that end a round."""

KEPT = timedelta(days=30)
PERMANENT = 500

LINE_FAULTS = (OSError, smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError)


def carry() -> int:
    """Send what waits and whose time has come.

    Returns:
        How many letters the mail server took.

    """
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.smtp_url:
        return 0
    line, sent, broken = Line(settings.smtp_url), 0, 0
    try:
        for _round in range(AT_ONCE):
            letter = _claim()
            if letter is None:
                break
            is_sent, is_broken = _deliver(line, letter)
            sent += is_sent
            broken = broken + 1 if is_broken else 0
            if broken == BROKEN_LINES:
                break
    finally:
        line.hang_up()
    return sent


def _claim() -> Letter | None:
    """Take the next letter, so that nobody else takes it for ten minutes."""
    moment = now()
    waiting = (
        Letter.sent_at.is_(None),
        Letter.given_up_at.is_(None),
        Letter.try_after <= moment,
    )
    first = select(Letter.id).where(*waiting).order_by(Letter.try_after).limit(1)
    taken = db.session.scalar(
        update(Letter)
        .where(Letter.id == first.scalar_subquery(), *waiting)
        .values(try_after=moment + CLAIM, tries=Letter.tries + 1)
        .returning(Letter)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    db.session.commit()
    return taken


def _deliver(line: Line, letter: Letter) -> tuple[bool, bool]:
    """Send one letter and note what became of it.

    Returns:
        Whether it was taken, and whether the line broke.

    """
    try:
        line.send(_message(letter, line.sender))
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        _note_fault(letter, code, words)
    except smtplib.SMTPAuthenticationError as refusal:
        _note_fault(letter, 0, refusal.smtp_error)
        line.hang_up()
        return False, True
    except smtplib.SMTPResponseException as refusal:
        _note_fault(letter, refusal.smtp_code, refusal.smtp_error)
    except (UnsafeError, *LINE_FAULTS) as fault:
        _note_fault(letter, 0, str(fault))
        line.hang_up()
        return False, True
    except (smtplib.SMTPException, ValueError) as fault:
        _note_fault(letter, PERMANENT, str(fault))
    else:
        _note(letter.id, sent_at=now(), text="", html="", trouble="")
        return True, False
    return False, False


def _note_fault(letter: Letter, code: int, words: str | bytes) -> None:
    """Try again later, or give up: the server said never, or it took too long.

    Args:
        letter: which.
        code: what the server answered; 0 when it did not come to an answer.
        words: what it said.

    """
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    trouble = f"{code} {said}".strip()[:500]
    is_over = code >= PERMANENT or letter.tries >= MOST_TRIES
    log.warning(
        "letter", id=letter.id, tries=letter.tries, over=is_over, trouble=trouble
    )
    if is_over:
        _note(letter.id, given_up_at=now(), text="", html="", trouble=trouble)
    else:
        wait = timedelta(minutes=min(2**letter.tries, LONGEST_WAIT))
        _note(letter.id, try_after=now() + wait, trouble=trouble)


def _note(letter_id: int, **values: object) -> None:
    """Write down what became of a letter; what is over keeps no words."""
    db.session.execute(update(Letter).where(Letter.id == letter_id).values(**values))
    db.session.commit()


def _message(letter: Letter, sender: str) -> EmailMessage:
    """Return a letter as mail programs read it; the same each time it is tried."""
    message = EmailMessage()
    address = sender or f"noreply@{current_app.config['MAIL_DOMAIN']}"
    message["From"] = Address(site.current().colleague, addr_spec=address)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def sweep(before: datetime | None = None) -> int:
    """Throw away what was sent or given up a month ago.

    Args:
        before: how old a letter is at least; None for a month.

    Returns:
        How many letters; safe to run twice.

    """
    edge = before or now() - KEPT
    gone: Any = db.session.execute(
        delete(Letter).where(or_(Letter.sent_at < edge, Letter.given_up_at < edge))
    )
    db.session.commit()
    return int(gone.rowcount)
