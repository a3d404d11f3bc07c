"""What a line behind the bell says; the digest says the same."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup, escape

from intranet.core import richtext
from intranet.notifications.models import Kind
from intranet.notifications.queries import Group
from intranet.timeline.models import Post

SHORT = 140
"""Two lines on a phone: what a mail shows of a message."""

PAIR = 2

Say = Callable[[str], str]


def _bold(words: str) -> str:
    """Let a name stand out; whatever is in it stays text."""
    return Markup("<b>{}</b>").format(words)


def shown(group: Group) -> Markup:
    """Return the sentence for a page: names are bold, everything is escaped."""
    return Markup(_sentence(group, _bold, lambda words: str(escape(words))))  # noqa: S704 - every value in it is escaped


def plain(group: Group) -> str:
    """Return the sentence for a mail or a label."""
    return _sentence(group, str, str)


def _who(group: Group, bold: Say) -> str:
    """Name who did it: "An", "An and Bo", "An and 3 others"."""
    names = [bold(person.call_name) for person in group.people] or [bold("?")]
    if group.actors == 1 or len(names) == 1:
        return names[0]
    if group.actors == PAIR:
        return _("%(name)s and %(other)s", name=names[0], other=names[1])
    return ngettext(
        "%(name)s and %(num)s other",
        "%(name)s and %(num)s others",
        group.actors - 1,
        name=names[0],
    )


def _sentence(group: Group, bold: Say, safe: Say) -> str:  # noqa: PLR0911 - one for each kind
    """Say what happened, in one sentence."""
    who, count = _who(group, bold), group.actors
    match group.kind:
        case Kind.LIKE:
            return ngettext(
                "%(who)s likes your message",
                "%(who)s like your message",
                count,
                who=who,
            )
        case Kind.COMMENT:
            return _comment(group, who, bold)
        case Kind.MENTION:
            if group.comment_id is None:
                return _("%(who)s mentioned you in a message", who=who)
            return _("%(who)s mentioned you in a comment", who=who)
        case Kind.TEAM_POST:
            team = group.post.team.name if group.post and group.post.team else ""
            return _("%(who)s posted in %(team)s", who=who, team=safe(team))
        case Kind.WISH:
            title = group.wish.title if group.wish else ""
            return _(
                "%(who)s answered your wish “%(title)s”", who=who, title=safe(title)
            )
        case Kind.CAKE:
            return _cake(group, safe)


def _comment(group: Group, who: str, bold: Say) -> str:
    """Say whose message was commented on."""
    count, post = group.actors, group.post
    if post is None or post.author_id == group.reader_id:
        return ngettext(
            "%(who)s commented on your message",
            "%(who)s commented on your message",
            count,
            who=who,
        )
    if {person.id for person in group.people} == {post.author_id}:
        return _("%(who)s replied under the message you commented on", who=who)
    return ngettext(
        "%(who)s also commented on the message of %(author)s",
        "%(who)s also commented on the message of %(author)s",
        count,
        who=who,
        author=bold(post.author.call_name),
    )


def _cake(group: Group, safe: Say) -> str:
    """Say where the cake is."""
    team = safe(group.cake.team.name if group.cake else "")
    if group.about.endswith("delivered"):
        return _("The cake of %(team)s is on the table. Enjoy!", team=team)
    return _("Cake for %(team)s: every profile is complete!", team=team)


def excerpt(post: Post) -> str:
    """Return the first words of a message, short enough for two lines."""
    words = richtext.plain(post.html)
    if len(words) <= SHORT:
        return words
    return words[:SHORT].rsplit(" ", 1)[0].rstrip(",.;: ") + " …"


def closed(group: Group, team: str) -> str:
    """Say that there is something in a closed team, without any word of it."""
    if group.kind == Kind.CAKE:
        return _cake(group, str)
    if group.kind == Kind.TEAM_POST:
        return _("A new message in %(team)s", team=team)
    return _("Something new for you in %(team)s", team=team)
