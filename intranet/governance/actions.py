"""Changing how it works here, making wishes, and answering them."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from intranet.core import audit
from intranet.core.bus import announce
from intranet.core.clock import now
from intranet.core.db import db, inserting
from intranet.core.errors import RefusalError
from intranet.governance import first_words, queries
from intranet.governance.facts import WishAnswered, WishMade
from intranet.governance.first_words import Row
from intranet.governance.models import (
    Edition,
    Entry,
    Section,
    Wish,
    WishAnswer,
    WishState,
)
from intranet.governance.states import next_states


class WrongMoveError(RefusalError):
    """A wish cannot go there from where it is."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(_("This wish was moved in the meantime. Look at it again."))


def save_section(section: Section, rows: Sequence[Row], actor_id: int) -> bool:
    """Save a section, and keep how it read before.

    Args:
        section: which part of the page.
        rows: all its entries in order; empty ones are left out.
        actor_id: who changes it.

    Returns:
        Whether anything changed; the same words make no new edition.

    """
    old = queries.section(section)
    new = [row for row in rows if not row.is_empty]
    was = [Row(e.title, e.body, e.slug, e.person_id) for e in old]
    if was == new:
        return False
    db.session.add(
        Edition(section=section, words=_as_words(old), changed_by_id=actor_id)
    )
    _write(section, new)
    audit.note(actor_id, "governance.edit", section.value)
    return True


def _write(section: Section, rows: Sequence[Row]) -> None:
    """Let these be the entries of a section."""
    db.session.execute(delete(Entry).where(Entry.section == section))
    for place, row in enumerate(rows):
        db.session.add(
            Entry(
                section=section,
                place=place,
                slug=row.slug,
                title=row.title,
                body=row.body,
                person_id=row.person_id,
            )
        )
    db.session.flush()


def _as_words(entries: Sequence[Entry]) -> str:
    """Return a section as plain text: a paragraph for each entry."""
    return "\n\n".join(
        "\n".join(
            part
            for part in (
                entry.title,
                entry.person.name if entry.person else "",
                entry.body,
            )
            if part
        )
        for entry in entries
    )


def found(purpose: str) -> None:
    """Write the first page of a new organisation, so that nobody starts empty.

    Args:
        purpose: what the intranet is for, as the founder said it; "" for ours.

    """
    first = purpose.strip() or _(
        "We want everybody to find each other easily, and to know what is going on."
    )
    _write(Section.PURPOSE, [Row(body=first)])
    _write(Section.GOALS, first_words.goals())
    _write(Section.ROLES, [])
    _write(Section.RULES, first_words.rules())
    _write(Section.ROUTES, first_words.routes())


def make_wish(asker_id: int, title: str, why: str, form_key: str | None = None) -> Wish:
    """Put a wish on the board; the same form sent twice is one wish.

    Args:
        asker_id: who asks.
        title: the wish in a few words.
        why: what would be better then.
        form_key: made with the form; None when nobody can send it twice.

    """
    moment = now()
    made = db.session.scalar(
        inserting(Wish)
        .values(
            asker_id=asker_id,
            title=title.strip(),
            why=why.strip(),
            state=WishState.NEW,
            form_key=form_key or None,
            asked_at=moment,
            changed_at=moment,
        )
        .on_conflict_do_nothing()
        .returning(Wish.id)
    )
    if made is None:
        return db.session.scalars(
            select(Wish).where(Wish.asker_id == asker_id, Wish.form_key == form_key)
        ).one()
    wish = db.session.get_one(Wish, made)
    announce(WishMade(wish))
    return wish


def answer_wish(wish: Wish, state: WishState, answer: str, by_id: int) -> WishAnswer:
    """Move a wish, always with words for whoever asked.

    Args:
        wish: which; its state as the answerer saw it.
        state: where it goes.
        answer: why.
        by_id: who answers.

    Raises:
        WrongMoveError: when it cannot go there, or was moved meanwhile.

    """
    was = wish.state
    if state not in next_states(was):
        raise WrongMoveError
    moved = db.session.execute(
        update(Wish)
        .where(Wish.id == wish.id, Wish.state == was)
        .values(state=state, changed_at=now())
        .returning(Wish.id)
    )
    if moved.scalar() is None:
        raise WrongMoveError
    db.session.refresh(wish)
    told = WishAnswer(
        wish_id=wish.id, by_id=by_id, was=was, state=state, answer=answer.strip()
    )
    db.session.add(told)
    db.session.flush()
    audit.note(by_id, "governance.answer", wish.title)
    announce(WishAnswered(wish, told))
    return told
