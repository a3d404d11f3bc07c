"""Earning cake, ordering it, and putting it on the table."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from intranet.colleague import voice
from intranet.core import audit
from intranet.core.bus import announce
from intranet.core.clock import now
from intranet.core.db import db, inserting
from intranet.core.i18n import LOCALES
from intranet.media.models import StoredFile
from intranet.rewards import queries
from intranet.rewards.facts import CakeDelivered, CakeEarned
from intranet.rewards.models import Cake
from intranet.teams.models import Team
from intranet.timeline import actions as timeline


def look_for_cake(team_ids: Sequence[int] | None = None) -> int:
    """Give a cake to each of these teams that is ready and has none.

    Two colleagues may finish their profiles at the same moment. So that the
    second sees what the first did, and neither is missed, each waits here for
    the row of the team before counting. The cake itself has the team as its
    unique key: a second one cannot be.

    Args:
        team_ids: look at these only; None for all.

    Returns:
        How many cakes were earned.

    """
    if team_ids is not None:
        db.session.execute(
            select(Team.id)
            .where(Team.id.in_(team_ids))
            .order_by(Team.id)
            # no stronger: whoever joins holds a share of this row already
            .with_for_update(key_share=True)
        )
    earned = 0
    for team_id, people in queries.ready_teams(team_ids):
        earned += _earn(team_id, people)
    return earned


def _earn(team_id: int, people: int) -> int:
    """Write the cake of a team, once, and let the colleague say it."""
    made = db.session.scalar(
        inserting(Cake)
        .values(team_id=team_id, slices=people, earned_at=now())
        .on_conflict_do_nothing()
        .returning(Cake.id)
    )
    if made is None:
        return 0
    cake = _loaded(made)
    with force_locale(LOCALES[0]):
        words = voice.celebration(cake.team.name, people)
    _say(cake, words)
    announce(CakeEarned(cake))
    return 1


def _loaded(cake_id: int) -> Cake:
    """Return a cake with its team."""
    return db.session.scalars(
        select(Cake).options(joinedload(Cake.team)).where(Cake.id == cake_id)
    ).one()


def _say(cake: Cake, words: str, files: Sequence[StoredFile] = ()) -> None:
    """Let the colleague say something where the team and its readers see it.

    It speaks the language of the house, whoever made it speak.
    """
    timeline.publish(voice.persona().id, words, team_id=cake.team_id, files=files)


def order(cake: Cake, actor_id: int) -> bool:
    """Note that the cake is ordered.

    Returns:
        Whether it was new; ordering twice is ordering once.

    """
    done = db.session.execute(
        update(Cake)
        .where(Cake.id == cake.id, Cake.ordered_at.is_(None))
        .values(ordered_at=now())
        .returning(Cake.id)
    )
    if done.scalar() is None:
        return False
    audit.note(actor_id, "rewards.order", cake.whose)
    return True


def deliver(cake: Cake, actor_id: int, photo: StoredFile | None = None) -> bool:
    """Put the cake on the table, and let the colleague tell the team.

    Args:
        cake: which; its team is loaded.
        actor_id: the manager.
        photo: of the cake, stored for the team; None without.

    Returns:
        Whether it was new; delivering twice is delivering once.

    """
    moment = now()
    done = db.session.execute(
        update(Cake)
        .where(Cake.id == cake.id, Cake.delivered_at.is_(None))
        .values(
            delivered_at=moment,
            ordered_at=cake.ordered_at or moment,
            photo_id=None if photo is None else photo.id,
        )
        .returning(Cake.id)
    )
    if done.scalar() is None:
        return False
    db.session.refresh(cake)
    audit.note(actor_id, "rewards.deliver", cake.whose)
    with force_locale(LOCALES[0]):
        words = _(
            "The cake of %(team)s is on the table. Enjoy, you earned it together!",
            team=cake.team.name,
        )
    _say(cake, words, [] if photo is None else [photo])
    announce(CakeDelivered(cake))
    return True
