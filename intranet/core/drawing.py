"""Small drawings in pages: icons, faces, the colleague, rings, cake and land.

Everything a page repeats per card is a string made once. Drawings that are the
same for all stand in static files and are pulled in by <use>; custom properties
of the page reach into them, so they follow the theme and the portrait.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from babel.dates import get_day_names
from babel.lists import format_list
from flask import Flask, current_app, request
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from intranet.core.assets import asset
from intranet.core.clock import local
from intranet.core.progress import cake, qring, ring

PIXELS = {"av-xs": 28, "av-s": 36, "": 44, "av-l": 64, "av-xl": 96, "av-fill": 160}
FACE_SIZES = (96, 320)
"""Sides, in pixels, in which a photo of a face is kept."""

COVERS = 6
MORNING, NOON, EVENING = 5, 12, 18
"""Hours at which the parts of the day begin; the night belongs to the evening."""


class Faced(Protocol):
    """Anyone with a face: what a drawing needs to know of a person."""

    @property
    def name(self) -> str:
        """Whole name, as colleagues write it."""

    @property
    def hue(self) -> int:
        """Colour family behind the letters, 1 to 12."""

    @property
    def face_choice(self) -> str:
        """Return "photo" or "drawn"; anything else means letters."""

    @property
    def photo_key(self) -> str | None:
        """Name of the photo in its address; None when there is none."""

    @property
    def avatar(self) -> str | None:
        """Name of a drawing in static/img/people; None when there is none."""


@lru_cache(maxsize=1024)
def _icon(sprite: str, name: str, size: str) -> Markup:
    """Draw an icon; kept, because a page of messages shows hundreds."""
    return Markup(
        '<svg class="icon{}" aria-hidden="true" focusable="false">'
        '<use href="{}#i-{}"/></svg>'
    ).format(f" {size}" if size else "", sprite, name)


def icon(name: str, size: str = "") -> Markup:
    """Return an icon beside words that say the same.

    Args:
        name: of the drawing in static/img/icons.svg, without "i-".
        size: "icon-s", "icon-l" or nothing.

    """
    return _icon(asset("img/icons.svg"), name, size)


@lru_cache(maxsize=256)
def _buddy(sprite: str, pose: str, label: str, look: str) -> Markup:
    """Draw the colleague; kept."""
    told = Markup('role="img" aria-label="{}"').format(label)
    return Markup(
        '<svg class="{}" viewBox="0 0 240 240" {} focusable="false">'
        '<use href="{}#f-{}"/></svg>'
    ).format(look, told if label else Markup('aria-hidden="true"'), sprite, pose)


def buddy(pose: str, label: str = "", look: str = "buddy") -> Markup:
    """Return the colleague's drawing in a pose, which is also a mood.

    Args:
        pose: hello, tip, celebrate, sorry, tea, search, calm or avatar.
        label: what it shows, when that adds something to the words beside it.
        look: classes; "avatar av-s" makes it a small round face.

    """
    return _buddy(asset("img/fenna/sprite.svg"), pose, label, look)


@lru_cache(maxsize=4096)
def _picture(address: str, large: str, look: str, pixels: int) -> Markup:
    """Draw a face from a file; kept."""
    more = Markup(' srcset="{} 1x, {} 2x"').format(address, large) if large else ""
    return Markup(
        '<img class="{}" src="{}"{} alt="" width="{}" height="{}" '
        'loading="lazy" decoding="async">'
    ).format(look, address, more, pixels, pixels)


@lru_cache(maxsize=4096)
def _letters(name: str, hue: int, look: str) -> Markup:
    """Draw a face of letters, first and last name; kept."""
    words = name.split() or ["?"]
    initials = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return Markup(
        '<span class="{} avatar-initials hue-{}" aria-hidden="true">{}</span>'
    ).format(look, hue, initials.upper())


def face(person: Faced, size: str = "") -> Markup:
    """Return a small portrait to stand beside the name; it has no words itself.

    Args:
        person: whose face; the digital colleague's is always a drawing.
        size: "av-xs", "av-s", "av-l", "av-xl", "av-fill", or nothing for 44 px.

    """
    look = f"avatar {size}".strip()
    pixels = PIXELS.get(size, PIXELS[""])
    if getattr(person, "is_persona", False):
        return buddy("avatar", look=look)
    if person.face_choice == "photo" and person.photo_key:
        start = f"{request.script_root}/media/face/{person.photo_key}/"
        small, large = (f"{start}{side}" for side in FACE_SIZES)
        if pixels > FACE_SIZES[0]:
            return _picture(large, "", look, pixels)
        return _picture(small, large if pixels > PIXELS[""] else "", look, pixels)
    drawing = f"img/people/{person.avatar}.svg"
    if person.face_choice == "drawn" and drawing in current_app.extensions["assets"]:
        return _picture(asset(drawing), "", look, pixels)
    return _letters(person.name, person.hue, look)


def faces(people: Iterable[Faced], size: str = "av-xs") -> Markup:
    """Return a row of faces that overlap; the words beside it say who they are."""
    row = Markup().join(face(person, size) for person in people)
    return Markup('<span class="faces" aria-hidden="true">{}</span>').format(row)


def days(week: str) -> Markup:
    """Return the working days, Monday to Friday.

    Args:
        week: five signs, "x" for a day of work and "-" for a free one.

    """
    return _days(week, str(get_locale() or "nl"), local().weekday())


@lru_cache(maxsize=512)
def _days(week: str, locale: str, today: int) -> Markup:
    """Draw a week; kept, as there are only 32 of them."""
    names = get_day_names("wide", locale=locale)
    short = get_day_names("narrow", "stand-alone", locale)
    works = [names[i] for i, sign in enumerate(week[:5]) if sign == "x"]
    label = _("Works on %(days)s", days=format_list(works, locale=locale))
    boxes = Markup().join(
        Markup('<span class="{}{}">{}</span>').format(
            "on" if sign == "x" else "off", " now" if i == today else "", short[i]
        )
        for i, sign in enumerate(week[:5])
    )
    return Markup('<span class="days" role="img" aria-label="{}">{}</span>').format(
        label if works else _("Works on changing days"), boxes
    )


def cover(number: int) -> Markup:
    """Return fields seen from above, in the hue of the element around it.

    Args:
        number: any number, such as an id; it chooses one of six drawings.

    """
    return Markup(
        '<svg class="cover" viewBox="0 0 1200 300" preserveAspectRatio="xMidYMid slice"'
        ' aria-hidden="true" focusable="false"><use href="{}#land"/></svg>'
    ).format(asset(f"img/scenes/fields-{number % COVERS + 1}.svg"))


def horizon() -> Markup:
    """Return the land behind the greeting; the element around it has class "view"."""
    return Markup(
        '<svg class="greet-view" viewBox="0 0 1200 260" aria-hidden="true" '
        'focusable="false"><use href="{}#land"/></svg>'
    ).format(asset("img/scenes/horizon.svg"))


def daypart() -> str:
    """Return "morning", "afternoon" or "evening", by the clock on the wall."""
    hour = local().hour
    if MORNING <= hour < NOON:
        return "morning"
    return "afternoon" if NOON <= hour < EVENING else "evening"


def theme() -> str:
    """Return "light" or "dark" when the reader chose one, else nothing."""
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in {"light", "dark"} else ""


def init_app(app: Flask) -> None:
    """Offer the drawings in templates."""
    for draw in (
        icon, buddy, face, faces, ring, qring, cake, days, cover, horizon,
        daypart, theme,
    ):  # fmt: skip
        app.add_template_global(draw)
