"""Words that would be scripts are planted everywhere; Chromium runs none of them."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Dialog

from tests.journeys.conftest import Opens
from tests.proof.payloads import HTML, MARKDOWN
from tests.proof.test_scripts import reading_list
from tests.proof.village import Village, picture

pytestmark = pytest.mark.browser

SOME = (*HTML[::3], *HTML[-4:], *MARKDOWN[::3])

FILES = ("/media", "/style", "/face", "/app.web")
OWN = re.compile(r"/(admin|me)\b|/$").match

TOUCH = """
() => document.querySelectorAll("main a, main input, main [tabindex], main details")
  .forEach((one) => {
    one.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
    one.dispatchEvent(new FocusEvent("focus"));
    if (one.tagName === "DETAILS") one.open = true;
  })
"""


def plant(town: Village) -> None:
    """Write every payload wherever the manager may write."""
    town.app.config["WTF_CSRF_ENABLED"] = False
    try:
        browser = town.visit("manager", FlaskClient)
        for text in SOME:
            photo = (picture(), f"{text}.jpg")
            browser.post(
                "/timeline/new", data={"body": text, "alt": text, "photos": photo}
            )
            post = town.address("/timeline/{post}/comments")
            browser.post(post, data={"body": text})
            browser.post(
                "/teams/new", data={"name": text[:80], "kind": "open", "about": text}
            )
            browser.post(
                "/governance/wishes/new", data={"title": text[:200], "why": text}
            )
        names = ("job", "about", "expertise", "interests", "location")
        profile = {"name": SOME[0], "call_name": SOME[1], "works": "0", "locale": "nl"}
        profile |= dict(zip(names, SOME, strict=False))
        browser.post("/me/edit", data=profile)
    finally:
        town.app.config["WTF_CSRF_ENABLED"] = True


def test_nothing_that_was_planted_runs(opens: Opens, town: Village) -> None:
    plant(town)
    dialogs: list[str] = []

    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    for who in ("outsider", "manager"):
        visit = opens(who)
        visit.page.on("dialog", refuse)
        for address in reading_list(town, town.visit(who, FlaskClient)):
            if address.startswith(FILES) or (who == "manager" and not OWN(address)):
                continue  # the manager looks where no other comes
            visit.page.goto(visit.home + address, wait_until="load")
            visit.page.evaluate(TOUCH)
            assert visit.page.evaluate("() => window.__xss") is None, address
            assert visit.page.evaluate("() => window.__broken") == [], address
    assert dialogs == []
