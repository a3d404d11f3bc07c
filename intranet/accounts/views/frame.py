"""What the pages of this room share: their blueprint, and how tries are counted."""

from __future__ import annotations

from flask import Blueprint, request

from intranet.accounts import limits, queries
from intranet.core.db import db

bp = Blueprint("accounts", __name__)

STRETCH = 15 * 60
"""Seconds in which tries are counted together."""

PER_ACCOUNT = 10
PER_ADDRESS = 25
"""A whole office may share an address: tries that turn out well are given back."""

PER_CARD = 5


def home() -> str:
    """Return the address of the front page."""
    return f"{request.script_root}/"


def keys(what: str, typed: str = "") -> tuple[str, str]:
    """Return under which names a try is counted: for the account, and the address."""
    account = queries.account_named(typed)
    whose = str(account.id) if account else typed.strip().lower()
    return f"{what}:{whose}", f"{what}@{limits.household(request.remote_addr)}"


def count(what: str, typed: str) -> tuple[str, str]:
    """Count a try before anything is looked at, so that a refused one counts too."""
    found = keys(what, typed)
    for key, limit in zip(found, (PER_ACCOUNT, PER_ADDRESS), strict=True):
        limits.spend(key, limit, STRETCH)
    db.session.commit()
    return found
