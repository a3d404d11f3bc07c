"""What the colleague can teach: one tip a day, about things that are there."""

from __future__ import annotations

from dataclasses import dataclass

# lazy_pgettext goes by the name under which its words are collected
from flask_babel import lazy_pgettext as pgettext
from flask_babel.speaklater import LazyString

from intranet.core.i18n import _l

TRY = _l("Try it")


@dataclass(frozen=True, slots=True)
class Tip:
    """One thing worth knowing.

    Attributes:
        room: which must be awake, or the tip is not given.
        endpoint: page where one can try it.
        plain: the words, as friends say them; may hold %(name)s, the colleague's.
        formal: the same, as an organisation says them that prefers "u".
        link: words of the link to the page.

    """

    room: str
    endpoint: str
    plain: str
    formal: str | LazyString
    link: str = TRY


TIPS: tuple[Tip, ...] = (
    Tip(
        "people",
        "search.people",
        _l("Looking for someone who knows about a subject? Search for that word."),
        pgettext(
            "formal",
            "Looking for someone who knows about a subject? Search for that word.",
        ),
    ),
    Tip(
        "timeline",
        "home.index",
        _l("A photo says a lot. Put up to ten photos with your message."),
        pgettext(
            "formal", "A photo says a lot. Put up to ten photos with your message."
        ),
    ),
    Tip(
        "timeline",
        "home.index",
        _l("Type @ and the first letters of a name. That colleague gets a note."),
        pgettext(
            "formal",
            "Type @ and the first letters of a name. That colleague gets a note.",
        ),
    ),
    Tip(
        "people",
        "people.me",
        _l("Fill in what people may ask you. Then they find you in one search."),
        pgettext(
            "formal",
            "Fill in what people may ask you. Then they find you in one search.",
        ),
        _l("To my profile"),
    ),
    Tip(
        "teams",
        "teams.index",
        _l("You can follow a team without joining it. You read along, no more."),
        pgettext(
            "formal",
            "You can follow a team without joining it. You read along, no more.",
        ),
        _l("See the teams"),
    ),
    Tip(
        "rewards",
        "teams.index",
        _l("When all profiles of a team are complete, there is cake. Really."),
        pgettext(
            "formal", "When all profiles of a team are complete, there is cake. Really."
        ),
        _l("See the teams"),
    ),
    Tip(
        "governance",
        "governance.index",
        _l("Do you miss something here? Put it in the wish box; you get an answer."),
        pgettext(
            "formal",
            "Do you miss something here? Put it in the wish box; you get an answer.",
        ),
        _l("To the wish box"),
    ),
    Tip(
        "governance",
        "governance.index",
        _l("Curious who decides what here? It is all on one page."),
        pgettext("formal", "Curious who decides what here? It is all on one page."),
        _l("How it works here"),
    ),
    Tip(
        "search",
        "search.index",
        _l("One box searches everything: people, teams, messages and wishes."),
        pgettext(
            "formal", "One box searches everything: people, teams, messages and wishes."
        ),
        _l("Search"),
    ),
    Tip(
        "search",
        "search.index",
        _l("The first letters of a word are enough. I search along with you."),
        pgettext(
            "formal", "The first letters of a word are enough. I search along with you."
        ),
        _l("Search"),
    ),
    Tip(
        "notifications",
        "notifications.index",
        _l("No time to look? Once a day I can mail you what you missed."),
        pgettext(
            "formal", "No time to look? Once a day I can mail you what you missed."
        ),
        _l("To notifications"),
    ),
    Tip(
        "notifications",
        "notifications.index",
        _l("The bell only rings for you: for likes, answers and your own name."),
        pgettext(
            "formal",
            "The bell only rings for you: for likes, answers and your own name.",
        ),
        _l("To notifications"),
    ),
    Tip(
        "timeline",
        "home.index",
        _l("A mistake in your message? You can change it; others see that you did."),
        pgettext(
            "formal",
            "A mistake in your message? You can change it; others see that you did.",
        ),
    ),
    Tip(
        "timeline",
        "home.index",
        _l("Deleted by accident? For ten seconds you can take that back."),
        pgettext(
            "formal", "Deleted by accident? For ten seconds you can take that back."
        ),
    ),
    Tip(
        "timeline",
        "home.index",
        _l("Stopped halfway? Your text waits for you on this device."),
        pgettext("formal", "Stopped halfway? Your text waits for you on this device."),
    ),
    Tip(
        "timeline",
        "home.index",
        _l("Only reading is fine too. A like tells the writer that you were there."),
        pgettext(
            "formal",
            "Only reading is fine too. A like tells the writer that you were there.",
        ),
    ),
    Tip(
        "timeline",
        "home.index",
        _l("The timeline ends. When you are all caught up, I tell you."),
        pgettext(
            "formal", "The timeline ends. When you are all caught up, I tell you."
        ),
    ),
    Tip(
        "people",
        "people.me",
        _l("Show on which days you work. Then nobody waits for you in vain."),
        pgettext(
            "formal", "Show on which days you work. Then nobody waits for you in vain."
        ),
        _l("To my profile"),
    ),
    Tip(
        "people",
        "people.me",
        _l("Rather no photo? That is fine. A drawing or your letters count as well."),
        pgettext(
            "formal",
            "Rather no photo? That is fine. A drawing or your letters count as well.",
        ),
        _l("To my profile"),
    ),
    Tip(
        "teams",
        "teams.index",
        _l("A message for your team only? Choose the team when you write it."),
        pgettext(
            "formal", "A message for your team only? Choose the team when you write it."
        ),
    ),
    Tip(
        "people",
        "search.people",
        _l("New here? Look at the faces of your team, and say hello to one of them."),
        pgettext(
            "formal",
            "New here? Look at the faces of your team, and say hello to one of them.",
        ),
        _l("To the faces"),
    ),
    Tip(
        "home",
        "home.index",
        _l("Rather dark than light? You find it behind your own face, on top."),
        pgettext(
            "formal",
            "Rather dark than light? You find it behind your own face, on top.",
        ),
    ),
    Tip(
        "home",
        "home.index",
        _l("Put me on the home screen of your phone. Then I am one tap away."),
        pgettext(
            "formal", "Put me on the home screen of your phone. Then I am one tap away."
        ),
    ),
    Tip(
        "accounts",
        "accounts.devices",
        _l("Used somebody else's computer? You can sign out there from here."),
        pgettext(
            "formal", "Used somebody else's computer? You can sign out there from here."
        ),
        _l("See my devices"),
    ),
)
