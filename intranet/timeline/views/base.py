"""What the pages of the timeline share: their address, and the way back."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response, redirect, request, url_for

bp = Blueprint("timeline", __name__, url_prefix="/timeline")


def new_key() -> str:
    """Return a name for a form, so that sending it twice is sending it once."""
    return secrets.token_urlsafe(12)


def back_to(post_id: int) -> Response:
    """Send a browser without scripts back to where the message stood."""
    came = urlsplit(request.referrer or "")
    page = url_for("timeline.post", post_id=post_id)
    if came.netloc == request.host and came.path.startswith(request.script_root + "/"):
        page = came.path + (f"?{came.query}" if came.query else "")
    return make_response(redirect(f"{page}#post-{post_id}", 303))
