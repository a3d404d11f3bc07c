"""What others need of a message or a comment, whether it is a row or not."""

from __future__ import annotations

from typing import Protocol


class Where(Protocol):
    """The message something was said under."""

    @property
    def id(self) -> int:
        """Key of the message."""

    @property
    def author_id(self) -> int:
        """Key of who wrote it."""

    @property
    def team_id(self) -> int | None:
        """Key of the team it is for; None is for everyone."""


class Said(Protocol):
    """What was said: as much of a comment as others need, row or not."""

    @property
    def id(self) -> int:
        """Key of the comment."""

    @property
    def post_id(self) -> int:
        """Key of the message it stands under."""

    @property
    def author_id(self) -> int:
        """Key of who said it."""

    @property
    def html(self) -> str:
        """The words, as shown."""

    @property
    def post(self) -> Where:
        """The message it stands under."""
