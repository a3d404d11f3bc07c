"""The Smoelenboek: everybody by name, and whoever fits the words."""

from __future__ import annotations

from intranet.core import site
from intranet.core.db import db
from intranet.people import actions as people
from intranet.people.models import Person
from intranet.search import queries
from intranet.teams import actions as teams
from intranet.teams.models import Team
from tests.conftest import HTMX, Browser, Limit, make_person, make_team


def test_everybody_is_there_by_name_but_the_colleague(
    town: Team, an: Person, jet: Person, browser: Browser
) -> None:
    page = browser(an).get("/people/")

    names = [page.text.index(f">{name}</a></h2>") for name in ("An", "Bo", "Mo")]
    assert names == sorted(names)
    assert ">Jet</a></h2>" not in page.text
    assert town.name in page.text


def test_who_left_is_gone(an: Person, bo: Person, browser: Browser) -> None:
    people.leave(bo)
    db.session.commit()

    assert ">Bo</a></h2>" not in browser(an).get("/people/").text


def test_words_and_team_choose_who(an: Person, bo: Person, browser: Browser) -> None:
    people.save_profile(bo, expertise="coördinatie van bijen")
    team = make_team("Walkers", an)
    db.session.commit()
    client = browser(an)

    known = client.get("/people/?q=coordinatie", headers=HTMX)
    members = client.get(f"/people/?team={team.id}")
    nobody = client.get("/people/?q=zzz")

    assert "<html" not in known.text
    assert ">Bo</a></h2>" in known.text
    assert ">An</a></h2>" not in known.text
    assert "<mark>co" in known.text
    assert ">An</a></h2>" in members.text
    assert ">Bo</a></h2>" not in members.text
    assert "empty" in nobody.text


def test_the_grid_goes_on_by_name_and_key(an: Person, browser: Browser) -> None:
    for number in range(queries.GRID + 2):
        kim = make_person(f"Kim {number:03}")
        kim.name = kim.name if number % 2 else "Kim"
    db.session.commit()
    client = browser(an)

    first = client.get("/people/")
    last = queries.people(an.id)[queries.GRID - 1]
    rest = client.get(f"/people/?after={last.id}", headers=HTMX)

    assert first.text.count('class="person"') == queries.GRID
    assert rest.text.count('class="person"') == 3
    assert f"after={last.id}" in first.text


def test_it_costs_the_same_for_three_and_for_many(
    town: Team, an: Person, browser: Browser, at_most: Limit
) -> None:
    for number in range(30):
        make_person(f"Kim {number}")
    client = browser(an)
    with at_most(6):
        client.get("/people/?q=kim")


def test_it_stays_open_while_search_sleeps(an: Person, browser: Browser) -> None:
    people.save_profile(an, job="hovenier")
    site.save(open_rooms="people teams timeline governance")
    db.session.commit()
    client = browser(an)

    assert client.get("/search?q=an").status_code == 404
    page = client.get("/people/?q=hovenier")
    assert ">An</a></h2>" in page.text
    assert 'href="/people/"' in page.text


def test_a_new_member_is_found_by_the_team(an: Person, bo: Person, town: Team) -> None:
    kim = make_person("Kim")
    teams.join(town, kim.id)

    assert [one.id for one in queries.people(an.id, [("town", "town")])] == [kim.id]
