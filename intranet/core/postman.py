"""Who takes the letters away: each at least once, and always the same letter.

A letter is claimed before it is sent, so two postmen never carry the same one.
Should this process die between sending and noting, the claim runs out and the
letter goes again, with the same Message-ID: mail programs show it once.
"""

from __future__ import annotations

import smtplib
import ssl
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import structlog
from flask import current_app
from sqlalchemy import delete, or_, select, update

from intranet.config import THIS_MACHINE, Settings
from intranet.core import site
from intranet.core.clock import now
from intranet.core.db import db
from intranet.core.mail import Letter

log = structlog.get_logger()

SECONDS = 30
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


class UnsafeError(smtplib.SMTPException):
    """The mail server wants a password over an open line."""


class Postman:
    """One walk to the mail server: a connection that is opened when needed."""

    def __init__(self, url: str) -> None:
        """Read where the mail server is.

        Args:
            url: smtp://name:password@host:port, or smtps:// for TLS from the
                first byte; ?from=address says who the letters are from.

        """
        parts = urlsplit(url)
        self.host = parts.hostname or "localhost"
        self.is_tls = parts.scheme == "smtps"
        self.port = parts.port or (465 if self.is_tls else 25)
        self.user = unquote(parts.username or "")
        self.password = unquote(parts.password or "")
        told = parse_qs(parts.query).get("from", [""])[0]
        self.sender = told or (self.user if "@" in self.user else "")
        self.line: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        """Hand one letter over.

        Raises:
            smtplib.SMTPException: when the server does not take it.
            OSError: when there is no line.

        """
        if self.line is None:
            self.line = self._connect()
        self.line.send_message(message)

    def _connect(self) -> smtplib.SMTP:
        """Open a line; encrypted wherever the server can, but on this machine."""
        context = ssl.create_default_context()
        if self.is_tls:
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=SECONDS, context=context
            )
        else:
            line = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            line.ehlo_or_helo_if_needed()
            is_near = self.host in THIS_MACHINE
            is_safe = self.is_tls or is_near
            if not is_safe and line.has_extn("starttls"):
                line.starttls(context=context)
                line.ehlo()
                is_safe = True
            if self.user:
                if not is_safe:
                    msg = "the mail server offers no encryption, so no password goes to it"
                    raise UnsafeError(msg)
                line.login(self.user, self.password)
        except BaseException:
            line.close()
            raise
        return line

    def hang_up(self) -> None:
        """Close the line, politely if it still works."""
        if self.line is not None:
            try:
                self.line.quit()
            except (OSError, smtplib.SMTPException):
                self.line.close()
            self.line = None


def carry() -> int:
    """Send what waits and whose time has come.

    Returns:
        How many letters the mail server took.

    """
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.smtp_url:
        return 0
    postman, sent, broken = Postman(settings.smtp_url), 0, 0
    try:
        for _round in range(AT_ONCE):
            letter = _claim()
            if letter is None:
                break
            is_sent, is_broken = _deliver(postman, letter)
            sent += is_sent
            broken = broken + 1 if is_broken else 0
            if broken == BROKEN_LINES:
                break
    finally:
        postman.hang_up()
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


def _deliver(postman: Postman, letter: Letter) -> tuple[bool, bool]:
    """Send one letter and note what became of it.

    Returns:
        Whether it was taken, and whether the line broke.

    """
    try:
        postman.send(_message(letter, postman.sender))
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        _note_fault(letter, code, words)
    except smtplib.SMTPAuthenticationError as refusal:
        _note_fault(letter, 0, refusal.smtp_error)
        postman.hang_up()
        return False, True
    except smtplib.SMTPResponseException as refusal:
        _note_fault(letter, refusal.smtp_code, refusal.smtp_error)
    except (UnsafeError, *LINE_FAULTS) as fault:
        _note_fault(letter, 0, str(fault))
        postman.hang_up()
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
    log.warning("letter", id=letter.id, tries=letter.tries, over=is_over, trouble=trouble)
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
