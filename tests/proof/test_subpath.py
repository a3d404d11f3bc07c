"""The house under a path of a larger site: every address stays under it."""

from __future__ import annotations

import re

import html5lib
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import HTMX
from tests.proof.routes import ROUTES
from tests.proof.village import Village

ROOT = "/intranet"
ADDRESSED = (
    "href", "src", "action", "formaction", "hx-get", "hx-post", "data-poll", "data-url",
    "data-copy", "data-expander", "data-toolbar", "srcset",
)  # fmt: skip


class Below(FlaskClient):
    """A browser of a house that stands under /intranet."""

    def open(self, *args: object, **given: object) -> TestResponse:
        """Ask with the path of the house in front."""
        given.setdefault(
            "environ_overrides", {"SCRIPT_NAME": ROOT}
        )  # as gunicorn tells it
        return super().open(*args, **given)  # type: ignore[arg-type]


def addresses(text: str) -> list[str]:
    """Return every address that an answer holds."""
    parse = html5lib.parse if "<html" in text else html5lib.parseFragment
    tree = parse(text, namespaceHTMLElements=False)
    found: list[str] = []
    for element in tree.iter():
        for name in ADDRESSED:
            value = element.attrib.get(name) if hasattr(element, "attrib") else None
            if value and name == "srcset":
                found += [part.split()[0] for part in value.split(",")]
            elif value is not None:
                found.append(value)
        found += [
            value for name, value in getattr(element, "attrib", {}).items()
            if isinstance(name, tuple) and name[1] == "href"
        ]  # fmt: skip
    return found


def outside(text: str) -> list[str]:
    """Return the addresses of an answer that lead out of the house."""
    return [
        address
        for address in addresses(text)
        if address.startswith("/") and not address.startswith(f"{ROOT}/")
    ]


@pytest.mark.parametrize("who", ["anonymous", "member", "manager"])
def test_every_address_stays_below(place: Village, who: str) -> None:
    browser = place.visit(who, Below)
    for route in ROUTES:
        if route.method != "GET":
            continue
        for headers in ({}, HTMX):
            answer = browser.get(place.address(route.address), headers=headers)
            assert answer.status_code < 500, route
            for name in ("Location", "HX-Redirect", "HX-Replace-Url", "HX-Push-Url"):
                told = answer.headers.get(name, ROOT)
                assert told.startswith((ROOT, "?")), f"{route}: {name} {told}"
            if answer.mimetype == "text/html":
                assert outside(answer.text) == [], route


def test_what_is_done_leads_to_pages_below(place: Village) -> None:
    for route in ROUTES:
        if route.method != "POST":
            continue
        for who in ("member", "manager"):
            fields = {
                name: place.address(value) for name, value in route.fields.items()
            }
            for headers in ({}, HTMX):
                answer = place.visit(who, Below).post(
                    place.address(route.address), data=fields, headers=headers
                )
                for name in ("Location", "HX-Redirect"):
                    told = answer.headers.get(name, ROOT)
                    assert told.startswith(ROOT), f"{route}: {name} {told}"
                if answer.mimetype == "text/html":
                    assert outside(answer.text) == [], route
        place.again()


def test_styles_and_the_manifest_point_below(place: Village) -> None:
    browser = place.visit("anonymous", Below)

    manifest = browser.get("/app.webmanifest").get_json()
    style = browser.get("/static/app.css").text + browser.get("/style-1.css").text

    assert manifest["start_url"] == manifest["scope"] == f"{ROOT}/"
    assert manifest["icons"][0]["src"].startswith(ROOT)
    assert re.findall(r"url\(\s*[\"']?/", style) == []


def test_cookies_are_for_this_house_alone(place: Village) -> None:
    browser = place.visit("anonymous", Below)

    told = browser.get("/login").headers.getlist("Set-Cookie")
    told += browser.post("/theme", data={"theme": "dark"}).headers.getlist("Set-Cookie")

    assert told
    for cookie in told:
        assert re.search(rf"Path={ROOT}(;|$|/)", cookie), cookie
