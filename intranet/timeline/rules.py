"""Who may do what on the timeline. What one may not see is not here at all (404)."""

from __future__ import annotations

from typing import Protocol

from intranet.core.i18n import _l
from intranet.core.permissions import Actor, Role, rule
from intranet.teams.queries import is_member


class Written(Protocol):
    """Anything with an author: a message, a comment, or a card of one."""

    @property
    def author_id(self) -> int:
        """Key of the person who wrote it."""


class Taken(Protocol):
    """Anything that was deleted by somebody."""

    @property
    def deleted_by_id(self) -> int | None:
        """Key of the person who took it away."""


@rule(
    may=_l("read messages, like them and comment"), who=_l("everyone who is signed in")
)
def read(actor: Actor) -> bool:
    """Let every colleague read; each list then leaves out what is not for them."""
    return actor.is_authenticated


@rule(
    may=_l("place a message for everyone or in a team"),
    who=_l("for everyone: every colleague; in a team: its members"),
)
def post_to(actor: Actor, team_id: int | None) -> bool:
    """Let people speak to all, and in the teams they belong to."""
    return team_id is None or is_member(team_id, actor.id)


@rule(
    may=_l("change the words of a message or comment"),
    who=_l("its author, nobody else"),
)
def change(actor: Actor, written: Written) -> bool:
    """Let authors mend their own words; nobody puts words in another's mouth."""
    return actor.id == written.author_id


@rule(
    may=_l("delete a message or comment"),
    who=_l("its author, and the community manager"),
)
def take_away(actor: Actor, written: Written) -> bool:
    """Let authors take back their words, and the manager moderate."""
    return actor.id == written.author_id or actor.role == Role.MANAGER


@rule(may=_l("undo a deletion, for a short while"), who=_l("who deleted it"))
def put_back(actor: Actor, taken: Taken) -> bool:
    """Let whoever deleted something change their mind."""
    return actor.id == taken.deleted_by_id
