"""What a visit weighs: every byte over the wire, the first time and the second."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tools.visitor import Visitor

ACCEPT = {"Accept-Encoding": "zstd, br, gzip"}
LINK = re.compile(r'<(?:link|script|img|use)\b[^>]*?(?:href|src)="([^"#]+)')
FONT = re.compile(r'url\("?([^")]+\.woff2[^")]*)')
PHOTO = re.compile(r"/media/")
DRAWING = re.compile(r"\.svg")


@dataclass(slots=True)
class Weight:
    """Bytes over the wire, heads included.

    Attributes:
        page: the page itself.
        parts: styles, scripts and the font.
        drawings: icons, faces and landscapes.

    """

    page: int = 0
    parts: int = 0
    drawings: int = 0
    named: dict[str, int] = field(default_factory=dict)

    @property
    def whole(self) -> int:
        """All of it but photos."""
        return self.page + self.parts + self.drawings


def weigh(visitor: Visitor, path: str) -> tuple[Weight, Weight]:
    """Return the weight of a first visit of a page, and of a second."""
    plain = visitor.ask("GET", path).text
    addresses = dict.fromkeys(
        found for found in LINK.findall(plain) if found.startswith("/")
    )
    first, second = Weight(), Weight()
    first.page = second.page = visitor.ask("GET", path, headers=ACCEPT).size
    for address in [*addresses]:
        if "app.css" in address:
            style = visitor.ask("GET", address).text
            base = address.rpartition("/")[0]
            addresses |= {f"{base}/{font}": None for font in FONT.findall(style)[:1]}
    for address in addresses:
        if PHOTO.search(address) or address.startswith(("/people", "/teams")):
            continue
        if not re.search(r"\.(css|js|svg|woff2|webmanifest)", address):
            continue
        answer = visitor.ask("GET", address, headers=ACCEPT)
        kind = "drawings" if DRAWING.search(address) else "parts"
        setattr(first, kind, getattr(first, kind) + answer.size)
        first.named[address] = answer.size
        if "max-age" not in answer.headers.get("cache-control", ""):
            again = {**ACCEPT, "If-None-Match": answer.headers.get("etag", "")}
            size = visitor.ask("GET", address, headers=again).size
            setattr(second, kind, getattr(second, kind) + size)
    return first, second
