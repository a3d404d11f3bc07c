"""The door: who may come in, kept as rows that can be ended."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from flask import Flask, request, session
from flask_login import LoginManager
from sqlalchemy import Row, bindparam, delete, select, update

from intranet.accounts.models import Account, SignIn
from intranet.core.clock import now
from intranet.core.db import db
from intranet.people.current import Nobody, Viewer
from intranet.people.models import Person

LASTS = timedelta(days=90)
IDLE = timedelta(days=30)
NOTE_EVERY = timedelta(hours=6)
"""How coarsely a device's last use is kept: enough to end an idle one."""

TOKEN = "sign_in"  # noqa: S105 - the name of a field in the cookie

_FACES = (
    Person.id,
    Person.name,
    Person.call_name,
    Person.handle,
    Person.role,
    Person.locale,
    Person.face_choice,
    Person.photo_key,
    Person.avatar,
)
_WHO = (
    select(*_FACES, Account.id, SignIn.id, SignIn.used_at)
    .join_from(SignIn, Account, Account.id == SignIn.account_id)
    .join(Person, Person.id == Account.person_id)
    .where(
        SignIn.token_hash == bindparam("token"),
        SignIn.ends_at > bindparam("at"),
        SignIn.used_at > bindparam("idle"),
        Account.fs_uniquifier == bindparam("key"),
        Account.active,
        Person.left_at.is_(None),
    )
)


def hashed(token: str) -> str:
    """Return what we keep of a token: enough to know it again, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_for(account: Account, device: str) -> str:
    """Sign an account in on a device.

    Returns:
        The token to put in the cookie; we keep only its hash.

    """
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(
            account_id=account.id,
            token_hash=hashed(token),
            device=device[:200],
            ends_at=now() + LASTS,
        )
    )
    return token


def load_viewer(key: str) -> Viewer | None:
    """Return who is signed in by this cookie, in one query; None when it ended."""
    token = session.get(TOKEN)
    if not token:
        return None
    moment = now()
    row = db.session.execute(
        _WHO,
        {"token": hashed(token), "key": key, "at": moment, "idle": moment - IDLE},
    ).one_or_none()
    if row is None:
        return None
    _note_use(row)
    return Viewer(*row[:-1])


def _note_use(row: Row[tuple[object, ...]]) -> None:
    """Remember now and then that a device is in use; in a transaction of its own."""
    *_rest, sign_in_id, used_at = row
    if request.method == "GET" and used_at < now() - NOTE_EVERY:
        db.session.execute(
            update(SignIn).where(SignIn.id == sign_in_id).values(used_at=now())
        )
        db.session.commit()


def close_all(account_id: int, *, but: int | None = None) -> None:
    """Sign an account out everywhere.

    Args:
        account_id: whose devices.
        but: the device that may stay; None ends them all.

    """
    ended = delete(SignIn).where(SignIn.account_id == account_id)
    if but is not None:
        ended = ended.where(SignIn.id != but)
    db.session.execute(ended)


def init_app(app: Flask) -> None:
    """Let Flask-Login know our visitors."""
    login = LoginManager(app)
    login.user_loader(load_viewer)
    login.anonymous_user = Nobody
