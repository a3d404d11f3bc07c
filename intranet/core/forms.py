"""The form every form of the house starts from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.fields import choices

from intranet.core.db import BIGGEST_KEY


class HouseForm(FlaskForm):
    """A form with a token against forgery, and types that mypy can read."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - fields are many
        """Fill the form from the request, else from obj=... or formdata=None."""
        super().__init__(**given)  # type: ignore[no-untyped-call]

    def validate_on_submit(self) -> bool:  # type: ignore[override]
        """Say whether it was sent, and sent right."""
        return bool(super().validate_on_submit())  # type: ignore[no-untyped-call]


class KeyField(IntegerField):
    """A key of something; one that no database can hold is nobody's."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the number, unless it cannot be a key."""
        super().process_formdata(valuelist)
        if self.data is not None and not 0 < self.data <= BIGGEST_KEY:
            self.data = None
            raise ValueError(_("Choose something from the list."))


def answers(words: Mapping[str, str]) -> list[Any]:
    """Return the answers of a choice, in order: what is sent, and what is read."""
    make = choices.SelectChoice  # type: ignore[attr-defined] # the stubs are of 3.2
    return [make(value, label) for value, label in words.items()]
