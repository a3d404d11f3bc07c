"""What is tidied at night: photos that never reached a message."""

from __future__ import annotations

from datetime import timedelta

from intranet.core.clock import now
from intranet.core.db import db
from intranet.media import actions, store

UNFINISHED = timedelta(days=1)


def sweep() -> int:
    """Take away photos that were put in a day ago and never shown.

    Returns:
        How many; safe to run twice.

    """
    keys = actions.sweep(now() - UNFINISHED)
    db.session.commit()
    store.remove(keys)
    return len(keys)
