"""Every page, light and dark, on a phone and a PC: axe finds nothing, nothing sticks out."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import PC, PHONE, SMALL, Opens, Visit
from tests.proof.routes import ROUTES

pytestmark = pytest.mark.browser

NO_PAGES = {
    "core.healthz", "static", "colleague.style", "colleague.face", "colleague.manifest",
    "home.security_txt", "people.mention", "media.photo", "media.portrait",
    "notifications.count", "timeline.new_count", "timeline.thread", "timeline.words",
}  # fmt: skip
"""What is fetched by a page, and is none itself."""

ANYBODY = ("anonymous", "member", "manager")

PAGES = {
    (route.endpoint, route.address): who
    for route in ROUTES
    for who, answer in zip(
        ("anonymous", "outsider", "member", "owner", "manager"),
        route.answers.split(),
        strict=True,
    )
    if route.method == "GET"
    and route.endpoint not in NO_PAGES
    and answer == "page"
    and who in ANYBODY
}
"""Every page, and who looks at it: the last of the three who may."""

LOOKS = (
    (PC, "light"), (PC, "dark"), (PHONE, "dark"), (PHONE, "light"), (SMALL, "light"),
)  # fmt: skip


def named(page: tuple[str, str]) -> str:
    return page[1]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_is_for_everybody(opens: Opens, page: tuple[str, str]) -> None:
    visit = opens(PAGES[page])
    visit.go(visit_address(visit, page[1]))

    for size, mode in LOOKS:
        visit.page.set_viewport_size(size)
        visit.page.emulate_media(color_scheme=mode, reduced_motion="reduce")
        visit.look()
        assert wrong(visit) == [], f"{page[1]} at {size['width']}, {mode}"


SEND = ".form-acts button.btn, button.btn-big, .composer-bar button[type=submit], main form .btn[type=submit]"

MISTAKES = {
    "/teams/new": "owner",
    "/governance/wishes/new": "member",
    "/me/password": "member",
    "/timeline/new": "manager",
    "/admin/people/new": "manager",
    "/login": "anonymous",
    "/welcome": "anonymous",
}
"""Forms that come back with what is wrong, when they are sent empty."""


@pytest.mark.parametrize("address", MISTAKES)
def test_a_form_with_mistakes_is_for_everybody(opens: Opens, address: str) -> None:
    visit = opens(MISTAKES[address], viewport=PHONE)
    visit.go(address)
    visit.page.locator(SEND).first.click()
    visit.page.locator(".error-summary, .error").first.wait_for()

    for mode in ("light", "dark"):
        visit.page.emulate_media(color_scheme=mode, reduced_motion="reduce")
        visit.look()
        assert wrong(visit) == [], mode


def test_a_page_that_is_not_here_is_for_everybody(opens: Opens) -> None:
    for who in ("anonymous", "member"):
        visit = opens(who, viewport=PHONE)
        visit.go("/nothing-here")
        assert wrong(visit) == []


def visit_address(visit: Visit, pattern: str) -> str:
    """Return an address with the keys of the village."""
    return pattern.format(**visit.keys)


def wrong(visit: Visit) -> list[str]:
    """Return what axe says is wrong, short enough to read."""
    found: dict[str, Any] = (
        Axe().run(visit.page, options={"resultTypes": ["violations"]}).response
    )
    return [
        f"{one['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:200]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
