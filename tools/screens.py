"""A picture of every page: on a phone and a PC, light and dark, into screens/.

Starts a demo of its own in an empty folder, signs in, and follows every link; of
each kind of page the first is taken. What a member may see is taken as a member,
the rest as the community manager.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from werkzeug.exceptions import HTTPException

from tools import machine

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "screens"
SIZES = {"phone": (390, 844), "pc": (1280, 900)}
MODES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DOORS = ("/login", "/nothing-here")
"""Where nobody needs to sign in."""

TALLEST = 4000
"""Pixels of a long page that are taken; a timeline has no end worth printing."""

PATIENCE = 120


@contextmanager
def house(data: Path) -> Iterator[str]:
    """Open a demo on a free port for as long as the block lasts.

    Args:
        data: the empty folder it lives in.

    """
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        port = door.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    env = {
        **os.environ,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "INTRANET_DATA": str(data),
    }
    log = (data / "log").open("w")
    with (
        log,
        subprocess.Popen(
            [sys.executable, "-m", "tools.run"], env=env, stdout=log, stderr=log
        ) as server,
    ):
        try:
            if not is_answering(f"{address}/healthz", server):
                msg = f"The demo did not start: {(data / 'log').read_text()}"
                raise machine.LacksError(msg)
            yield address
        finally:
            server.terminate()


def is_answering(address: str, server: subprocess.Popen[bytes]) -> bool:
    """Wait until the house answers, for as long as it lives."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10):  # noqa: S310
                return True
        except URLError:
            time.sleep(0.1)
    return False


class Album:
    """Takes the pictures, each page in every size and mode."""

    def __init__(self, browser: Browser, address: str, app: Flask) -> None:
        """Begin with an empty album.

        Args:
            browser: takes the pictures.
            address: where the house stands, without a slash at the end.
            app: tells which address shows which page.

        """
        self.browser = browser
        self.address = address
        self.routes = app.url_map.bind("127.0.0.1")
        self.taken: set[str] = set()

    def visit(self, who: str = "", password: str = "") -> None:
        """Take every page that can be reached as this person, or as nobody."""
        with closing(self._context("light")) as context:
            if who:
                self._sign_in(context, who, password)
            pages = self._walk(context) if who else dict.fromkeys(DOORS, "")
            pages = {path: name or path.strip("/") for path, name in pages.items()}
            self.taken.update(pages.values())
            state = context.storage_state()
        for (size, (width, height)), mode in product(SIZES.items(), MODES):
            with closing(
                self.browser.new_context(
                    storage_state=state,
                    color_scheme=mode,
                    viewport={"width": width, "height": height},
                    locale="nl-NL",
                )
            ) as context:
                page = context.new_page()
                for path, name in pages.items():
                    page.goto(self.address + path, wait_until="load")
                    file = PICTURES / f"{name}-{size}-{mode}.png"
                    tall = page.evaluate("document.documentElement.scrollHeight")
                    page.screenshot(
                        path=file,
                        full_page=True,
                        animations="disabled",
                        clip={
                            "x": 0,
                            "y": 0,
                            "width": width,
                            "height": min(tall, TALLEST),
                        },
                    )

    def _context(self, mode: Literal["light", "dark"]) -> BrowserContext:
        return self.browser.new_context(color_scheme=mode, locale="nl-NL")

    def _sign_in(self, context: BrowserContext, who: str, password: str) -> None:
        page = context.new_page()
        page.goto(f"{self.address}/login")
        page.locator("input[autocomplete~=username]").fill(who)
        page.locator("input[type=password]").fill(password)
        page.locator("input[type=password]").press("Enter")
        page.wait_for_url(lambda url: urlsplit(url).path != "/login")
        page.close()

    def _walk(self, context: BrowserContext) -> dict[str, str]:
        """Follow links until every kind of page was seen once."""
        page = context.new_page()
        waiting, found = ["/"], dict[str, str]()
        while waiting:
            path = waiting.pop(0)
            name = self._page_at(path)
            if not name or name in {*found.values(), *self.taken}:
                continue
            answer = page.goto(self.address + path, wait_until="load")
            kind = answer.header_value("content-type") if answer else None
            if not (kind or "").startswith("text/html"):
                continue
            if urlsplit(page.url).path == path.partition("?")[0]:
                found[path] = name
            links = page.eval_on_selector_all(
                "main a[href], header a[href], footer a[href]",
                "links => links.map(a => a.getAttribute('href'))",
            )
            waiting += [link for link in links if link.startswith("/")]
        page.close()
        return found

    def _page_at(self, path: str) -> str:
        """Return the name of the page at an address; "" for a file, or nothing."""
        try:
            name, _values = self.routes.match(path.partition("?")[0], method="GET")
        except HTTPException:
            return ""
        return str(name)


def main() -> int:
    """Empty the album, open a demo and take every page."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    with tempfile.TemporaryDirectory(prefix="hofje-screens-") as room:
        os.environ["INTRANET_DATA"] = room
        from app import app  # noqa: PLC0415  # reads its settings when imported
        from intranet.demo.cast import doors  # noqa: PLC0415

        try:
            with house(Path(room)) as address, sync_playwright() as play:
                browser = play.chromium.launch(
                    executable_path=machine.chromium(), args=machine.browser_flags()
                )
                album = Album(browser, address, app)
                album.visit()
                for door in doors():
                    album.visit(door.login, door.password)
                browser.close()
        except machine.LacksError as trouble:
            print(trouble, file=sys.stderr)
            return 1
    pictures = len(list(PICTURES.iterdir()))
    print(f"{pictures} pictures of {len(album.taken)} pages in {PICTURES.name}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
