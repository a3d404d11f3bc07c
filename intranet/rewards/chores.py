"""What the rewards room does at night."""

from __future__ import annotations

from intranet.core.db import db
from intranet.rewards import actions


def look() -> int:
    """Look at every team, should a cake ever have been missed.

    Returns:
        How many cakes were earned; safe to run twice.

    """
    earned = actions.look_for_cake()
    db.session.commit()
    return earned
