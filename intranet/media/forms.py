"""What may be chosen about one's face."""

from __future__ import annotations

from wtforms import FileField, HiddenField

from intranet.core.forms import HouseForm
from intranet.core.i18n import _l


class FaceForm(HouseForm):
    """A photo, one of the drawings, or neither."""

    photo = FileField(_l("Choose a photo"))
    avatar = HiddenField(_l("Choose a drawing"))
