"""The address of a team, made from its name."""

from __future__ import annotations

from sqlalchemy import select

from intranet.core.ascii import plain_words
from intranet.core.db import db
from intranet.teams.models import Team


def make_slug(name: str) -> str:
    """Return a free address for a team: "Ruimte & Groen" -> ruimte-groen."""
    base = "-".join(plain_words(name))[:60] or "team"
    taken = set(
        db.session.scalars(
            select(Team.slug).where(
                (Team.slug == base) | Team.slug.startswith(f"{base}-")
            )
        )
    )
    slug, number = base, 2
    while slug in taken or slug == "new":
        slug, number = f"{base}-{number}", number + 1
    return slug
