"""What may be typed about how it works here, and in the wish box."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from intranet.core.forms import HouseForm
from intranet.core.i18n import _l
from intranet.governance.models import Entry, Section, WishState
from intranet.governance.states import LOOKS, next_states
from intranet.people.models import Person

LINE, LONG = 200, 2_000
BLANKS = 2
"""Empty rows a list offers for what is new."""

MOST_RULES = 7
"""More house rules than this, and nobody knows them."""

FORBIDDING = re.compile(
    r"\b(niet|nooit|verboden|geen|not|never|no|don.?t|forbidden|prohibited)\b",
    re.IGNORECASE,
)

ROLES: Mapping[str, tuple[str, str]] = {
    "owner": (_l("Owner"), _l("Decides about goals and money.")),
    "sponsor": (_l("Sponsor"), _l("Stands up for the intranet in the board.")),
    "community_manager": (
        _l("Community manager"),
        _l("Helps you on your way and brings people together. Ask anything."),
    ),
    "functional_administrator": (
        _l("Functional administrator"),
        _l("Sees to it that everything works and is safe."),
    ),
    "critical_friend": (
        _l("Critical friend"),
        _l("Asks difficult questions. That keeps us sharp."),
    ),
    "ambassador": (
        _l("Ambassadors"),
        _l("Help in their own team, with tips and a little push."),
    ),
}
"""The roles of the page in their order: what they are called, what they do."""

ROUTES: Mapping[str, tuple[str, str]] = {
    "question": (_l("I have a question"), "circle-help"),
    "wish": (_l("I have a wish"), "lightbulb"),
    "fault": (_l("Something does not work"), "wrench"),
    "care": (_l("Who looks after it every day?"), "hand-heart"),
}
"""Where to go with what: the question, and its drawing."""


class WishForm(HouseForm):
    """A wish, and why."""

    form_key = HiddenField()
    title = StringField(
        _l("What do you wish for?"),
        [
            DataRequired(_l("Fill in your wish.")),
            Length(max=LINE, message=_l("Keep it under 200 characters.")),
        ],
    )
    why = TextAreaField(
        _l("What would be better then?"),
        [
            DataRequired(_l("Tell what would be better.")),
            Length(max=LONG, message=_l("Keep it under 2,000 characters.")),
        ],
        render_kw={"rows": 5},
    )

    @classmethod
    def fresh(cls) -> WishForm:
        """Return the form with a key of its own, so that sending twice is once."""
        form = cls()
        form.form_key.data = form.form_key.data or secrets.token_urlsafe(12)
        return form


class AnswerForm(HouseForm):
    """Where a wish goes, and why."""

    state = RadioField(
        _l("Where does this wish go?"),
        [DataRequired(_l("Choose where it goes."))],
    )
    answer = TextAreaField(
        _l("What is your answer?"),
        [
            DataRequired(_l("Write an answer. Whoever asked will read it.")),
            Length(max=LONG, message=_l("Keep it under 2,000 characters.")),
        ],
        render_kw={"rows": 4},
    )

    def offer(self, state: WishState) -> None:
        """Offer where a wish may go from here."""
        self.state.choices = [
            (other.value, LOOKS[other].word) for other in next_states(state)
        ]


def _row(
    number: int, *, title: str = "", body: str, person: str = ""
) -> dict[str, object]:
    """Return the fields of one row; a field without label is not there."""
    fields: dict[str, object] = {}
    if title:
        fields[f"title_{number}"] = StringField(
            title,
            [Optional(), Length(max=LINE, message=_l("Keep it under 200 characters."))],
        )
    if person:
        fields[f"person_{number}"] = StringField(
            person, [Optional(), Length(max=LONG)], render_kw={"autocomplete": "off"}
        )
    fields[f"body_{number}"] = TextAreaField(
        body,
        [Optional(), Length(max=LONG, message=_l("Keep it under 2,000 characters."))],
        render_kw={"rows": 2},
    )
    return fields


def section_form(section: Section, entries: Sequence[Entry]) -> HouseForm:
    """Return the form of one section, filled from the request, else as it stands.

    Fields are called title_0, person_0, body_0 and so on; `rows` tells how many.
    """
    fields: dict[str, object] = {"seen": HiddenField(), "sure": HiddenField()}
    given: dict[str, str] = {}
    slugs = list({Section.ROLES: ROLES, Section.ROUTES: ROUTES}.get(section, {}))
    if slugs:
        _fixed(section, slugs, entries, fields, given)
    else:
        _list(section, entries, fields, given)
    form = type("SectionForm", (HouseForm,), fields)(data=given)
    assert isinstance(form, HouseForm)  # noqa: S101 - type() forgets what it made
    return form


def _fixed(
    section: Section,
    slugs: list[str],
    entries: Sequence[Entry],
    fields: dict[str, object],
    given: dict[str, str],
) -> None:
    """Fill in the fields of a section whose rows are known: roles or routes."""
    for number, slug in enumerate(slugs):
        mine = [entry for entry in entries if entry.slug == slug]
        names = [entry.person.name for entry in mine if entry.person]
        given[f"person_{number}"] = ", ".join(names)
        given[f"body_{number}"] = mine[0].body if mine else ""
        if section == Section.ROLES:
            role, does = ROLES[slug]
            given[f"body_{number}"] = given[f"body_{number}"] or str(does)
            who = (
                _("%(role)s: who are they?", role=role)
                if slug == "ambassador"
                else _("%(role)s: who is it?", role=role)
            )
            does_what = _("%(role)s: what do they do?", role=role)
            fields |= _row(number, person=who, body=does_what)
        else:
            question = ROUTES[slug][0]
            fields |= _row(
                number,
                person=_("%(question)s: who helps?", question=question.rstrip("?")),
                body=_("%(question)s: where to go?", question=question.rstrip("?")),
            )


def _list(
    section: Section,
    entries: Sequence[Entry],
    fields: dict[str, object],
    given: dict[str, str],
) -> None:
    """Fill in the fields of a section that is a list, or one text."""
    if section == Section.PURPOSE:
        fields |= _row(0, body=_("What is the intranet for?"))
        given["body_0"] = entries[0].body if entries else ""
        return
    for number in range(len(entries) + BLANKS):
        title = (
            _("Goal %(number)s", number=number + 1)
            if section == Section.GOALS
            else _("House rule %(number)s: here you may …", number=number + 1)
        )
        fields |= _row(number, title=title, body=_("In a sentence or two"))
        if number < len(entries):
            given[f"title_{number}"] = entries[number].title
            given[f"body_{number}"] = entries[number].body


def names_in(line: str) -> list[str]:
    """Return the names on a line, as they were typed, between commas."""
    return [name.strip() for name in re.split(r"[,;\n]", line or "") if name.strip()]


def unclear(names: Mapping[str, Person | None]) -> list[str]:
    """Say for each name that means nobody, or several, what to do."""
    return [
        _(
            "We do not know one colleague called %(name)s. "
            "Type the @name of the profile.",
            name=name,
        )
        for name, person in names.items()
        if person is None
    ]


def second_thoughts(
    section: Section, titles: Sequence[str], bodies: Sequence[str]
) -> list[str]:
    """Return what an editor might want to think over; saving stays possible."""
    if section != Section.RULES:
        return []
    found = []
    if (
        sum(bool(title or body) for title, body in zip(titles, bodies, strict=True))
        > MOST_RULES
    ):
        found.append(_("These are more than seven rules. Few rules are remembered."))
    words = {
        match.lower()
        for text in (*titles, *bodies)
        for match in FORBIDDING.findall(text)
    }
    if words:
        found.append(
            _(
                "I read “%(words)s”. Can you say what one may do instead?",
                words="”, “".join(sorted(words)),
            )
        )
    return found
