"""The clock of the house: what is done at its hour, without anybody asking.

Wiring.py lists the chores. A thread of huey inside the one server process looks
every minute what is due. A daily chore is claimed by its moment in a table, so
that it runs once a day whatever number of processes there are, and is caught up
when the house was closed at its hour. The claim is one statement that only one
can win; no lock is held while the work goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import click
import structlog
from flask import Flask, current_app
from huey.api import MemoryHuey, crontab
from huey.consumer import Consumer
from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core import site
from intranet.core.clock import ZONE, local, now
from intranet.core.db import Base, Line, Text, db, inserting

log = structlog.get_logger()

WEEKEND = 5
PATIENCE = 15
"""Seconds that a chore may finish in when the house closes."""


@dataclass(frozen=True, slots=True)
class Chore:
    """Something that is done at its hour; every one is safe to run twice.

    Attributes:
        name: as on the command line.
        work: does it and returns how many things it did; may commit in between.
        at: the time on the wall clock; None for every minute.
        weekdays: not on Saturday and Sunday.
        grace: how late it may still be done when the house was closed.

    """

    name: str
    work: Callable[[], int]
    at: time | None = None
    weekdays: bool = False
    grace: timedelta = timedelta(hours=20)

    @property
    def room(self) -> str:
        """The room it belongs to; it sleeps with it."""
        return self.work.__module__.split(".", 2)[1]

    def last_due(self, moment: datetime) -> datetime:
        """Return when it was due last, at or before this moment.

        The wall clock decides, so it stays at half past seven when the clock
        is moved in spring and autumn.
        """
        assert self.at is not None  # noqa: S101 - asked of daily chores only
        there = local(moment)
        day = there.date()
        if there.time() < self.at:
            day -= timedelta(days=1)
        while self.weekdays and day.weekday() >= WEEKEND:
            day -= timedelta(days=1)
        return datetime.combine(day, self.at, ZONE).astimezone(UTC)


class ChoreRun(Base):
    """When a daily chore was due that was done last, or is being done."""

    __tablename__ = "chore_run"

    name: Mapped[Line] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    trouble: Mapped[Text] = mapped_column(default="")


def run_due(chores: Sequence[Chore]) -> list[str]:
    """Do what is due now; one that fails does not keep the others from it.

    Returns:
        The names of what was done.

    """
    done = []
    for chore in chores:
        if not site.current().is_open(chore.room):
            continue
        if chore.at is None or _claim(chore):
            done.append(chore.name)
            run(chore)
    return done


def _claim(chore: Chore) -> bool:
    """Say whether this process is the one that does a daily chore now.

    A house that opens for the first time has missed nothing: the chore is noted
    and waits for its next hour.
    """
    moment = now()
    due = chore.last_due(moment)
    mine = ChoreRun.name == chore.name
    last = db.session.scalar(select(ChoreRun.due_at).where(mine))
    if last is None:
        first = inserting(ChoreRun).values(name=chore.name, due_at=due, trouble="")
        db.session.execute(first.on_conflict_do_nothing())
        db.session.commit()
        return False
    if last >= due:
        return False
    won = db.session.scalar(
        update(ChoreRun)
        .where(mine, ChoreRun.due_at < due)
        .values(due_at=due)
        .returning(ChoreRun.name)
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
    return won is not None and moment - due <= chore.grace


def run(chore: Chore) -> int:
    """Do a chore, and write down how it went; its fault is told in the log."""
    trouble = ""
    count = 0
    try:
        count = chore.work()
        db.session.commit()
    except Exception as fault:  # the clock must go on
        db.session.rollback()
        trouble = f"{type(fault).__name__}: {fault}"[:500]
        log.exception("chore", name=chore.name)
    if chore.at is not None:
        db.session.execute(
            update(ChoreRun)
            .where(ChoreRun.name == chore.name)
            .values(ended_at=now(), trouble=trouble)
            .execution_options(synchronize_session=False)
        )
        db.session.commit()
    if count:
        log.info("chore", name=chore.name, count=count)
    return count


class _InProcess(Consumer):
    """A consumer that leaves the signals to gunicorn."""

    def _set_signal_handlers(self) -> None:
        """Set none."""


def start(app: Flask) -> None:
    """Let the clock run in this process; called once a worker of gunicorn is up."""
    if "clock" in app.extensions:
        return
    huey = MemoryHuey("chores", results=False)

    def tick() -> None:
        for chore in app.extensions["chores"]:
            with app.app_context():
                run_due([chore])

    huey.periodic_task(crontab(minute="*"))(tick)
    clock: Any = _InProcess(  # type: ignore[no-untyped-call]
        huey, workers=1, max_delay=5.0, shutdown_timeout=PATIENCE
    )
    clock.start()
    app.extensions["clock"] = clock


def stop(app: Flask) -> None:
    """Stop the clock; a chore that is busy may finish."""
    clock = app.extensions.pop("clock", None)
    if clock is not None:
        clock.stop(graceful=True)


@click.command("chore")
@click.argument("name", required=False, default="")
def chore_command(name: str) -> None:
    """Do one chore now; without a name, list them and their hours."""
    chores: Sequence[Chore] = current_app.extensions["chores"]
    for chore in chores:
        if not name:
            when = "every minute" if chore.at is None else f"daily at {chore.at:%H:%M}"
            click.echo(f"{chore.name}: {when}")
        elif chore.name == name:
            count = chore.work()
            db.session.commit()
            click.echo(f"{name}: {count} done")
            return
    if name:
        msg = f"There is no chore called {name}. Leave the name out to see them all."
        raise click.ClickException(msg)


def connect(app: Flask, chores: Sequence[Chore]) -> None:
    """Hang the table of chores in this application, and its command."""
    app.extensions["chores"] = chores
    app.cli.add_command(chore_command)
