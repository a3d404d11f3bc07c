"""Photos by their address, and the photo of one's own face."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, make_response, request, url_for
from flask_babel import gettext as _

from intranet.core.asked import a_file
from intranet.core.db import db
from intranet.core.drawing import FACE_SIZES
from intranet.core.errors import NotHereError, RefusalError
from intranet.core.htmx import go, page
from intranet.core.permissions import guard, signed_in
from intranet.media import actions, queries, store
from intranet.media.forms import FaceForm
from intranet.media.images import WIDTHS
from intranet.people.actions import save_face
from intranet.people.current import me, myself
from intranet.people.models import FaceChoice

bp = Blueprint("media", __name__)

DAY = 86_400
AVATARS = 24
"""How many drawn faces there are to choose from, by number; they bear no names."""


def _send(key: str, size: int) -> Response:
    """Send a photo; asked for again, its reader's right is asked again too."""
    mark = f'"{key}-{size}"'
    if mark in request.headers.get("If-None-Match", ""):
        answer = make_response("", 304)
    else:
        try:
            body = store.path(key, size).read_bytes()
        except FileNotFoundError:
            raise NotHereError from None
        answer = Response(body, mimetype="image/webp")
    answer.headers["ETag"] = mark
    answer.headers["Cache-Control"] = f"private, max-age={DAY}"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Content-Disposition"] = f'inline; filename="photo-{size}.webp"'
    return answer


@bp.get("/media/<key>/<int:width>")
@guard(signed_in)
def photo(key: str, width: int) -> Response:
    """Send a photo to who may see where it stands."""
    if width not in WIDTHS:
        raise NotHereError
    queries.see_photo(me().id, key)
    return _send(key, width)


@bp.get("/media/face/<key>/<int:size>")
@guard(signed_in)
def portrait(key: str, size: int) -> Response:
    """Send the photo of a face to any colleague."""
    if size not in FACE_SIZES:
        raise NotHereError
    queries.see_face(key)
    return _send(key, size)


def avatars() -> list[str]:
    """Return the names of the drawn faces, in a steady order."""
    names = current_app.extensions["assets"]
    start, end = "img/people/", ".svg"
    return sorted(
        name[len(start) : -len(end)]
        for name in names
        if name.startswith(start) and name.endswith(end)
    )[:AVATARS]


@bp.get("/me/face")
@guard(signed_in)
def face() -> Response:
    """Ask how somebody wants to be seen: a photo, a drawing, or rather neither."""
    form = FaceForm(formdata=None, data={"avatar": me().avatar or ""})
    return page("media/face.html", form=form, avatars=avatars())


@bp.post("/me/face")
@guard(signed_in)
def save() -> Response:
    """Keep how somebody wants to be seen; an earlier photo goes at once."""
    person, form = myself(), FaceForm()
    choice = request.form.get("choice", "")
    photo_key: str | None = None
    avatar: str | None = None
    if choice == FaceChoice.PHOTO:
        photo_key = _new_photo(form, person.id)
    elif choice == FaceChoice.DRAWN:
        avatar = form.avatar.data if form.avatar.data in avatars() else None
        if avatar is None:
            form.avatar.errors = [_("Choose one of the drawings.")]
    elif choice != FaceChoice.NONE:
        form.photo.errors = [_("Choose a photo, a drawing, or rather no photo.")]
    if form.photo.errors or form.avatar.errors:
        return page("media/face.html", 422, form=form, avatars=avatars())
    old = actions.forget_faces(person.id, but=photo_key)
    save_face(person, FaceChoice(choice), photo_key=photo_key, avatar=avatar)
    db.session.commit()
    store.remove(old)
    return go(url_for("people.me"))


def _new_photo(form: FaceForm, person_id: int) -> str | None:
    """Take in the photo of a face; what is wrong with it stands at the field."""
    sent = a_file(form.photo.data)
    if sent is None:
        form.photo.errors = [_("Choose a photo first.")]
        return None
    try:
        taken = actions.take_in_face(sent.stream, sent.filename or "")
    except RefusalError as refusal:
        form.photo.errors = [str(refusal)]
        return None
    actions.keep(taken, person_id, is_face=True, is_shown=True)
    return taken.key
