"""How it works here: read by all, changed by the manager, with a history."""

from __future__ import annotations

import re

import pytest

from intranet.core.db import db
from intranet.governance import actions, queries
from intranet.governance.first_words import Row
from intranet.governance.models import Edition, Entry, Section
from intranet.people.models import Person
from tests.conftest import Browser, Limit


def fields(page: str) -> dict[str, str]:
    """Return what stands in the form of a page."""
    found = dict(re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', page))
    found |= dict(
        re.findall(
            r'<textarea[^>]* name="(\w+)"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL
        )
    )
    return found


@pytest.fixture(name="page", autouse=True)
def found_page(an: Person, mo: Person) -> None:
    """A new organisation has its first words."""
    actions.found("We know each other")
    db.session.commit()


def test_everybody_reads_how_it_works_here(an: Person, browser: Browser) -> None:
    page = browser(an).get("/governance/")

    assert page.status_code == 200
    assert "We know each other" in page.text
    assert "/governance/rules/edit" not in page.text
    assert page.text.count('class="rule"') == 6


def test_the_page_costs_few_queries(
    an: Person, browser: Browser, at_most: Limit
) -> None:
    client = browser(an)
    with at_most(5):  # the settings, who is signed in, the bell, and two of its own
        client.get("/governance/")


def test_it_prints(an: Person, browser: Browser) -> None:
    assert "We know each other" in browser(an).get("/governance/print").text


@pytest.mark.parametrize("section", list(Section))
def test_the_manager_changes_a_section_and_the_old_words_are_kept(
    mo: Person, browser: Browser, section: Section
) -> None:
    client = browser(mo)
    before = [entry.body for entry in queries.section(section)]
    form = fields(client.get(f"/governance/{section.value}/edit").text)
    form |= {"body_0": "New words", "person_0": "@mo"}

    answer = client.post(f"/governance/{section.value}/edit", data=form)

    assert answer.status_code == 303
    assert queries.section(section)[0].body == "New words"
    [edition] = queries.history(section)
    assert edition.changed_by.name == "Mo"
    assert all(body in edition.words for body in before)
    history = client.get(f"/governance/{section.value}/history")
    assert "Mo" in history.text


def test_the_same_words_make_no_history(mo: Person, browser: Browser) -> None:
    client = browser(mo)
    form = fields(client.get("/governance/goals/edit").text)

    client.post("/governance/goals/edit", data=form)

    assert db.session.query(Edition).count() == 0


def test_roles_have_faces_and_ambassadors_are_several(
    an: Person, bo: Person, mo: Person, browser: Browser
) -> None:
    client = browser(mo)
    form = fields(client.get("/governance/roles/edit").text)
    form |= {"person_0": "mo", "person_5": "An, @bo"}

    assert client.post("/governance/roles/edit", data=form).status_code == 303

    page = client.get("/governance/")
    assert f'href="/people/{mo.id}"' in page.text
    assert 'class="ambas"' in page.text
    people = [entry.slug for entry in queries.section(Section.ROLES)]
    assert people == ["owner", "ambassador", "ambassador"]


def test_an_unknown_name_comes_back_with_words(mo: Person, browser: Browser) -> None:
    client = browser(mo)
    form = fields(client.get("/governance/roles/edit").text) | {"person_0": "Nobody"}

    answer = client.post("/governance/roles/edit", data=form)

    assert answer.status_code == 422
    assert "Nobody" in answer.text
    assert db.session.query(Entry).filter_by(section=Section.ROLES).count() == 0


def test_a_rule_that_forbids_gives_a_second_thought_and_is_saved_after(
    mo: Person, browser: Browser
) -> None:
    client = browser(mo)
    form = fields(client.get("/governance/rules/edit").text)
    form["title_0"] = "Roken is verboden"

    thought = client.post("/governance/rules/edit", data=form)
    assert thought.status_code == 422
    assert "verboden" in thought.text
    assert 'role="alert"' in thought.text

    saved = client.post("/governance/rules/edit", data=fields(thought.text))
    assert saved.status_code == 303
    assert queries.section(Section.RULES)[0].title == "Roken is verboden"


def test_more_than_seven_rules_give_a_second_thought(
    mo: Person, browser: Browser
) -> None:
    client = browser(mo)
    form = fields(client.get("/governance/rules/edit").text)
    form |= {"title_6": "Lach samen", "title_7": "Eet samen"}

    assert client.post("/governance/rules/edit", data=form).status_code == 422


def test_the_second_editor_gets_the_text_back(mo: Person, browser: Browser) -> None:
    client = browser(mo)
    form = fields(client.get("/governance/purpose/edit").text) | {"body_0": "Mine"}
    actions.save_section(Section.PURPOSE, [Row(body="Theirs")], mo.id)
    db.session.commit()

    answer = client.post("/governance/purpose/edit", data=form)

    assert answer.status_code == 422
    assert "Mine" in answer.text
    assert queries.section(Section.PURPOSE)[0].body == "Theirs"


def test_a_member_changes_nothing(an: Person, browser: Browser) -> None:
    client = browser(an)
    assert client.get("/governance/rules/edit").status_code == 403
    assert (
        client.post("/governance/rules/edit", data={"title_0": "x"}).status_code == 403
    )


def test_there_is_no_other_section(mo: Person, browser: Browser) -> None:
    assert browser(mo).get("/governance/secrets/edit").status_code == 404


def test_scripts_in_the_words_stay_text(mo: Person, browser: Browser) -> None:
    actions.save_section(Section.GOALS, [Row("<script>alert(1)</script>", "x")], mo.id)
    db.session.commit()

    assert "<script>alert" not in browser(mo).get("/governance/").text
