"""What a colour becomes: shown before it is saved, corrections told."""

from __future__ import annotations

from dataclasses import dataclass

from intranet.colleague.oklch import contrast
from intranet.colleague.palette import DAY, NIGHT, TEXT, branded


@dataclass(frozen=True, slots=True)
class Shades:
    """A button and a link in the organisation's colour, by day and by night."""

    asked: str
    day_fill: str
    day_words: str
    day_ink: str
    night_fill: str
    night_words: str
    night_ink: str

    @property
    def is_corrected(self) -> bool:
        """Say whether words on the colour itself would be hard to read."""
        return contrast(self.asked, self.day_words) < TEXT


def shown(brand: str) -> Shades | None:
    """Return what a colour becomes; None when it is not written as "#rrggbb"."""
    try:
        day, night = branded(brand, DAY), branded(brand, NIGHT)
    except ValueError:
        return None
    return Shades(
        brand,
        *(day[name] for name in ("brand-fill", "on-brand", "brand-ink")),
        *(night[name] for name in ("brand-fill", "on-brand", "brand-ink")),
    )
