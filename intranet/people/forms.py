"""What a person may type about themselves."""

from __future__ import annotations

from wtforms import (
    BooleanField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from intranet.core.forms import HouseForm, answers
from intranet.core.i18n import _l

PHONE = r"^\+?[0-9 ()-]{6,20}$"
LINE = Length(max=200, message=_l("Keep it under 200 characters."))

DAYS = {
    "0": _l("Monday"),
    "1": _l("Tuesday"),
    "2": _l("Wednesday"),
    "3": _l("Thursday"),
    "4": _l("Friday"),
}


class ProfileForm(HouseForm):
    """The fields of a profile; the photo has a page of its own."""

    name = StringField(
        _l("What is your name?"), [DataRequired(_l("Fill in your name.")), LINE]
    )
    call_name = StringField(
        _l("How shall we call you?"),
        [DataRequired(_l("Fill in how we may call you.")), LINE],
    )
    job = StringField(_l("What is your job?"), [LINE])
    expertise = TextAreaField(
        _l("What may colleagues ask you about?"),
        [Length(max=1000, message=_l("Keep it under 1,000 characters."))],
        description=_l("A few words, with commas: permits, bees, Excel."),
    )
    works = SelectMultipleField(
        _l("On which days do you work?"),
        choices=answers(DAYS),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    phone = StringField(
        _l("On which number can we call you?"),
        [
            Optional(),
            Regexp(PHONE, message=_l("Use digits, like 06 12345678.")),
        ],
    )
    location = StringField(_l("Where do you work?"), [LINE])
    about = TextAreaField(
        _l("What would you like to tell about yourself?"),
        [Length(max=2000, message=_l("Keep it under 2,000 characters."))],
    )
    interests = StringField(
        _l("What do you like to do?"),
        [Length(max=1000, message=_l("Keep it under 1,000 characters."))],
        description=_l("A few words, with commas: cycling, chess, baking."),
    )
    locale = SelectField(
        _l("In which language do you read the intranet?"),
        choices=answers({"nl": "Nederlands", "en": "English"}),
    )
    wants_digest = BooleanField(_l("Mail me once a day what I missed"))
