"""What a new organisation finds written down, so that nobody starts empty."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a section, as it is typed."""

    title: str = ""
    body: str = ""
    slug: str = ""
    person_id: int | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether nothing stands in it."""
        return not (self.title or self.body or self.person_id)


def goals() -> list[Row]:
    """Return goals that fit most organisations."""
    return [
        Row(
            _("You quickly find the right colleague"),
            _("Nine out of ten profiles tell what somebody knows."),
        ),
        Row(
            _("A question gets an answer within a day"),
            _("Everybody may ask, and everybody may answer."),
        ),
        Row(
            _("We know each other, in every team and at every place"),
            _("Reading along counts as well."),
        ),
    ]


def rules() -> list[Row]:
    """Return house rules that say what is welcome."""
    return [
        Row(
            _("Share what you learn"),
            _("Also when it is not finished. Half a solution helps somebody else."),
        ),
        Row(
            _("Ask out loud"),
            _("Put your question to everybody. Often somebody has the same one."),
        ),
        Row(
            _("Give a compliment"),
            _("Do you see something good? Say so. One sentence is enough."),
        ),
        Row(
            _("Be yourself"),
            _("Your hobbies belong here too. People like to work with people."),
        ),
        Row(
            _("Disagree with respect"),
            _("Talk about the plan, and be kind to the person."),
        ),
        Row(
            _("Keep what is private safe"),
            _("Facts about residents and clients stay in their own system."),
        ),
    ]


def routes() -> list[Row]:
    """Return where to go with what."""
    return [
        Row(
            body=_("Ask it on the timeline, or ask the community manager."),
            slug="question",
        ),
        Row(body=_("Put it in the wish box. You always get an answer."), slug="wish"),
        Row(
            body=_(
                "Tell the functional administrator. Say what you did and what you saw."
            ),
            slug="fault",
        ),
        Row(
            body=_("The community manager looks in every working day."),
            slug="care",
        ),
    ]
