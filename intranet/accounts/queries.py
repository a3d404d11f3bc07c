"""Reading accounts, devices and invitations."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from flask import current_app
from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from intranet.accounts.models import Account, Invitation, SignIn
from intranet.core.clock import now
from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.people.models import Person

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""What a code is made of: no letter or digit that looks like another."""

CODE = 12
"""Signs in a code; on a card they stand in three groups of four."""


def account_named(typed: str) -> Account | None:
    """Return the account of a colleague, by e-mail or personnel number.

    Capitals and spaces do not matter. None when there is none, or its person left.
    """
    name = typed.strip().lower()
    if not name:
        return None
    return db.session.scalar(
        select(Account)
        .join(Person, Person.id == Account.person_id)
        .where(
            or_(
                func.lower(Account.email) == name, func.lower(Account.username) == name
            ),
            Account.active,
            Person.left_at.is_(None),
        )
        .limit(1)
    )


def is_taken(name: str, but: int = 0) -> bool:
    """Say whether an e-mail or personnel number belongs to somebody.

    Args:
        name: as it was typed.
        but: key of the person who may have it.

    """
    asked = select(Account.id).where(
        or_(
            func.lower(Account.email) == name.strip().lower(),
            func.lower(Account.username) == name.strip().lower(),
        ),
        Account.person_id != but,
    )
    return db.session.scalar(asked.limit(1)) is not None


def account_of(person_id: int) -> Account:
    """Return the account of a person.

    Raises:
        NotHereError: when they have none, as the digital colleague.

    """
    account = db.session.scalar(select(Account).where(Account.person_id == person_id))
    if account is None:
        raise NotHereError
    return account


def devices(account_id: int) -> Sequence[SignIn]:
    """Return where an account is signed in, last used first."""
    return db.session.scalars(
        select(SignIn)
        .where(SignIn.account_id == account_id, SignIn.ends_at > now())
        .order_by(SignIn.used_at.desc(), SignIn.id.desc())
    ).all()


def device(account_id: int, sign_in_id: int) -> SignIn:
    """Return one device of this account.

    Raises:
        NotHereError: when there is none, or it is somebody else's.

    """
    found = db.session.scalar(
        select(SignIn).where(SignIn.id == sign_in_id, SignIn.account_id == account_id)
    )
    if found is None:
        raise NotHereError
    return found


def tidy_code(typed: str) -> str:
    """Return a code as we made it, however it was typed: "abcd-efgh 2345"."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def code_hash(code: str) -> str:
    """Return what we keep of a code; without our key it cannot be guessed from it."""
    secret = str(current_app.config["SECRET_KEY"])
    return hmac.new(secret.encode(), code.encode(), hashlib.sha256).hexdigest()


def invitation_with(typed: str) -> Invitation | None:
    """Return the invitation with this code, used or not; None when there is none."""
    code = tidy_code(typed)
    if len(code) != CODE:
        return None
    return db.session.scalar(
        select(Invitation).where(Invitation.code_hash == code_hash(code))
    )


def open_invitation(invitation_id: int) -> tuple[Invitation, Account] | None:
    """Return an invitation that still works, with its account and person."""
    row = db.session.execute(
        select(Invitation, Account)
        .join(Account, Account.person_id == Invitation.person_id)
        .join(Person, Person.id == Account.person_id)
        .options(joinedload(Account.person))
        .where(
            Invitation.id == invitation_id,
            Invitation.used_at.is_(None),
            Invitation.ends_at > now(),
            Person.left_at.is_(None),
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def last_invitation(person_id: int) -> Invitation | None:
    """Return the newest invitation of a person, whether it works or not."""
    return db.session.scalar(
        select(Invitation)
        .where(Invitation.person_id == person_id)
        .order_by(Invitation.id.desc())
        .limit(1)
    )
