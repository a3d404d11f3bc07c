"""People in and out, by the manager."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from intranet.accounts import queries as accounts
from intranet.accounts.models import Invitation
from intranet.admin import queries
from intranet.core.audit import AuditLine
from intranet.core.db import db
from intranet.core.mail import Letter
from intranet.core.permissions import Role
from intranet.people.models import Person
from intranet.teams.actions import home_of
from intranet.teams.models import Team, TeamKind
from tests.accounts.keys import PASSWORD, give_password, sign_in
from tests.conftest import HTMX, Browser, Limit, make_person, make_team

PAGES = (
    "/admin/",
    "/admin/people",
    "/admin/people/new",
    "/admin/people/1",
    "/admin/people/1/card",
    "/admin/settings",
    "/admin/settings/colour?brand=%23123456",
    "/admin/rules",
    "/admin/audit",
)
ACTS = (
    "/admin/people/new",
    "/admin/people/1/names",
    "/admin/people/1/role",
    "/admin/people/1/home",
    "/admin/people/1/stop",
    "/admin/people/1/return",
    "/admin/people/1/card",
    "/admin/settings",
    "/admin/settings/rooms",
)


def acts() -> list[tuple[str, str]]:
    lines = db.session.scalars(select(AuditLine).order_by(AuditLine.id))
    return [(line.action, line.about) for line in lines]


def as_it_is_now(person: Person) -> Person:
    return db.session.get_one(Person, person.id, populate_existing=True)


def test_the_desk_is_for_managers(
    app: Flask, town: Team, an: Person, mo: Person, browser: Browser
) -> None:
    member, manager, nobody = browser(an), browser(mo), app.test_client()

    for page in PAGES:
        assert member.get(page).status_code == 403, page
        assert nobody.get(page).status_code == 303, page
        assert manager.get(page).status_code in {200, 303, 404}, page
    for act in ACTS:
        assert member.post(act, data={"role": "manager"}).status_code == 403, act
        assert nobody.post(act).status_code == 303, act
    assert as_it_is_now(an).role == Role.MEMBER
    assert acts() == []


def test_a_new_colleague_gets_a_home_and_a_card(
    app: Flask, town: Team, mo: Person, browser: Browser
) -> None:
    client = browser(mo)

    answer = client.post(
        "/admin/people/new",
        data={
            "name": " Sanne  Meijer ",
            "number": "W-77",
            "team": str(town.id),
            "role": "member",
        },
    )

    sanne = db.session.scalars(
        select(Person).where(Person.name == "Sanne Meijer")
    ).one()
    assert answer.location == f"/admin/people/{sanne.id}/card"
    assert sanne.call_name == "Sanne"
    assert home_of(sanne.id) == town.id
    page = client.get(answer.location)
    code = re.search(r"\b([A-Z2-9]{4} [A-Z2-9]{4} [A-Z2-9]{4})\b", page.text)
    assert code
    assert accounts.invitation_with(code[1])
    assert "<svg" in page.text
    assert "W-77" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert acts() == [("admin.add_person", "Sanne Meijer, member")]


def test_the_card_lets_the_new_colleague_in(
    app: Flask, town: Team, mo: Person, browser: Browser
) -> None:
    client = browser(mo)
    given = {"name": "Sanne", "email": "sanne@example.org", "role": "member"}
    card = client.get(
        client.post("/admin/people/new", data={**given, "team": str(town.id)}).location
    ).text
    code = re.findall(r"welcome#([A-Z2-9]{12})", card)[0]
    visitor = app.test_client()

    visitor.post("/welcome", data={"code": code})
    visitor.post("/welcome/password", data={"password": PASSWORD})

    assert visitor.get("/welcome/team").status_code == 200
    assert "Town hall" in visitor.get("/welcome/team").text
    again = client.get(f"/admin/people/{queries.people('sanne')[0].person.id}/card")
    assert again.status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"email": "", "number": ""},
        {"email": "no address"},
        {"number": "<b>1</b>"},
        {"email": "an@example.org"},
        {"email": "AN@example.org "},
        {"role": "king"},
        {"team": "9999"},
        {"team": "x"},
    ],
    ids=repr,
)
def test_wrong_input_comes_back_with_words(
    town: Team, mo: Person, browser: Browser, wrong: dict[str, str]
) -> None:
    given = {
        "name": "Sanne",
        "email": "sanne@example.org",
        "team": str(town.id),
        "role": "member",
    }

    answer = browser(mo).post("/admin/people/new", data={**given, **wrong})

    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert acts() == []


def test_a_closed_team_is_nobodys_home(
    town: Team, mo: Person, front_office: Team, browser: Browser
) -> None:
    given = {"name": "Sanne", "email": "s@example.org", "role": "member"}

    page = browser(mo).get("/admin/people/new").text
    answer = browser(mo).post(
        "/admin/people/new", data={**given, "team": str(front_office.id)}
    )

    assert "Front office" not in page
    assert answer.status_code == 422


def test_the_card_goes_by_mail_where_there_is_mail(
    app: Flask, town: Team, mo: Person, browser: Browser
) -> None:
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(
        before, smtp_url="smtp://localhost:25", base_url="https://jet.example.org"
    )
    given = {"name": "Sanne", "email": "sanne@example.org", "role": "member"}

    browser(mo).post(
        "/admin/people/new",
        data={**given, "team": str(town.id)},
        headers={"X-Forwarded-Host": "evil.test"},
    )

    app.config["SETTINGS"] = before
    letter = db.session.scalars(select(Letter)).one()
    assert letter.to == "sanne@example.org"
    assert re.search(r"https://jet\.example\.org/welcome#[A-Z2-9]{12}", letter.text)
    assert "evil" not in letter.text + letter.html


def test_access_is_stopped_and_given_again(
    app: Flask, town: Team, an: Person, mo: Person, browser: Browser
) -> None:
    give_password(an)
    manager, member = browser(mo), browser(an)

    manager.post(f"/admin/people/{an.id}/stop")

    assert member.get("/me/devices").status_code == 303
    assert sign_in(app.test_client(), "an@example.org").status_code == 422
    page = manager.get(f"/admin/people/{an.id}").text
    assert f"/admin/people/{an.id}/return" in page

    manager.post(f"/admin/people/{an.id}/return")

    assert sign_in(app.test_client(), "an@example.org").status_code == 303
    assert member.get("/me/devices").status_code == 303
    assert acts() == [("admin.stop_access", "An"), ("admin.give_access", "An")]


def test_who_has_no_access_gets_no_card(
    town: Team, an: Person, mo: Person, browser: Browser
) -> None:
    client = browser(mo)
    client.post(f"/admin/people/{an.id}/card")
    client.post(f"/admin/people/{an.id}/stop")

    answer = client.post(f"/admin/people/{an.id}/card")

    assert answer.status_code == 422
    assert db.session.scalars(select(Invitation)).all() == []


def test_no_manager_locks_themselves_out(
    town: Team, mo: Person, browser: Browser
) -> None:
    give_password(mo)

    assert browser(mo).post(f"/admin/people/{mo.id}/stop").status_code == 403


def test_the_last_manager_stays(
    town: Team, mo: Person, an: Person, browser: Browser
) -> None:
    give_password(mo)
    client = browser(mo)

    alone = client.post(f"/admin/people/{mo.id}/role", data={"role": "member"})
    client.post(f"/admin/people/{an.id}/role", data={"role": "manager"})
    not_in_yet = client.post(f"/admin/people/{mo.id}/role", data={"role": "member"})
    give_password(an)
    with_deputy = client.post(f"/admin/people/{mo.id}/role", data={"role": "member"})

    assert alone.status_code == 422
    assert not_in_yet.status_code == 422
    assert with_deputy.status_code == 303
    assert client.get("/admin/").status_code == 403
    assert acts() == [
        ("admin.change_role", "An: member > manager"),
        ("admin.change_role", "Mo: manager > member"),
    ]


def test_the_last_manager_is_not_stopped_by_a_newer_one(
    town: Team, mo: Person, an: Person, browser: Browser
) -> None:
    give_password(mo)
    browser(mo).post(f"/admin/people/{an.id}/role", data={"role": "manager"})

    answer = browser(an).post(f"/admin/people/{mo.id}/stop")

    assert answer.status_code == 422
    assert as_it_is_now(mo).left_at is None


def test_somebody_gets_another_home(
    town: Team, an: Person, mo: Person, browser: Browser
) -> None:
    other = make_team("Harbour", kind=TeamKind.DEPARTMENT)

    browser(mo).post(f"/admin/people/{an.id}/home", data={"team": str(other.id)})

    assert home_of(an.id) == other.id
    assert acts() == [("admin.move_home", "An > Harbour")]


def test_names_to_sign_in_with_are_changed(
    town: Team, an: Person, bo: Person, mo: Person, browser: Browser
) -> None:
    client = browser(mo)

    taken = client.post(
        f"/admin/people/{an.id}/names", data={"email": "bo@example.org"}
    )
    none = client.post(f"/admin/people/{an.id}/names", data={})
    good = client.post(f"/admin/people/{an.id}/names", data={"number": "1042"})

    assert taken.status_code == 422
    assert none.status_code == 422
    assert good.status_code == 303
    account = accounts.account_of(an.id)
    assert (account.email, account.username) == (None, "1042")
    assert acts() == [("admin.rename", "An")]


def test_the_digital_colleague_has_no_page_here(
    jet: Person, mo: Person, browser: Browser
) -> None:
    client = browser(mo)

    assert client.get(f"/admin/people/{jet.id}").status_code == 404
    assert client.post(f"/admin/people/{jet.id}/stop").status_code == 404
    assert "Jet</span>" not in client.get("/admin/people").text


def test_the_list_is_read_page_by_page(
    town: Team, mo: Person, browser: Browser, at_most: Limit
) -> None:
    for number in range(40):
        make_person(f"Kim {number:02}")
    client = browser(mo)

    with at_most(4):
        first = client.get("/admin/people").text
    older = re.findall(r'href="(/admin/people\?after=\d+)"', first)[0]
    with at_most(4):
        second = client.get(older, headers=HTMX).text

    names = re.findall(r"Kim \d\d", first + second)
    assert len(set(names)) == 40
    assert "<html" not in second
    assert "more-row" not in second


@pytest.mark.parametrize(
    ("sought", "found"),
    [("kim", 2), ("KIM D", 1), ("kim.jong@", 1), ("W-9", 1), ("%", 0), ("nobody", 0)],
)
def test_people_are_found(
    town: Team, mo: Person, browser: Browser, sought: str, found: int
) -> None:
    make_person("Kim Jong")
    drost = make_person("Kim Drost")
    accounts.account_of(drost.id).username = "w-9"
    db.session.commit()

    page = browser(mo).get("/admin/people", query_string={"q": sought}).text

    assert len(re.findall(r'class="item-title"', page)) == found


def test_the_desk_counts_and_names_nobody(
    town: Team, an: Person, mo: Person, jet: Person, browser: Browser
) -> None:
    give_password(mo)
    make_person("Zed")

    counts = queries.counts()

    assert (counts.people, counts.waiting, counts.homeless) == (4, 3, 1)
    assert counts.managers == 1
    assert "Zed" not in browser(mo).get("/admin/").text


def test_the_trail_is_read_page_by_page(
    town: Team, an: Person, mo: Person, browser: Browser
) -> None:
    client = browser(mo)
    for _time in range(35):
        client.post(f"/admin/people/{an.id}/card")

    first = client.get("/admin/audit").text
    older = re.findall(r'href="(/admin/audit\?before=\d+)"', first)[0]
    second = client.get(older, headers=HTMX).text

    assert first.count('class="item-title"') == queries.PAGE
    assert second.count('class="item-title"') == 5


def test_no_code_is_in_the_trail(
    town: Team, an: Person, mo: Person, browser: Browser
) -> None:
    client = browser(mo)
    answer = client.post(f"/admin/people/{an.id}/card")
    code = re.findall(r"welcome#([A-Z2-9]{12})", client.get(answer.location).text)[0]

    assert code not in client.get("/admin/audit").text
    assert acts() == [("admin.new_card", "An")]


def test_who_may_do_what_is_one_table(mo: Person, browser: Browser) -> None:
    page = browser(mo).get("/admin/rules").text

    assert "Beheer openen" in page
    assert page.count("<tr>") > 8
