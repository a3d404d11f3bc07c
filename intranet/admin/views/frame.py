"""What the pages of this room share: their blueprint, and the card just made."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Blueprint, current_app, request, session

from intranet.accounts.queries import last_invitation
from intranet.admin.actions import Card
from intranet.core.clock import now
from intranet.people.models import Person

bp = Blueprint("admin", __name__)

MADE = "made"
SHOWN = timedelta(minutes=30)
"""How long the card just made can be looked at: long enough to print it."""


def keep_card(card: Card) -> None:
    """Remember the card just made in this browser; the database has only its hash."""
    session[MADE] = {
        "person": card.person.id,
        "code": card.code,
        "at": now().isoformat(),
    }


def kept_card(person: Person) -> Card | None:
    """Return the card just made for this person; None when it is too long ago."""
    made = session.get(MADE)
    if made is None or made["person"] != person.id:
        return None
    card = last_invitation(person.id)
    is_over = datetime.fromisoformat(made["at"]) + SHOWN < now()
    if is_over or card is None or card.used_at is not None:
        del session[MADE]
        return None
    return Card(person, made["code"], card.ends_at)


def link_of(card: Card) -> str:
    """Return where the code works; it stands behind the #, so no log ever sees it."""
    base = current_app.config["SETTINGS"].base_url or request.url_root.rstrip("/")
    return f"{base}/welcome#{card.code}"
