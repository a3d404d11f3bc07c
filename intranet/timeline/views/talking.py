"""Talking: likes and comments. A like is the most used button of the house."""

from __future__ import annotations

from flask import Response, make_response, render_template, request, url_for
from flask_babel import gettext as _

from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.core.htmx import done, go, page, show, wants_part
from intranet.core.permissions import guard, require
from intranet.people.current import me
from intranet.timeline import gate, queries, remarks, rules, talk
from intranet.timeline.forms import CommentForm, plain_comment
from intranet.timeline.views import spoken
from intranet.timeline.views.base import back_to, bp
from intranet.timeline.views.hand import Hand


@bp.post("/<int:post_id>/like")
@guard(rules.read)
def like(post_id: int) -> Response:
    """Like a message, or take the like back.

    The button says which of the two it is, so a double tap is one tap; without
    that word the like is turned round.
    """
    wish = {"1": True, "0": False}.get(request.form.get("like", ""))
    likes, is_liked = talk.set_like(me().id, post_id, likes=wish)
    db.session.commit()
    if not wants_part():
        return back_to(post_id)
    return make_response(Hand().like(post_id, likes, liked=is_liked))


@bp.post("/<int:post_id>/comments")
@guard(rules.read)
def say(post_id: int) -> Response:
    """Say something under a message."""
    reader = me()
    place = gate.place(reader.id, post_id)
    given = plain_comment(request.form)
    if given is None:
        form = CommentForm()
        form.validate()
        return _reply_again(post_id, form)
    words, key = given
    said = talk.speak(reader.id, place, words, form_key=key)
    db.session.commit()
    if said is None:
        return _said_before(reader.id, key)
    if not wants_part():
        return go(_place(post_id, said.id))
    return make_response(spoken.answer(spoken.mine(said), said.comments))


def _said_before(reader_id: int, form_key: str) -> Response:
    """Show a comment that the same form made before."""
    comment = remarks.said(reader_id, form_key)
    if comment is None:
        raise NotHereError
    if not wants_part():
        return go(_place(comment.post_id, comment.id))
    found = remarks.remark(comment.id)
    return make_response(spoken.answer(found, talk.count(found.post_id)))


def _place(post_id: int, comment_id: int) -> str:
    """Return where a comment stands."""
    return url_for("timeline.post", post_id=post_id, _anchor=f"comment-{comment_id}")


def _reply_again(post_id: int, form: CommentForm) -> Response:
    """Show the form to comment with what was typed, and what is wrong with it."""
    given = spoken.reply_again(
        post_id,
        form.body.data or "",
        str(form.body.errors[0]) if form.body.errors else "",
    )
    if wants_part():
        return make_response(given, 422)
    card = queries.card(me().id, post_id)
    return page("timeline/post.html", 422, card=card, reply=given)


@bp.get("/comments/<int:comment_id>")
@guard(rules.read)
def comment(comment_id: int) -> Response:
    """Show one comment in its place."""
    found = remarks.comment(me().id, comment_id)
    if not wants_part():
        return go(_place(found.post_id, found.id))
    return make_response(spoken.remark(remarks.remark(comment_id)))


@bp.route("/comments/<int:comment_id>/edit", methods=["GET", "POST"])
@guard(rules.read)
def edit_comment(comment_id: int) -> Response:
    """Change the words of a comment."""
    found = remarks.comment(me().id, comment_id)
    require(rules.change, found)
    form = CommentForm(data={"body": found.body})
    if form.validate_on_submit():
        talk.edit_comment(found, form.body.data or "")
        db.session.commit()
        if not wants_part():
            return go(_place(found.post_id, found.id))
        return make_response(spoken.remark(remarks.remark(comment_id)))
    return show(
        "timeline/edit_comment.html",
        "timeline/_edit_comment.html",
        422 if form.errors else 200,
        comment=found,
        form=form,
    )


@bp.post("/comments/<int:comment_id>/delete")
@guard(rules.read)
def delete_comment(comment_id: int) -> Response:
    """Take a comment away, and offer to undo that."""
    reader = me()
    found = remarks.comment(reader.id, comment_id)
    require(rules.take_away, found)
    talk.delete_comment(found, reader.id)
    db.session.commit()
    return done(
        "timeline/_gone.html",
        url_for("timeline.comment_deleted", comment_id=comment_id),
        place=f"comment-{comment_id}",
        undo=url_for("timeline.undo_comment", comment_id=comment_id),
        message=_("Your comment is deleted.")
        if found.author_id == reader.id
        else _("The comment is deleted."),
        post_id=found.post_id,
        count=talk.count(found.post_id),
    )


@bp.post("/comments/<int:comment_id>/undo")
@guard(rules.read)
def undo_comment(comment_id: int) -> Response:
    """Put a comment back that was deleted a moment ago."""
    found = remarks.comment(me().id, comment_id, is_deleted=True)
    require(rules.put_back, found)
    talk.restore_comment(found)
    db.session.commit()
    if not wants_part():
        return go(_place(found.post_id, found.id))
    return make_response(
        render_template(
            "timeline/_back.html",
            place=f"comment-{comment_id}",
            card=spoken.remark(remarks.remark(comment_id)),
            message=_("Your comment is back."),
            post_id=found.post_id,
            count=talk.count(found.post_id),
        )
    )
