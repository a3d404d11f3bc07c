"""Colleagues who are named in a text: only those who may read it."""

from __future__ import annotations

from dataclasses import dataclass

from intranet.core import richtext
from intranet.timeline import gate


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it is kept and shown, and whom it names."""

    body: str
    html: str
    mentioned: tuple[int, ...]


def write(source: str, team_id: int | None, author_id: int) -> Written:
    """Turn what somebody typed into what is shown.

    Args:
        source: Markdown, as typed.
        team_id: where it stands; None is for everyone.
        author_id: who wrote it; naming oneself tells nobody.

    """
    body = richtext.tidy(source).strip()
    handles = richtext.mentioned(body) if "@" in body else []
    named = gate.mentionable(handles, team_id) if handles else []
    # Addresses are kept as seen from the root of the house; a house that stands
    # under a path puts that in front when the card is drawn.
    links = {person.handle: (person.name, f"/people/{person.id}") for person in named}
    html = richtext.render(body, links)
    told = tuple(person.id for person in named if person.id != author_id)
    return Written(body, html, told)
