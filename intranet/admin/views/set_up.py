"""The first day: the page that makes the house, once."""

from __future__ import annotations

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_security.utils import login_user

from intranet.accounts import limits, passwords
from intranet.admin import founding, queries
from intranet.admin.forms import SetUpForm
from intranet.admin.views.frame import bp, keep_card
from intranet.colleague.palette import DEFAULT_BRAND
from intranet.colleague.portraits import DEFAULT, PORTRAITS
from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.core.forms import answers
from intranet.core.htmx import go, page
from intranet.core.permissions import everyone, guard

TRIES, STRETCH = 20, 15 * 60


@bp.route("/setup", methods=["GET", "POST"])
@guard(everyone)
def set_up() -> Response:
    """Ask what a new house needs; not here as soon as somebody is in it."""
    if not queries.is_empty():
        raise NotHereError
    form = SetUpForm(data={"portrait": DEFAULT, "brand": DEFAULT_BRAND})
    form.portrait.choices = answers({key: p.name for key, p in PORTRAITS.items()})
    if request.method == "POST":
        limits.spend(f"set-up@{limits.household(request.remote_addr)}", TRIES, STRETCH)
        db.session.commit()
        if form.validate_on_submit() and _is_right(form):
            account, card = founding.found(form)
            login_user(account, authn_via=["set-up"])
            db.session.commit()
            keep_card(card)
            return go(url_for("admin.card", person_id=card.person.id))
    return page("admin/set_up.html", 422 if form.errors else 200, form=form)


def _is_right(form: SetUpForm) -> bool:
    """Check the key, and the password against every name just given."""
    if not founding.is_key(form.key.data or ""):
        form.key.errors = [_("This is not the key. Look at the screen of the server.")]
    names = (form.organisation, form.colleague, form.name, form.email, form.number)
    wrong = passwords.trouble(
        form.password.data or "", [field.data or "" for field in names]
    )
    if wrong:
        form.password.errors = [wrong]
    return not form.errors
