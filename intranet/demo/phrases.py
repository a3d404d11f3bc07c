"""Words to fill a large organisation with: parts of sentences, joined by chance."""

from __future__ import annotations

import tomllib
from random import Random

from intranet.demo.script import CONTENT

_words: dict[str, list[str]] = tomllib.loads(
    (CONTENT / "phrases.toml").read_text("utf-8")
)
FIRST, LAST = _words["first"], _words["last"]
JOBS, SKILLS, HOBBIES = _words["jobs"], _words["skills"], _words["hobbies"]
TEAMS, PLACES = _words["teams"], _words["places"]
REPLIES = _words["replies"]


def message(chance: Random, number: int) -> str:
    """Return a message; every one is different by its number.

    Args:
        chance: where the words come from.
        number: of the message, as a case would have.

    """
    middle = " ".join(
        f"{chance.choice(_words['who'])} {chance.choice(_words['did'])}."
        for _sentence in range(chance.randint(1, 4))
    )
    opening, ending = (chance.choice(_words[part]) for part in ("openings", "endings"))
    return f"{opening} {middle} {ending} (zaak {number})"


def html(words: str) -> str:
    """Return a line of these words as it is shown; they hold no signs to escape."""
    return f"<p>{words}</p>"
