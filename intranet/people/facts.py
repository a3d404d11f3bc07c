"""What the people room tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from intranet.people.models import Person


@dataclass(frozen=True)
class PersonChanged:
    """A person is new, has another profile, or left; announced after each save."""

    person: Person


@dataclass(frozen=True)
class ProfileCompleted:
    """A profile became complete; announced once, right after PersonChanged."""

    person: Person
