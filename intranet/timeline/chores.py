"""What is tidied at night: messages that were deleted a month ago."""

from __future__ import annotations

from intranet.core.clock import now
from intranet.core.db import db
from intranet.media import store
from intranet.timeline import actions


def purge() -> int:
    """Take out for good what was deleted thirty days ago, photos and all.

    Returns:
        How many files went; safe to run twice.

    """
    keys = actions.purge(now() - actions.KEPT)
    db.session.commit()
    store.remove(keys)
    return len(keys)
