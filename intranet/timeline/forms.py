"""What may be typed on the timeline."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from wtforms import HiddenField, MultipleFileField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from intranet.core.forms import HouseForm, KeyField
from intranet.core.i18n import _l
from intranet.core.richtext import tidy

MOST_WORDS = 10_000
MOST_PHOTOS = 10
LONGEST_KEY = 64


class PostForm(HouseForm):
    """A new message; the photos come straight from a phone."""

    body = TextAreaField(
        _l("What do you want to share?"),
        [Length(max=MOST_WORDS, message=_l("Keep it under 10,000 characters."))],
        filters=[tidy],
    )
    team_id = KeyField(_l("Who is it for?"), [Optional()])
    photos = MultipleFileField(
        _l("Add photos"),
    )
    form_key = HiddenField(validators=[Length(max=LONGEST_KEY)], filters=[tidy])

    def has_words_or(self, photos: int) -> bool:
        """Say whether there is something to place; if not, say so at the field."""
        if (self.body.data or "").strip() or photos:
            return True
        self.body.errors = [_("Write something first.")]
        return False


class EditForm(HouseForm):
    """Other words for a message that stands."""

    body = TextAreaField(
        _l("Your message"),
        [Length(max=MOST_WORDS, message=_l("Keep it under 10,000 characters."))],
        filters=[tidy],
    )
    version = HiddenField()


class CommentForm(HouseForm):
    """Something to say under a message."""

    body = TextAreaField(
        _l("Write a comment"),
        [Length(max=MOST_WORDS, message=_l("Keep it under 10,000 characters."))],
        filters=[tidy],
    )
    form_key = HiddenField(validators=[Length(max=LONGEST_KEY)], filters=[tidy])

    def validate_body(self, field: TextAreaField) -> None:
        """Ask for words."""
        if not (field.data or "").strip():
            raise ValidationError(_("Write something first."))


def plain_comment(given: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the words and the key of a comment that is right at first sight.

    Args:
        given: the form as it was sent.

    Returns:
        None in any doubt: then the form looks, and says what is wrong.

    """
    body, key = tidy(given.get("body")), tidy(given.get("form_key"))
    is_right = body.strip() and len(body) <= MOST_WORDS and len(key) <= LONGEST_KEY
    return (body, key) if is_right else None
