"""Every colour of the house, from one colour of the organisation.

The tables below say how light and how colourful each shade is, by day and by
night; the organisation's colour gives only its hue and a capped chroma, so that
words stay readable whatever it picks. What goes out is plain "#rrggbb", because
phones of a few years old know no other way of writing.

`python -m intranet.colleague.palette` writes static/css/colours.css, the shades
of a house without a colour of its own; a test compares the two.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from intranet.colleague import portraits
from intranet.colleague.oklch import Shade, read, settle, write

DEFAULT_BRAND = "#0d6072"
TEXT = 4.5
SIGN = 3.0
BRIGHT = 0.74
"""From this lightness on (yellow, lime) a button is light, with dark words."""

Tokens = dict[str, str]


@dataclass(frozen=True, slots=True)
class Mode:
    """By day or by night: what differs between the two."""

    is_dark: bool

    def pick(self, day: Shade, night: Shade) -> str:
        """Return the shade of this mode as "#rrggbb"."""
        return write(night if self.is_dark else day)


DAY, NIGHT = Mode(is_dark=False), Mode(is_dark=True)

# name: lightness, chroma and hue by day, then by night
PLAIN: dict[str, tuple[float, float, float, float, float, float]] = {
    "paper": (0.972, 0.008, 88, 0.208, 0.014, 235),
    "surface": (0.997, 0.003, 88, 0.252, 0.016, 235),
    "sunken": (0.95, 0.01, 88, 0.3, 0.017, 235),
    "line": (0.89, 0.013, 88, 0.365, 0.018, 235),
    "line-strong": (0.58, 0.018, 88, 0.64, 0.016, 235),
    "ink": (0.26, 0.025, 235, 0.945, 0.008, 88),
    "ink-2": (0.41, 0.022, 235, 0.83, 0.01, 88),
    "ink-3": (0.475, 0.02, 235, 0.76, 0.012, 88),
    "inverse": (0.26, 0.025, 235, 0.93, 0.01, 88),
    "on-inverse": (1, 0, 0, 0.24, 0.025, 235),
    "sun": (0.86, 0.155, 89, 0.86, 0.155, 89),
    "sun-deep": (0.81, 0.16, 86, 0.81, 0.16, 86),
    "on-sun": (0.25, 0.04, 89, 0.25, 0.04, 89),
    "sun-tint": (0.963, 0.048, 92, 0.315, 0.042, 85),
    "sun-line": (0.87, 0.09, 90, 0.47, 0.07, 85),
    "sun-ink": (0.41, 0.085, 72, 0.9, 0.1, 90),
    "ok-tint": (0.95, 0.04, 155, 0.31, 0.045, 155),
    "ok-ink": (0.4, 0.1, 152, 0.87, 0.11, 155),
    "ok-fill": (0.52, 0.12, 152, 0.75, 0.13, 155),
    "on-ok": (1, 0, 0, 0.22, 0.05, 152),
    "ok-wash": (0.978, 0.018, 140, 0.278, 0.03, 165),
    "warn-tint": (0.955, 0.045, 70, 0.32, 0.05, 65),
    "warn-ink": (0.43, 0.105, 55, 0.88, 0.1, 70),
    "bad-tint": (0.95, 0.03, 25, 0.31, 0.06, 25),
    "bad-ink": (0.44, 0.16, 27, 0.86, 0.09, 25),
    "bad-fill": (0.5, 0.17, 27, 0.8, 0.11, 25),
    "on-bad": (1, 0, 0, 0.23, 0.05, 27),
    "well": (1, 0, 0, 0.25, 0.02, 235),
    "plate": (1, 0, 0, 0.42, 0.015, 235),
    "plate-in": (0.975, 0.006, 215, 0.36, 0.015, 235),
    "plate-line": (0.86, 0.02, 215, 0.55, 0.02, 235),
    "slice-line": (0.6, 0.05, 20, 0.75, 0.05, 20),
    # the land of the covers and behind the greeting
    "pw": (0.86, 0.045, 215, 0.47, 0.055, 220),
    "pr": (0.95, 0.02, 88, 0.56, 0.02, 88),
    "pt": (0.62, 0.09, 148, 0.43, 0.06, 150),
    "pt2": (0.54, 0.085, 150, 0.37, 0.055, 150),
    "sky-b": (0.965, 0.035, 88, 0.36, 0.04, 70),
    "sky-noon": (0.975, 0.015, 100, 0.33, 0.03, 235),
    "sky-dusk": (0.9, 0.06, 55, 0.38, 0.06, 40),
    "l3": (0.66, 0.07, 165, 0.4, 0.05, 165),
    "l4": (0.87, 0.045, 215, 0.46, 0.055, 220),
    "l5": (0.8, 0.075, 140, 0.42, 0.055, 145),
    "l6": (0.73, 0.085, 142, 0.36, 0.05, 146),
    "lw": (1, 0, 0, 0.7, 0.04, 215),
    "lsun": (0.92, 0.1, 90, 0.86, 0.05, 90),
}

# name: lightness and most chroma by day, then by night
HUED: dict[str, tuple[float, float, float, float]] = {
    "t-tint": (0.935, 0.036, 0.32, 0.048),
    "t-line": (0.86, 0.065, 0.44, 0.07),
    "t-mid": (0.64, 0.12, 0.72, 0.11),
    "t-ink": (0.4, 0.105, 0.88, 0.075),
    "t-fill": (0.47, 0.13, 0.82, 0.1),
    "t-on": (1, 0, 0.2, 0.03),
    "p1": (0.915, 0.035, 0.41, 0.045),
    "p2": (0.875, 0.05, 0.37, 0.045),
    "p3": (0.83, 0.065, 0.33, 0.045),
    "p4": (0.95, 0.024, 0.45, 0.045),
    "p5": (0.775, 0.08, 0.295, 0.045),
    "pl": (1, 0, 0.55, 0.04),
}

HUES = (28, 50, 84, 120, 148, 184, 222, 248, 275, 312, 335, 5)
"""The twelve families, hue-1 to hue-12."""

KINDS = {
    "must": 1, "idea": 3, "file": 4, "event": 5, "poll": 6, "page": 6,
    "message": 7, "news": 7, "blog": 9, "question": 10, "praise": 12,
}  # fmt: skip
"""Which family a kind of message wears."""

GROUNDS = ("paper", "surface", "sunken", "sun-tint")


def plain(mode: Mode) -> Tokens:
    """Return the shades that no organisation changes."""
    return {
        name: mode.pick(Shade(*parts[:3]), Shade(*parts[3:]))
        for name, parts in PLAIN.items()
    }


def family(hue: float, mode: Mode) -> Tokens:
    """Return the shades of one hue: for kinds of messages, teams, initials."""
    return {
        name: mode.pick(Shade(day, day_most, hue), Shade(night, night_most, hue))
        for name, (day, day_most, night, night_most) in HUED.items()
    }


def branded(brand: str, mode: Mode) -> Tokens:
    """Return the shades that follow the organisation's colour.

    Words reach 4.5 and signs 3 against the worst ground they may stand on,
    also where the tables alone would not.

    Raises:
        ValueError: when the colour is not written as "#rrggbb".

    """
    asked = read(brand)
    is_bright = asked.light > BRIGHT
    known = plain(mode)

    def shade(day: tuple[float, float], night: tuple[float, float]) -> Shade:
        light, most = night if mode.is_dark else day
        return Shade(light, min(asked.chroma, most), asked.hue)

    tint = write(shade((0.962, 0.016), (0.3, 0.04)))
    soft = write(shade((0.912, 0.032), (0.37, 0.055)))
    grounds = [known[name] for name in GROUNDS] + [tint, soft]
    darker = not mode.is_dark
    ink = settle(shade((0.42, 0.13), (0.85, 0.09)), grounds, TEXT, darker=darker)
    mid = settle(shade((0.6, 0.1), (0.68, 0.1)), grounds[:5], SIGN, darker=darker)
    fill = write(shade((0.85, 0.18) if is_bright else (0.42, 0.13), (0.81, 0.09)))
    over = write(shade((0.78, 0.17) if is_bright else (0.35, 0.12), (0.88, 0.08)))
    start = shade((0.22, 0.05) if is_bright else (1.0, 0.0), (0.21, 0.03))
    on = settle(start, [fill, over], TEXT, darker=mode.is_dark or is_bright)
    return {
        "brand-fill": fill,
        "brand-fill-hover": over,
        "on-brand": write(on),
        "brand-ink": write(ink),
        "brand-tint": tint,
        "brand-soft": soft,
        "brand-line": write(shade((0.8, 0.06), (0.5, 0.07))),
        "brand-mid": write(mid),
        "sky-a": write(shade((0.925, 0.035), (0.28, 0.04))),
        "l1": write(shade((0.87, 0.035), (0.36, 0.04))),
        "l2": write(shade((0.79, 0.045), (0.43, 0.045))),
    }


def _rule(selector: str, tokens: Tokens) -> str:
    """Write one rule of a stylesheet."""
    return selector + "{" + ";".join(f"--{k}:{v}" for k, v in tokens.items()) + "}\n"


def _both(day: list[tuple[str, Tokens]], night: list[tuple[str, Tokens]]) -> str:
    """Write rules for the day, for a device at night, and for who chose night.

    The selectors begin with ":root", which the two forms of night extend.
    """

    def written(rules: list[tuple[str, Tokens]], root: str) -> str:
        return "".join(_rule(names.replace(":root", root), it) for names, it in rules)

    return (
        "@layer tokens{\n"
        + written(day, ":root")
        + "@media (prefers-color-scheme:dark){\n"
        + written(night, ':root:not([data-theme="light"])')
        + "}\n"
        + written(night, ':root[data-theme="dark"]')
        + "}\n"
    )


def stylesheet(brand: str, portrait: str = portraits.DEFAULT) -> str:
    """Return the small stylesheet of an organisation: its tokens, nothing else.

    Args:
        brand: the organisation's colour as "#rrggbb".
        portrait: which look the colleague wears.

    """
    worn = portraits.look(portrait).tokens
    return _both(
        [(":root", branded(brand, DAY) | worn)], [(":root", branded(brand, NIGHT))]
    )


def samples() -> str:
    """Return the rules for the page where one chooses a portrait."""
    rules = (_rule(names, worn) for names, worn in portraits.samples().items())
    return "@layer tokens{\n" + "".join(rules) + "}\n"


def house_stylesheet() -> str:
    """Return every colour of a house that chose none: static/css/colours.css."""

    def rules(mode: Mode) -> list[tuple[str, Tokens]]:
        found = [(":root", plain(mode) | branded(DEFAULT_BRAND, mode))]
        for number, hue in enumerate(HUES, start=1):
            kinds = [k for k, family_of in KINDS.items() if family_of == number]
            names = [f":root .hue-{number}"]
            names += [f':root [data-type="{kind}"]' for kind in kinds]
            found.append((",".join(names), family(hue, mode)))
        return found

    head = (
        "/* 1b. COLOURS, written by `python -m intranet.colleague.palette`:\n"
        "   change the tables there, never this file. */\n"
    )
    return head + _both(rules(DAY), rules(NIGHT))


if __name__ == "__main__":
    sys.stdout.write(house_stylesheet())
