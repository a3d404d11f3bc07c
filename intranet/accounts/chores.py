"""What the accounts room clears away by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from sqlalchemy import CursorResult, delete, or_

from intranet.accounts import door
from intranet.accounts.models import Attempt, Invitation, SignIn
from intranet.core.clock import now
from intranet.core.db import db

KEPT = timedelta(days=30)
"""How long an old card is kept, to tell that it was used or is too old."""


def sweep() -> int:
    """Delete what is over: counted tries, ended devices, old cards.

    Returns:
        How many rows went; running it twice does no harm.

    """
    moment = now()
    over = (
        delete(Attempt).where(Attempt.ends_at < moment),
        delete(SignIn).where(
            or_(SignIn.ends_at < moment, SignIn.used_at < moment - door.IDLE)
        ),
        delete(Invitation).where(Invitation.ends_at < moment - KEPT),
    )
    gone = sum(
        cast("CursorResult[tuple[()]]", db.session.execute(each)).rowcount
        for each in over
    )
    db.session.commit()
    return gone
