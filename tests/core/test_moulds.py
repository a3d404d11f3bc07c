"""Parts that are kept hold no word of the reader they were first made for."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from intranet.core.db import db
from intranet.people.models import FaceChoice, Person
from intranet.teams.models import Team
from tests.conftest import Browser, make_person


@pytest.mark.parametrize(
    "address", ["/timeline/", "/governance/", "/teams/", "/timeline/new"]
)
def test_each_reader_gets_their_own_words(
    app: Flask, town: Team, address: str, browser: Browser
) -> None:
    people = [make_person(f"Reader{i} Zz{i}") for i in range(3)]
    people[0].face_choice, people[0].avatar = FaceChoice.DRAWN, "bas"
    db.session.commit()

    pages = [browser(person).get(address).text for person in people for _turn in "ab"]

    tokens = [re.findall(r'"X-CSRFToken": "([^"]+)"', page)[0] for page in pages]
    assert len(set(tokens)) == 6
    for place, page in enumerate(pages):
        mine = people[place // 2]
        assert f'data-me="{mine.id}"' in page
        for person in people:
            assert (person.name in page) == (person is mine)
        in_forms = re.findall(r'name="csrf_token" value="([^"]+)"', page)
        assert set(in_forms) == {tokens[place]}
        assert ("people/bas.svg" in page) == (mine is people[0])


def test_a_name_with_signs_stays_text(app: Flask, town: Team, browser: Browser) -> None:
    odd = make_person('"><script>alert(1)</script>')
    for _turn in range(2):
        page = browser(odd).get("/timeline/").text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_language_and_role_have_frames_of_their_own(
    app: Flask, an: Person, mo: Person, town: Team, browser: Browser
) -> None:
    assert browser(an).get("/timeline/").status_code == 200
    an.locale = "en"
    db.session.commit()

    assert 'lang="en"' in browser(an).get("/timeline/").text
    assert 'lang="nl"' in browser(mo).get("/timeline/").text
    assert 'href="/admin/"' in browser(mo).get("/timeline/").text
    assert 'href="/admin/"' not in browser(an).get("/timeline/").text
