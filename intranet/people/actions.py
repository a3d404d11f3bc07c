"""What people do with their profile, and how they come and go."""

from __future__ import annotations

from sqlalchemy import select

from intranet.core.ascii import plain_words
from intranet.core.bus import announce
from intranet.core.clock import now
from intranet.core.db import db
from intranet.core.permissions import Role
from intranet.people.facts import PersonChanged, ProfileCompleted
from intranet.people.models import FaceChoice, Person


def make_handle(name: str) -> str:
    """Return a free short name to mention somebody by: "Anna de Wit" -> anna.de.wit."""
    base = ".".join(plain_words(name))[:60] or "collega"
    taken = set(
        db.session.scalars(
            select(Person.handle).where(
                (Person.handle == base) | Person.handle.startswith(f"{base}.")
            )
        )
    )
    handle, number = base, 2
    while handle in taken:
        handle, number = f"{base}.{number}", number + 1
    return handle


def add_person(
    name: str,
    *,
    call_name: str | None = None,
    role: Role = Role.MEMBER,
    is_persona: bool = False,
    **profile: str,
) -> Person:
    """Let somebody in; their home team is given by the teams room, in the same go."""
    name = " ".join(name.split())
    person = Person(
        name=name,
        call_name=call_name or name.split(maxsplit=1)[0],
        handle=make_handle(name),
        role=role,
        is_persona=is_persona,
        **profile,
    )
    db.session.add(person)
    db.session.flush()
    _saved(person)
    return person


def save_profile(person: Person, **fields: str | bool) -> None:
    """Save what somebody told about themselves, and see whether it is complete."""
    for name, value in fields.items():
        setattr(person, name, value)
    _saved(person)


def save_face(
    person: Person,
    choice: FaceChoice,
    *,
    photo_key: str | None = None,
    avatar: str | None = None,
) -> None:
    """Keep what somebody said about a photo; an earlier photo is let go."""
    person.face_choice = choice
    person.photo_key = photo_key
    person.avatar = avatar
    _saved(person)


def leave(person: Person) -> None:
    """Let somebody go: out of lists at once; what they wrote stays."""
    person.left_at = now()
    _saved(person)


def come_back(person: Person) -> None:
    """Let somebody in again who had left."""
    person.left_at = None
    _saved(person)


def _saved(person: Person) -> None:
    """Tell the house, and tell it once when the profile becomes complete."""
    became = person.next_step is None and not person.is_complete
    person.is_complete = person.next_step is None
    db.session.flush()
    announce(PersonChanged(person))
    if became:
        announce(ProfileCompleted(person))
