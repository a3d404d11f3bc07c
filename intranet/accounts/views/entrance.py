"""Signing in and out, and a forgotten password: Flask-Security behind our door."""

from __future__ import annotations

import structlog
from flask import Response, flash, make_response, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from flask_security import views as theirs
from flask_security.recoverable import reset_password_token_status

from intranet.accounts import actions, door, limits, queries, security
from intranet.accounts.models import Account
from intranet.accounts.views.frame import bp, count, home
from intranet.core import site
from intranet.core.db import db
from intranet.core.htmx import go, page
from intranet.core.permissions import asker, everyone, guard, has_page
from intranet.people.current import me

log = structlog.get_logger()


@guard(everyone)
def sign_in() -> Response:
    """Ask who somebody is, and let them in."""
    if asker().is_authenticated:
        return go(home())
    if not site.current().version and has_page("admin.set_up"):
        return go(url_for("admin.set_up"))
    if request.method != "POST":
        return make_response(theirs.login())
    mine, address = count("sign-in", request.form.get("email", ""))
    answer = make_response(theirs.login())
    if not asker().is_authenticated:
        log.info("sign_in_refused")  # never what was typed: it may be a password
        answer.status_code = 422
        return answer
    log.info("signed_in", person=me().id)
    limits.forgive(mine)
    limits.refund(address)
    db.session.commit()
    asked = request.values.get("next", "")
    return go(asked if security.SAFE.fullmatch(asked) else home())


@guard(everyone)
def sign_out() -> Response:
    """Sign this device out, and leave nothing of it in the browser."""
    if asker().is_authenticated:
        actions.end_device(queries.device(me().account_id, me().sign_in_id))
        db.session.commit()
    theirs.logout()
    return door.go_out(go(url_for("security.login")))


@guard(everyone)
def forgotten() -> Response:
    """Send a link to choose a new password; the answer never tells who is known."""
    if asker().is_authenticated:
        return go(url_for("accounts.password"))
    if request.method == "POST":
        if not security.has_mail():
            form = security.ForgottenForm(formdata=None)
            return page(
                "security/forgot_password.html",
                422,
                forgot_password_form=form,
                has_mail=False,
            )
        count("forgotten", request.form.get("email", ""))
    answer = make_response(theirs.forgot_password())
    db.session.commit()
    return answer


@guard(everyone)
def reset(token: str) -> Response:
    """Choose a new password with the link from a mail."""
    account = _account_with(token)
    if account is None:
        return page("accounts/old_link.html", 422, has_mail=security.has_mail())
    if request.method == "POST":
        count("reset", _name(account))
    answer = make_response(theirs.reset_password(token))
    if answer.location:
        door.close_all(account.id)
        db.session.commit()
        flash(_("Your new password is saved. Sign in with it."), "ok")
        return go(url_for("security.login"))
    if request.method == "POST":
        answer.status_code = 422
    return answer


def _account_with(token: str) -> Account | None:
    """Return whose link this is; None when it is old, used, or its person left."""
    late, wrong, account = reset_password_token_status(token)
    if late or wrong or account is None:
        return None
    return queries.account_named(_name(account))


def _name(account: Account) -> str:
    """Return a name by which an account is found."""
    return account.email or account.username or ""


@bp.record
def _take_over(state: BlueprintSetupState) -> None:
    """Put our guards and limits around the pages of Flask-Security."""
    state.app.view_functions.update(
        {
            "security.login": sign_in,
            "security.logout": sign_out,
            "security.forgot_password": forgotten,
            "security.reset_password": reset,
        }
    )
