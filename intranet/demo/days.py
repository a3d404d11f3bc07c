"""When things happened in Waterhoeve: counted back from now, in working hours."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from intranet.core import clock

OPENS = time(8, 0)
CLOSES = time(17, 0)
SATURDAY = 5

STARTED = time(8, 45)
"""Before this, the last working day was yesterday: today has not begun."""

MORNING = time(10, 0)
"""Today's script is over by then; loaded earlier, it is told faster."""


class Days:
    """Working days, counted back from the last one that has begun.

    So "today 08.30" is true whenever the demo is loaded on a working day, and
    nobody in Waterhoeve ever writes at night or in the future.
    """

    def __init__(self, moment: datetime) -> None:
        """Find the day that counts as today.

        Args:
            moment: now.

        """
        self.now = clock.local(moment)
        self.today = self.now.date()
        if self.now.time() < STARTED:
            self.today -= timedelta(days=1)
        while self.today.weekday() >= SATURDAY:
            self.today -= timedelta(days=1)

    def day(self, back: int) -> date:
        """Return the working day so many working days ago."""
        weeks, rest = divmod(back, 5)
        found = self.today - timedelta(weeks=weeks)
        for _day in range(rest):
            found -= timedelta(days=3 if found.weekday() == 0 else 1)
        return found

    def at(self, back: int, hour: int, minute: int) -> datetime:
        """Return a moment on a working day, never later than now.

        Args:
            back: how many working days ago; 0 is today.
            hour: on the clock on the wall.
            minute: of that hour.

        """
        told = datetime.combine(self.day(back), time(hour, minute), clock.ZONE)
        return self.squeezed(told)

    def squeezed(self, told: datetime) -> datetime:
        """Return a moment as it is, or sooner when it is still to come."""
        if told.date() < self.now.date():
            return told
        opened = datetime.combine(told.date(), OPENS, clock.ZONE)
        over = datetime.combine(told.date(), MORNING, clock.ZONE)
        if self.now >= over:
            return min(told, self.now)
        part = min(1.0, (told - opened) / (over - opened))
        return opened + part * (self.now - opened)

    def later(self, told: datetime, minutes: float) -> datetime:
        """Return a moment some minutes later, on the same day and before closing."""
        closes = datetime.combine(clock.local(told).date(), CLOSES, clock.ZONE)
        return min(told + timedelta(minutes=minutes), max(closes, told), self.now)
