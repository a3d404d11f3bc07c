"""Colour arithmetic: OKLCH and sRGB, and how well two colours stand out.

The matrices of OKLab are by Björn Ottosson, "A perceptual color space for image
processing" (2020), which he placed in the public domain. Contrast is the
definition of WCAG 2.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, degrees, radians, sin, sqrt

DARKEST_STORED, DARKEST_LIGHT = 0.04045, 0.0031308
"""Below these sRGB is a straight line."""
SLACK = 0.0005
"""How far outside 0 to 1 rounding may put a colour that a screen does show."""

HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour as people see it.

    Attributes:
        light: 0 (black) to 1 (white).
        chroma: 0 (grey) to about 0.37.
        hue: degrees, 0 to 360.

    """

    light: float
    chroma: float
    hue: float


def _linear(part: float) -> float:
    """Return how much light a stored value of 0 to 1 stands for."""
    if part <= DARKEST_STORED:
        return part / 12.92
    return float(((part + 0.055) / 1.055) ** 2.4)


def _stored(light: float) -> float:
    """Return the stored value for an amount of light; the other way round."""
    if light <= DARKEST_LIGHT:
        return light * 12.92
    return float(1.055 * light ** (1 / 2.4) - 0.055)


def _light(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue light of a "#rrggbb"."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def read(colour: str) -> Shade:
    """Return a "#rrggbb" as people see it.

    Raises:
        ValueError: when it is written in another way.

    """
    if not HEX.match(colour):
        msg = f"a colour is written as #rrggbb, not as {colour!r}"
        raise ValueError(msg)
    r, g, b = _light(colour)
    l_ = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    m_ = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    s_ = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    light = 0.2104542553 * l_ + 0.7936177850 * m_ - 0.0040720468 * s_
    a = 1.9779984951 * l_ - 2.4285922050 * m_ + 0.4505937099 * s_
    b = 0.0259040371 * l_ + 0.7827717662 * m_ - 0.8086757660 * s_
    return Shade(light, sqrt(a * a + b * b), degrees(atan2(b, a)) % 360)


def _rgb(shade: Shade) -> tuple[float, float, float]:
    """Return red, green and blue light; outside 0 to 1 when no screen shows it."""
    a = shade.chroma * cos(radians(shade.hue))
    b = shade.chroma * sin(radians(shade.hue))
    l_ = (shade.light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m_ = (shade.light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s_ = (shade.light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_,
        -1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_,
        -0.0041960863 * l_ - 0.7034186147 * m_ + 1.7076147010 * s_,
    )


def _is_shown(light: tuple[float, float, float]) -> bool:
    """Say whether a screen can show it."""
    return all(-SLACK <= part <= 1 + SLACK for part in light)


@lru_cache(maxsize=4096)
def write(shade: Shade) -> str:
    """Return a shade as "#rrggbb"; greyer where no screen is that bright."""
    light = _rgb(shade)
    low, high = 0.0, shade.chroma
    if not _is_shown(light):
        for _step in range(14):
            middle = (low + high) / 2
            light = _rgb(Shade(shade.light, middle, shade.hue))
            low, high = (middle, high) if _is_shown(light) else (low, middle)
        light = _rgb(Shade(shade.light, low, shade.hue))
    parts = (round(255 * _stored(min(1.0, max(0.0, part)))) for part in light)
    return "#" + "".join(f"{part:02x}" for part in parts)


def _brightness(colour: str) -> float:
    """Return relative luminance, 0 to 1, as WCAG defines it."""
    r, g, b = _light(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Return how well two "#rrggbb" stand out: 1 (not at all) to 21."""
    dark, bright = sorted((_brightness(one), _brightness(other)))
    return (bright + 0.05) / (dark + 0.05)


def settle(shade: Shade, on: list[str], ratio: float, *, darker: bool) -> Shade:
    """Return the shade, made darker or lighter until it stands out everywhere.

    Args:
        shade: where to begin.
        on: the colours it may stand on, as "#rrggbb"; the worst one counts.
        ratio: 4.5 for text, 3 for signs.
        darker: which way to go.

    """
    light = shade.light
    step = -0.005 if darker else 0.005
    while 0 < light < 1:
        found = Shade(light, shade.chroma, shade.hue)
        if all(contrast(write(found), ground) >= ratio for ground in on):
            return found
        light += step
    return Shade(0.0 if darker else 1.0, 0.0, shade.hue)
