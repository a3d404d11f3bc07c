"""The token against forgery: Flask-WTF's, with what it does twice done once.

A token says whose session it is of, signed by us, and stands for as long as that
session. So a token that was looked at needs no second look, and one that was made
for a session can be given again.
"""

from __future__ import annotations

import hmac
from functools import lru_cache
from typing import cast

from flask import current_app, g, request, session
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadData, URLSafeTimedSerializer

HEADER = "X-CSRFToken"
NAME = "csrf_token"
SALT = "wtf-csrf-token"
LONGEST = 200
"""Longer than any token of ours; a longer one is looked at as any other."""


@lru_cache(maxsize=4096)
def _said(secret: str, token: str) -> str:
    """Return what a token says; an invalid one raises, and is not kept."""
    return cast("str", URLSafeTimedSerializer(secret, salt=SALT).loads(token))


@lru_cache(maxsize=4096)
def _signed(secret: str, word: str) -> str:
    """Return a token that says this."""
    return URLSafeTimedSerializer(secret, salt=SALT).dumps(word)


def _secret() -> str:
    """Return what signs the tokens of this house."""
    return str(current_app.secret_key)


def token() -> str:
    """Return the token of this session."""
    if NAME not in g and isinstance(word := session.get(NAME), str):
        g.csrf_token = _signed(_secret(), word)
    return cast("str", generate_csrf())


class Guard(CSRFProtect):
    """Lets what htmx sends with a known token pass; all else is looked at in full."""

    def protect(self, apply_exemptions: bool = False) -> None:  # noqa: FBT001, FBT002 - as Flask-WTF calls it
        """Look at the token of a request that changes something."""
        if request.method != "POST" or not self._is_known():
            super().protect(apply_exemptions)  # type: ignore[no-untyped-call]

    def _is_known(self) -> bool:
        """Say whether the header holds the token of this very session."""
        given, word = request.headers.get(HEADER, ""), session.get(NAME)
        if not given or len(given) > LONGEST or not isinstance(word, str):
            return False
        try:
            said = _said(_secret(), given)
        except BadData:
            return False
        if not isinstance(said, str) or not hmac.compare_digest(word, said):
            return False
        g.csrf_valid = True
        return True
