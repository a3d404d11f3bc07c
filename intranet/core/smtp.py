"""The line to the mail server: encrypted wherever the server can."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

from intranet.config import THIS_MACHINE

SECONDS = 30


class UnsafeError(smtplib.SMTPException):
    """The mail server wants a password over an open line."""


def _only_when(*, safe: bool) -> None:
    """Refuse to say a password over an open line."""
    if not safe:
        msg = "the mail server offers no encryption, so no password goes to it"
        raise UnsafeError(msg)


class Line:
    """A connection to the mail server, opened when it is needed."""

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
        self.open: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        """Hand one letter over.

        Raises:
            smtplib.SMTPException: when the server does not take it.
            OSError: when there is no line.

        """
        if self.open is None:
            self.open = self._connect()
        self.open.send_message(message)

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
                _only_when(safe=is_safe)
                line.login(self.user, self.password)
        except BaseException:
            line.close()
            raise
        return line

    def hang_up(self) -> None:
        """Close the line, politely if it still works."""
        if self.open is not None:
            try:
                self.open.quit()
            except (OSError, smtplib.SMTPException):
                self.open.close()
            self.open = None
