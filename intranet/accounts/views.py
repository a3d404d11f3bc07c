"""Signing in and out, and a forgotten password: Flask-Security behind our door."""

from __future__ import annotations

from flask import Blueprint, Response, flash, make_response, request, session, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from flask_security import views as theirs
from flask_security.recoverable import reset_password_token_status
from flask_security.utils import login_user, verify_password

from intranet.accounts import actions, door, limits, passwords, queries, security
from intranet.accounts.forms import CodeForm, FirstPasswordForm, OwnPasswordForm
from intranet.accounts.models import Account, Invitation
from intranet.core.db import db
from intranet.core.htmx import go, page
from intranet.core.permissions import asker, everyone, guard, has_page, signed_in
from intranet.people.current import me, myself

bp = Blueprint("accounts", __name__)

STRETCH = 15 * 60
"""Seconds in which tries are counted together."""

PER_ACCOUNT = 10
PER_ADDRESS = 25
"""A whole office may share an address: tries that turn out well are given back."""

PER_CARD = 5
CARD = "card"


def _home() -> str:
    """Return the address of the front page."""
    return f"{request.script_root}/"


def _keys(what: str, typed: str = "") -> tuple[str, str]:
    """Return under which names a try is counted: for the account, and the address."""
    account = queries.account_named(typed)
    whose = str(account.id) if account else typed.strip().lower()
    return f"{what}:{whose}", f"{what}@{limits.household(request.remote_addr)}"


def _count(what: str, typed: str) -> tuple[str, str]:
    """Count a try before anything is looked at, so that a refused one counts too."""
    keys = _keys(what, typed)
    for key, limit in zip(keys, (PER_ACCOUNT, PER_ADDRESS), strict=True):
        limits.spend(key, limit, STRETCH)
    db.session.commit()
    return keys


def _ours(answer: Response) -> Response:
    """Answer as the house does: no redirect out of it, 422 for a form with mistakes."""
    if answer.location:
        to = answer.location.removeprefix(request.host_url.rstrip("/"))
        way = to.removeprefix(request.script_root)
        return go(to if security.SAFE.fullmatch(way) else _home())
    return answer


@guard(everyone)
def sign_in() -> Response:
    """Ask who somebody is, and let them in."""
    if asker().is_authenticated:
        return go(_home())
    if request.method != "POST":
        return make_response(theirs.login())
    mine, address = _count("sign-in", request.form.get("email", ""))
    answer = _ours(make_response(theirs.login()))
    if not asker().is_authenticated:
        answer.status_code = 422
        return answer
    limits.forgive(mine)
    limits.refund(address)
    db.session.commit()
    return answer


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
            return page("security/forgot_password.html", 422, has_mail=False)
        _count("forgotten", request.form.get("email", ""))
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
        _count("reset", _name(account))
    answer = _ours(make_response(theirs.reset_password(token)))
    if request.method == "POST" and answer.status_code == 200:  # noqa: PLR2004
        answer.status_code = 422
    elif answer.location:
        door.close_all(account.id)
        db.session.commit()
        flash(_("Your new password is saved. Sign in with it."), "ok")
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


@bp.get("/welcome")
@guard(everyone)
def welcome() -> Response:
    """Ask for the code of a card; in a link it stands behind the #."""
    return page("accounts/welcome.html", form=CodeForm(formdata=None))


@bp.post("/welcome")
@guard(everyone)
def show_card() -> Response:
    """Look at the code of a card."""
    form = CodeForm()
    key = f"card@{limits.household(request.remote_addr)}"
    limits.spend(key, PER_ADDRESS, STRETCH)
    db.session.commit()
    card = None
    if form.validate_on_submit():
        card = queries.invitation_with(form.code.data or "")
        wrong = _wrong_with(card)
        if wrong:
            form.code.errors = [wrong]
    if form.errors or card is None:
        return page("accounts/welcome.html", 422, form=form)
    limits.refund(key)
    db.session.commit()
    session[CARD] = card.id
    return go(url_for("accounts.first_password"))


def _wrong_with(card: Invitation | None) -> str | None:
    """Return why a card does not work, in words."""
    if card is None:
        return str(_("We do not know this code. Look at your card once more."))
    if card.used_at is not None:
        return str(actions.CardUsedError())
    if queries.open_invitation(card.id) is None:
        return str(_("This card is too old. Ask the community manager for a new one."))
    return None


@bp.route("/welcome/password", methods=["GET", "POST"])
@guard(everyone)
def first_password() -> Response:
    """Choose a password with a card, and come in."""
    found = queries.open_invitation(session.get(CARD, 0))
    if found is None:
        return go(url_for("accounts.welcome"))
    card, account = found
    form = FirstPasswordForm()
    if request.method == "POST":
        limits.spend(f"card:{card.id}", PER_CARD * 2, STRETCH)
        db.session.commit()
        if form.validate_on_submit() and _is_right(form, account):
            actions.redeem(card, account, form.password.data or "")
            login_user(account, authn_via=["card"])
            db.session.commit()
            return go(_first_step())
    status = 422 if form.errors else 200
    return page("accounts/first_password.html", status, form=form, account=account)


def _is_right(form: FirstPasswordForm, account: Account) -> bool:
    """Check the number, which no card tells, and the password."""
    told = (form.number.data or "").strip().lower()
    if account.username and told != account.username.lower():
        form.number.errors = [_("This is not the number that goes with this card.")]
    about = [account.person.name, account.email or "", account.username or ""]
    wrong = passwords.trouble(form.password.data or "", about)
    if wrong:
        form.password.errors = [wrong]
    return not form.errors


def _first_step() -> str:
    """Return where a new colleague goes: to the photo, and then to their team."""
    then = url_for("accounts.arrived")
    return url_for("media.face", next=then) if has_page("media.face") else then


@bp.get("/welcome/team")
@guard(signed_in)
def arrived() -> Response:
    """Show a new colleague their home team, and what to do first."""
    return page("accounts/arrived.html", person=myself())


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
