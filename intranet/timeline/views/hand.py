"""The reader's own part of a card: what fills the holes of a kept drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from markupsafe import Markup, escape

from intranet.core import drawing, forgery
from intranet.core.i18n import chosen_locale
from intranet.core.moulds import Pieces, hole, mould, pattern
from intranet.core.permissions import Role
from intranet.people.current import me
from intranet.timeline.queries import Card
from intranet.timeline.views.base import new_key


@dataclass(frozen=True)
class _Needs:
    """What a small part needs: holes for each message, and flags it chooses by."""

    holes: Mapping[str, object]
    flags: tuple[str, ...] = ()


_NEEDS = {
    "_like.html": _Needs({"post_id": hole("id"), "likes": hole("likes")}, ("liked",)),
    "_menu.html": _Needs({"post_id": hole("id")}, ("is_mine", "manages")),
    "_own.html": _Needs({"comment_id": hole("id")}, ("is_mine",)),
    "_since.html": _Needs({}),
    "_reply.html": _Needs(
        {
            "post_id": hole("id"),
            "token": hole("token"),
            "my_face": hole("face"),
            "form_key": hole("key"),
            "body": "",
            "mistake": "",
        }
    ),
}


class Hand:
    """The reader of this page: fills holes with what is theirs."""

    __slots__ = (
        "again", "face", "form_key", "id", "is_manager", "locale", "parts", "root",
        "token",
    )  # fmt: skip

    def __init__(self) -> None:
        """Take from the request what every card needs, once for all of them."""
        reader = me()
        self.id = reader.id
        self.is_manager = reader.role == Role.MANAGER
        self.locale = chosen_locale()
        self.root = request.script_root
        self.token = ""
        self.form_key = ""
        self.face = ""
        self.again: Markup | None = None
        self.parts: dict[tuple[object, ...], str] = {}

    def _part(self, template: str, *flags: bool) -> str:
        """Return a small part as a pattern; looked up once per page."""
        key = (template, *flags)
        found = self.parts.get(key)
        if found is None:
            needs = _NEEDS[template]
            given = {**needs.holes, **dict(zip(needs.flags, flags, strict=True))}
            pieces = mould(f"timeline/{template}", {**given, "root": self.root}, *flags)
            found = self.parts[key] = pattern(pieces)
        return found

    def like(self, post_id: int, likes: int, *, liked: bool) -> str:
        """Return the like button of a message."""
        words = {"id": post_id, "likes": f" {likes}" if likes else ""}
        return self._part("_like.html", liked) % words

    def menu(self, card: Card) -> str:
        """Return the menu of a message, with what this reader may do."""
        is_mine = card.author_id == self.id
        return self._part("_menu.html", is_mine, self.is_manager) % {"id": card.id}

    def reply(self, post_id: int) -> str:
        """Return the form to comment."""
        if self.again is not None:
            return str(self.again)
        if not self.token:
            self.token = str(escape(forgery.token()))
            self.face = str(drawing.face(me(), "av-s"))
            self.form_key = new_key()
        words = {
            "id": post_id,
            "token": self.token,
            "face": self.face,
            "key": f"{self.form_key}-{post_id}",
        }
        return self._part("_reply.html") % words

    def own(self, author_id: int, comment_id: int) -> str:
        """Return what this reader may do with a comment; nothing for most."""
        is_mine = author_id == self.id
        if not is_mine and not self.is_manager:
            return ""
        return self._part("_own.html", is_mine) % {"id": comment_id}

    def since(self) -> str:
        """Return the line between new and known."""
        return self._part("_since.html") % {}

    def fill(self, pieces: Pieces, card: Card) -> str:
        """Return the drawing of a message with its holes filled for this reader."""
        parts = list(pieces)
        for place in range(1, len(parts), 2):
            name = parts[place]
            if name == "like":
                parts[place] = self.like(card.id, card.likes, liked=card.liked)
            elif name == "menu":
                parts[place] = self.menu(card)
            elif name == "reply":
                parts[place] = self.reply(card.id)
            else:
                _own, author_id, comment_id = name.split(":")
                parts[place] = self.own(int(author_id), int(comment_id))
        return "".join(parts)
