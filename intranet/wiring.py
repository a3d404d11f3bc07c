"""Who hears what: every fact the house announces, and who acts on it.

Read this file to know what else happens when somebody does something. A room
never calls a room above it; it announces a fact, and this table brings it up.
The same goes for pages: a room below leaves a slot, a room above fills it.
"""

from __future__ import annotations

from datetime import time, timedelta

from flask import Blueprint, Flask

from intranet.accounts import chores as devices
from intranet.accounts import views as accounts
from intranet.admin import commands as admin_commands
from intranet.admin import views as admin
from intranet.backup import commands as backup_commands
from intranet.colleague import views as colleague
from intranet.core import bus, postman, schedule, slots
from intranet.core.schedule import Chore
from intranet.demo import commands as demo_commands
from intranet.governance import views as governance
from intranet.governance.facts import WishAnswered, WishMade
from intranet.home import views as home
from intranet.media import chores as photos
from intranet.media import views as media
from intranet.notifications import badge
from intranet.notifications import chores as news
from intranet.notifications import listeners as heard
from intranet.notifications import views as notifications
from intranet.people import views as people
from intranet.people.facts import PersonChanged, ProfileCompleted
from intranet.rewards import chores as cakes
from intranet.rewards import listeners as cake
from intranet.rewards import views as rewards
from intranet.rewards.facts import CakeDelivered, CakeEarned
from intranet.search import listeners as index
from intranet.search import views as search
from intranet.teams import views as teams
from intranet.teams.facts import MembersChanged, TeamChanged
from intranet.timeline import chores as messages
from intranet.timeline import listeners as redraw
from intranet.timeline import views as timeline
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
    PersonChanged: [
        redraw.person_changed,
        index.person_changed,
        cake.person_changed,
    ],
    ProfileCompleted: [cake.profile_completed],
    TeamChanged: [index.team_changed],
    MembersChanged: [index.members_changed, cake.members_changed],
    PostPublished: [index.post_published, heard.post_published],
    PostEdited: [index.post_edited, heard.post_edited],
    PostDeleted: [index.post_deleted],
    PostRestored: [index.post_restored],
    PostLiked: [heard.post_liked],
    LikeTakenBack: [heard.like_taken_back],
    CommentMade: [index.comment_made, heard.comment_made],
    CommentDeleted: [index.comment_deleted],
    WishMade: [index.wish_made],
    WishAnswered: [heard.wish_answered],
    CakeEarned: [heard.cake_earned],
    CakeDelivered: [heard.cake_delivered],
}

SLOTS: slots.Slots = {
    "team.main": [timeline.blocks.team],
    "team.rail": [rewards.team_cake],
    "person.main": [timeline.blocks.person],
    "person.rail": [teams.person_teams],
    "home.main": [timeline.blocks.home],
    "home.rail": [rewards.home_cake],
    "admin.main": [rewards.cakes_to_order],
}

PAGES: list[Blueprint] = [
    home.bp,
    accounts.bp,
    admin.bp,
    colleague.bp,
    people.bp,
    teams.bp,
    media.bp,
    timeline.bp,
    governance.bp,
    rewards.bp,
    notifications.bp,
    search.bp,
]

CHORES: list[Chore] = [
    Chore("mail", postman.carry),
    Chore("digest", news.digest, time(7, 30), weekdays=True, grace=timedelta(hours=4)),
    Chore("cakes", cakes.look, time(4, 10)),
    Chore("devices", devices.sweep, time(3, 10)),
    Chore("letters", postman.sweep, time(3, 15)),
    Chore("news", news.sweep, time(3, 20)),
    Chore("photos", photos.sweep, time(3, 25)),
    Chore("messages", messages.purge, time(3, 30)),
]
"""What is done at its hour, on the clock on the wall."""


def init_app(app: Flask) -> None:
    """Open every page, hang up every listener, fill every slot, offer commands."""
    bus.connect(app, HEARS)
    slots.connect(app, SLOTS)
    schedule.connect(app, CHORES)
    for page in PAGES:
        app.register_blueprint(page)
    app.cli.add_command(admin_commands.person)
    app.cli.add_command(demo_commands.demo)
    app.cli.add_command(backup_commands.backup)
    app.cli.add_command(backup_commands.restore)
    app.add_template_global(notifications.bell)
    app.wsgi_app = badge.Shortcut(app)  # type: ignore[method-assign]
