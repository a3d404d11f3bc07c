"""Writing: a new message, its photos, and the draft that waits."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, flash, make_response, request, url_for
from flask_babel import gettext as _

from intranet.accounts import limits
from intranet.core.asked import a_file
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
from intranet.timeline import actions, desk, gate, queries, rules
from intranet.timeline.forms import MOST_PHOTOS, PostForm
from intranet.timeline.models import Post
from intranet.timeline.views import cards
from intranet.timeline.views.base import bp, new_key

HOUR = 3600
PER_HOUR = 120
"""Messages one person may place in an hour: far more than anybody writes."""


@bp.get("/new")
@guard(rules.read)
def new() -> Response:
    """Open the form for a new message, with what was typed before."""
    form = PostForm(formdata=None)
    form.form_key.data = new_key()
    form.team_id.data = number("team")
    form.body.data = desk.draft(me().id)
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
    earlier = gate.sent(writer.id, form.form_key.data or new_key())
    if earlier is not None:
        return _published(earlier)
    if form.team_id.data:
        require(rules.post_to, form.team_id.data)
    limits.spend(f"post:{writer.id}", PER_HOUR, HOUR)
    db.session.commit()  # nobody waits for this while photos are made small
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
    sent = [one for one in map(a_file, form.photos.data or []) if one is not None]
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
    flash("post", "draft-sent")  # what this browser kept of it may go
    if wants_words:
        return go(url_for("timeline.edit", post_id=post.id) + "#photos")
    return go(url_for("timeline.post", post_id=post.id))


@bp.post("/draft")
@guard(rules.read)
def draft() -> Response:
    """Keep what somebody is typing; it is seen by nobody else."""
    form = PostForm()
    desk.save_draft(me().id, form.body.data or "", form_key=form.form_key.data or "")
    db.session.commit()
    return make_response("", 204)
