"""The search page and the Smoelenboek."""

from __future__ import annotations

import click
from flask import Blueprint, Response, request

from intranet.core import richtext
from intranet.core.htmx import show
from intranet.core.i18n import _l
from intranet.core.permissions import guard
from intranet.core.web import number
from intranet.people.current import me
from intranet.search import chores, queries, rules, words
from intranet.search.models import Kind

bp = Blueprint("search", __name__)

LONGEST = 100

WORDS = {
    Kind.PERSON: _l("Colleagues"),
    Kind.TEAM: _l("Teams"),
    Kind.POST: _l("Messages"),
    Kind.WISH: _l("Wishes"),
}


@bp.get("/search")
@guard(rules.search)
def index() -> Response:
    """Show what fits the words: a little of each kind, or pages of one kind."""
    text = request.args.get("q", "").strip()[:LONGEST]
    question = words.asked(text)
    kinds = queries.kinds()
    asked = request.args.get("kind", "")
    kind = next((one for one in kinds if one.value == asked), None)
    results = (
        [queries.find(me().id, one, question, None, queries.FEW) for one in kinds]
        if kind is None
        else [queries.find(me().id, kind, question, number("before"), queries.PAGE)]
    )
    return show(
        "search/index.html",
        "search/_results.html",
        text=text,
        kind=kind,
        kinds=kinds,
        names=WORDS,
        results=results,
        total=sum(len(found.things) for found in results),
        is_first=number("before") is None,
        question=question,
        marked=words.marked,
        excerpt=words.excerpt,
        plain=richtext.plain,
    )


@bp.get("/people/")
@guard(rules.see_people, room="people")
def people() -> Response:
    """Show the Smoelenboek: every colleague by name, or who fits the words."""
    text = request.args.get("q", "").strip()[:LONGEST]
    question = words.asked(text)
    team_id, reader = number("team"), me().id
    found = queries.people(reader, question, team_id, number("after"))
    shown = found[: queries.GRID]
    return show(
        "search/people.html",
        "search/_people.html",
        text=text,
        team_id=team_id,
        teams=queries.teams_to_choose(reader),
        people=shown,
        home=queries.team_names(person.id for person in shown),
        more=shown[-1].id if len(found) > queries.GRID else None,
        total=queries.how_many(reader, question, team_id),
        is_first=number("after") is None,
        question=question,
        marked=words.marked,
    )


@bp.cli.command("rebuild")
def rebuild() -> None:
    """Write the whole search index anew; safe while people work."""
    click.echo(f"{chores.rebuild()} things can be found")
