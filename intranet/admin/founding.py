"""The first day: a new house gets a name, a colleague, teams and two managers."""

from __future__ import annotations

import hashlib
import hmac
import os
import sys

from flask import Flask, current_app

from intranet.accounts import actions as accounts
from intranet.accounts.models import Account
from intranet.accounts.queries import ALPHABET, tidy_code
from intranet.admin import actions, queries
from intranet.admin.actions import Card, NewColleague
from intranet.admin.forms import SetUpForm
from intranet.core import audit, site
from intranet.core.db import db
from intranet.core.permissions import Role
from intranet.governance import actions as governance
from intranet.people import actions as people
from intranet.teams import actions as teams
from intranet.teams.models import TeamKind

LENGTH = 16


def key() -> str:
    """Return the key of an empty house: the same in every process, kept nowhere."""
    secret = str(current_app.config["SECRET_KEY"])
    mark = hmac.new(secret.encode(), b"the first day", hashlib.sha256).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in mark[:LENGTH])


def is_key(typed: str) -> bool:
    """Say whether this is the key, however it was typed."""
    return hmac.compare_digest(tidy_code(typed), key())


def own_address() -> str:
    """Return how this house is reached, as far as the server itself can tell."""
    settings = current_app.config["SETTINGS"]
    port = os.environ.get("PORT") or "8000"
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    path = os.environ.get("SCRIPT_NAME", "")
    return str(settings.base_url or f"http://{host}:{port}{path}")


def announce_setup(app: Flask) -> str | None:
    """Print where an empty house is set up, for whoever started the server.

    Returns:
        The address; None when there are people, and nothing is printed.

    """
    with app.app_context():
        if not queries.is_empty():
            return None
        address = f"{own_address()}/setup#{key()}"
        sys.stdout.write(
            f"This house is empty. Set it up here, it works once:\n    {address}\n"
        )
        sys.stdout.flush()
        return address


def found(form: SetUpForm) -> tuple[Account, Card]:
    """Make the house that the form describes.

    Returns:
        The account of the manager, with its password, and the card of the deputy.

    """
    site.found(
        organisation=(form.organisation.data or "").strip(),
        colleague=(form.colleague.data or "").strip(),
        portrait=form.portrait.data,
        brand=(form.brand.data or "").lower(),
    )
    people.add_person(site.current().colleague, is_persona=True)
    first, *_rest = [
        teams.make_team(name, TeamKind.DEPARTMENT) for name in form.team_names
    ]
    manager = people.add_person((form.name.data or "").strip(), role=Role.MANAGER)
    account = accounts.open_account(
        manager, email=form.email.data or "", number=form.number.data or ""
    )
    accounts.choose_password(account, form.password.data or "")
    teams.join(first, manager.id)
    governance.found(form.purpose.data or "")
    audit.note(manager.id, "admin.set_up", site.current().organisation)
    deputy = NewColleague(
        name=(form.deputy.data or "").strip(),
        email=form.deputy_email.data or "",
        number=form.deputy_number.data or "",
        role=Role.MANAGER,
    )
    card = actions.add_colleague(deputy, first, manager.id)
    db.session.flush()
    return account, card
