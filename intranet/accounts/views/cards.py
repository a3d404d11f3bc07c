"""Coming in with a card: the code, a password, and the first look around."""

from __future__ import annotations

from flask import Response, request, session, url_for
from flask_babel import gettext as _
from flask_security.utils import login_user

from intranet.accounts import actions, limits, passwords, queries
from intranet.accounts.forms import CodeForm, FirstPasswordForm
from intranet.accounts.models import Account, Invitation
from intranet.accounts.views.frame import PER_ADDRESS, PER_CARD, STRETCH, bp
from intranet.core.db import db
from intranet.core.htmx import go, page
from intranet.core.permissions import everyone, guard, has_page, signed_in
from intranet.people.current import myself

CARD = "card"


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
