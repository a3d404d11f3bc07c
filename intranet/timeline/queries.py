"""Reading the timeline: statements built once, answered as plain small objects.

Every list here passes the gate. The cards of a page come in one query; what stands on
them for everybody is drawn once and kept, so the other two are seldom asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select, true

from intranet.core.clock import now
from intranet.core.db import BIGGEST_KEY
from intranet.core.errors import NotHereError
from intranet.core.prepared import Prepared
from intranet.people.models import HUES, FaceChoice, Person
from intranet.teams.models import Team
from intranet.teams.queries import followed_team_ids, my_team_ids
from intranet.timeline.gate import SEEN, of_team
from intranet.timeline.models import Like, Post, Reading

PAGE = 20
MOST = 200
"""How many messages a page goes on to, at most, for who comes back to a place."""

VISIT = timedelta(minutes=30)
"""Who was away longer than this comes for a new visit."""

MOST_NEW = 99
TABS = ("mine", "teams", "followed", "all")

_post, _person, _team = Post.__table__, Person.__table__, Team.__table__.alias()
_like, _reading = Like.__table__, Reading.__table__
_reader: Any = bindparam("reader")

_SHOWS: dict[str, Any] = {
    "mine": or_(
        _post.c.team_id.is_(None),
        of_team.in_(my_team_ids(_reader)),
        of_team.in_(followed_team_ids(_reader)),
    ),
    "teams": of_team.in_(my_team_ids(_reader)),
    "followed": of_team.in_(followed_team_ids(_reader)),
    "all": true(),
    "team": _post.c.team_id == bindparam("about"),
    "person": _post.c.author_id == bindparam("about"),
    "one": _post.c.id == bindparam("about"),
}
"""What each list holds, within what its reader may see."""

ABOUT = ("team", "person", "one")
"""The lists that are about somebody or something."""


@dataclass(slots=True)
class Card:
    """One message as a list shows it; everything a template reads, no session."""

    id: int
    author_id: int
    team_id: int | None
    html: str
    likes: int
    comments: int
    pictures: str
    version: int
    touched: int
    published_at: datetime
    edited_at: datetime | None
    name: str
    is_persona: bool
    face_choice: FaceChoice
    photo_key: str | None
    avatar: str | None
    team_name: str | None
    team_slug: str | None
    team_hue: int | None
    team_icon: str | None
    liked: bool
    line_id: int | None
    newest_id: int | None
    seen_at: datetime | None

    @property
    def hue(self) -> int:
        """The colour of the author's initials, 1 to 12."""
        return self.author_id % HUES + 1


@dataclass(slots=True)
class Feed:
    """One page of a list of messages, newest first.

    Attributes:
        show: which list: one of TABS, or "team" or "person".
        about: key of the team or person of that list, else 0.
        is_first: whether this is the newest page.
        has_more: whether there are older messages.

    """

    cards: list[Card]
    show: str
    about: int
    is_first: bool
    has_more: bool

    @property
    def newest_id(self) -> int:
        """Key of the newest message shown; 0 when there is none."""
        return self.cards[0].id if self.cards else 0

    @property
    def oldest_id(self) -> int:
        """Key of the oldest message shown; 0 when there is none."""
        return self.cards[-1].id if self.cards else 0

    @property
    def is_new_visit(self) -> bool:
        """Say whether this reader was away for a while, or never here."""
        seen_at = self.cards[0].seen_at if self.cards else None
        return seen_at is None or now() - seen_at > VISIT

    @property
    def line_id(self) -> int:
        """Key of the newest message of the visit before; 0 at the first visit."""
        if not self.cards:
            return 0
        first = self.cards[0]
        return (first.newest_id if self.is_new_visit else first.line_id) or 0


def _cards(show: str) -> Select[Any]:
    """Return the statement of a list."""
    liked = (
        select(_like.c.post_id)
        .where(_like.c.post_id == _post.c.id, _like.c.person_id == _reader)
        .exists()
    )
    p, w, t, r = _post.c, _person.c, _team.c, _reading.c
    columns = (
        p.id, p.author_id, p.team_id, p.html, p.likes, p.comments, p.pictures,
        p.version, p.touched, p.published_at, p.edited_at,
        w.name, w.is_persona, w.face_choice, w.photo_key, w.avatar,
        t.name, t.slug, t.hue, t.icon, liked, r.line_id, r.newest_id, r.at,
    )  # fmt: skip
    return (
        select(*columns)
        .select_from(_post.join(_person, w.id == p.author_id))
        .outerjoin(_team, t.id == p.team_id)
        .outerjoin(_reading, r.person_id == _reader)
        .where(p.deleted_at.is_(None), p.id < bindparam("before"), SEEN, _SHOWS[show])
        .order_by(p.id.desc())
        .limit(bindparam("most"))
    )


_FEEDS = {show: Prepared(_cards(show)) for show in _SHOWS}


def feed(
    reader_id: int,
    show: str = "mine",
    *,
    about: int = 0,
    before: int | None = None,
    upto: int | None = None,
) -> Feed:
    """Return one page of a list of messages, newest first, in one query.

    Args:
        reader_id: who reads; messages of teams they may not see are left out.
        show: one of TABS, or "team" or "person" with `about`.
        about: key of the team or the person the list is about.
        before: key of the oldest message already shown; None for the first page.
        upto: go on to this message at least, for who comes back to a place far
            down; two hundred at most.

    """
    most = MOST if upto else PAGE
    asked = {"about": about} if show in ABOUT else {}
    rows = _FEEDS[show].rows(
        reader=reader_id, before=before or BIGGEST_KEY, most=most + 1, **asked
    )
    cards = [Card(*row) for row in rows]
    if upto:
        most = max(PAGE, sum(card.id >= upto for card in cards[:MOST]))
    return Feed(cards[:most], show, about, before is None, len(cards) > most)


def card(reader_id: int, post_id: int) -> Card:
    """Return one message.

    Raises:
        NotHereError: when it is not there, deleted, or not for this reader.

    """
    found = feed(reader_id, "one", about=post_id).cards
    if not found:
        raise NotHereError
    return found[0]


_NEW = {
    show: Prepared(
        select(func.count()).select_from(
            select(_post.c.id)
            .where(
                _post.c.id > bindparam("since"),
                _post.c.author_id != _reader,
                _post.c.deleted_at.is_(None),
                SEEN,
                _SHOWS[show],
            )
            .limit(MOST_NEW)
            .subquery()
        )
    )
    for show in (*TABS, "team")
}


def new_count(reader_id: int, show: str, since: int, about: int = 0) -> int:
    """Return how many messages of others came after one, at most 99.

    Args:
        reader_id: who reads.
        show: one of TABS, or "team" with `about`.
        since: key of the newest message the reader has on the page.
        about: key of the team.

    """
    asked = {"about": about} if show in ABOUT else {}
    found = _NEW[show].row(reader=reader_id, since=since, **asked)
    return int(found[0]) if found else 0
