"""The clock can be set, and shows the wall in Amsterdam."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from intranet.core import clock
from intranet.core.db import Moment


@pytest.mark.parametrize(
    ("utc", "wall"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "01:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "03:00"),
        (datetime(2026, 10, 25, 0, 59, tzinfo=UTC), "02:59"),
        (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), "02:00"),
    ],
)
def test_the_wall_follows_summer_and_winter(utc: datetime, wall: str) -> None:
    with clock.at(utc):
        assert clock.local().strftime("%H:%M") == wall


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Moment().process_bind_param(datetime(2026, 1, 1), None)  # type: ignore[arg-type]  # noqa: DTZ001
