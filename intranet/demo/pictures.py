"""The photos of Waterhoeve: drawings of our own, taken in like any photo."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from intranet.media import actions as media
from intranet.media import store
from intranet.media.images import Drawn, shrink
from intranet.media.models import StoredFile

FOLDER = Path(__file__).parent / "drawings"


@dataclass(slots=True)
class Pictures:
    """Makes each drawing small once, however often it is shown."""

    _drawn: dict[str, Drawn] = field(default_factory=dict)

    def put_in(
        self, name: str, alt: str, owner_id: int, *, team_id: int | None = None
    ) -> StoredFile:
        """Store a drawing as a photo that somebody put in.

        Args:
            name: of the file in drawings/, without its end.
            alt: what is on it.
            owner_id: who put it in.
            team_id: for this team; None is for everyone, or told when shown.

        """
        if name not in self._drawn:
            with (FOLDER / f"{name}.jpg").open("rb") as file:
                self._drawn[name] = shrink(file, f"{name}.jpg")
        drawn = self._drawn[name]
        key = store.new_key()
        store.write(key, drawn.sizes)
        taken = media.Taken(key, f"{name}.jpg", drawn.width, drawn.height)
        return media.keep(taken, owner_id, alt=alt, team_id=team_id)
