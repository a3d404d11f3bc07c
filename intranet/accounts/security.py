"""Flask-Security, with our words and our rules.

It checks who signs in and makes the links for a new password; the second step,
passkeys and the organisation's own login are its work too when they come.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, cast

from flask import Flask, current_app, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_security import (
    LoginForm,
    MailUtil,
    Security,
    SQLAlchemyUserDatastore,
    user_authenticated,
)
from flask_security.forms import ForgotPasswordForm, Form, ResetPasswordForm
from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import DataRequired

from intranet.accounts import door
from intranet.accounts.models import Account
from intranet.accounts.passwords import HousePasswords
from intranet.accounts.queries import account_named
from intranet.core import mail
from intranet.core.db import db
from intranet.core.i18n import _l
from intranet.people.models import Person

_PART = r"[A-Za-z0-9_~%-][A-Za-z0-9_~%.-]*"
SAFE = re.compile(rf"/(?:{_PART}(?:/{_PART})*/?)?(?:\?[A-Za-z0-9_~%=&+.,-]*)?")
"""A path of our own: no second slash, no backslash, no dot in front, no host."""

WITHIN = timedelta(hours=2)
"""How long a link for a new password works."""

WHO = _l("E-mail or personnel number")

SETTINGS: dict[str, object] = {
    "PASSWORD_HASH": "argon2",
    "PASSWORD_SCHEMES": ["argon2"],
    # a lost secret key must not lose everybody's password as well
    "PASSWORD_SINGLE_HASH": {"argon2"},
    # 19 MiB a hash: eight at once fit a machine of 1 GB
    "PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__time_cost": 2,
        "argon2__memory_cost": 19456,
        "argon2__parallelism": 1,
    },
    "RECOVERABLE": True,
    "RESET_URL": "/login/forgotten",
    "RESET_PASSWORD_WITHIN": WITHIN,
    "SEND_PASSWORD_RESET_NOTICE_EMAIL": False,
    "EMAIL_PLAINTEXT": False,
    "EMAIL_HTML": False,
    "EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "LOGOUT_METHODS": ["POST"],
    "POST_LOGIN_VIEW": "/",
    "POST_LOGOUT_VIEW": "/login",
    "RETURN_GENERIC_RESPONSES": True,
    "FLASH_MESSAGES": False,
    "FRESHNESS": timedelta(minutes=-1),
    "CACHE_CONTROL": None,
    "CLI_USERS_NAME": None,
    "CLI_ROLES_NAME": None,
    "STATIC_FOLDER": None,
}


class SignInForm(LoginForm):
    """Who are you, and what is your password? One field knows both names."""

    email = StringField(WHO, [DataRequired()])  # type: ignore[assignment]
    password = PasswordField(_l("Password"), [DataRequired()])
    stay = BooleanField(_l("Remember me on this device"))
    remember = None  # type: ignore[assignment]  # our own box stands for it
    submit = None  # type: ignore[assignment]

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - handed on
        """Forget a way back that leads out of the house."""
        super().__init__(*given, **named)
        if not SAFE.fullmatch(self.next.data or ""):
            self.next.data = ""

    def validate(self, **given: Any) -> bool:  # type: ignore[override] # noqa: ANN401
        """Look the account up by either name; Flask-Security does the rest.

        For an unknown account it makes a hash as well, so that the answer takes
        the same time.
        """
        self.ifield = self.email
        self.user = account_named(self.email.data or "")
        return bool(super().validate(**given))


class ForgottenForm(ForgotPasswordForm):
    """Whose password is forgotten?"""

    email = StringField(WHO, [DataRequired()])  # type: ignore[assignment]
    submit = None  # type: ignore[assignment]

    def validate(self, **given: Any) -> bool:  # type: ignore[override] # noqa: ANN401
        """Find an account with an address to write to.

        A wrong name is an error on the field, which Flask-Security hides; an
        empty one is told.
        """
        if not Form.validate(self, **given):
            self.form_errors = [_("Fill in your e-mail or personnel number.")]
            return False
        self.user = account_named(self.email.data or "")
        if self.user is None or not self.user.email:
            self.email.errors = ["unknown"]
            return False
        return True


class NewPasswordForm(ResetPasswordForm):
    """A new password; once is enough, as it can be shown."""

    password = PasswordField(
        _l("Choose a new password"), [DataRequired(_l("Choose a password."))]
    )
    password_confirm = None  # type: ignore[assignment]
    submit = None  # type: ignore[assignment]


class OutboxMail(MailUtil):
    """Mail of Flask-Security: written in the outbox, with links to our own address."""

    def send_mail(  # noqa: PLR0913, PLR0917 - these are Flask-Security's arguments
        self,
        template: str,
        subject: str,
        recipient: str | tuple[str, str],
        sender: str | tuple[str, str],
        body: str | None,
        html: str | None,
        **kwargs: object,
    ) -> None:
        """Write the letter with the way to a new password; it sends no other."""
        del template, subject, sender, body, html
        account = cast("Account", kwargs["user"])
        person = db.session.get_one(Person, account.person_id)
        base = current_app.config["SETTINGS"].base_url
        with force_locale(person.locale):
            mail.write(
                "reset",
                str(recipient),
                person=person,
                link=f"{base}{SETTINGS['RESET_URL']}/{kwargs['reset_token']}",
                hours=int(WITHIN.total_seconds() // 3600),
            )


def has_mail() -> bool:
    """Say whether we can write to people: there is mail, and we know our address."""
    settings = current_app.config["SETTINGS"]
    return bool(settings.smtp_url and settings.base_url)


def _signed_in(_app: Flask, user: Account, **_more: object) -> None:
    """Open the door for whom Flask-Security let in."""
    door.come_in(user, stays="stay" in request.form)


def _render(template: str, **given: object) -> str:
    """Render a page of Flask-Security with our templates."""
    return render_template(template, has_mail=has_mail(), **given)


def init_app(app: Flask) -> None:
    """Put Flask-Security in the house."""
    app.config.from_mapping(
        {f"SECURITY_{name}": value for name, value in SETTINGS.items()},
        SECURITY_PASSWORD_SALT=app.config["SECRET_KEY"],
    )
    security = Security(
        app,
        # roles are ours: see core.permissions
        SQLAlchemyUserDatastore(db, Account, None),  # type: ignore[arg-type]
        login_form=SignInForm,
        forgot_password_form=ForgottenForm,
        reset_password_form=NewPasswordForm,
        password_util_cls=HousePasswords,
        mail_util_cls=OutboxMail,
        render_template=_render,
    )
    security.want_json(lambda _request: False)
    # it would load the visitor for every static file; our guards ask when needed
    app.before_request_funcs[None].remove(security.principal._on_before_request)  # noqa: SLF001
    door.keep(app, security.login_manager)
    user_authenticated.connect(_signed_in, app)
