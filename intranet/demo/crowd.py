"""A large organisation of the same kind: put in as rows, a few thousand at a time.

It goes past the actions, which tell the whole house of every like; so it counts
what they would have counted, and lets the search room write its index at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from random import Random

from flask_babel import force_locale
from sqlalchemy import Table, insert

from intranet.accounts import actions as accounts
from intranet.accounts.models import Account
from intranet.core import clock, site
from intranet.core.db import catch_up_keys, db
from intranet.demo import cast as house
from intranet.demo import chatter, rows
from intranet.demo.cast import PASSWORD, DemoAccount
from intranet.demo.days import Days
from intranet.demo.rows import CHUNK, DOORS, WORKING_DAYS, YEARS, Crowd, Row, Size
from intranet.demo.waterhoeve import COLLEAGUE, ORGANISATION, LivedInError
from intranet.governance import actions as governance
from intranet.people.models import Person
from intranet.search import chores as search
from intranet.teams.models import Follow, Membership, Team


def load(people: int, posts: int, seed: int = 1) -> list[DemoAccount]:
    """Fill an empty house with a large organisation, and commit.

    Args:
        people: how many work there; at least ten.
        posts: how many messages they wrote.
        seed: the same seed gives the same rows, on the same day.

    Returns:
        Who may be signed in as.

    Raises:
        LivedInError: when there are people already.

    """
    if house.is_lived_in():
        raise LivedInError
    chance = Random(seed)  # noqa: S311 - no secret
    crowd = Crowd(Size(people, posts), chance, Days(clock.now()))
    with force_locale("nl"), clock.at(crowd.days.at(WORKING_DAYS * YEARS, 8, 0)):
        site.found(
            organisation=ORGANISATION,
            colleague=COLLEAGUE,
            is_demo=True,
            open_rooms=" ".join(site.SLEEPERS),
        )
        _put(Team, rows.teams(crowd))
        _put(Person, rows.people(crowd))
        _put(Account, rows.accounts(crowd))
        _put(Membership, rows.memberships(crowd))
        _put(Follow, rows.follows(crowd))
        governance.found("")
    for model, part in chatter.talk(crowd):
        _put(model, part)
    catch_up_keys(db.session.connection())
    found = _doors(people)
    db.session.commit()
    search.rebuild()
    return found


def _put(model: type, lines: Iterable[Row]) -> None:
    """Insert rows, some thousands at a time."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    left = iter(lines)
    while part := list(islice(left, CHUNK)):
        db.session.execute(insert(table), part)


def _doors(people: int) -> list[DemoAccount]:
    """Give the first few a password, and tell who they are."""
    roles = ("collega", "beheert een team", "communitymanager")
    found = []
    for place in range(min(DOORS, people)):
        account = db.session.query(Account).filter_by(person_id=place + 2).one()
        accounts.choose_password(account, PASSWORD)
        person = db.session.get_one(Person, place + 2)
        found.append(DemoAccount(person.name, roles[place], account.email or ""))
    return found
