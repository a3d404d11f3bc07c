"""What the rewards room tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from intranet.rewards.models import Cake


@dataclass(frozen=True)
class CakeEarned:
    """A team has all its profiles complete; `cake.team` is loaded."""

    cake: Cake


@dataclass(frozen=True)
class CakeDelivered:
    """The cake is on the table; `cake.team` is loaded."""

    cake: Cake
