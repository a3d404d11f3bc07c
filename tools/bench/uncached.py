"""The house with a memory for cards that keeps nothing, to see what keeping gives."""

from __future__ import annotations

from app import app
from intranet.timeline.views import cards


class Forgetful(dict[object, object]):
    """A place that holds nothing of what is put in it."""

    def __setitem__(self, key: object, value: object) -> None:
        """Keep nothing."""


vars(cards)["_kept"] = Forgetful()

__all__ = ["app"]
