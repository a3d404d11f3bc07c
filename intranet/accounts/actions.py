"""What happens to accounts: cards, passwords, devices."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import cast

from flask_babel import gettext as _
from flask_security.utils import hash_password
from sqlalchemy import CursorResult, delete, update

from intranet.accounts import door
from intranet.accounts.models import Account, Invitation, SignIn, new_key
from intranet.accounts.passwords import normalise
from intranet.accounts.queries import ALPHABET, CODE, code_hash
from intranet.core.clock import now
from intranet.core.db import db
from intranet.core.errors import RefusalError
from intranet.people.models import Person

CARD_LASTS = timedelta(days=14)


class CardUsedError(RefusalError):
    """A card works once, and this one did."""

    def __init__(self) -> None:
        """Say what to do when it was somebody else."""
        super().__init__(
            _(
                "This code was used already. Was that not you? "
                "Tell the community manager at once."
            )
        )


def open_account(person: Person, *, email: str = "", number: str = "") -> Account:
    """Give a person an account; there is no password until they choose one.

    Args:
        person: who it is for.
        email: address at work; "" when they have none.
        number: personnel number; "" when they sign in by e-mail only.

    """
    account = Account(
        person_id=person.id,
        email=email.strip().lower() or None,
        username=number.strip() or None,
    )
    db.session.add(account)
    db.session.flush()
    return account


def rename_account(account: Account, *, email: str, number: str) -> None:
    """Change by what names somebody signs in."""
    account.email = email.strip().lower() or None
    account.username = number.strip() or None
    db.session.flush()


def invite(person_id: int) -> str:
    """Make a card for a person; earlier cards work no longer.

    Returns:
        The code, to be shown once; we keep only its hash.

    """
    void_cards(person_id)
    code = "".join(secrets.choice(ALPHABET) for _sign in range(CODE))
    db.session.add(
        Invitation(
            person_id=person_id, code_hash=code_hash(code), ends_at=now() + CARD_LASTS
        )
    )
    db.session.flush()
    return code


def void_cards(person_id: int) -> None:
    """Make every card of a person that was not used worth nothing."""
    db.session.execute(
        delete(Invitation).where(
            Invitation.person_id == person_id, Invitation.used_at.is_(None)
        )
    )


def redeem(invitation: Invitation, account: Account, password: str) -> None:
    """Use a card to choose a password; in one statement, so that it works once.

    Raises:
        CardUsedError: when somebody was first, or its time is over.

    """
    used = cast(
        "CursorResult[tuple[()]]",
        db.session.execute(
            update(Invitation)
            .where(
                Invitation.id == invitation.id,
                Invitation.used_at.is_(None),
                Invitation.ends_at > now(),
            )
            .values(used_at=now())
        ),
    )
    if used.rowcount != 1:
        raise CardUsedError
    choose_password(account, password)


def choose_password(account: Account, password: str) -> None:
    """Keep a new password, and end every device that knew the old one."""
    account.password = hash_password(normalise(password))
    account.fs_uniquifier = new_key()
    door.close_all(account.id)
    db.session.flush()


def end_device(device: SignIn) -> None:
    """Sign one device out."""
    db.session.delete(device)
    db.session.flush()


def let_go(account: Account) -> None:
    """End every device and every card of somebody who may not come in any more."""
    account.fs_uniquifier = new_key()
    door.close_all(account.id)
    void_cards(account.person_id)
    db.session.flush()
