"""Drawings that are kept: a part is rendered once, and its holes filled per reader.

Most of a page is the same for everybody: the header, the menu, the foot, the card
of a message. Rendering them again for each reader is where the time of a page
goes. A mould is such a part, rendered with marks where it differs, and cut there;
pouring it is joining strings.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any

from flask import Flask, current_app, render_template, request, session
from flask_login import current_user
from markupsafe import Markup, escape

from intranet.core import drawing, forgery, site
from intranet.core.i18n import chosen_locale

Pieces = tuple[str, ...]
"""Words and names of holes in turn, beginning and ending with words."""

KEPT = 512
"""Moulds kept per process; there are some dozens in a house."""

_EDGE = f"|{secrets.token_hex(8)}|"
"""The edge of a hole: another one in every process, so nobody can type it."""

_making: ContextVar[bool] = ContextVar("making", default=False)
"""Whether a mould is being made: what is kept inside it keeps its holes then."""

_moulds: dict[tuple[object, ...], Pieces] = {}


def hole(name: str) -> Markup:
    """Return a place that is filled per reader."""
    return Markup(f"{_EDGE}{name}{_EDGE}")  # noqa: S704 - names are ours


def cut(html: str) -> Pieces:
    """Cut a drawing at its holes."""
    return tuple(html.split(_EDGE))


def pour(pieces: Pieces, fill: Callable[[str], str]) -> str:
    """Fill the holes of a mould.

    Args:
        pieces: the mould.
        fill: returns what stands in a hole of this name, as safe HTML.

    """
    parts = list(pieces)
    for place in range(1, len(parts), 2):
        parts[place] = fill(parts[place])
    return "".join(parts)


def pattern(pieces: Pieces) -> str:
    """Return a mould as a pattern for `%`: the quickest way to fill small ones."""
    return "".join(
        f"%({piece})s" if place % 2 else piece.replace("%", "%%")
        for place, piece in enumerate(pieces)
    )


def mould(template: str, given: Mapping[str, object], *key: object) -> Pieces:
    """Return a part cut at its holes, rendered when it is not kept yet.

    Args:
        template: name of the part.
        given: what it needs, with holes where readers differ; not part of the key.
        key: all that the words of the part depend on, besides language, address
            and settings of the house.

    """
    known = (template, chosen_locale(), request.script_root, *_house(), *key)
    pieces = _moulds.get(known)
    if pieces is None:
        inside = _making.set(True)
        try:
            pieces = cut(render_template(template, **given))
        finally:
            _making.reset(inside)
        if len(_moulds) >= KEPT:
            _moulds.clear()
        _moulds[known] = pieces
    return pieces


def _house() -> tuple[object, ...]:
    """Return what the settings of the house add to a key."""
    view = site.current()
    return view.version, view.organisation, view.colleague, view.open_rooms


class _Somebody:
    """Stands where a reader stands while a mould is made; has no words of its own."""

    def __init__(self, role: object, locale: str) -> None:
        """Take what a mould may choose by."""
        self.role = role
        self.locale = locale

    def __getattr__(self, name: str) -> Markup:
        """Leave a hole where a reader's own word would stand."""
        if name.startswith("__"):
            raise AttributeError(name)
        return hole(f"me:{name}")


def kept(
    template: str,
    holes: Mapping[str, str] | None = None,
    **given: Any,  # noqa: ANN401 - parts need unlike things
) -> Markup:
    """Return a part, or a page, that is the same for all but a few words.

    Args:
        template: its name; it may show `me`, `face(me, ...)` and the token
            against forgery, and whatever else is handed in.
        holes: safe HTML that differs at every request, by the name under which
            the template shows it.
        given: what else it needs; plain values, as they are part of the key.

    """
    own = holes or {}
    reader = current_user._get_current_object()  # noqa: SLF001
    is_in = reader.is_authenticated
    somebody = _Somebody(reader.role, chosen_locale()) if is_in else None

    def face_of(person: Any, size: str = "") -> Markup:  # noqa: ANN401 - anyone
        return (
            hole(f"face:{size}") if person is somebody else drawing.face(person, size)
        )

    pieces = mould(
        template,
        {
            **given,
            **{name: hole(f"own:{name}") for name in own},
            "me": somebody,
            "face": face_of,
            "csrf_token": lambda: hole("token"),
        },
        *(is_in, reader.role, drawing.theme(), *given.values()),
    )

    if _making.get():
        # never a word of this reader in a part that others will get
        return Markup(_EDGE.join(pieces))  # noqa: S704 - a template of ours

    def fill(name: str) -> str:
        word, _colon, rest = name.partition(":")
        if word == "own":
            return own[rest]
        if word == "token":
            return str(escape(forgery.token()))
        if word == "face":
            return str(drawing.face(reader, rest))
        return str(escape(getattr(reader, rest)))

    return Markup(pour(pieces, fill))  # noqa: S704 - a template of ours


def whole(template: str, holes: Mapping[str, str], **given: object) -> Markup:
    """Return a whole page whose frame is kept.

    A page that has something to tell, and one of a house that counts no bell,
    is rendered as any other.

    Args:
        template: of the page.
        holes: safe HTML by the name under which the page shows it.
        given: plain values the page chooses by.

    """
    if "_flashes" in session:
        page = {name: Markup(html) for name, html in holes.items()}  # noqa: S704
        return Markup(render_template(template, **page, **given))  # noqa: S704
    bell = current_app.jinja_env.globals.get("bell")
    unread = bell() if callable(bell) else 0
    return kept(template, holes, **given, unread=unread)


def init_app(app: Flask) -> None:
    """Offer kept() in templates."""
    app.add_template_global(kept)
