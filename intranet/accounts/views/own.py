"""My own devices and password."""

from __future__ import annotations

from flask import Response, flash, session, url_for
from flask_babel import gettext as _
from flask_security.utils import verify_password

from intranet.accounts import actions, door, limits, passwords, queries
from intranet.accounts.forms import OwnPasswordForm
from intranet.accounts.models import Account
from intranet.accounts.views.frame import PER_ACCOUNT, STRETCH, bp
from intranet.core.db import db
from intranet.core.htmx import go, page
from intranet.core.permissions import guard, signed_in
from intranet.people.current import me


@bp.get("/me/devices")
@guard(signed_in)
def devices() -> Response:
    """Show on which devices I am signed in."""
    mine = queries.devices(me().account_id)
    return page("accounts/devices.html", devices=mine, here=me().sign_in_id)


@bp.post("/me/devices/<int:sign_in_id>/end")
@guard(signed_in)
def end_device(sign_in_id: int) -> Response:
    """Sign one of my devices out."""
    actions.end_device(queries.device(me().account_id, sign_in_id))
    db.session.commit()
    if sign_in_id == me().sign_in_id:
        return door.go_out(go(url_for("security.login")))
    flash(_("That device is signed out."), "ok")
    return go(url_for("accounts.devices"))


@bp.post("/me/devices/end")
@guard(signed_in)
def end_all() -> Response:
    """Sign me out everywhere, here too."""
    door.close_all(me().account_id)
    db.session.commit()
    return door.go_out(go(url_for("security.login")))


@bp.route("/me/password", methods=["GET", "POST"])
@guard(signed_in)
def password() -> Response:
    """Choose another password; my other devices are signed out."""
    form = OwnPasswordForm()
    if form.validate_on_submit():
        account = queries.account_of(me().id)
        key = f"password:{account.id}"
        limits.spend(key, PER_ACCOUNT, STRETCH)
        db.session.commit()
        if _may_change(form, account):
            actions.choose_password(account, form.password.data or "")
            stays = session.permanent
            door.come_in(account, stays=stays)
            limits.forgive(key)
            db.session.commit()
            flash(_("Your password is saved. Your other devices are signed out."), "ok")
            return go(url_for("accounts.devices"))
    return page("accounts/password.html", 422 if form.errors else 200, form=form)


def _may_change(form: OwnPasswordForm, account: Account) -> bool:
    """Check the password somebody has, and the one they choose."""
    current = passwords.normalise(form.current.data or "")
    if not account.password or not verify_password(current, account.password):
        form.current.errors = [_("This is not the password you have now.")]
    about = [me().name, account.email or "", account.username or ""]
    wrong = passwords.trouble(form.password.data or "", about)
    if wrong:
        form.password.errors = [wrong]
    return not form.errors
