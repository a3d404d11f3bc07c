"""Words in the language of the reader."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import cast

from babel import dates
from flask import Flask, request
from flask_babel import (
    Babel,
    format_date,
    get_locale,
    lazy_gettext,
    ngettext,
)
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError

from intranet.core import clock
from intranet.core.permissions import asker

LOCALES = ("nl", "en")


def _l(text: str) -> str:
    """Translate later, when the reader is known: for labels in class bodies."""
    return cast("str", lazy_gettext(text))


def chosen_locale() -> str:
    """Return the language of this reader: their own choice, else Dutch."""
    try:
        own = getattr(asker(), "locale", None) if request else None
    except SQLAlchemyError:  # also who cannot be looked up gets words
        own = None
    told = own or (request.cookies.get("locale") if request else None)
    return told if told in LOCALES else LOCALES[0]


def language() -> str:
    """Return the language of what is written now; a mail is in its reader's."""
    return str(get_locale() or LOCALES[0])


def ago(moment: datetime) -> str:
    """Return a moment as people say it: "today 08.30", "yesterday", "9 October"."""
    there, here = clock.local(moment), clock.local()
    if timedelta() <= here - there < timedelta(minutes=1):
        return str(_("just now"))
    if timedelta() <= here - there < timedelta(hours=1):
        minutes = int((here - there).total_seconds() // 60)
        return str(ngettext("%(num)s minute ago", "%(num)s minutes ago", minutes))
    return stamp(moment)


def stamp(moment: datetime) -> str:
    """Return a moment in words that stay true until midnight: "today 08.30"."""
    days = (clock.local().date() - clock.local(moment).date()).days
    at = clock.local(moment).strftime("%H.%M")
    if days == 0:
        return str(_("today %(time)s", time=at))
    if days == 1:
        return str(_("yesterday %(time)s", time=at))
    return day(moment)


def day(moment: datetime) -> str:
    """Return the day of a moment; with the year when it is not this one."""
    there = clock.local(moment).date()
    form = "d MMMM" if there.year == clock.local().year else "d MMMM yyyy"
    return _written(there, form, language())


@lru_cache(maxsize=4096)
def _written(there: date, form: str, locale: str) -> str:
    """Return a date in words; kept, as a page of messages shows many."""
    return str(dates.format_date(there, form, locale))


def full_day(moment: datetime) -> str:
    """Return a day with its name: "Tuesday 14 October"."""
    return str(format_date(clock.local(moment), "EEEE d MMMM"))


def init_app(app: Flask) -> None:
    """Choose the language for each request; offer times in words in templates."""
    Babel(app, locale_selector=chosen_locale)
    app.jinja_env.globals.update(
        ago=ago, stamp=stamp, day=day, full_day=full_day, locale=language
    )
