"""What makes a password good enough: long, and not what everybody chooses.

No rules about capitals and signs: they make passwords hard to remember and easy
to guess. Nothing is asked of anybody outside this machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from flask_babel import gettext as _
from flask_security.password_util import PasswordUtil

from intranet.core import site

SHORTEST = 12
LONGEST = 200
"""More than anybody types; enough for a sentence of thirty words."""

LEFT_OVER = 6
"""Letters that must be left when words that anybody would guess are taken out."""

GUESSED_WORDS = 2
"""A row of three or more common words is hard to guess; two of them is not."""

FEW = 5
"""Fewer different signs than this is a pattern, not a password."""

ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)
STEP = 4
"""From this many neighbours on, letters are a walk over the keyboard."""

LOOKALIKES = str.maketrans("013457@$!", "oieastasi")


def normalise(password: str) -> str:
    """Return a password in the form we hash: the same signs from every keyboard."""
    return unicodedata.normalize("NFKD", password)


def trouble(password: str, about: Iterable[str] = ()) -> str | None:
    """Return what is wrong with a password, in words; None when it is good.

    Args:
        password: as it was typed; spaces count.
        about: words that belong to this person, such as their name.

    """
    if len(password) < SHORTEST:
        return str(
            _("Use at least 12 characters. Three or four words in a row work well.")
        )
    if len(password) > LONGEST:
        return str(_("Keep it under 200 characters."))
    plain = _plain(password)
    if _is_common(plain) or _is_common(plain.translate(LOOKALIKES)):
        return str(_("Many people use this password. Choose words only you think of."))
    here = site.current()
    known = _words([here.organisation, here.colleague, "intranet", "hofje", *about])
    if len(_without(plain, known)) < LEFT_OVER:
        return str(
            _("This is too close to a name everybody here knows. Choose other words.")
        )
    return None


def _plain(text: str) -> str:
    """Return letters and digits only, small and without accents."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    letters = re.sub(r"[^a-z0-9@$!]", "", flat.lower())
    # a password in another script has letters of its own
    return letters if len(letters) >= SHORTEST // 2 else text.lower()


def _words(names: Iterable[str]) -> list[str]:
    """Return the parts of names that are long enough to recognise, longest first."""
    parts = {_plain(name) for name in names if name}
    for name in names:
        parts |= {_plain(word) for word in re.split(r"[\s.@_-]+", name or "")}
    return sorted((part for part in parts if len(part) > 3), key=len, reverse=True)  # noqa: PLR2004


def _without(plain: str, words: Iterable[str]) -> str:
    """Return what is left when these words and all digits are taken out."""
    for word in words:
        plain = plain.replace(word, "")
    return re.sub(r"[0-9@$!]", "", plain)


def _is_common(plain: str) -> bool:
    """Say whether this is on the list, made of what is on it, or a pattern."""
    listed = common()
    if plain in listed or len(set(plain)) < FEW:
        return True
    if re.fullmatch(r"(.{1,8}?)\1+.{0,2}", plain):
        return True
    left = _straighten(plain)
    for _time in range(GUESSED_WORDS):
        word = max((w for w in listed if w in left), key=len, default="")
        left = left.replace(word, "") if word else left
    return len(_without(left, ())) < LEFT_OVER


def _straighten(plain: str) -> str:
    """Take walks over the keyboard out: "qwerty", "4321"."""
    for row in ROWS:
        for walk in (row, row[::-1]):
            for size in range(len(walk), STEP - 1, -1):
                for start in range(len(walk) - size + 1):
                    plain = plain.replace(walk[start : start + size], "")
    return plain


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Return the words and passwords that many people choose."""
    lines = (Path(__file__).parent / "common.txt").read_text("utf-8").split()
    return frozenset(lines)


class HousePasswords(PasswordUtil):
    """The rules above, where Flask-Security asks for them."""

    def normalize(self, password: str) -> str:
        """Return the form we hash."""
        return normalise(password)

    def validate(
        self,
        password: str,
        is_register: bool,  # noqa: ARG002, FBT001 - so Flask-Security asks
        **kwargs: object,
    ) -> tuple[list[str] | None, str]:
        """Return what is wrong, if anything, and the form we hash."""
        user = kwargs.get("user")
        about = [
            str(word)
            for word in (getattr(user, "email", ""), getattr(user, "username", ""))
            if word
        ]
        wrong = trouble(password, about)
        return [wrong] if wrong else None, normalise(password)
