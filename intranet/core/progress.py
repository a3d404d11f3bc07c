"""How far something is, drawn: rings with a dash for each part, and the cake."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

from markupsafe import Markup

MOST_SLICES = 24
FEW_SLICES = 12


def _dashes(done: int, total: int, gap: float) -> tuple[str, str]:
    """Return the dashes of a whole ring and of its finished part."""
    part = f"{100 / max(1, total) - gap:.2f} {gap:.2f}"
    return " ".join([part] * max(1, total)), " ".join([part] * done + ["0 200"])


@lru_cache(maxsize=512)
def ring(done: int, total: int, label: str, look: str = "") -> Markup:
    """Return a round ring, one dash for each part.

    Args:
        done: how many parts are finished.
        total: how many there are.
        label: the same in words; empty when words beside the ring say it.
        look: more classes, such as "ring-sun".

    """
    track, value = _dashes(done, total, 2.4)
    line = Markup(
        '<circle class="{}" cx="50" cy="50" r="42" pathLength="100" '
        'stroke-dasharray="{}" transform="rotate(-90 50 50)"/>'
    )
    return Markup('<svg class="{}" viewBox="0 0 100 100" {}>{}{}</svg>').format(
        f"ring {look}".strip(),
        _told(label),
        line.format("track", track),
        line.format("value", value),
    )


@lru_cache(maxsize=512)
def qring(done: int, total: int, label: str) -> Markup:
    """Return a ring in the shape of a photo, to lie around one."""
    track, value = _dashes(done, total, 1.6)
    line = Markup(
        '<rect class="{}" x="3" y="3" width="94" height="94" rx="34" '
        'pathLength="100" stroke-dasharray="{}"/>'
    )
    return Markup('<svg class="qring" viewBox="0 0 100 100" {}>{}{}</svg>').format(
        _told(label), line.format("track", track), line.format("value", value)
    )


def _told(label: str) -> Markup:
    """Say what a drawing shows, or that it adds nothing to the words beside it."""
    if not label:
        return Markup('aria-hidden="true" focusable="false"')
    return Markup('role="img" aria-label="{}"').format(label)


@lru_cache(maxsize=512)
def cake(done: int, total: int, label: str, look: str = "cake") -> Markup:
    """Return a cake from above, one slice for each colleague.

    A cake for more than 24 people has twelve slices, in proportion; the last
    one is only filled when everybody is there.
    """
    if total > MOST_SLICES:
        done, total = done * FEW_SLICES // total, FEW_SLICES
    slices = Markup().join(_slice(i, total, filled=i < done) for i in range(total))
    return Markup(
        '<svg class="{}" viewBox="0 0 120 120" {}><circle class="plate" cx="60" '
        'cy="60" r="58"/><circle class="plate-in" cx="60" cy="60" r="52"/>{}</svg>'
    ).format(look, _told(label), slices)


def _slice(place: int, total: int, *, filled: bool) -> Markup:
    """Draw one slice; a filled one has cream and a cherry."""
    first, last = (2 * pi * (place + i) / total - pi / 2 for i in (0, 1))
    middle = (first + last) / 2
    out = 1.5 if total > 1 else 0
    x, y = 60 + out * cos(middle), 60 + out * sin(middle)
    size = 48 if filled else 46
    if total == 1:
        path = f"M60 {60 - size}a{size} {size} 0 1 1-.1 0z"
    else:
        wide = int(last - first > pi)
        path = (
            f"M{x:.1f} {y:.1f}L{x + size * cos(first):.1f} {y + size * sin(first):.1f}"
            f"A{size} {size} 0 {wide} 1 "
            f"{x + size * cos(last):.1f} {y + size * sin(last):.1f}z"
        )
    if not filled:
        return Markup('<path class="slice-open" d="{}"/>').format(path)
    dot = min(7, size * pi / total * 0.62)
    spot = Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>')
    where = f"{60 + 36 * cos(middle):.1f}", f"{60 + 36 * sin(middle):.1f}"
    return (
        Markup('<path class="slice" d="{}"/>').format(path)
        + spot.format("cream", *where, f"{dot:.1f}")
        + spot.format("cherry", *where, f"{dot / 2:.1f}")
    )
