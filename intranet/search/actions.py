"""Keeping the index: an entry is written with its cause, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import String, Table, and_, bindparam, delete, select, update

from intranet.core import richtext
from intranet.core.db import db, inserting
from intranet.core.prepared import Prepared
from intranet.governance.models import Wish
from intranet.people.models import Person
from intranet.search import words
from intranet.search.models import Entry, Kind
from intranet.teams.models import Membership, Team, TeamKind
from intranet.timeline.models import Comment, Post
from intranet.timeline.shapes import Said

CHUNK = 1_000

Line = dict[str, Any]


def write(lines: Sequence[Line]) -> None:
    """Write entries; one that is there keeps its place in the order."""
    if not lines:
        return
    added = inserting(Entry.__table__)
    db.session.execute(
        added.on_conflict_do_update(
            index_elements=["kind", "about_id"],
            set_={"words": added.excluded.words, "team_id": added.excluded.team_id},
        ),
        lines,
    )


def forget(kind: Kind, about_id: int) -> None:
    """Let something be found no longer."""
    db.session.execute(
        delete(Entry).where(Entry.kind == kind, Entry.about_id == about_id)
    )


def _line(kind: Kind, about_id: int, team_id: int | None, *texts: str) -> Line:
    """Return an entry as a row."""
    return {
        "kind": kind,
        "about_id": about_id,
        "team_id": team_id,
        "words": words.indexed(*texts),
    }


def person_lines(people: Sequence[Person]) -> list[Line]:
    """Return the entries of people: what they tell, and their open teams."""
    teams: dict[int, list[str]] = {}
    rows = db.session.execute(
        select(Membership.person_id, Team.name)
        .join(Team, Team.id == Membership.team_id)
        .where(
            Membership.person_id.in_([person.id for person in people]),
            Team.kind != TeamKind.CLOSED,
            Team.closed_at.is_(None),
        )
    )
    for person_id, name in rows:
        teams.setdefault(person_id, []).append(name)
    return [
        _line(
            Kind.PERSON, p.id, None, p.name, p.call_name, p.job, p.expertise,
            p.interests, p.location, p.about, *teams.get(p.id, ()),
        )
        for p in people
    ]  # fmt: skip


def team_lines(teams: Sequence[Team]) -> list[Line]:
    """Return the entries of teams; each is found by who sees it only."""
    return [_line(Kind.TEAM, t.id, t.id, t.name, t.about) for t in teams]


def wish_lines(wishes: Sequence[Wish]) -> list[Line]:
    """Return the entries of wishes."""
    return [_line(Kind.WISH, w.id, None, w.title, w.why) for w in wishes]


def post_lines(posts: Sequence[Any]) -> list[Line]:
    """Return the entries of messages with what was said under them.

    Args:
        posts: rows with id, team_id and html.

    """
    said: dict[int, list[str]] = {}
    rows = db.session.execute(
        select(Comment.post_id, Comment.html).where(
            Comment.post_id.in_([post.id for post in posts]),
            Comment.deleted_at.is_(None),
        )
    )
    for post_id, html in rows:
        said.setdefault(post_id, []).append(richtext.plain(html))
    return [
        _line(Kind.POST, p.id, p.team_id, richtext.plain(p.html), *said.get(p.id, ()))
        for p in posts
    ]


PEOPLE = select(Person).where(Person.left_at.is_(None), ~Person.is_persona)
TEAMS = select(Team).where(Team.closed_at.is_(None))
POSTS = select(Post.id, Post.team_id, Post.html).where(Post.deleted_at.is_(None))
WISHES = select(Wish)


def keep_people(person_ids: Iterable[int]) -> None:
    """Write the entries of these people anew; who left is found no longer."""
    wanted = list(person_ids)
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        here = db.session.scalars(PEOPLE.where(Person.id.in_(part))).all()
        write(person_lines(here))
        for gone in set(part) - {person.id for person in here}:
            forget(Kind.PERSON, gone)


def keep_team(team: Team) -> None:
    """Write the entries of a team and of who is in it anew."""
    if team.closed_at is None:
        write(team_lines([team]))
    else:
        forget(Kind.TEAM, team.id)
    keep_people(
        db.session.scalars(
            select(Membership.person_id).where(Membership.team_id == team.id)
        ).all()
    )


def keep_post(post_id: int) -> None:
    """Write the entry of a message anew; a deleted one is found no longer."""
    found = db.session.execute(POSTS.where(Post.id == post_id)).one_or_none()
    if found is None:
        forget(Kind.POST, post_id)
    else:
        write(post_lines([found]))


_entry = cast("Table", Entry.__table__)
_OF_POST = and_(_entry.c.kind == Kind.POST, _entry.c.about_id == bindparam("post"))
_WORDS = Prepared(select(_entry.c.words).where(_OF_POST))
_ADD_WORDS = Prepared(
    update(_entry)
    .where(_OF_POST)
    .values(words=_entry.c.words + " " + bindparam("more", type_=String))
)


def add_comment(comment: Said) -> None:
    """Let a message be found by what was just said under it.

    The index takes a changed entry out and puts it in again as a whole, so it is
    left alone when it knows these words. Whoever changes what a message is found
    by holds the row of that message, so nobody does at the same moment.
    """
    more = words.indexed(richtext.plain(comment.html)).split()
    known = _WORDS.row(post=comment.post_id)
    if known is None:
        return
    new = set(more).difference(known[0].split())
    if new:
        told = " ".join(word for word in more if word in new)
        _ADD_WORDS.rows(post=comment.post_id, more=told)


def keep_wish(wish: Wish) -> None:
    """Write the entry of a wish anew."""
    write(wish_lines([wish]))
