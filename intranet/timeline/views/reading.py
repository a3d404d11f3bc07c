"""Reading: the timeline, one message, and whether there is something new."""

from __future__ import annotations

from flask import Response, make_response, render_template, request

from intranet.core.errors import NotHereError
from intranet.core.htmx import page, wants_part
from intranet.core.moulds import whole
from intranet.core.permissions import guard, require
from intranet.core.web import number
from intranet.people.current import me
from intranet.timeline import gate, queries, remarks, rules
from intranet.timeline.queries import TABS
from intranet.timeline.views import cards
from intranet.timeline.views.base import bp
from intranet.timeline.views.blocks import asked_tab, read_feed


def _asked_list() -> tuple[str, int]:
    """Return which list the address asks for, and whom it is about."""
    show, about = request.args.get("show", ""), number("about")
    if show in {"team", "person"}:
        if about is None:
            raise NotHereError
        return show, about
    return asked_tab(), 0


@bp.get("/")
@guard(rules.read)
def index() -> Response:
    """Show the newest messages; htmx asks for the next twenty, or another tab."""
    show, about = _asked_list()
    feed = read_feed(show, about)
    if not wants_part():
        board = cards.board(feed)
        answer = make_response(
            whole("timeline/index.html", {"board": board}, is_all=feed.about == 0)
        )
    elif feed.is_first:
        answer = make_response(cards.board(feed))
    else:
        answer = page("timeline/_older.html", feed=feed)
        # so that going away and back again finds the same place
        answer.headers["HX-Replace-Url"] = cards.address(feed, upto=feed.oldest_id)
    answer.vary.add("HX-Request")
    return answer


@bp.get("/<int:post_id>")
@guard(rules.read)
def post(post_id: int) -> Response:
    """Show one message with everything that was said under it."""
    card = queries.card(me().id, post_id)
    return page("timeline/post.html", card=card)


@bp.get("/<int:post_id>/thread")
@guard(rules.read)
def thread(post_id: int) -> Response:
    """Show everything that was said under a message, in its place in a list."""
    card = queries.card(me().id, post_id)
    if not wants_part():
        return page("timeline/post.html", card=card)
    return make_response(cards.thread(card))


@bp.get("/<int:post_id>/words")
@guard(rules.read)
def words(post_id: int) -> Response:
    """Show a long message to its end."""
    card = queries.card(me().id, post_id)
    if not wants_part():
        return page("timeline/post.html", card=card)
    return make_response(cards.words(card))


@bp.get("/new-count")
@guard(rules.read)
def new_count() -> Response:
    """Tell how many messages of others came since; the page itself stays as it is."""
    show, since = request.args.get("show", ""), number("since")
    if show not in (*TABS, "team") or since is None:
        raise NotHereError
    count = queries.new_count(me().id, show, since, number("about") or 0)
    answer = make_response(
        render_template("timeline/_pill.html", count=count, show=show) if count else ""
    )
    answer.set_etag(f"{count}-{since}-{show}-{me().locale}")
    return make_response(answer.make_conditional(request))


@bp.get("/<int:post_id>/deleted")
@guard(rules.read)
def deleted(post_id: int) -> Response:
    """Tell a browser without scripts that a message is gone, and how to undo that."""
    gone = gate.post(me().id, post_id, is_deleted=True)
    require(rules.put_back, gone)
    return page("timeline/deleted.html", undo=f"/timeline/{post_id}/undo", what="post")


@bp.get("/comments/<int:comment_id>/deleted")
@guard(rules.read)
def comment_deleted(comment_id: int) -> Response:
    """Tell a browser without scripts that a comment is gone, and how to undo that."""
    gone = remarks.comment(me().id, comment_id, is_deleted=True)
    require(rules.put_back, gone)
    return page(
        "timeline/deleted.html",
        undo=f"/timeline/comments/{comment_id}/undo",
        what="comment",
    )
