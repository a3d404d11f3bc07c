"""What the governance room tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from intranet.governance.models import Wish, WishAnswer


@dataclass(frozen=True)
class WishMade:
    """Somebody made a wish."""

    wish: Wish


@dataclass(frozen=True)
class WishAnswered:
    """A wish moved, with an answer to whoever asked."""

    wish: Wish
    answer: WishAnswer
