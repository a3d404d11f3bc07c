"""The columns of the wish board, and where a wish may go from each."""

from __future__ import annotations

from dataclasses import dataclass

from intranet.core.i18n import _l
from intranet.governance.models import Section, WishState


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown: its word, its colour and its drawing."""

    word: str
    hue: int
    drawing: str


LOOKS = {
    WishState.NEW: Look(_l("New"), 9, "sparkles"),
    WishState.ASSESSED: Look(_l("Assessed"), 3, "eye"),
    WishState.PLANNED: Look(_l("Planned"), 7, "calendar-days"),
    WishState.BUSY: Look(_l("Busy"), 1, "hammer"),
    WishState.DONE: Look(_l("Done"), 5, "circle-check"),
    WishState.NOT: Look(_l("Not now"), 12, "circle-x"),
}

SECTIONS = {
    Section.PURPOSE: _l("What we are here for"),
    Section.GOALS: _l("Our goals"),
    Section.ROLES: _l("Who does what"),
    Section.RULES: _l("House rules: yes, please!"),
    Section.ROUTES: _l("Where can I go?"),
}


def next_states(state: WishState) -> list[WishState]:
    """Return where a wish may go: anywhere else, but never back to new.

    Once somebody looked at it, it has been looked at.
    """
    return [other for other in WishState if other not in {state, WishState.NEW}]
