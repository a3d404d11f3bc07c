"""The organisation this house stands for: its name, its colleague, its awake rooms."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime

from flask import Flask, current_app
from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.clock import now
from intranet.core.db import Base, Key, Line, Text, db

ALWAYS_OPEN = frozenset({"core", "accounts", "colleague", "media", "home", "admin"})
SLEEPERS = (
    "timeline",
    "teams",
    "people",
    "governance",
    "rewards",
    "notifications",
    "search",
)
"""Rooms that can sleep as a whole, in the order of the settings page."""

FIRST_DAY = "timeline teams people governance"
"""What is awake in a new organisation: four things, the rest sleeps."""

FRESH_SECONDS = 5.0
"""How long another process may go on with settings that were just changed."""


class Site(Base):
    """The one row of settings; there is never a second."""

    __tablename__ = "site"

    id: Mapped[Key]
    organisation: Mapped[Line]
    colleague: Mapped[Line]
    portrait: Mapped[Line] = mapped_column(default="fenna")
    is_formal: Mapped[bool] = mapped_column(default=False)
    brand: Mapped[Line] = mapped_column(default="#0d6072")
    open_rooms: Mapped[Text] = mapped_column(default=FIRST_DAY)
    is_demo: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime] = mapped_column(default=now)


@dataclass(frozen=True, slots=True)
class SiteView:
    """What templates and rooms read of the settings; cheap to keep."""

    organisation: str = ""
    colleague: str = "Hofje"
    portrait: str = "fenna"
    is_formal: bool = False
    brand: str = "#0d6072"
    is_demo: bool = False
    version: int = 0
    open_rooms: frozenset[str] = field(default_factory=frozenset)

    def is_open(self, room: str) -> bool:
        """Say whether a room is awake."""
        return room in ALWAYS_OPEN or room in self.open_rooms


NOBODY_HOME = SiteView()
"""How the house looks before it is set up."""


@dataclass(slots=True)
class _Kept:
    """The settings as this process last read them."""

    view: SiteView = NOBODY_HOME
    until: float = 0.0


def current() -> SiteView:
    """Return the settings; read again every few seconds, or after a change here."""
    kept: _Kept = current_app.extensions["site"]
    if kept.until < time.monotonic():
        kept.view, kept.until = _read(), time.monotonic() + FRESH_SECONDS
    return kept.view


def _read() -> SiteView:
    """Return the row as it stands, or how the house looks without one."""
    row = db.session.execute(select(Site.__table__)).mappings().one_or_none()
    if row is None:
        return NOBODY_HOME
    return SiteView(
        organisation=row["organisation"],
        colleague=row["colleague"],
        portrait=row["portrait"],
        is_formal=row["is_formal"],
        brand=row["brand"],
        is_demo=row["is_demo"],
        version=row["version"],
        open_rooms=frozenset(row["open_rooms"].split()),
    )


def save(**settings: str | bool) -> None:
    """Change settings; the version goes up, so that styles are fetched anew."""
    db.session.execute(update(Site).values(version=Site.version + 1, **settings))
    forget()


def found(**settings: str | bool) -> Site:
    """Write the first settings of a new organisation."""
    site = Site(id=1, **settings)
    db.session.add(site)
    db.session.flush()
    forget()
    return site


def forget() -> None:
    """Read the settings anew at the next question."""
    current_app.extensions["site"].until = 0.0


def init_app(app: Flask) -> None:
    """Keep the settings per application."""
    app.extensions["site"] = _Kept()
