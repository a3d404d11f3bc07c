"""What may be typed about a team."""

from __future__ import annotations

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from intranet.core.forms import HouseForm, answers
from intranet.core.i18n import _l
from intranet.teams.models import TeamKind

KINDS = {
    TeamKind.DEPARTMENT.value: _l("Department: a home for colleagues"),
    TeamKind.PROJECT.value: _l("Project: together towards something"),
    TeamKind.OPEN.value: _l("Open team: everybody may join"),
    TeamKind.INFORMAL.value: _l("Informal: just for fun"),
    TeamKind.CLOSED.value: _l("Closed: only members see it"),
}


class TeamForm(HouseForm):
    """A new team, or its other words."""

    name = StringField(
        _l("What is the team called?"),
        [
            DataRequired(_l("Fill in a name.")),
            Length(max=80, message=_l("Keep it under 80 characters.")),
        ],
    )
    kind = SelectField(_l("What kind of team is it?"))
    about = TextAreaField(
        _l("What do you do together?"),
        [Length(max=1000, message=_l("Keep it under 1,000 characters."))],
    )

    def offer(self, *, departments: bool) -> None:
        """Offer the kinds this person may choose."""
        self.kind.choices = answers(
            {
                value: words
                for value, words in KINDS.items()
                if departments or value != TeamKind.DEPARTMENT
            }
        )
