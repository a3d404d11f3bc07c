"""How often something may be tried; counted in the database.

So a count survives a restart and holds for every process together. This is a
table and one statement; Flask-Limiter would bring a storage to write anyway,
two more packages, and counts that cannot join the transaction of their cause.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from flask import current_app
from sqlalchemy import case, delete, update

from intranet.accounts.models import Attempt
from intranet.core.clock import now
from intranet.core.db import db, inserting
from intranet.core.errors import TooOftenError

HOME_BITS = 64
"""An IPv6 subscriber has at least this much to choose addresses from."""


def spend(key: str, limit: int, seconds: int) -> None:
    """Count one try in this transaction, and refuse when there were too many.

    The caller commits: before the answer when a refused try must count too.

    Args:
        key: what is tried, and by or for whom; kept only as a hash.
        limit: how many tries are answered in one stretch of time.
        seconds: how long a stretch lasts, from its first try.

    Raises:
        TooOftenError: telling how long to wait.

    """
    if not current_app.config["SETTINGS"].rate_limits:
        return
    moment = now()
    end = moment + timedelta(seconds=seconds)
    is_over = Attempt.ends_at <= moment
    count, until = db.session.execute(
        inserting(Attempt)
        .values(key=_hashed(key), count=1, ends_at=end)
        .on_conflict_do_update(
            index_elements=[Attempt.key],
            set_={
                "count": case((is_over, 1), else_=Attempt.count + 1),
                "ends_at": case((is_over, end), else_=Attempt.ends_at),
            },
        )
        .returning(Attempt.count, Attempt.ends_at)
    ).one()
    if count > limit:
        raise TooOftenError(int((until - moment).total_seconds()) + 1)


def refund(key: str) -> None:
    """Take one try back: it turned out well, so it was no guess."""
    db.session.execute(
        update(Attempt)
        .where(Attempt.key == _hashed(key), Attempt.count > 0)
        .values(count=Attempt.count - 1)
    )


def forgive(key: str) -> None:
    """Forget every try of this kind: the right person came in."""
    db.session.execute(delete(Attempt).where(Attempt.key == _hashed(key)))


def household(address: str | None) -> str:
    """Return the part of an address that one visitor cannot change at will.

    Args:
        address: as the server saw it; what a visitor claims is never asked.

    """
    try:
        seen = ip_address(address or "")
    except ValueError:
        return "unknown"
    if not isinstance(seen, IPv6Address):
        return str(seen)
    if seen.ipv4_mapped:
        return str(seen.ipv4_mapped)
    return str(ip_network((seen, HOME_BITS), strict=False))


def _hashed(key: str) -> str:
    """Return what we keep of a key: no address or name of anybody."""
    secret = str(current_app.config["SECRET_KEY"])
    return hashlib.blake2b(
        key.encode(), key=secret.encode()[:64], digest_size=16
    ).hexdigest()
