"""Every main action in a browser that runs no scripts at all."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import PHONE, Opens, Visit
from tests.journeys.test_stories import PASSWORD, PHOTO
from tests.proof.village import Village

pytestmark = pytest.mark.browser

PLAIN: dict[str, Any] = {"java_script_enabled": False, "viewport": PHONE}


def card(visit: Visit, key: str) -> Locator:
    """Return the card of a message by its key."""
    return visit.page.locator(f"article#post-{key}")


def test_signing_in_and_out_without_scripts(opens: Opens, town: Village) -> None:
    visit = opens("anonymous", **PLAIN)
    page = visit.page
    page.goto(f"{visit.home}/welcome")
    page.locator("#code").fill(town.keys["code"])
    page.locator("button.btn-big").click()
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("button.btn-big").click()
    page.locator("button[name=choice][value=none]").click()
    page.goto(f"{visit.home}/")
    page.locator(".head-tools details.menu summary").click()
    page.locator("form[data-sign-out] button").click()
    page.wait_for_url("**/login")
    page.locator("#email").fill("bo.buiten@example.org")
    page.locator("#password").fill(PASSWORD)
    page.locator("button.btn-big").click()
    page.wait_for_url(f"{visit.home}/")
    expect(page.locator("h1")).to_contain_text("Bo")


def test_writing_changing_deleting_and_undoing_without_scripts(opens: Opens) -> None:
    visit = opens("member", **PLAIN)
    page = visit.page
    page.goto(f"{visit.home}/")
    page.locator("#write a.input").click()
    page.wait_for_url("**/timeline/new**")
    page.locator("#body").fill("Zonder scripts gaat het ook")
    page.locator("#photos").set_input_files([PHOTO])
    page.locator(".composer-bar button[type=submit]").click()
    page.wait_for_url(re.compile(r"/timeline/\d+/edit"))
    key = visit.path.split("/")[2]
    page.locator("#alt-1").fill("Een groene vlakte")
    page.locator(".composer-bar button[type=submit]").click()
    page.wait_for_url(f"**/timeline/{key}")
    expect(card(visit, key).locator("img[alt='Een groene vlakte']")).to_have_count(1)

    card(visit, key).locator("details.menu summary").first.click()
    card(visit, key).locator(".menu-list a[href$='/edit']").click()
    page.locator("#body").fill("Het gaat echt ook zonder")
    page.locator(".composer-bar button[type=submit]").click()
    expect(card(visit, key)).to_contain_text("echt ook zonder")

    card(visit, key).locator("details.menu summary").first.click()
    card(visit, key).locator(".menu-list button").click()
    page.wait_for_url(f"**/timeline/{key}/deleted")
    page.locator("main button[formaction$='/undo']").click()
    page.wait_for_url(f"**/timeline/{key}")
    expect(card(visit, key)).to_contain_text("echt ook zonder")


def test_liking_and_commenting_without_scripts(opens: Opens, town: Village) -> None:
    key = town.keys["post"]
    visit = opens("manager", **PLAIN)
    page = visit.page
    page.goto(f"{visit.home}/timeline/")
    page.locator(f"#like-{key}").click()
    page.wait_for_url("**/timeline/**")
    expect(page.locator(f"#like-{key}")).to_have_attribute("aria-pressed", "true")
    page.locator(f"#like-{key}").click()
    expect(page.locator(f"#like-{key}")).to_have_attribute("aria-pressed", "false")

    page.goto(f"{visit.home}/timeline/{key}")
    page.locator(f"#say-{key}").fill("")
    page.locator(f"#reply-{key} button[type=submit]").click()
    expect(page.locator(f"#say-{key}-error")).to_be_visible()
    page.locator(f"#say-{key}").fill("Ik breng brood mee")
    page.locator(f"#reply-{key} button[type=submit]").click()
    said = page.locator("article.comment", has_text="Ik breng brood mee")
    expect(said).to_be_visible()
    said.locator("button[formaction$='/delete']").click()
    page.locator("main button[formaction$='/undo']").click()
    expect(said).to_be_visible()


def test_teams_wishes_search_and_bell_without_scripts(
    opens: Opens, town: Village
) -> None:
    visit = opens("outsider", **PLAIN)
    page = visit.page
    page.goto(f"{visit.home}/teams/{town.keys['open']}")
    page.locator("#part-in-it button[name=follow]").click()
    expect(page.locator("#part-in-it button[name=follow]")).to_have_attribute(
        "value", "0"
    )
    page.locator("#part-in-it button[formaction$='/join']").click()
    expect(page.locator("#part-in-it summary")).to_be_visible()

    page.goto(f"{visit.home}/governance/wishes/new")
    page.locator("#title").fill("Een klok in de hal")
    page.locator("#why").fill("Dan weten we hoe laat het is.")
    page.locator("main form button.btn[type=submit]").click()
    page.wait_for_url(re.compile(r"/governance/wishes/\d+"))

    page.goto(f"{visit.home}/search")
    page.locator("#q").fill("fiets")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("#results")).to_contain_text("is terug")

    page.goto(f"{visit.home}/notifications/")
    page.locator(
        "button[formaction$='/notifications/seen'], "
        "form[action$='/notifications/seen'] button"
    ).first.click()
    page.wait_for_url("**/notifications/")
    expect(page.locator(".notif.new")).to_have_count(0)


def test_the_manager_runs_the_house_without_scripts(
    opens: Opens, town: Village
) -> None:
    visit = opens("manager", **PLAIN)
    page = visit.page
    page.goto(f"{visit.home}/governance/wishes/{town.keys['wish']}")
    page.locator("input[name=state]").first.check()
    page.locator("#answer").fill("Die komt er.")
    page.locator(".form-acts button").click()
    expect(page.locator("ol")).to_contain_text("Die komt er.")

    page.goto(f"{visit.home}/admin/people/new")
    page.locator("#name").fill("Noor Nieuw")
    page.locator("#email").fill("noor@example.org")
    page.locator("#team").select_option(town.keys["town_id"])
    page.locator(".form-acts button").first.click()
    expect(page.locator(".card-code")).to_be_visible()

    page.goto(f"{visit.home}/admin/settings")
    page.locator("#colleague").fill("Fenna")
    page.locator(".form-acts button").first.click()
    expect(page.locator(".brand b")).to_have_text("Fenna")
