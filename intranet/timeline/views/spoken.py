"""One comment, and the form to say something: what a reader gets back at once.

A comment is poured from a mould, as the small parts of a card are: placing one is
among the things people do most.
"""

from __future__ import annotations

from flask import render_template, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from intranet.core import drawing
from intranet.core.i18n import stamp
from intranet.core.moulds import hole, mould, pour
from intranet.people.current import me
from intranet.timeline.remarks import Remark
from intranet.timeline.talk import Spoken
from intranet.timeline.views.base import new_key
from intranet.timeline.views.hand import Hand

_MENTION = '<a class="mention" href="/'


class _Moment:
    """Stands where a time stands while a mould is made."""

    def isoformat(self) -> Markup:
        """Leave a hole for the time as machines read it."""
        return hole("iso")


class _Anything:
    """Stands where a comment stands while a mould is made."""

    id = hole("id")
    author_id = hole("author")
    name = hole("name")
    html = hole("html")
    said_at = _Moment()

    def __init__(self, *, is_edited: bool) -> None:
        """Take what the words around a comment depend on."""
        self.edited_at = is_edited


class _Some(int):
    """A number that chooses singular or plural, and leaves a hole for itself."""

    def __str__(self) -> str:
        """Leave the hole where the number is written."""
        return str(hole("count"))

    __html__ = __str__


def comment(said: Remark, hand: Hand | None = None) -> str:
    """Return one comment for this reader.

    Args:
        said: the comment.
        hand: the reader, when known.

    """
    hand = hand or Hand()
    is_edited = said.edited_at is not None
    pieces = mould(
        "timeline/_comment.html",
        {
            "remark": _Anything(is_edited=is_edited),
            "face": lambda *_given: hole("face"),
            "stamp": lambda *_given: hole("when"),
            "hole": lambda *_given: hole("own"),
            "root": hand.root,
        },
        is_edited,
    )
    html = said.html
    if hand.root:
        html = html.replace(_MENTION, f"{_MENTION[:-1]}{hand.root}/")
    words = {
        "id": str(said.id),
        "author": str(said.author_id),
        "name": str(escape(said.name)),
        "html": html,
        "iso": said.said_at.isoformat(),
        "when": str(escape(stamp(said.said_at))),
        "face": str(drawing.face(said, "av-s")),
        "own": hand.own(said.author_id, said.id),
    }
    return pour(pieces, words.__getitem__)


def remark(said: Remark) -> Markup:
    """Return one comment for this reader."""
    return Markup(comment(said))  # noqa: S704 - a drawing of ours


def mine(spoken: Spoken) -> Remark:
    """Return what this reader just said, as it is shown."""
    reader = me()
    return Remark(
        spoken.id,
        spoken.post_id,
        reader.id,
        spoken.html,
        spoken.said_at,
        None,
        reader.name,
        is_persona=False,
        face_choice=reader.face_choice,
        photo_key=reader.photo_key,
        avatar=reader.avatar,
    )


def answer(said: Remark, count: int) -> Markup:
    """Return a comment that was placed, an empty form, and the new count.

    Args:
        said: the comment.
        count: how many there are under its message now.

    """
    hand = Hand()
    pieces = mould(
        "timeline/_said.html",
        {
            "comment": hole("comment"),
            "reply": hole("reply"),
            "post_id": hole("id"),
            "count": _Some(min(count, 2)),
        },
        min(count, 2),
    )
    words = {
        "comment": comment(said, hand),
        "reply": hand.reply(said.post_id),
        "id": str(said.post_id),
        "count": str(count),
    }
    return Markup(pour(pieces, words.__getitem__))  # noqa: S704 - drawings of ours


def reply_again(post_id: int, body: str, mistake: str) -> Markup:
    """Return the form to comment with what was typed, and what is wrong with it."""
    html = render_template(
        "timeline/_reply.html",
        post_id=post_id,
        token=generate_csrf(),
        my_face=drawing.face(me(), "av-s"),
        form_key=new_key(),
        body=body,
        mistake=mistake,
        root=request.script_root,
    )
    return Markup(html)  # noqa: S704 - a template of ours
