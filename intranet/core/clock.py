"""The time of the house: always UTC and aware inside, the wall clock outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")

_set: ContextVar[datetime | None] = ContextVar("set", default=None)


def now() -> datetime:
    """Return this moment in UTC."""
    return _set.get() or datetime.now(UTC)


def local(moment: datetime | None = None) -> datetime:
    """Return a moment, or this one, as the clock on the wall shows it."""
    return (moment or now()).astimezone(ZONE)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be this moment inside the block; for tests and demo data."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
