"""A story: what happens when, told in the order of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from intranet.core import clock
from intranet.core.db import db
from intranet.demo.cast import Cast
from intranet.demo.days import Days
from intranet.demo.pictures import Pictures

FIRST_DAY = 84
"""Working days ago that the intranet began: about four months."""

Act = Callable[[], object]


@dataclass(slots=True)
class Story:
    """What happens when; told in the order of time.

    Attributes:
        days: the calendar of Waterhoeve.
        chance: the same for the same seed.
        acts: what happens; of two at one moment the first added goes first.

    """

    days: Days
    chance: Random
    cast: Cast = field(default_factory=Cast)
    pictures: Pictures = field(default_factory=Pictures)
    acts: list[tuple[datetime, Act]] = field(default_factory=list)

    def add(self, moment: datetime, act: Act) -> None:
        """Let something happen at a moment."""
        self.acts.append((moment, act))

    def tell(self) -> None:
        """Let everything happen."""
        for moment, act in sorted(self.acts, key=lambda pair: pair[0]):
            with clock.at(moment):
                act()
        db.session.flush()
