"""Cards of messages, drawn once and kept; what differs per reader fills the holes.

A card of twenty is drawn from its template once per change, language and day,
and cut at its holes: the like button, the menu, the form to comment. A page is
then a matter of joining strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from threading import Lock
from types import SimpleNamespace
from urllib.parse import urlencode

from flask import current_app, request
from flask.sansio.blueprints import BlueprintSetupState
from markupsafe import Markup, escape

from intranet.core import clock
from intranet.core.moulds import Pieces, cut, hole, mould, pour
from intranet.timeline import remarks
from intranet.timeline.models import Post
from intranet.timeline.queries import Card, Feed
from intranet.timeline.remarks import Remark
from intranet.timeline.views.base import bp
from intranet.timeline.views.hand import Hand

KEPT = 1500
"""Cards kept per process: some four kilobytes each."""

LONG = 1400
"""Signs of HTML after which a message in a list is cut, with a way to the rest."""

_BLOCK = re.compile(r"<(/?)(p|ul|ol|li|blockquote)>")
_MENTION = '<a class="mention" href="/'
_kept: dict[tuple[object, ...], Pieces] = {}
_lock = Lock()


def cards(feed: Feed) -> Markup:
    """Return the cards of a page as HTML, with the line between new and known."""
    hand = Hand()
    drawn = _drawn(feed.cards, hand)
    line_id = feed.line_id if feed.is_first else 0
    made: list[str] = []
    is_above = False
    for card in feed.cards:
        if is_above and card.id <= line_id:
            made.append(hand.since())
            is_above = False
        elif not made and card.id > line_id > 0:
            is_above = True
        made.append(hand.fill(drawn[card.id], card))
    return Markup("".join(made))  # noqa: S704 - each part is a drawing of ours


def board(feed: Feed) -> Markup:
    """Return a list with all around it; the frame is the same for everybody."""
    shape = SimpleNamespace(
        show=feed.show,
        about=feed.about and 1,
        is_first=feed.is_first,
        has_more=feed.has_more,
        cards=bool(feed.cards),
        newest_id=0,
        oldest_id=0,
    )
    pieces = mould(
        "timeline/_list.html",
        {
            "feed": shape,
            "cards": lambda *_given: hole("cards"),
            "address": lambda *_given, **more: hole(next(iter(more))),
        },
        *vars(shape).values(),
    )
    words = {
        "cards": cards(feed),
        "since": escape(address(feed, since=feed.newest_id)),
        "before": escape(address(feed, before=feed.oldest_id)),
    }
    return Markup(pour(pieces, words.__getitem__))  # noqa: S704 - drawings of ours


def _drawn(wanted: Sequence[Card], hand: Hand) -> dict[int, Pieces]:
    """Return the drawings of cards; what is not kept is drawn now, together."""
    today = clock.local().toordinal()
    found: dict[int, Pieces] = {}
    missing: list[tuple[tuple[object, ...], Card]] = []
    for card in wanted:
        key: tuple[object, ...] = (
            card.id, card.touched, card.published_at, hash(card.html), card.name,
            card.photo_key, card.avatar, card.face_choice, card.team_name,
            card.team_hue, card.team_slug, hand.locale, today, hand.root,
        )  # fmt: skip
        pieces = _kept.get(key)
        if pieces is None:
            missing.append((key, card))
        else:
            found[card.id] = pieces
    if missing:
        spoken = [card.id for _key, card in missing if card.comments]
        said = remarks.newest_comments(spoken) if spoken else {}
        for key, card in missing:
            pieces = draw(card, said.get(card.id, ()))
            found[card.id] = _keep(key, pieces)
    return found


def _keep(key: tuple[object, ...], pieces: Pieces) -> Pieces:
    """Keep a drawing; when the shelf is full, the oldest tenth goes."""
    if current_app.config.get("KEEP_CARDS", True):
        with _lock:
            if len(_kept) >= KEPT:
                for old in list(_kept)[: KEPT // 10]:
                    del _kept[old]
            _kept[key] = pieces
    return pieces


def draw(
    card: Card,
    comments: Iterable[Remark],
    template: str = "_card.html",
    *,
    is_whole: bool = False,
) -> Pieces:
    """Draw a card, or a part of one, and cut it at its holes.

    Args:
        card: what to draw.
        comments: what to show under it, oldest first.
        template: in templates/timeline.
        is_whole: whether a long text is shown to its end.

    """
    root = request.script_root
    html = card.html if is_whole else shorten(card.html)
    spoken = list(comments)
    if root:
        html = html.replace(_MENTION, f"{_MENTION[:-1]}{root}/")
        for remark in spoken:
            remark.html = remark.html.replace(_MENTION, f"{_MENTION[:-1]}{root}/")
    # drawn without what other pages are given: a card asks for nothing of that
    drawing = current_app.jinja_env.get_template(f"timeline/{template}")
    return cut(
        drawing.render(
            card=card,
            words=html,
            is_cut=html is not card.html and len(html) < len(card.html),
            comments=spoken,
            has_thread=is_whole or bool(spoken),
            pictures=json.loads(card.pictures) if card.pictures != "[]" else (),
            hole=hole,
            root=root,
        )
    )


def shorten(html: str) -> str:
    """Return the beginning of a long text, whole paragraphs only."""
    if len(html) <= LONG * 1.3:
        return html
    depth = end = 0
    for tag in _BLOCK.finditer(html):
        depth += -1 if tag[1] else 1
        if depth == 0:
            if tag.end() > LONG and end:
                break
            end = tag.end()
            if end > LONG:
                break
    return html[:end] if end else html


def one(card: Card) -> Markup:
    """Return one card for this reader, as it stands in a list."""
    said = remarks.newest_comments([card.id])[card.id]
    return Markup(Hand().fill(draw(card, said), card))  # noqa: S704 - a drawing of ours


def thread(card: Card) -> Markup:
    """Return everything that was said under a message, and the form to comment."""
    pieces = draw(card, remarks.talk(card.id), "_thread.html")
    return Markup(Hand().fill(pieces, card))  # noqa: S704 - a drawing of ours


def words(card: Card) -> Markup:
    """Return the text of a message to its end."""
    html = card.html
    if request.script_root:
        html = html.replace(_MENTION, f"{_MENTION[:-1]}{request.script_root}/")
    return Markup(html)  # noqa: S704 - made safe when it was saved


def pictures_of(post: Post) -> list[list[str | int]]:
    """Return key, words, width and height of each photo of a message."""
    return list(json.loads(post.pictures))


def address(feed: Feed, **more: int) -> str:
    """Return the address of a list, as seen from any page that shows it."""
    given: dict[str, str | int] = {"show": feed.show}
    if feed.about:
        given["about"] = feed.about
    return "?" + urlencode(given | more)


def whole_card(card: Card, again: Markup | None = None) -> Markup:
    """Return a message with all that was said under it, for its own page.

    Args:
        card: which message.
        again: the form to comment that came back with a mistake, if it did.

    """
    hand = Hand()
    hand.again = again or None  # a template that was given none gives nothing
    pieces = draw(card, remarks.talk(card.id), is_whole=True)
    return Markup(hand.fill(pieces, card))  # noqa: S704 - a drawing of ours


def init_bp(state: BlueprintSetupState) -> None:
    """Offer the cards in templates, so that other pages may include a list."""
    for maker in (cards, board, whole_card, address):
        state.app.add_template_global(maker)


bp.record_once(init_bp)
