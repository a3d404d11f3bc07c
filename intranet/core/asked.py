"""What somebody asks: a request of the house, and the files in it."""

from __future__ import annotations

from htmx_flask.requests import HtmxAwareRequest
from werkzeug.datastructures import FileStorage, ImmutableMultiDict, MultiDict
from werkzeug.utils import cached_property


class HouseRequest(HtmxAwareRequest):
    """A request without NUL: nobody types it, and Postgres keeps no text with it."""

    def _load_form_data(self) -> None:
        """Read the form, and leave that sign out."""
        super()._load_form_data()
        self.__dict__["form"] = _without_nul(self.__dict__["form"])

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """Return the query string, without that sign."""
        return _without_nul(super().args)


def _without_nul(given: MultiDict[str, str]) -> MultiDict[str, str]:
    """Return what was sent without the sign that is none."""
    told = list(given.items(multi=True))
    if not any("\x00" in value for _name, value in told):
        return given
    return ImmutableMultiDict((name, text.replace("\x00", "")) for name, text in told)


def a_file(sent: object) -> FileStorage | None:
    """Return a file that was chosen; None for nothing, and for text in its place."""
    return sent if isinstance(sent, FileStorage) and sent.filename else None
