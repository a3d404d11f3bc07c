"""Names as they stand in an address: plain letters, for every alphabet near ours."""

from __future__ import annotations

import re
import unicodedata

WHOLE = str.maketrans(
    {
        "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h",  # noqa: RUF001 - letters of names
        "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
    }
)  # fmt: skip
"""Letters that do not come apart into a plain one and an accent."""


def plain_words(name: str) -> list[str]:
    """Return the words of a name in small letters a to z and digits, in order."""
    apart = unicodedata.normalize("NFKD", name.lower().translate(WHOLE))
    flat = apart.encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", flat)
