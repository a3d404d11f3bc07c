"""Team pages: the directory, one team, its members, and coming and going."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, url_for

from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.core.htmx import done, go, page, show
from intranet.core.permissions import can, guard, require
from intranet.core.web import number
from intranet.people.current import me
from intranet.people.models import Person
from intranet.teams import actions, queries, rules
from intranet.teams.forms import TeamForm
from intranet.teams.models import TeamKind

bp = Blueprint("teams", __name__, url_prefix="/teams")

FACES = 8
DIRECTORY = 48


@bp.get("/")
@guard(rules.see_list)
def index() -> Response:
    """Show the teams: mine first, then all that I may see, by name."""
    asked = request.args.get("kind", "")
    kind = next((kind for kind in TeamKind if kind == asked), None)
    text = request.args.get("q", "").strip()[:80]
    lines = queries.directory(
        me().id,
        kind=kind,
        text=text,
        after=request.args.get("after", "")[:200],
        limit=DIRECTORY + 1,
    )
    return show(
        "teams/index.html",
        "teams/_list.html",
        lines=lines[:DIRECTORY],
        has_more=len(lines) > DIRECTORY,
        kind=kind,
        kinds=list(TeamKind),
        text=text,
    )


@bp.route("/new", methods=["GET", "POST"])
@guard(rules.start_team)
def new() -> Response:
    """Start a team."""
    form = TeamForm()
    form.offer(departments=can("teams.start_department"))
    if form.validate_on_submit():
        try:
            team = actions.make_team(
                form.name.data or "",
                TeamKind(form.kind.data),
                about=form.about.data or "",
                owner_id=me().id,
            )
        except actions.NameTakenError as taken:
            form.name.errors = [str(taken)]
        else:
            db.session.commit()
            return go(url_for("teams.team", slug=team.slug))
    return page("teams/new.html", 422 if form.errors else 200, form=form)


@bp.get("/<slug>")
@guard(rules.see_list)
def team(slug: str) -> Response:
    """Show a team: what it is for, who is in it, what they talk about."""
    line = queries.line(me().id, slug)
    people = queries.member_page(line.team.id)
    return page(
        "teams/team.html",
        line=line,
        team=line.team,
        members=people[:FACES],
        owners=queries.owners(line.team.id),
    )


@bp.get("/<slug>/members")
@guard(rules.see_list)
def members(slug: str) -> Response:
    """Show who is in a team, sixty at a time, by name."""
    line = queries.line(me().id, slug)
    last = number("id")
    after = (request.args.get("after", ""), last) if last is not None else None
    people = queries.member_page(line.team.id, after)
    return show(
        "teams/members.html",
        "teams/_members.html",
        line=line,
        team=line.team,
        members=people,
        has_more=len(people) == queries.MEMBER_PAGE,
    )


@bp.post("/<slug>/join")
@guard(rules.see_list)
def join(slug: str) -> Response:
    """Become a member."""
    team = queries.team(me().id, slug)
    require(rules.join_team, team)
    actions.join(team, me().id)
    db.session.commit()
    return _answered(slug)


@bp.post("/<slug>/leave")
@guard(rules.see_list)
def leave(slug: str) -> Response:
    """Leave a team; a closed one is then out of sight at once."""
    team = queries.team(me().id, slug)
    actions.leave_team(team, me().id)
    db.session.commit()
    if team.is_hidden:
        return go(url_for("teams.index"))
    return _answered(slug)


@bp.post("/<slug>/follow")
@guard(rules.see_list)
def follow(slug: str) -> Response:
    """Follow a team, or stop following it, as the button said."""
    team = queries.team(me().id, slug)
    if request.form.get("follow", "1") == "1":
        actions.follow(team.id, me().id)
    else:
        actions.unfollow(team.id, me().id)
    db.session.commit()
    return _answered(slug)


def _answered(slug: str) -> Response:
    """Show what a team is to me now."""
    line = queries.line(me().id, slug)
    url = url_for("teams.team", slug=slug)
    return done("teams/_part_in_it.html", url, line=line, team=line.team)


@bp.route("/<slug>/edit", methods=["GET", "POST"])
@guard(rules.see_list)
def edit(slug: str) -> Response:
    """Change what a team is called and what it is for."""
    team = queries.team(me().id, slug)
    require(rules.change_team, team)
    form = TeamForm(obj=team)
    departments = can("teams.start_department") or team.kind == TeamKind.DEPARTMENT
    form.offer(departments=departments)
    if form.validate_on_submit():
        try:
            actions.change_team(
                team,
                form.name.data or "",
                TeamKind(form.kind.data),
                form.about.data or "",
            )
        except actions.NameTakenError as taken:
            form.name.errors = [str(taken)]
        except actions.HomeTeamError as homeless:
            form.kind.errors = [str(homeless)]
        else:
            db.session.commit()
            return go(url_for("teams.team", slug=team.slug))
    return page("teams/edit.html", 422 if form.errors else 200, form=form, team=team)


@bp.post("/<slug>/members/add")
@guard(rules.see_list)
def add_member(slug: str) -> Response:
    """Let a team's own people bring somebody in, a closed team's too."""
    team = queries.team(me().id, slug)
    require(rules.change_team, team)
    found = queries.colleague(request.form.get("handle", ""))
    if found is None:
        raise actions.UnknownColleagueError
    actions.join(team, found.id)
    db.session.commit()
    return go(url_for("teams.members", slug=slug))


@bp.post("/<slug>/members/<int:person_id>/remove")
@guard(rules.see_list)
def remove_member(slug: str, person_id: int) -> Response:
    """Take somebody out of a team."""
    team = queries.team(me().id, slug)
    require(rules.change_team, team)
    if not queries.is_member(team.id, person_id):
        raise NotHereError
    actions.leave_team(team, person_id)
    db.session.commit()
    return go(url_for("teams.members", slug=slug))


@bp.post("/<slug>/close")
@guard(rules.see_list)
def close(slug: str) -> Response:
    """Close a team; what was said stays for who could read it."""
    team = queries.team(me().id, slug)
    require(rules.change_team, team)
    actions.close_team(team)
    db.session.commit()
    return go(url_for("teams.index"))


def person_teams(person: Person) -> str:
    """Fill the rail of a profile with the teams of that person the reader may see."""
    lines = queries.lines_of(person.id, me().id)
    return render_template("teams/_of_person.html", lines=lines, person=person)
