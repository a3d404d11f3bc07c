"""The settings of the house: its name, its colleague, its colour, its rooms."""

from __future__ import annotations

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from intranet.admin import actions, rules
from intranet.admin.colours import shown
from intranet.admin.forms import SettingsForm
from intranet.admin.views.frame import bp
from intranet.admin.words import ROOMS
from intranet.colleague import voice
from intranet.colleague.portraits import PORTRAITS
from intranet.core import site
from intranet.core.db import db
from intranet.core.forms import answers
from intranet.core.htmx import go, page, show
from intranet.core.permissions import guard
from intranet.people.current import me


@bp.route("/admin/settings", methods=["GET", "POST"])
@guard(rules.enter)
def settings() -> Response:
    """Change who the colleague is; "look first" shows a colour without saving it."""
    now = site.current()
    form = SettingsForm(
        data={
            "organisation": now.organisation,
            "colleague": now.colleague,
            "portrait": now.portrait,
            "brand": now.brand,
            "is_formal": "yes" if now.is_formal else "",
        }
    )
    form.portrait.choices = answers({key: p.name for key, p in PORTRAITS.items()})
    if form.validate_on_submit() and "look" not in request.form:
        return _save(form)
    return page(
        "admin/settings.html",
        422 if form.errors else 200,
        form=form,
        shades=shown(form.brand.data or ""),
        rooms=ROOMS,
    )


def _save(form: SettingsForm) -> Response:
    """Save the settings, and tell when we had to change a shade."""
    brand = (form.brand.data or "").lower()
    actions.save_settings(
        me().id,
        voice.persona(),
        organisation=(form.organisation.data or "").strip(),
        colleague=(form.colleague.data or "").strip(),
        portrait=form.portrait.data,
        brand=brand,
        is_formal=form.is_formal.data == "yes",
    )
    db.session.commit()
    site.forget()
    colours = shown(brand)
    if colours is not None and colours.is_corrected:
        flash(_("The contrast was too low. We changed the colour a little."), "ok")
    else:
        flash(_("Saved."), "ok")
    return go(url_for("admin.settings"))


@bp.get("/admin/settings/colour")
@guard(rules.enter)
def colour() -> Response:
    """Show what a colour becomes, before it is saved."""
    shades = shown(request.args.get("brand", ""))
    return show("admin/colour.html", "admin/_colour.html", shades=shades)


@bp.post("/admin/settings/rooms")
@guard(rules.enter)
def rooms() -> Response:
    """Let rooms sleep or wake."""
    actions.wake(request.form.getlist("rooms"), me().id)
    db.session.commit()
    site.forget()
    flash(_("Saved."), "ok")
    return go(url_for("admin.settings") + "#rooms")
