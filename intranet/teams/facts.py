"""What the teams room tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from intranet.teams.models import Team


@dataclass(frozen=True)
class TeamChanged:
    """A team is new, has other words on its page, another kind, or was closed."""

    team: Team


@dataclass(frozen=True)
class MembersChanged:
    """Somebody joined, left or moved; announced once for each team concerned."""

    team_id: int
    person_id: int
