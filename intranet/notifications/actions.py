"""Telling people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from sqlalchemy import (
    Integer,
    String,
    Table,
    bindparam,
    delete,
    exists,
    insert,
    literal_column,
    or_,
    select,
    union,
)

from intranet.core.clock import now
from intranet.core.db import db
from intranet.core.prepared import Prepared
from intranet.notifications.models import Kind, Notification
from intranet.people.models import Person
from intranet.teams.models import Membership
from intranet.teams.queries import visible_teams
from intranet.timeline.models import Comment, Post

_whole = cast("Table", Notification.__table__)
_table = _whole.c
_post, _comment = Post.__table__, Comment.__table__
_GIVEN = ("actor_id", "kind", "about", "post_id", "comment_id", "wish_id", "cake_id")

_sees = or_(
    bindparam("team", type_=Integer).is_(None),
    bindparam("team", type_=Integer).in_(visible_teams(literal_column("person.id"))),
)
"""The reader sees the team the thing belongs to; checked in the same statement."""

_told_before = exists().where(
    Notification.reader_id == literal_column("person.id"),
    Notification.actor_id == bindparam("actor_id", type_=Integer),
    Notification.about == bindparam("about", type_=String),
)

_lines = select(
    Person.id,
    *(
        bindparam(name, type_=_table[name].type).label(name)
        for name in (*_GIVEN, "told_at")
    ),
).where(
    Person.id != bindparam("actor_id", type_=Integer),
    ~Person.is_persona,
    Person.left_at.is_(None),
    _sees,
)
_columns = ["reader_id", *_GIVEN, "told_at"]
_chosen = Person.id.in_(bindparam("readers", expanding=True))
_in_team = Person.id.in_(
    select(Membership.person_id).where(Membership.team_id == bindparam("team"))
)
_not_chosen = Person.id.not_in(bindparam("but", expanding=True))

_TELL = insert(_whole).from_select(_columns, _lines.where(_chosen))
_TELL_ONE = Prepared(
    insert(_whole).from_select(
        _columns, _lines.where(Person.id == bindparam("reader"), ~_told_before)
    )
)
_TELL_ONCE = insert(_whole).from_select(_columns, _lines.where(_chosen, ~_told_before))
_TELL_TEAM = insert(_whole).from_select(_columns, _lines.where(_in_team, _not_chosen))


def _facts(
    kind: Kind, about: str, actor_id: int, on: dict[str, int]
) -> dict[str, object]:
    """Return what stands in every line of one event."""
    return {
        **dict.fromkeys(_GIVEN),
        "kind": kind,
        "about": about,
        "actor_id": actor_id,
        "told_at": now(),
        **on,
    }


def tell(  # noqa: PLR0913 - an event has these parts
    readers: Iterable[int],
    kind: Kind,
    about: str,
    actor_id: int,
    *,
    team_id: int | None = None,
    once: bool = False,
    **on: int,
) -> None:
    """Put a line behind the bell of each reader, in one statement.

    Left out are the actor, the digital colleague, whoever left, and whoever
    does not see the team.

    Args:
        readers: keys of people; each gets one line.
        kind: why they are told.
        about: lines with the same words here are shown as one.
        actor_id: who did it.
        team_id: the team the thing belongs to; None when it is for all.
        once: True when the same act of the same person is told only once.
        on: keys of the things, as post_id=12.

    """
    chosen = sorted(set(readers) - {actor_id})
    if once and len(chosen) == 1:
        facts = _facts(kind, about, actor_id, on)
        _TELL_ONE.rows(team=team_id, reader=chosen[0], **facts)
    elif chosen:
        db.session.execute(
            _TELL_ONCE if once else _TELL,
            {
                **_facts(kind, about, actor_id, on),
                "team": team_id,
                "readers": chosen,
            },
        )


def tell_team(
    team_id: int,
    kind: Kind,
    about: str,
    actor_id: int,
    *,
    but: Iterable[int] = (),
    **on: int,
) -> None:
    """Put a line behind the bell of every member of a team, in one statement.

    Args:
        team_id: whose members.
        kind: why they are told.
        about: lines with the same words here are shown as one.
        actor_id: who did it; not told.
        but: people who hear of it in another way already.
        on: keys of the things, as post_id=12.

    """
    db.session.execute(
        _TELL_TEAM,
        {
            **_facts(kind, about, actor_id, on),
            "team": team_id,
            "but": [*but, 0],
        },
    )


_spoke_there = Person.id.in_(
    union(
        select(_comment.c.author_id).where(
            _comment.c.post_id == bindparam("post_id", type_=Integer),
            _comment.c.deleted_at.is_(None),
        ),
        select(_post.c.author_id).where(
            _post.c.id == bindparam("post_id", type_=Integer)
        ),
    )
)
_told_of_it = exists().where(
    Notification.comment_id == bindparam("comment_id", type_=Integer),
    Notification.reader_id == literal_column("person.id"),
)
_TELL_TALK = Prepared(
    insert(_whole).from_select(_columns, _lines.where(_spoke_there, ~_told_of_it))
)


def tell_talk(
    post_id: int, comment_id: int, actor_id: int, team_id: int | None
) -> None:
    """Tell the author of a message, and who spoke there before, of a comment.

    Left out is also who heard of it in another way already.

    Args:
        post_id: the message.
        comment_id: what was said.
        actor_id: who said it.
        team_id: the team of the message; None when it is for all.

    """
    facts = _facts(
        Kind.COMMENT,
        f"comment:{post_id}",
        actor_id,
        {"post_id": post_id, "comment_id": comment_id},
    )
    _TELL_TALK.rows(team=team_id, **facts)


_FORGET_LIKE = Prepared(
    delete(_whole).where(
        _table.about == bindparam("about"),
        _table.post_id == bindparam("post"),
        _table.actor_id == bindparam("liker"),
        _table.seen_at.is_(None),
    )
)


def forget_like(post_id: int, liker_id: int) -> None:
    """Take back the line of a like that nobody saw yet."""
    _FORGET_LIKE.rows(about=f"like:{post_id}", post=post_id, liker=liker_id)
