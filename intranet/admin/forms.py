"""What a manager may type."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from wtforms import (
    Field,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, Regexp, StopValidation

from intranet.core.forms import HouseForm, answers
from intranet.core.i18n import _l
from intranet.core.permissions import Role

LINE = Length(max=100, message=_l("Keep it under 100 characters."))
NUMBER = Regexp(
    r"^\s*[A-Za-z0-9][A-Za-z0-9._/-]{0,39}\s*$|^\s*$",
    message=_l("Use letters and digits only, like 10234."),
)
COLOUR = Regexp(
    r"^#[0-9a-fA-F]{6}$", message=_l("Write the colour like this: #0d6072.")
)
ROLES = {
    Role.MEMBER.value: _l("Colleague"),
    Role.MANAGER.value: _l("Community manager or deputy"),
}


def is_address(_form: object, field: Field) -> None:
    """Check the form of an address; nobody is asked whether it exists."""
    if not (field.data or "").strip():
        return
    try:
        validate_email(field.data.strip(), check_deliverability=False)
    except EmailNotValidError:
        raise StopValidation(_("Write the e-mail like name@example.org.")) from None


class NamesForm(HouseForm):
    """By what names somebody signs in."""

    email = StringField(_l("E-mail at work"), [LINE, is_address])
    number = StringField(_l("Personnel number"), [LINE, NUMBER])

    def validate_number(self, field: Field) -> None:
        """Ask for one of the two."""
        if not (self.email.data or "").strip() and not (field.data or "").strip():
            raise ValidationError(_("Fill in an e-mail or a personnel number."))


class ColleagueForm(NamesForm):
    """A new colleague."""

    name = StringField(
        _l("What is their name?"), [DataRequired(_l("Fill in a name.")), LINE]
    )
    call_name = StringField(_l("How are they called?"), [LINE])
    role = SelectField(_l("What do they do on the intranet?"), choices=answers(ROLES))
    team = SelectField(_l("What is their home team?"), coerce=int)


class RoleForm(HouseForm):
    """What somebody may do."""

    role = SelectField(_l("What do they do on the intranet?"), choices=answers(ROLES))


class HomeForm(HouseForm):
    """Where somebody belongs."""

    team = SelectField(_l("What is their home team?"), coerce=int)


class FaceFields(HouseForm):
    """Who the digital colleague is, and for whom it works."""

    organisation = StringField(
        _l("What is your organisation called?"),
        [DataRequired(_l("Fill in the name of your organisation.")), LINE],
    )
    colleague = StringField(
        _l("What is your digital colleague called?"),
        [
            DataRequired(_l("Give your digital colleague a name.")),
            Length(max=40, message=_l("Keep it under 40 characters.")),
        ],
    )
    portrait = RadioField(_l("What does it look like?"))
    brand = StringField(
        _l("Which colour is yours?"), [DataRequired(_l("Choose a colour.")), COLOUR]
    )


class SettingsForm(FaceFields):
    """The settings that a manager changes now and then."""

    is_formal = RadioField(
        _l("How does it speak to colleagues?"),
        choices=answers({"": _l('With "je"'), "yes": _l('With "u"')}),
        default="",
    )


class SetUpForm(FaceFields):
    """The first page of a new house."""

    key = StringField(
        _l("What is the key on the screen of the server?"),
        [DataRequired(_l("Fill in the key."))],
    )
    purpose = TextAreaField(
        _l("What is this intranet for?"),
        [Length(max=2000, message=_l("Keep it under 2,000 characters."))],
    )
    teams = TextAreaField(
        _l("Which teams do you have? One on each line."),
        [
            DataRequired(_l("Write down at least one team.")),
            Length(max=4000, message=_l("Keep it under 4,000 characters.")),
        ],
    )
    name = StringField(
        _l("What is your name?"), [DataRequired(_l("Fill in your name.")), LINE]
    )
    email = StringField(_l("What is your e-mail at work?"), [LINE, is_address])
    number = StringField(_l("What is your personnel number?"), [LINE, NUMBER])
    password = PasswordField(
        _l("Choose a password"), [DataRequired(_l("Choose a password."))]
    )
    deputy = StringField(
        _l("Who is your deputy?"),
        [DataRequired(_l("Fill in who your deputy is.")), LINE],
    )
    deputy_email = StringField(
        _l("What is the e-mail of your deputy?"), [LINE, is_address]
    )
    deputy_number = StringField(
        _l("What is the personnel number of your deputy?"), [LINE, NUMBER]
    )

    def validate_number(self, field: Field) -> None:
        """Ask for one of the two."""
        _one_of(self.email, field)

    def validate_deputy_number(self, field: Field) -> None:
        """Ask for one of the two, and for other ones than your own."""
        _one_of(self.deputy_email, field)
        for mine, theirs in (
            (self.email, self.deputy_email),
            (self.number, self.deputy_number),
        ):
            told = (theirs.data or "").strip().lower()
            if told and told == (mine.data or "").strip().lower():
                raise ValidationError(_("Your deputy is somebody else than you."))

    @property
    def team_names(self) -> list[str]:
        """The teams, each once, as they were written."""
        names: dict[str, str] = {}
        for line in (self.teams.data or "").splitlines():
            name = " ".join(line.split())[:80]
            if name:
                names.setdefault(name.lower(), name)
        return list(names.values())


def _one_of(email: Field, number: Field) -> None:
    """Ask for an e-mail or a number."""
    if not (email.data or "").strip() and not (number.data or "").strip():
        raise ValidationError(_("Fill in an e-mail or a personnel number."))
