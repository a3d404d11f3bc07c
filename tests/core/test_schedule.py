"""Chores: at their hour, once a day, and caught up when the house was closed."""

from __future__ import annotations

import time as stopwatch
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from threading import Barrier, Event, Thread

import pytest
from flask import Flask

from intranet.core import clock, schedule, site
from intranet.core.db import db
from intranet.core.schedule import Chore, ChoreRun

HALF_EIGHT = time(7, 30)
MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # 07.00 on the wall


def note(done: list[datetime]) -> Callable[[], int]:
    """Return work that writes down when it was done, in a room that is awake."""

    def work() -> int:
        done.append(clock.now())
        return 1

    work.__module__ = "intranet.timeline.chores"
    return work


def days_of(chore: Chore, start: datetime, hours: int) -> None:
    """Let the clock run, looking every ten minutes."""
    for step in range(hours * 6):
        with clock.at(start + timedelta(minutes=10 * step)):
            schedule.run_due([chore])


def test_a_daily_chore_is_done_once_a_day(app: Flask) -> None:
    done: list[datetime] = []

    days_of(Chore("news", note(done), HALF_EIGHT), MONDAY, 72)

    assert [clock.local(moment).strftime("%a %H:%M") for moment in done] == [
        "Mon 07:30",
        "Tue 07:30",
        "Wed 07:30",
    ]


@pytest.mark.parametrize(
    "change", [datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)]
)
def test_the_wall_clock_decides_when_the_clock_is_moved(
    app: Flask, change: datetime
) -> None:
    done: list[datetime] = []

    days_of(Chore("news", note(done), HALF_EIGHT), change, 72)

    assert [clock.local(moment).strftime("%H:%M") for moment in done] == ["07:30"] * 3
    assert len({moment.hour for moment in done}) == 2


def test_weekdays_leave_the_weekend_in_peace(app: Flask) -> None:
    done: list[datetime] = []

    days_of(
        Chore("news", note(done), HALF_EIGHT, weekdays=True, grace=timedelta(hours=4)),
        MONDAY + timedelta(days=4),
        96,
    )

    assert [clock.local(moment).strftime("%a") for moment in done] == ["Fri", "Mon"]


def test_a_house_that_was_closed_catches_up_but_not_too_late(app: Flask) -> None:
    done: list[datetime] = []
    chore = Chore("news", note(done), HALF_EIGHT, grace=timedelta(hours=4))
    days_of(chore, MONDAY, 2)

    for hours in (24 + 3, 48 + 9):
        with clock.at(MONDAY + timedelta(hours=hours)):
            schedule.run_due([chore])

    assert [(moment - MONDAY) // timedelta(hours=1) for moment in done] == [0, 27]


def test_a_house_that_opens_first_has_missed_nothing(app: Flask) -> None:
    done: list[datetime] = []

    with clock.at(MONDAY + timedelta(hours=9)):
        schedule.run_due([Chore("news", note(done), HALF_EIGHT)])

    assert done == []


def test_of_many_processes_one_does_it(app: Flask) -> None:
    done: list[datetime] = []
    chore = Chore("news", note(done), HALF_EIGHT)
    with clock.at(MONDAY):
        schedule.run_due([chore])
    start = Barrier(4)

    def look() -> None:
        with app.app_context(), clock.at(MONDAY + timedelta(hours=1)):
            start.wait()
            schedule.run_due([chore])

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(done) == 1


def test_a_chore_of_a_sleeping_room_is_left(app: Flask) -> None:
    done: list[datetime] = []
    site.save(open_rooms="teams")
    db.session.commit()

    assert schedule.run_due([Chore("news", note(done))]) == []


def test_a_chore_that_fails_keeps_no_other_from_its_work(app: Flask) -> None:
    done: list[datetime] = []

    def broken() -> int:
        raise OSError

    broken.__module__ = "intranet.core.postman"
    chores = [Chore("broken", broken, HALF_EIGHT), Chore("news", note(done))]
    with clock.at(MONDAY):
        schedule.run_due(chores)
    with clock.at(MONDAY + timedelta(hours=1)):
        schedule.run_due(chores)

    assert len(done) == 2
    assert "OSError" in db.session.query(ChoreRun).one().trouble


def test_the_command_does_one_and_lists_all(app: Flask) -> None:
    shell = app.test_cli_runner()

    every = shell.invoke(args=["chore"])
    one = shell.invoke(args=["chore", "letters"])
    none = shell.invoke(args=["chore", "dishes"])

    assert "digest: daily at 07:30" in every.output
    assert "letters: 0 done" in one.output
    assert none.exit_code == 1
    assert "no chore called dishes" in none.output


@pytest.mark.parametrize(
    "name", ["cakes", "devices", "news", "photos", "messages", "digest", "mail"]
)
def test_every_chore_may_run_twice_in_an_empty_house(app: Flask, name: str) -> None:
    for _twice in range(2):
        answer = app.test_cli_runner().invoke(args=["chore", name])
        assert answer.exit_code == 0, answer.output
        assert f"{name}: 0 done" in answer.output


def test_the_clock_ticks_in_its_own_thread_and_stops(app: Flask) -> None:
    ticked = Event()

    def work() -> int:
        ticked.set()
        return 0

    work.__module__ = "intranet.core.postman"
    before = app.extensions["chores"]
    app.extensions["chores"] = [Chore("tick", work)]
    try:
        schedule.start(app)
        assert ticked.wait(10)
    finally:
        began = stopwatch.monotonic()
        schedule.stop(app)
        app.extensions["chores"] = before
    assert stopwatch.monotonic() - began < schedule.PATIENCE
