"""Profile pages; the Smoelenboek itself is a search, and lives there."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request, url_for

from intranet.core.db import db
from intranet.core.htmx import go, page
from intranet.core.permissions import guard, require
from intranet.people import actions, queries, rules
from intranet.people.current import myself
from intranet.people.forms import ProfileForm
from intranet.people.models import Person

bp = Blueprint("people", __name__)

DAYS = 5


@bp.get("/people/<int:person_id>")
@guard(rules.see_directory)
def person(person_id: int) -> Response:
    """Show a colleague: what they do, know and like, and what they wrote."""
    return page("people/person.html", person=queries.person(person_id))


@bp.get("/me")
@guard(rules.see_directory)
def me() -> Response:
    """Show my own profile, with the one step that is next."""
    return page("people/person.html", person=myself())


@bp.route("/me/edit", methods=["GET", "POST"])
@guard(rules.see_directory)
def edit() -> Response:
    """Change my own profile."""
    person = myself()
    require(rules.change_profile, person)
    form = _form_of(person)
    if form.validate_on_submit():
        _save(person, form)
        db.session.commit()
        return go(url_for("people.me"))
    return page(
        "people/edit.html", 422 if form.errors else 200, form=form, person=person
    )


@bp.get("/people/mention")
@guard(rules.see_directory)
def mention() -> Response:
    """Complete a name after an @, as a list to choose from."""
    found = queries.starting_with(request.args.get("q", "")[:60])
    part = render_template("people/_mention.html", people=found)
    return make_response(part)


def _form_of(person: Person) -> ProfileForm:
    """Return the form, filled from the request, else from the profile."""
    days = [str(day) for day in range(DAYS) if person.works[day] == "x"]
    given = {
        name: getattr(person, name)
        for name in ProfileForm.__dict__
        if hasattr(Person, name) and name != "works"
    }
    return ProfileForm(data={**given, "works": days})


def _save(person: Person, form: ProfileForm) -> None:
    """Save exactly the fields of the form, trimmed, days as five letters."""
    days = form.works.data or []
    told = {
        name: (value or "").strip()
        for name, value in form.data.items()
        if name not in {"works", "wants_digest", "csrf_token"}
    }
    actions.save_profile(
        person,
        **told,
        works="".join("x" if str(day) in days else "-" for day in range(DAYS)),
        wants_digest=bool(form.wants_digest.data),
    )
