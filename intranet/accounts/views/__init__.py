"""The pages of this room: signing in, cards, and what is one's own."""

from __future__ import annotations

from intranet.accounts.views import cards, entrance, own
from intranet.accounts.views.frame import bp

__all__ = ["bp", "cards", "entrance", "own"]
