"""Cake on the pages of others, and the manager's list of cakes to order."""

from __future__ import annotations

from flask import Blueprint, Response, flash, render_template, url_for
from flask_babel import gettext as _

from intranet.core.asked import a_file
from intranet.core.db import db
from intranet.core.errors import RefusalError
from intranet.core.htmx import done, go, page
from intranet.core.permissions import can, guard
from intranet.media import actions as media
from intranet.media.models import StoredFile
from intranet.people.current import me, myself
from intranet.rewards import actions, queries, rules
from intranet.rewards.forms import DeliveryForm
from intranet.rewards.models import Cake
from intranet.teams.models import Team

bp = Blueprint("rewards", __name__, url_prefix="/rewards")


def team_cake(*, team: Team, **_more: object) -> str:
    """Fill a team page: how far it is from cake, and my own next step."""
    progress = queries.progress(team.id)
    if progress is None or not (progress.can_earn or progress.is_earned):
        return ""
    return render_template(
        "rewards/_team.html", progress=progress, step=myself().next_step
    )


def home_cake(**_more: object) -> str:
    """Fill the front page: how far my home team is from cake."""
    progress = queries.home_progress(me().id)
    if progress is None or not (progress.can_earn or progress.is_earned):
        return ""
    return render_template("rewards/_home.html", progress=progress)


def cakes_to_order(**_more: object) -> str:
    """Fill the manager's desk: the cakes to order, and to put on the table."""
    if not can("rewards.hand_out"):
        return ""
    return render_template("rewards/_orders.html", cakes=queries.to_hand_out())


@bp.get("/cakes/<int:cake_id>")
@guard(rules.see_cake)
def cake(cake_id: int) -> Response:
    """Bring whoever heard of a cake to the page of the team."""
    found = queries.cake(me().id, cake_id)
    return go(url_for("teams.team", slug=found.team.slug))


@bp.post("/cakes/<int:cake_id>/order")
@guard(rules.hand_out)
def order(cake_id: int) -> Response:
    """Note that a cake is ordered."""
    actions.order(queries.any_cake(cake_id), me().id)
    db.session.commit()
    return done(
        "rewards/_orders.html", url_for("admin.index"), cakes=queries.to_hand_out()
    )


@bp.route("/cakes/<int:cake_id>/deliver", methods=["GET", "POST"])
@guard(rules.hand_out)
def deliver(cake_id: int) -> Response:
    """Mark a cake delivered, with a photo if there is one."""
    found = queries.any_cake(cake_id)
    if found.delivered_at is not None:
        return go(url_for("admin.index"))
    form = DeliveryForm()
    if form.validate_on_submit():
        try:
            photo = _photo(form, found)
        except RefusalError as refusal:
            form.photo.errors = [str(refusal)]
        else:
            actions.deliver(found, me().id, photo)
            db.session.commit()
            flash(_("%(team)s has cake. I told them.", team=found.whose), "ok")
            return go(url_for("admin.index"))
    return page(
        "rewards/deliver.html", 422 if form.errors else 200, form=form, cake=found
    )


def _photo(form: DeliveryForm, cake: Cake) -> StoredFile | None:
    """Take in the photo of a cake, for who sees the team; None without one."""
    sent = a_file(form.photo.data)
    if sent is None:
        return None
    taken = media.take_in(sent.stream, sent.filename or "")
    return media.keep(
        taken, me().id, team_id=cake.team_id, alt=form.alt.data or _("The cake")
    )
