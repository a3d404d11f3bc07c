"""What the manager says about a cake."""

from __future__ import annotations

from flask_wtf.file import FileField, FileSize
from wtforms import StringField
from wtforms.validators import Length, Optional

from intranet.core.forms import HouseForm
from intranet.core.i18n import _l

MEGABYTE = 1024 * 1024


class DeliveryForm(HouseForm):
    """The cake is on the table; a photo is welcome, and not needed."""

    photo = FileField(
        _l("Do you have a photo of it?"),
        [
            Optional(),
            FileSize(12 * MEGABYTE, message=_l("Choose a photo under 12 MB.")),
        ],
        render_kw={"accept": "image/*"},
    )
    alt = StringField(
        _l("What do you see on the photo?"),
        [Optional(), Length(max=200, message=_l("Keep it under 200 characters."))],
    )
