"""A Chromium, a server and a village; every page that loads is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    sync_playwright,
)

from tests.proof import live, village
from tests.proof.conftest import Keepsake
from tests.proof.village import Village
from tools import machine

PHONE: ViewportSize = {"width": 390, "height": 844}
SMALL: ViewportSize = {"width": 320, "height": 640}
PC: ViewportSize = {"width": 1280, "height": 900}

REFUSALS = {"document", "fetch", "xhr"}
"""What may be answered with 4xx: a page or part that says no; never a file."""

WATCH = """
window.__broken = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__broken.push(`${event.violatedDirective} ${event.blockedURI}`));
"""

TOO_WIDE = """
() => document.documentElement.scrollWidth - document.documentElement.clientWidth
"""


@dataclass
class Visit:
    """Somebody at a screen, and everything that went wrong on it."""

    page: Page
    home: str
    keys: dict[str, str]
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look at everything that happens."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # a refused form is told by the answer, which `_response` looks at
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        own = urlsplit(self.home).netloc
        if address.scheme not in {"blob", "data"} and address.netloc != own:
            self.faults.append(f"asked another host: {request.url}")

    def _response(self, answer: Response) -> None:
        kind = answer.request.resource_type
        if answer.status >= 500 or (answer.status >= 400 and kind not in REFUSALS):
            self.faults.append(f"{answer.status} for {answer.url}")

    def go(self, path: str) -> None:
        """Open a page and look at it."""
        self.page.goto(self.home + path, wait_until="load")
        self.look()

    def look(self) -> None:
        """See that the page fits and that nothing is wrong with it."""
        self.faults += self.page.evaluate("() => window.__broken || []")
        width = self.page.evaluate(TOO_WIDE)
        if width > 0:
            self.faults.append(f"{self.page.url} is {width} pixels too wide")
        assert self.faults == []

    @property
    def path(self) -> str:
        """Where we are."""
        return urlsplit(self.page.url).path

    def see(self, words: str) -> None:
        """Wait until words stand on the page."""
        self.page.get_by_text(words).first.wait_for()


Opens = Callable[..., Visit]


@pytest.fixture(scope="session", name="chromium")
def start_chromium() -> Iterator[Browser]:
    """Start one Chromium for all visits."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=machine.chromium(), args=machine.browser_flags()
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session", name="server")
def start_server(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, Village, Keepsake]]:
    """Build a village that answers, once."""
    folder = tmp_path_factory.mktemp("journeys")
    app: Flask = live.new_house(f"sqlite:///{folder / 'live.db'}", folder)
    with app.app_context():
        village.open_house()
        place = village.build(app)
        first_day = Keepsake(app)
    with live.serving(app) as address:
        yield address, place, first_day


@pytest.fixture(name="town")
def wake_up(server: tuple[str, Village, Keepsake]) -> Iterator[Village]:
    """Let it be the first day in the village."""
    _address, place, first_day = server
    with place.app.app_context():
        first_day.bring_back()
        yield place


@pytest.fixture(name="opens")
def open_screens(
    server: tuple[str, Village, Keepsake], town: Village, chromium: Browser
) -> Iterator[Opens]:
    """Open screens for people; at the end nothing may be wrong on any of them."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []
    address = server[0]

    def open_screen(who: str, **given: Any) -> Visit:
        """Open a screen.

        Args:
            who: one of the village, or "anonymous".
            given: size, colours and the like, as Playwright knows them.

        """
        given = {"viewport": PC, "locale": "nl-NL", "reduced_motion": "reduce"} | given
        context = chromium.new_context(**given)
        context.set_default_timeout(15_000)
        context.add_init_script(WATCH)
        if who in town.tokens:
            cookie = {"name": "hofje", "value": town.cookie(who), "url": address}
            context.add_cookies([cookie])  # type: ignore[list-item]
        contexts.append(context)
        visits.append(Visit(context.new_page(), address, town.keys))
        return visits[-1]

    yield open_screen
    faults = [fault for visit in visits for fault in visit.faults]
    for context in contexts:
        context.close()
    assert faults == []
