"""What a device is called in somebody's own list of devices."""

from __future__ import annotations

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device_name(agent: str) -> str:
    """Return how a person knows a device: "Firefox, Windows"; "" when we cannot tell.

    Args:
        agent: the User-Agent header.

    """
    told = (
        next((name for mark, name in marks if mark in agent), "")
        for marks in (BROWSERS, SYSTEMS)
    )
    return ", ".join(name for name in told if name)
