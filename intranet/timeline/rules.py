"""Who may do what on the timeline. What one may not see is not here at all (404)."""

from __future__ import annotations

from typing import Protocol

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


@rule(may="read messages, like them and comment", who="everyone who is signed in")
def read(actor: Actor) -> bool:
    """Let every colleague read; each list then leaves out what is not for them."""
    return actor.is_authenticated


@rule(
    may="place a message for everyone or in a team",
    who="for everyone: every colleague; in a team: its members",
)
def post_to(actor: Actor, team_id: int | None) -> bool:
    """Let people speak to all, and in the teams they belong to."""
    return team_id is None or is_member(team_id, actor.id)


@rule(may="change the words of a message or comment", who="its author, nobody else")
def change(actor: Actor, written: Written) -> bool:
    """Let authors mend their own words; nobody puts words in another's mouth."""
    return actor.id == written.author_id


@rule(
    may="delete a message or comment",
    who="its author, and the community manager",
)
def take_away(actor: Actor, written: Written) -> bool:
    """Let authors take back their words, and the manager moderate."""
    return actor.id == written.author_id or actor.role == Role.MANAGER


@rule(may="undo a deletion, for a short while", who="who deleted it")
def put_back(actor: Actor, taken: Taken) -> bool:
    """Let whoever deleted something change their mind."""
    return actor.id == taken.deleted_by_id
