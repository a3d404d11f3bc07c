"""Profiles: read by all colleagues, changed by their owner, one step at a time."""

from __future__ import annotations

import pytest

from intranet.core.db import db
from intranet.people import actions
from intranet.people.models import FaceChoice, Person, Step
from intranet.teams.models import Team
from tests.conftest import Browser, make_person

TOLD = {
    "name": "An de Wit",
    "call_name": "An",
    "job": "Baliemedewerker",
    "expertise": "paspoorten, verhuizen, paspoorten",
    "works": ["0", "1", "3"],
    "phone": "06 12345678",
    "location": "Stadhuis",
    "interests": "schaken",
    "about": "Ik help graag.",
    "locale": "nl",
}


def asked(person: Person) -> str | None:
    step = person.next_step
    return step and step.value


def test_a_profile_is_saved_as_told(town: Team, an: Person, browser: Browser) -> None:
    answer = browser(an).post("/me/edit", data=TOLD)

    assert answer.location == "/me"
    saved = db.session.get_one(Person, an.id)
    assert saved.skills == ["paspoorten", "verhuizen"]
    assert saved.works == "xx-x-"
    assert not saved.wants_digest
    page = browser(an).get("/me").text
    assert "Baliemedewerker" in page
    assert "Stadhuis" in page


def test_wrong_input_comes_back_with_what_was_typed(
    town: Team, an: Person, browser: Browser
) -> None:
    answer = browser(an).post("/me/edit", data={**TOLD, "phone": "bel mij", "name": ""})

    assert answer.status_code == 422
    assert "bel mij" in answer.text
    assert "Ik help graag." in answer.text
    assert db.session.get_one(Person, an.id).job == ""


def test_extra_fields_change_nothing_else(
    town: Team, an: Person, browser: Browser
) -> None:
    browser(an).post(
        "/me/edit", data={**TOLD, "role": "manager", "id": "1", "is_persona": "1"}
    )

    saved = db.session.get_one(Person, an.id)
    assert saved.role == "member"
    assert not saved.is_persona


def test_every_colleague_reads_a_profile_and_only_the_owner_gets_the_form(
    town: Team, an: Person, bo: Person, browser: Browser
) -> None:
    actions.save_profile(an, job="Baliemedewerker")
    db.session.commit()

    page = browser(bo).get(f"/people/{an.id}").text

    assert "Baliemedewerker" in page
    assert "/me/edit" not in page


def test_a_colleague_who_left_is_not_here(
    town: Team, an: Person, bo: Person, browser: Browser
) -> None:
    actions.leave(an)
    db.session.commit()

    assert browser(bo).get(f"/people/{an.id}").status_code == 404


@pytest.mark.parametrize("key", ["0", "999999", str(2**31), str(2**70)])
def test_a_key_that_nobody_has_is_not_here(
    town: Team, bo: Person, browser: Browser, key: str
) -> None:
    assert browser(bo).get(f"/people/{key}").status_code == 404


def test_rather_no_photo_counts_as_an_answer(an: Person) -> None:
    assert asked(an) == "face"

    actions.save_face(an, FaceChoice.NONE)

    assert an.steps[Step.FACE]
    assert asked(an) == "job"


def test_a_profile_is_complete_when_every_step_is_there(an: Person) -> None:
    actions.save_face(an, FaceChoice.DRAWN, avatar="samira")
    actions.save_profile(
        an, job="Bode", expertise="post", works="x----", location="Hal"
    )
    assert (asked(an), an.is_complete) == ("about", False)

    actions.save_profile(an, interests="schaken")

    assert (asked(an), an.is_complete) == (None, True)


def test_two_people_with_one_name_get_two_handles(app: object) -> None:
    first = actions.add_person("José van 't Hof")
    second = actions.add_person("Jose van t Hof")

    assert first.handle == "jose.van.t.hof"
    assert second.handle == "jose.van.t.hof.2"


def test_letters_of_other_alphabets_keep_their_sound(app: object) -> None:
    tunahan = actions.add_person("Tunahan Yıldız")  # noqa: RUF001 - that is the name

    assert tunahan.handle == "tunahan.yildiz"
    assert actions.add_person("Søren Łukasz Groß").handle == "soren.lukasz.gross"


def test_names_are_completed_by_any_part(
    town: Team, an: Person, browser: Browser
) -> None:
    make_person("Anna de Wit")
    make_person("Piet Hein")

    found = browser(an).get("/people/mention?q=wit").text

    assert "@anna.de.wit" in found
    assert "Piet" not in found
    assert "Anna" not in browser(an).get("/people/mention?q=%25").text
