"""The faces a manager can choose from: one drawing, in other skin, hair and coat.

The drawing takes its colours from custom properties, so a portrait is seven of
them; they go out with the organisation's stylesheet, and every pose follows.
"""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT = "fenna"


@dataclass(frozen=True, slots=True)
class Portrait:
    """One look of the colleague.

    Attributes:
        name: how it is called on the page where one chooses.
        skin: of the face, and of its shadows.
        hair: the mass, and the curls that catch the light.
        coat: the cloth, its folds, and its toggles.

    """

    name: str
    skin: tuple[str, str]
    hair: tuple[str, str]
    coat: tuple[str, str, str]

    @property
    def tokens(self) -> dict[str, str]:
        """The custom properties of this look, without their dashes."""
        return {
            "f-skin": self.skin[0],
            "f-skin-2": self.skin[1],
            "f-hair": self.hair[0],
            "f-hair-2": self.hair[1],
            "f-coat": self.coat[0],
            "f-coat-2": self.coat[1],
            "f-coat-3": self.coat[2],
        }


_SUN = ("#f7c443", "#e3a426", "#a86d10")
_SEA = ("#4fa3b5", "#34808f", "#1d5560")
_CORAL = ("#ee8a6d", "#cf6648", "#8f3a22")
_MOSS = ("#7fae6b", "#5f8d4e", "#3a6130")
_PLUM = ("#a887c4", "#8564a6", "#573a75")
_SKY = ("#7ea9de", "#5a86bf", "#2f5488")

PORTRAITS: dict[str, Portrait] = {
    "fenna": Portrait("Fenna", ("#c98d64", "#a96c48"), ("#5f3526", "#7d4a33"), _SUN),
    "noor": Portrait("Noor", ("#e9b793", "#cf9168"), ("#2b2326", "#4a3d42"), _CORAL),
    "bente": Portrait("Bente", ("#f3cdb2", "#dca586"), ("#d9ae62", "#f0cd8d"), _SEA),
    "sam": Portrait("Sam", ("#8d5a3b", "#6e4229"), ("#2b2326", "#4b3b35"), _SUN),
    "robin": Portrait("Robin", ("#f3cdb2", "#dca586"), ("#b4552d", "#d27a4c"), _MOSS),
    "juul": Portrait("Juul", ("#e9b793", "#cf9168"), ("#a8a5a1", "#cbc8c3"), _PLUM),
    "mika": Portrait("Mika", ("#65402e", "#4b2d20"), ("#241c1e", "#43352f"), _CORAL),
    "indra": Portrait("Indra", ("#b57a50", "#935a36"), ("#43302a", "#63493f"), _SKY),
}


def look(key: str) -> Portrait:
    """Return a portrait; the first one when that name is no longer there."""
    return PORTRAITS.get(key, PORTRAITS[DEFAULT])


def samples() -> dict[str, dict[str, str]]:
    """Return the rules for a page that shows all looks side by side.

    Each is worn by an element with the class "look-" and the portrait's key.
    """
    return {f".look-{key}": portrait.tokens for key, portrait in PORTRAITS.items()}
