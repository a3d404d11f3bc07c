"""How the digital colleague speaks: warm, short, and never more than two sentences.

Every sentence that speaks to the reader exists twice: as friends say it ("je"),
and under the context "formal" as an organisation says it that prefers "u".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# lazy_pgettext goes by the name under which its words are collected
from flask_babel import force_locale
from flask_babel import lazy_pgettext as pgettext
from flask_babel.speaklater import LazyString
from sqlalchemy import select

from intranet.colleague.tips import TIPS, Tip
from intranet.core import clock, site
from intranet.core.db import db
from intranet.core.drawing import daypart
from intranet.core.i18n import LOCALES, _l
from intranet.people.models import Person


class Moment(StrEnum):
    """What has just happened, when the colleague says something about it."""

    PUBLISHED = "published"
    COMMENTED = "commented"
    PROFILE_SAVED = "profile saved"
    PROFILE_COMPLETE = "profile complete"
    WISH_MADE = "wish made"
    JOINED = "joined"
    LEFT = "left"
    FOLLOWED = "followed"
    DELETED = "deleted"
    SAVED = "saved"
    ALL_READ = "all read"
    INVITED = "invited"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in both ways of speaking."""

    plain: str
    formal: str | LazyString

    def __str__(self) -> str:
        """Return the sentence as this organisation says it."""
        return str(self.formal if site.current().is_formal else self.plain)


GREETINGS = {
    "morning": _l("Good morning, %(name)s"),
    "afternoon": _l("Good afternoon, %(name)s"),
    "evening": _l("Good evening, %(name)s"),
}

THANKS: dict[Moment, Said] = {
    Moment.PUBLISHED: Said(
        _l("Your message is on the timeline."),
        pgettext("formal", "Your message is on the timeline."),
    ),
    Moment.COMMENTED: Said(
        _l("Your comment is there. Thank you for thinking along."),
        pgettext("formal", "Your comment is there. Thank you for thinking along."),
    ),
    Moment.PROFILE_SAVED: Said(
        _l("Your profile is saved."), pgettext("formal", "Your profile is saved.")
    ),
    Moment.PROFILE_COMPLETE: Said(
        _l("Your profile is complete. Colleagues can find you now."),
        pgettext("formal", "Your profile is complete. Colleagues can find you now."),
    ),
    Moment.WISH_MADE: Said(
        _l("Thank you for your wish. You always get an answer."),
        pgettext("formal", "Thank you for your wish. You always get an answer."),
    ),
    Moment.JOINED: Said(
        _l("You are in. Say hello to the team?"),
        pgettext("formal", "You are in. Say hello to the team?"),
    ),
    Moment.LEFT: Said(
        _l("You left the team."), pgettext("formal", "You left the team.")
    ),
    Moment.FOLLOWED: Said(
        _l("You follow this team now."),
        pgettext("formal", "You follow this team now."),
    ),
    Moment.DELETED: Said(
        _l("Your message is deleted."), pgettext("formal", "Your message is deleted.")
    ),
    Moment.SAVED: Said(_l("It is saved."), _l("It is saved.")),
    Moment.ALL_READ: Said(
        _l("You are all caught up. Have a good day!"),
        pgettext("formal", "You are all caught up. Have a good day!"),
    ),
    Moment.INVITED: Said(
        _l("The invitation is ready. Hand it over yourself: that is nicer."),
        pgettext(
            "formal", "The invitation is ready. Hand it over yourself: that is nicer."
        ),
    ),
}

CAKES = (
    _l("The cake is complete! Every profile of %(team)s is filled in. Well done."),
    _l("%(team)s did it: everybody can be found. There will be cake!"),
    _l("All slices are there. Congratulations, %(team)s: time for cake!"),
)

WELCOMES = (
    _l("Say hello to %(name)s, who is new at %(team)s."),
    _l("%(name)s has joined %(team)s. Good to have you here!"),
    _l("A new face at %(team)s: welcome, %(name)s."),
)


@dataclass(frozen=True, slots=True)
class TipOfTheDay:
    """One tip, and the number of the one after it.

    Attributes:
        words: what the colleague says.
        endpoint: page where one can try it; perhaps asleep, so ask has_page.
        link: words of the link to that page.
        after: for "?tip=", to see the next one.

    """

    words: str
    endpoint: str
    link: str
    after: int


def greeting(name: str) -> str:
    """Return good morning, afternoon or evening, by the clock on the wall.

    Args:
        name: how this person likes to be called.

    """
    return str(GREETINGS[daypart()]) % {"name": name}


def tip(person_id: int, asked: int | None = None) -> TipOfTheDay:
    """Return the tip of today for this person, or the one they asked for.

    It stays the same all day, differs between people, and is about rooms that
    are awake only.

    Args:
        person_id: whose day it is.
        asked: number from "?tip="; any number will do.

    """
    now = site.current()
    awake: list[Tip] = [one for one in TIPS if now.is_open(one.room)]
    today = clock.local().toordinal() + person_id * 7
    place = (today if asked is None else asked) % len(awake)
    found = awake[place]
    words = str(found.formal if now.is_formal else found.plain)
    return TipOfTheDay(
        words % {"name": now.colleague}, found.endpoint, str(found.link), place + 1
    )


def thanks(moment: Moment) -> str:
    """Return what the colleague says when something was done."""
    return str(THANKS[moment])


def celebration(team: str, number: int) -> str:
    """Return the message with which the colleague celebrates a cake.

    It is kept and read by all, so it is in the language of the house.

    Args:
        team: name of the team.
        number: any number, such as the team's key; it chooses the words.

    """
    with force_locale(LOCALES[0]):
        return str(CAKES[number % len(CAKES)]) % {"team": team}


def welcome(name: str, team: str, number: int) -> str:
    """Return the message with which the colleague welcomes somebody new.

    Args:
        name: how the new colleague likes to be called.
        team: name of their home team.
        number: any number, such as the person's key; it chooses the words.

    """
    with force_locale(LOCALES[0]):
        return str(WELCOMES[number % len(WELCOMES)]) % {"name": name, "team": team}


def persona() -> Person:
    """Return the digital colleague as a person.

    Raises:
        sqlalchemy.exc.NoResultFound: when setup did not make one.

    """
    return db.session.scalars(select(Person).where(Person.is_persona)).one()
