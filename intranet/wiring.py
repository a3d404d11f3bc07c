"""Who hears what: every fact the house announces, and who acts on it.

Read this file to know what else happens when somebody does something. A room
never calls a room above it; it announces a fact, and this table brings it up.
The same goes for pages: a room below leaves a slot, a room above fills it.
"""

from __future__ import annotations

from flask import Blueprint, Flask

from intranet.accounts import views as accounts
from intranet.colleague import views as colleague
from intranet.core import bus, slots
from intranet.governance.facts import WishAnswered, WishMade
from intranet.home import views as home
from intranet.people import views as people
from intranet.people.facts import PersonChanged, ProfileCompleted
from intranet.rewards.facts import CakeDelivered, CakeEarned
from intranet.teams import views as teams
from intranet.teams.facts import MembersChanged, TeamChanged
from intranet.timeline.facts import (
    CommentDeleted,
    CommentMade,
    LikeTakenBack,
    PostDeleted,
    PostEdited,
    PostLiked,
    PostPublished,
    PostRestored,
)

HEARS: bus.Table = {
    PersonChanged: [],
    ProfileCompleted: [],
    TeamChanged: [],
    MembersChanged: [],
    PostPublished: [],
    PostEdited: [],
    PostDeleted: [],
    PostRestored: [],
    PostLiked: [],
    LikeTakenBack: [],
    CommentMade: [],
    CommentDeleted: [],
    WishMade: [],
    WishAnswered: [],
    CakeEarned: [],
    CakeDelivered: [],
}

SLOTS: slots.Slots = {
    "team.main": [],
    "team.rail": [],
    "person.main": [],
    "person.rail": [teams.person_teams],
    "home.main": [],
    "home.rail": [],
    "admin.main": [],
}

PAGES: list[Blueprint] = [
    home.bp,
    accounts.bp,
    colleague.bp,
    people.bp,
    teams.bp,
]


def init_app(app: Flask) -> None:
    """Open every page, hang up every listener, fill every slot, offer commands."""
    bus.connect(app, HEARS)
    slots.connect(app, SLOTS)
    for page in PAGES:
        app.register_blueprint(page)
