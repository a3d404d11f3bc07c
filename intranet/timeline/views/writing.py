"""Writing: a new message, other words for one, and taking it away."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from intranet.core.db import db
from intranet.core.errors import RefusalError
from intranet.core.htmx import done, go, show, wants_part
from intranet.core.permissions import guard, require
from intranet.core.web import number
from intranet.media import actions as media
from intranet.media import queries as photos
from intranet.media.models import StoredFile
from intranet.people.current import me
from intranet.teams import queries as teams
from intranet.timeline import actions, queries, rules
from intranet.timeline.forms import MOST_PHOTOS, EditForm, PostForm
from intranet.timeline.models import Post
from intranet.timeline.views import cards
from intranet.timeline.views.base import bp, new_key


@bp.get("/new")
@guard(rules.read)
def new() -> Response:
    """Open the form for a new message, with what was typed before."""
    form = PostForm(formdata=None)
    form.form_key.data = new_key()
    form.team_id.data = number("team")
    form.body.data = queries.draft(me().id)
    return _form(form, is_draft=bool(form.body.data))


def _form(
    form: PostForm,
    status: int = 200,
    *,
    kept: Sequence[StoredFile] = (),
    is_draft: bool = False,
) -> Response:
    """Show the form for a new message."""
    return show(
        "timeline/new.html",
        "timeline/_form.html",
        status,
        form=form,
        teams=teams.teams_of(me().id),
        waiting=kept,
        is_draft=is_draft,
    )


@bp.post("/new")
@guard(rules.read)
def publish() -> Response:
    """Place a message; a form with mistakes comes back with all that was given."""
    writer, form = me(), PostForm()
    earlier = queries.sent(writer.id, form.form_key.data or new_key())
    if earlier is not None:
        return _published(earlier)
    if form.team_id.data:
        require(rules.post_to, form.team_id.data)
    is_right = form.validate_on_submit()
    taken, kept_keys = _take_in(form), request.form.getlist("kept")
    kept = photos.unfinished(writer.id, kept_keys)
    if len(kept) + len(taken) > MOST_PHOTOS:
        form.photos.errors = [_("Choose at most ten photos.")]
    for file, alt in zip(kept, request.form.getlist("kept_alt"), strict=False):
        file.alt = media.one_line(alt)
    alts = [*request.form.getlist("alt"), *[""] * len(taken)]
    files = kept + [
        media.keep(one, writer.id, alt=alt)
        for one, alt in zip(taken, alts, strict=False)
    ]
    is_right = form.has_words_or(len(files)) and is_right and not form.photos.errors
    if not is_right:
        db.session.commit()  # the photos wait for the form to come back
        return _form(form, 422, kept=files[:MOST_PHOTOS])
    post = actions.publish(
        writer.id,
        form.body.data or "",
        team_id=form.team_id.data,
        files=files,
        form_key=form.form_key.data,
    )
    db.session.commit()
    return _published(post)


def _take_in(form: PostForm) -> list[media.Taken]:
    """Make the photos of a form small; what is wrong with them stands at the field."""
    sent: list[FileStorage] = [one for one in form.photos.data or [] if one.filename]
    if len(sent) > MOST_PHOTOS:
        form.photos.errors = [_("Choose at most ten photos.")]
        return []
    taken, wrong = [], []
    for one in sent:
        try:
            taken.append(media.take_in(one.stream, one.filename or ""))
        except RefusalError as refusal:
            wrong.append(str(refusal))
    if wrong:
        form.photos.errors = wrong
    return taken


def _published(post: Post) -> Response:
    """Answer that a message stands; photos without words ask for them."""
    wants_words = any(not alt for _key, alt, *_size in cards.pictures_of(post))
    told = _("Your message is on the timeline.")
    if wants_words:
        told = _("Your message is on the timeline. Say what is on your photos too?")
    if wants_part():
        card = queries.card(me().id, post.id)
        return done(
            "timeline/_published.html",
            "",
            card=cards.one(card),
            # in the page of a team the next message is for that team again
            team_id=card.team_id or 0 if number("team") else 0,
            team_name=card.team_name or "",
            message=told,
        )
    flash(told, "ok")
    if wants_words:
        return go(url_for("timeline.edit", post_id=post.id) + "#photos")
    return go(url_for("timeline.post", post_id=post.id))


@bp.get("/<int:post_id>/edit")
@guard(rules.read)
def edit(post_id: int) -> Response:
    """Open the form to change a message."""
    post = queries.post(me().id, post_id)
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
    post = queries.post(reader.id, post_id)
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
    post = queries.post(reader.id, post_id)
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
    post = queries.post(reader.id, post_id, is_deleted=True)
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


@bp.post("/draft")
@guard(rules.read)
def draft() -> Response:
    """Keep what somebody is typing; it is seen by nobody else."""
    form = PostForm()
    actions.save_draft(me().id, form.body.data or "", form_key=form.form_key.data or "")
    db.session.commit()
    return make_response("", 204)
