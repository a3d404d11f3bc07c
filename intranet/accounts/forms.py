"""What one may type about signing in; the sign-in form itself is in security.py."""

from __future__ import annotations

from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import DataRequired, Length

from intranet.core.forms import HouseForm
from intranet.core.i18n import _l

LONG = Length(max=200, message=_l("Keep it under 200 characters."))


class CodeForm(HouseForm):
    """The code of a card, typed or read from the link by a small script."""

    code = StringField(
        _l("What is the code on your card?"),
        [DataRequired(_l("Fill in the code on your card.")), LONG],
    )


class FirstPasswordForm(HouseForm):
    """A first password, or a new one by card; the number stands on no card."""

    number = StringField(_l("What is your personnel number?"), [LONG])
    password = PasswordField(
        _l("Choose a password"), [DataRequired(_l("Choose a password."))]
    )
    stay = BooleanField(_l("Remember me on this device"))


class OwnPasswordForm(HouseForm):
    """Another password, by somebody who knows the one they have."""

    current = PasswordField(
        _l("What is your password now?"),
        [DataRequired(_l("Fill in the password you have now."))],
    )
    password = PasswordField(
        _l("Choose a new password"), [DataRequired(_l("Choose a password."))]
    )
