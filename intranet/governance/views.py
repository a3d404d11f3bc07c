"""How it works here, its history, and the wish box."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _

from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.core.forms import HouseForm
from intranet.core.htmx import go, page, show
from intranet.core.permissions import can, guard
from intranet.core.web import number
from intranet.governance import actions, forms, queries, rules
from intranet.governance.first_words import Row
from intranet.governance.forms import AnswerForm, WishForm
from intranet.governance.models import Section, Wish, WishState
from intranet.governance.states import LOOKS, SECTIONS
from intranet.people.current import me

bp = Blueprint("governance", __name__, url_prefix="/governance")

ICONS = (
    "message-circle", "circle-help", "hand-heart", "smile", "scale", "lock-keyhole",
    "handshake", "sprout",
)  # fmt: skip


def _whole() -> dict[str, Any]:
    """Return what the page and its print need."""
    return {
        "entries": queries.entries(),
        "Section": Section,
        "titles": SECTIONS,
        "roles": forms.ROLES,
        "routes": forms.ROUTES,
        "icons": ICONS,
    }


@bp.get("/")
@guard(rules.read)
def index() -> Response:
    """Show what we are here for, who does what, the rules and the wishes."""
    return page("governance/index.html", lanes=queries.board(), looks=LOOKS, **_whole())


@bp.get("/print")
@guard(rules.read)
def printed() -> Response:
    """Show the page as one sheet to print."""
    return page("governance/print.html", **_whole())


def _section(name: str) -> Section:
    """Return the section of an address."""
    try:
        return Section(name)
    except ValueError as none:
        raise NotHereError from none


@bp.route("/<name>/edit", methods=["GET", "POST"])
@guard(rules.edit)
def edit(name: str) -> Response:
    """Change one section; second thoughts are shown once, and then it is saved."""
    section = _section(name)
    form = forms.section_form(section, queries.section(section))
    last = queries.last_edition(section)
    notes: list[str] = []
    if form.validate_on_submit():
        rows, unclear = _rows(section, form)
        if form["seen"].data != str(last):
            unclear.append(
                _(
                    "Somebody changed this in the meantime. "
                    "Look at the page, then save again."
                )
            )
        if unclear:
            form.form_errors = unclear
        else:
            notes = _second_thoughts(section, form, rows)
            if not notes:
                actions.save_section(section, rows, me().id)
                db.session.commit()
                flash(_("Saved."), "ok")
                return go(url_for("governance.index", _anchor=section.value))
    form["seen"].data = str(last)
    return page(
        "governance/edit.html",
        422 if form.errors or notes else 200,
        form=form,
        section=section,
        title=SECTIONS[section],
        notes=notes,
    )


def _second_thoughts(section: Section, form: HouseForm, rows: list[Row]) -> list[str]:
    """Return what to think over, unless the editor said it is fine."""
    if form["sure"].data:
        return []
    notes = forms.second_thoughts(
        section, [row.title for row in rows], [row.body for row in rows]
    )
    form["sure"].data = "yes" if notes else ""
    return notes


def _rows(section: Section, form: HouseForm) -> tuple[list[Row], list[str]]:
    """Return the entries that were typed, and which names are unclear."""
    slugs = list(
        {Section.ROLES: forms.ROLES, Section.ROUTES: forms.ROUTES}.get(section, {})
    )
    count = sum(field.name.startswith("body_") for field in form)
    typed = [
        {
            part: (form[f"{part}_{i}"].data or "").strip()
            if f"{part}_{i}" in form
            else ""
            for part in ("title", "person", "body")
        }
        for i in range(count)
    ]
    names = [name for row in typed for name in forms.names_in(row["person"])]
    people = queries.find_people(names)
    rows: list[Row] = []
    for i, row in enumerate(typed):
        slug = slugs[i] if slugs else ""
        mine = [people[name] for name in forms.names_in(row["person"])]
        if section == Section.ROLES:
            rows += [Row("", row["body"], slug, who.id) for who in mine if who]
        else:
            who = mine[0] if mine else None
            rows.append(Row(row["title"], row["body"], slug, who.id if who else None))
    return rows, forms.unclear(people)


@bp.get("/<name>/history")
@guard(rules.read)
def history(name: str) -> Response:
    """Show how a section read before, who changed it and when."""
    section = _section(name)
    editions = queries.history(section, number("before"))
    shown = editions[: queries.PAGE]
    return show(
        "governance/history.html",
        "governance/_editions.html",
        section=section,
        title=SECTIONS[section],
        editions=shown,
        more=shown[-1].id if len(editions) > queries.PAGE else None,
    )


@bp.get("/wishes/")
@guard(rules.read)
def wishes() -> Response:
    """Show the wishes as a list, all or of one column; the phone's board."""
    asked = request.args.get("state", "")
    state = next((one for one in WishState if one.value == asked), None)
    found = queries.wishes(state, number("before"))
    shown = found[: queries.PAGE]
    return show(
        "governance/wishes.html",
        "governance/_wishes.html",
        wishes=shown,
        state=state,
        looks=LOOKS,
        more=shown[-1].id if len(found) > queries.PAGE else None,
    )


@bp.route("/wishes/new", methods=["GET", "POST"])
@guard(rules.make_wish)
def new_wish() -> Response:
    """Make a wish."""
    form = WishForm.fresh()
    if form.validate_on_submit():
        wish = actions.make_wish(
            me().id,
            form.title.data or "",
            form.why.data or "",
            (form.form_key.data or "")[:100],
        )
        db.session.commit()
        flash(_("Thank you. Your wish is on the board, and you get an answer."), "ok")
        return go(url_for("governance.wish", wish_id=wish.id))
    return page("governance/new_wish.html", 422 if form.errors else 200, form=form)


@bp.get("/wishes/<int:wish_id>")
@guard(rules.read)
def wish(wish_id: int) -> Response:
    """Show a wish, where it stands, and everything that was answered."""
    found = queries.wish(wish_id)
    form = AnswerForm() if can("governance.answer") else None
    return _wish_page(found, form)


def _wish_page(wish: Wish, form: AnswerForm | None, status: int = 200) -> Response:
    """Show the page of one wish."""
    if form is not None:
        form.offer(wish.state)
    return page(
        "governance/wish.html",
        status,
        wish=wish,
        answers=queries.answers(wish.id),
        form=form,
        looks=LOOKS,
    )


@bp.post("/wishes/<int:wish_id>/answer")
@guard(rules.answer)
def answer(wish_id: int) -> Response:
    """Move a wish, with words for whoever asked."""
    wish = queries.wish(wish_id)
    form = AnswerForm()
    form.offer(wish.state)
    if not form.validate_on_submit():
        return _wish_page(wish, form, 422)
    actions.answer_wish(
        wish, WishState(form.state.data), form.answer.data or "", me().id
    )
    db.session.commit()
    flash(_("%(name)s gets your answer.", name=wish.asker.call_name), "ok")
    return go(url_for("governance.wish", wish_id=wish.id))
