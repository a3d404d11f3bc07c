"""Changing: other words for a message, taking it away, and putting it back."""

from __future__ import annotations

from flask import Response, make_response, render_template, request, url_for
from flask_babel import gettext as _

from intranet.core.db import db
from intranet.core.htmx import done, go, show, wants_part
from intranet.core.permissions import guard, require
from intranet.people.current import me
from intranet.timeline import actions, gate, queries, rules
from intranet.timeline.forms import EditForm
from intranet.timeline.models import Post
from intranet.timeline.views import cards
from intranet.timeline.views.base import bp


@bp.get("/<int:post_id>/edit")
@guard(rules.read)
def edit(post_id: int) -> Response:
    """Open the form to change a message."""
    post = gate.post(me().id, post_id)
    require(rules.change, post)
    form = EditForm(formdata=None, data={"body": post.body, "version": post.version})
    return _edit_form(post, form)


def _edit_form(
    post: Post, form: EditForm, status: int = 200, *, now_it_says: str = ""
) -> Response:
    """Show the form to change a message."""
    return show(
        "timeline/edit.html",
        "timeline/_edit.html",
        status,
        post=post,
        form=form,
        files=actions.photos(post.id),
        now_it_says=now_it_says,
    )


@bp.post("/<int:post_id>/edit")
@guard(rules.read)
def save(post_id: int) -> Response:
    """Change a message, unless it was changed elsewhere in the meantime."""
    reader = me()
    post = gate.post(reader.id, post_id)
    require(rules.change, post)
    form = EditForm()
    is_right = form.validate_on_submit()
    if not (form.body.data or "").strip() and post.pictures == "[]":
        form.body.errors = [_("Write something first.")]
        is_right = False
    if not is_right:
        return _edit_form(post, form, 422)
    version = form.version.data or ""
    try:
        actions.edit(
            post,
            form.body.data or "",
            version=int(version) if version.isascii() and version.isdigit() else 0,
            alts=request.form.getlist("alt"),
        )
    except actions.ChangedMeanwhileError as changed:
        form.body.errors = [str(changed)]
        form.version.data = str(changed.post.version)
        return _edit_form(changed.post, form, 422, now_it_says=changed.post.body)
    db.session.commit()
    if wants_part():
        return make_response(cards.one(queries.card(reader.id, post_id)))
    return go(url_for("timeline.post", post_id=post_id))


@bp.get("/<int:post_id>/card")
@guard(rules.read)
def card(post_id: int) -> Response:
    """Show the card of a message again, when somebody does not change it after all."""
    found = queries.card(me().id, post_id)
    if not wants_part():
        return go(url_for("timeline.post", post_id=post_id))
    return make_response(cards.one(found))


@bp.post("/<int:post_id>/delete")
@guard(rules.read)
def delete(post_id: int) -> Response:
    """Take a message away, and offer to undo that."""
    reader = me()
    post = gate.post(reader.id, post_id)
    require(rules.take_away, post)
    actions.delete_post(post, reader.id)
    db.session.commit()
    return done(
        "timeline/_gone.html",
        url_for("timeline.deleted", post_id=post_id),
        place=f"post-{post_id}",
        undo=url_for("timeline.undo", post_id=post_id),
        message=_("Your message is deleted.")
        if post.author_id == reader.id
        else _("The message is deleted."),
        post_id=0,
        count=0,
    )


@bp.post("/<int:post_id>/undo")
@guard(rules.read)
def undo(post_id: int) -> Response:
    """Put a message back that was deleted a moment ago."""
    reader = me()
    post = gate.post(reader.id, post_id, is_deleted=True)
    require(rules.put_back, post)
    actions.restore_post(post)
    db.session.commit()
    if not wants_part():
        return go(url_for("timeline.post", post_id=post_id))
    return make_response(
        render_template(
            "timeline/_back.html",
            place=f"post-{post_id}",
            card=cards.one(queries.card(reader.id, post_id)),
            message=_("Your message is back."),
            post_id=0,
            count=0,
        )
    )
