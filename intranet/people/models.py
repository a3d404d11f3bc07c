"""A person and their profile."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from intranet.core.clock import now
from intranet.core.db import Base, Key, Line, Text
from intranet.core.permissions import Role

HUES = 12


class FaceChoice(StrEnum):
    """What a person said about a photo of themselves."""

    UNSAID = "unsaid"
    PHOTO = "photo"
    DRAWN = "drawn"
    NONE = "none"


class Step(StrEnum):
    """The parts of a profile, in the order in which we ask for them."""

    FACE = "face"
    JOB = "job"
    EXPERTISE = "expertise"
    WORKS = "works"
    REACH = "reach"
    ABOUT = "about"


class Person(Base):
    """Someone who works here; the digital colleague is one too."""

    __tablename__ = "person"
    __table_args__ = (
        Index(None, "left_at", "name", "id"),
        Index(None, "joined_at"),
        CheckConstraint("length(works) = 5", name="five_days"),
    )

    id: Mapped[Key]
    name: Mapped[Line]
    call_name: Mapped[Line]
    handle: Mapped[Line] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(default=Role.MEMBER)
    is_persona: Mapped[bool] = mapped_column(default=False)
    job: Mapped[Line] = mapped_column(default="")
    location: Mapped[Line] = mapped_column(default="")
    phone: Mapped[Line] = mapped_column(default="")
    about: Mapped[Text] = mapped_column(default="")
    expertise: Mapped[Text] = mapped_column(default="")
    interests: Mapped[Text] = mapped_column(default="")
    works: Mapped[Line] = mapped_column(default="-----")
    face_choice: Mapped[FaceChoice] = mapped_column(default=FaceChoice.UNSAID)
    photo_key: Mapped[Line | None]
    avatar: Mapped[Line | None]
    is_complete: Mapped[bool] = mapped_column(default=False)
    locale: Mapped[Line] = mapped_column(default="nl")
    wants_digest: Mapped[bool] = mapped_column(default=True)
    joined_at: Mapped[datetime] = mapped_column(default=now)
    left_at: Mapped[datetime | None]

    @property
    def hue(self) -> int:
        """The colour of the initials, 1 to 12, the same for ever."""
        return self.id % HUES + 1

    @property
    def skills(self) -> list[str]:
        """What one may ask this person about, as they typed it."""
        return split_words(self.expertise)

    @property
    def hobbies(self) -> list[str]:
        """What this person likes, as they typed it."""
        return split_words(self.interests)

    @property
    def steps(self) -> dict[Step, bool]:
        """Which parts of the profile are there, in the order we ask for them.

        "Rather no photo" is an answer like any other, so it counts.
        """
        return {
            Step.FACE: self.face_choice != FaceChoice.UNSAID,
            Step.JOB: bool(self.job),
            Step.EXPERTISE: bool(self.skills),
            Step.WORKS: "x" in (self.works or ""),
            Step.REACH: bool(self.phone or self.location),
            Step.ABOUT: bool(self.about or self.hobbies),
        }

    @property
    def next_step(self) -> Step | None:
        """The one part to ask for now; None when the profile is complete."""
        return next((step for step, there in self.steps.items() if not there), None)


def split_words(line: str) -> list[str]:
    """Return the words or short phrases of a comma-separated line, each once."""
    words = (word.strip() for word in (line or "").split(","))
    return list(dict.fromkeys(word for word in words if word))
