"""The daily digest, and tidying what was told long ago."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import force_locale
from sqlalchemy import delete, select, update

from intranet.accounts.models import Account
from intranet.core import mail
from intranet.core.clock import now
from intranet.core.db import db
from intranet.notifications import queries, words
from intranet.notifications.models import Kind, Notification
from intranet.notifications.queries import Group
from intranet.people.models import Person
from intranet.teams.models import TeamKind

SHOWN = 5
"""What a letter tells in words; the rest is a number and a button."""

RECENT = timedelta(days=4)
"""Older news is no news: a first digest does not tell a whole summer."""

KEPT = timedelta(days=90)


def digest() -> int:
    """Write one letter to everyone who missed something and wants to hear it.

    Without mail nothing is written, so no letters pile up.

    Returns:
        How many letters were written; safe to run twice.

    """
    if not mail.is_set_up():
        return 0
    since = now() - RECENT
    readers = db.session.execute(
        select(Person.id, Person.call_name, Person.locale, Account.email)
        .join(Account, Account.person_id == Person.id)
        .where(
            Person.wants_digest,
            Person.left_at.is_(None),
            ~Person.is_persona,
            Account.active,
            Account.email.is_not(None),
            Person.id.in_(
                select(Notification.reader_id).where(*_untold(since)).distinct()
            ),
        )
        .order_by(Person.id)
    ).all()
    written = 0
    for person_id, name, locale, email in readers:
        with force_locale(locale):
            written += _write(person_id, name, email or "", since)
        db.session.commit()
        db.session.expunge_all()
    return written


def _untold(since: object) -> list[Any]:
    """Return what holds for lines that were not seen and not mailed."""
    return [
        Notification.seen_at.is_(None),
        Notification.mailed_at.is_(None),
        Notification.told_at > since,
    ]


def _write(person_id: int, name: str, email: str, since: object) -> int:
    """Claim the lines of one reader and write the letter, in one transaction.

    Two processes at once cannot both claim a line, so nothing is told twice.
    """
    claimed = db.session.scalars(
        update(Notification)
        .where(Notification.reader_id == person_id, *_untold(since))
        .values(mailed_at=now())
        .returning(Notification.id)
        .execution_options(synchronize_session=False)
    ).all()
    groups = queries.waiting(person_id, claimed, len(claimed)) if claimed else []
    if not groups:
        return 0
    mail.write(
        "digest",
        email,
        name=name,
        lines=[_told(group) for group in groups[:SHOWN]],
        first=_told(groups[0])[0],
        rest=max(0, len(groups) - SHOWN),
        total=len(groups),
        button=mail.link("/notifications/"),
        settings=mail.link("/me/edit"),
    )
    return 1


def _told(group: Group) -> tuple[str, str]:
    """Return the title of a line and two lines of what it is about.

    Mail travels and lies around: of a closed team it has no words, not even
    who spoke.
    """
    team = group.post.team if group.post else group.cake.team if group.cake else None
    if team is not None and team.kind == TeamKind.CLOSED:
        return words.closed(group, team.name), ""
    is_quoted = group.post is not None and group.kind != Kind.LIKE
    quoted = words.excerpt(group.post) if group.post and is_quoted else ""
    return words.plain(group), quoted


def sweep() -> int:
    """Throw away what was told three months ago.

    Returns:
        How many lines; safe to run twice.

    """
    gone: Any = db.session.execute(
        delete(Notification)
        .where(Notification.told_at < now() - KEPT)
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
    return int(gone.rowcount)
