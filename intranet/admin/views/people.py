"""People in and out."""

from __future__ import annotations

import segno
from flask import Response, flash, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from intranet.accounts.queries import account_of, is_taken
from intranet.admin import actions, queries, rules
from intranet.admin.actions import NewColleague
from intranet.admin.forms import ColleagueForm, HomeForm, NamesForm, RoleForm
from intranet.admin.queries import PersonLine
from intranet.admin.views.frame import bp, keep_card, kept_card, link_of
from intranet.core.db import db
from intranet.core.forms import answers
from intranet.core.htmx import go, page, show
from intranet.core.permissions import Role, guard, require
from intranet.core.web import number
from intranet.people.current import me
from intranet.teams.models import Team


def _homes() -> dict[int, Team]:
    """Return the teams that can be a home, by key."""
    return {team.id: team for team in queries.homes()}


@bp.get("/admin/people")
@guard(rules.enter)
def people() -> Response:
    """List everybody, by name."""
    sought = request.args.get("q", "")[:100]
    found = queries.people(sought, number("after"))
    return show(
        "admin/people.html",
        "admin/_people.html",
        lines=found[: queries.PAGE],
        has_more=len(found) > queries.PAGE,
        sought=sought,
    )


@bp.route("/admin/people/new", methods=["GET", "POST"])
@guard(rules.enter)
def new() -> Response:
    """Add a colleague, and go to their card."""
    form = ColleagueForm()
    homes = _homes()
    form.team.choices = answers({str(key): team.name for key, team in homes.items()})
    if form.validate_on_submit() and _are_free(form):
        given = NewColleague(
            name=form.name.data or "",
            call_name=form.call_name.data or "",
            email=form.email.data or "",
            number=form.number.data or "",
            role=Role(form.role.data),
        )
        card = actions.add_colleague(given, homes[form.team.data], me().id)
        db.session.commit()
        keep_card(card)
        return go(url_for("admin.card", person_id=card.person.id))
    status = 422 if form.errors else 200
    return page("admin/new.html", status, form=form, has_homes=bool(homes))


def _are_free(form: NamesForm, but: int = 0) -> bool:
    """See that no other colleague signs in by these names."""
    for field in (form.email, form.number):
        if field.data and is_taken(field.data, but):
            field.errors = [_("A colleague uses this already.")]
    return not form.errors


@bp.get("/admin/people/<int:person_id>")
@guard(rules.enter)
def person(person_id: int) -> Response:
    """Show how somebody comes in, and what can be done about it."""
    return _shown(queries.person(person_id))


def _shown(
    line: PersonLine, status: int = 200, names: NamesForm | None = None
) -> Response:
    """Show the page of one person, with their forms."""
    if names is None:
        names = NamesForm(formdata=None)
        names.email.data = line.account.email if line.account else ""
        names.number.data = line.account.username if line.account else ""
    role = RoleForm(formdata=None, role=line.person.role.value)
    home = HomeForm(formdata=None, team=line.home.id if line.home else 0)
    home.team.choices = answers({str(key): t.name for key, t in _homes().items()})
    return page(
        "admin/person.html", status, line=line, names=names, role=role, home=home
    )


def _found(person_id: int) -> PersonLine:
    """Return a person whom the manager may change."""
    line = queries.person(person_id)
    require(rules.change_people, line.person)
    return line


def _saved(person_id: int, words: str) -> Response:
    """Save, say so, and show the person again."""
    db.session.commit()
    flash(words, "ok")
    return go(url_for("admin.person", person_id=person_id))


@bp.post("/admin/people/<int:person_id>/names")
@guard(rules.enter)
def rename(person_id: int) -> Response:
    """Change by what names somebody signs in."""
    line = _found(person_id)
    form = NamesForm()
    if not form.validate_on_submit() or not _are_free(form, person_id):
        return _shown(line, 422, form)
    account = account_of(person_id)
    actions.rename(
        line.person, account, form.email.data or "", form.number.data or "", me().id
    )
    return _saved(person_id, _("Saved."))


@bp.post("/admin/people/<int:person_id>/role")
@guard(rules.enter)
def change_role(person_id: int) -> Response:
    """Let somebody run the intranet, or no more."""
    line = _found(person_id)
    form = RoleForm()
    if not form.validate_on_submit():
        return _shown(line, 422)
    actions.change_role(line.person, Role(form.role.data), me().id)
    return _saved(person_id, _("Saved."))


@bp.post("/admin/people/<int:person_id>/home")
@guard(rules.enter)
def move_home(person_id: int) -> Response:
    """Give somebody another home team."""
    line = _found(person_id)
    team = _homes().get(request.form.get("team", 0, type=int))
    if team is None:
        return _shown(line, 422)
    actions.move_home(line.person, team, me().id)
    return _saved(person_id, _("Saved."))


@bp.post("/admin/people/<int:person_id>/stop")
@guard(rules.enter)
def stop_access(person_id: int) -> Response:
    """Let somebody in no more, from this moment."""
    line = _found(person_id)
    require(rules.stop_access, line.person)
    actions.stop_access(line.person, account_of(person_id), me().id)
    words = _("%(name)s has no access any more.", name=line.person.name)
    return _saved(person_id, words)


@bp.post("/admin/people/<int:person_id>/return")
@guard(rules.enter)
def give_access(person_id: int) -> Response:
    """Let somebody in again."""
    line = _found(person_id)
    actions.give_access(line.person, me().id)
    return _saved(person_id, _("%(name)s has access again.", name=line.person.name))


@bp.post("/admin/people/<int:person_id>/card")
@guard(rules.enter)
def new_card(person_id: int) -> Response:
    """Make a new card; the earlier one works no longer."""
    line = _found(person_id)
    made = actions.new_card(line.person, account_of(person_id), me().id)
    db.session.commit()
    keep_card(made)
    return go(url_for("admin.card", person_id=person_id))


@bp.get("/admin/people/<int:person_id>/card")
@guard(rules.enter)
def card(person_id: int) -> Response:
    """Show the card just made, to print or to send."""
    line = queries.person(person_id)
    made = kept_card(line.person)
    if made is None:
        return go(url_for("admin.person", person_id=person_id))
    link = link_of(made)
    drawn = segno.make(link, error="m").svg_inline(
        scale=5, border=2, dark="#000", light="#fff", omitsize=True, svgclass="qr"
    )
    answer = page(
        "admin/card.html",
        card=made,
        link=link,
        qr=Markup(drawn),  # noqa: S704 - a drawing made of the link above
        has_number=line.account is not None and bool(line.account.username),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
