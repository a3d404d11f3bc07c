"""The door: who may come in, kept as rows that can be ended."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from flask import Flask, Request, Response, g, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import bindparam, delete, select, update

from intranet.accounts.devices import device_name
from intranet.accounts.models import Account, SignIn
from intranet.core.clock import now
from intranet.core.db import db
from intranet.core.prepared import Prepared
from intranet.people.current import Nobody, Viewer
from intranet.people.models import Person

LASTS = timedelta(days=90)
SHORT = timedelta(hours=10)
"""A working day: how long a device counts that nobody asked to remember."""

IDLE = timedelta(days=30)
NOTE_EVERY = timedelta(hours=6)
"""How coarsely a device's last use is kept: enough to end an idle one."""

TOKEN = "sign_in"  # noqa: S105 - the name of a field in the cookie

# Tables, not classes: this is asked at every request, and half the price so.
_person, _account = Person.__table__.c, Account.__table__.c
_sign_in = SignIn.__table__.c
_FACES = (
    _person.id,
    _person.name,
    _person.call_name,
    _person.handle,
    _person.role,
    _person.locale,
    _person.face_choice,
    _person.photo_key,
    _person.avatar,
)
_WHO = (
    select(*_FACES, _account.id, _sign_in.id, _sign_in.used_at)
    .select_from(SignIn.__table__)
    .join(Account.__table__, _account.id == _sign_in.account_id)
    .join(Person.__table__, _person.id == _account.person_id)
    .where(
        _sign_in.token_hash == bindparam("token"),
        _sign_in.ends_at > bindparam("at"),
        _sign_in.used_at > bindparam("idle"),
        _account.fs_uniquifier == bindparam("key"),
        _account.active,
        _person.left_at.is_(None),
    )
)
_ASKED = Prepared(_WHO)


def hashed(token: str) -> str:
    """Return what we keep of a token: enough to know it again, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_for(account: Account, device: str, *, stays: bool = True) -> str:
    """Sign an account in on a device.

    Args:
        account: who comes in.
        device: what the device is called in the list of devices.
        stays: whether the device is remembered; else until the day is over.

    Returns:
        The token to put in the cookie; we keep only its hash.

    """
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(
            account_id=account.id,
            token_hash=hashed(token),
            device=device[:200],
            ends_at=now() + (LASTS if stays else SHORT),
        )
    )
    return token


def come_in(account: Account, *, stays: bool) -> None:
    """Let this browser be signed in; nothing of before stays in its cookie."""
    token = open_for(account, device_name(request.user_agent.string), stays=stays)
    db.session.flush()
    session.clear()
    g.pop("csrf_token", None)
    session.update({"_user_id": account.fs_uniquifier, "_fresh": True, TOKEN: token})
    session.permanent = stays
    g._login_user = load_viewer(account.fs_uniquifier) or Nobody()  # noqa: SLF001


def go_out(answer: Response) -> Response:
    """Leave nothing of this visit in the browser; cookies of choice may stay."""
    session.clear()
    g.pop("csrf_token", None)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def load_viewer(key: str) -> Viewer | None:
    """Return who is signed in by this cookie, in one query; None when it ended."""
    token = session.get(TOKEN)
    if not token:
        return None
    moment = now()
    row = _ASKED.row(token=hashed(token), key=key, at=moment, idle=moment - IDLE)
    if row is None:
        return None
    *viewer, used_at = row
    found = Viewer(*viewer)
    _note_use(found.sign_in_id, used_at)
    return found


def _note_use(sign_in_id: int, used_at: datetime) -> None:
    """Remember now and then that a device is in use; in a transaction of its own."""
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


class HouseSessions(SecureCookieSessionInterface):
    """The cookie: for this house alone, and on https never sent without."""

    _signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs the cookie; made once, as its key stays the same."""
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer

    def get_cookie_path(self, app: Flask) -> str:
        """Return where it is sent: below the house, when others share its host."""
        del app
        return request.script_root or "/"

    def get_cookie_secure(self, app: Flask) -> bool:
        """Say whether it may travel over https only."""
        return bool(app.config["SESSION_COOKIE_SECURE"]) or request.is_secure

    def get_cookie_name(self, app: Flask) -> str:
        """Return its name; a browser keeps a __Host- cookie to its promises."""
        return self._name(app, request)

    def _name(self, app: Flask, asked: Request) -> str:
        """Return the name of the cookie of a request.

        A __Host- cookie is for a whole host; a house below a path has the other.
        """
        if not (app.config["SESSION_COOKIE_SECURE"] or asked.is_secure):
            return "hofje"
        return "__Secure-hofje" if asked.script_root else "__Host-hofje"

    def read(self, app: Flask, asked: Request) -> Mapping[str, Any]:
        """Return what the cookie of a request holds, before anything else is set up.

        Args:
            app: the house.
            asked: the request; nothing of it is current yet.

        """
        value = asked.cookies.get(self._name(app, asked))
        signer = self.get_signing_serializer(app)
        if not value or signer is None:
            return {}
        try:
            kept = signer.loads(value, max_age=int(LASTS.total_seconds()))
        except BadSignature:
            return {}
        return cast("Mapping[str, Any]", kept)


def keep(app: Flask, login: LoginManager) -> None:
    """Let Flask-Login know our visitors, and keep them in our cookie.

    Args:
        app: the house.
        login: made by Flask-Security; it would load the account in full.

    """
    app.session_interface = HouseSessions()
    app.config["PERMANENT_SESSION_LIFETIME"] = LASTS
    login.user_loader(load_viewer)
    login._request_callback = None  # noqa: SLF001 - nobody signs in by a token
    login.anonymous_user = Nobody  # type: ignore[assignment]
    login.session_protection = None  # type: ignore[assignment]  # a row in the database protects better
