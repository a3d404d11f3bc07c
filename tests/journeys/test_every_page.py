"""Every page, light and dark, phone and PC: axe finds nothing, nothing sticks out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize

from tests.journeys.conftest import PC, PHONE, SMALL, Opens, Visit
from tests.proof import live
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

LOOKS: tuple[tuple[ViewportSize, Literal["light", "dark"]], ...] = (
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


SEND = (
    ".form-acts button.btn, button.btn-big, .composer-bar button[type=submit], "
    "main form .btn[type=submit]"
)
MODES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

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

    for mode in MODES:
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


def test_the_first_day_is_for_everybody(chromium: Browser, tmp_path: Path) -> None:
    app = live.new_house(f"sqlite:///{tmp_path / 'empty.db'}", tmp_path)
    with live.serving(app) as address:
        context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
        visit = Visit(context.new_page(), address, {})
        for path in ("/setup", "/login"):
            visit.go(path)
            for mode in MODES:
                visit.page.emulate_media(color_scheme=mode, reduced_motion="reduce")
                visit.look()
                assert wrong(visit) == [], f"{path}, {mode}"
        context.close()


def test_a_printed_card_is_for_everybody(opens: Opens) -> None:
    visit = opens("manager", viewport=PHONE)
    visit.go(visit_address(visit, "/admin/people/{outsider_id}"))
    visit.page.locator(
        "form[action$='/card'] button, button[formaction$='/card']"
    ).click()
    visit.page.locator(".card-code").wait_for()
    visit.look()
    assert wrong(visit) == []
