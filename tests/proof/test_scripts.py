"""Text stays text: in every field of every form, and in the names of files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import HTMX
from tests.proof.payloads import BARE, SUM
from tests.proof.routes import ROUTES
from tests.proof.village import Village, picture

LIVE = re.compile(r"^[\s\x00-\x20]*(javascript|vbscript|data|js)\s*:", re.IGNORECASE)
ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "xlink:href",
    "srcdoc",
    "poster",
)
NEVER = {
    "iframe", "object", "embed", "base", "frame", "frameset", "applet", "math",
    "style", "foreignObject", "animate", "set", "marquee", "audio", "video", "template",
    "noscript", "xss", "i̇mg",
}  # fmt: skip

CHUNKS = 4


def elements(text: str) -> Iterator[Element]:
    """Return every element of an answer, as a browser would build it."""
    parse = html5lib.parse if "<html" in text else html5lib.parseFragment
    for element in parse(text, namespaceHTMLElements=False).iter():
        if isinstance(element.tag, str):
            yield element


def live(answer: TestResponse) -> list[str]:
    """Return what in an answer is more than text, and not ours."""
    if answer.mimetype != "text/html":
        return []
    found = []
    for element in elements(answer.text):
        tag = element.tag.rpartition("}")[2]
        given = {str(name): value for name, value in element.attrib.items()}
        src = given.get("src", "")
        bad = tag in NEVER
        bad |= tag == "script" and not src.startswith("/static/")
        bad |= tag == "link" and not given.get("href", "").startswith("/")
        bad |= tag == "meta" and "http-equiv" in given
        bad |= tag == "form" and not given.get("action", "/").startswith("/")
        bad |= any(name.lower().startswith(("on", "hx-on", "style")) for name in given)
        bad |= any(LIVE.match(given.get(name, "")) for name in ADDRESSES)
        if bad:
            found.append(f"<{tag} {given}>"[:200])
    if SUM in answer.text:
        found.append("a template was worked out")
    return found


def forms(text: str) -> Iterator[tuple[str, dict[str, str], list[str], list[str]]]:
    """Return each form: its address, what it sends, where one types, its files."""
    for form in elements(text):
        if (
            form.tag != "form"
            or form.get("method", "").lower() != "post"
            or not form.get("action")
        ):
            continue
        sent: dict[str, str] = {}
        typed: list[str] = []
        files: list[str] = []
        for field in form.iter():
            name, kind = field.get("name"), field.get("type", "text")
            if not name or name == "csrf_token":
                continue
            if field.tag == "textarea" or (
                field.tag == "input"
                and kind
                in {"text", "search", "tel", "email", "color", "hidden", "password"}
            ):
                if kind == "hidden":
                    sent[name] = field.get("value", "")
                else:
                    typed.append(name)
            elif field.tag == "input" and kind == "file":
                files.append(name)
            elif field.tag == "select":
                chosen = [
                    o.get("value", "")
                    for o in field.iter("option")
                    if o.get("selected") is not None
                ]
                options = [o.get("value", "") for o in field.iter("option")]
                sent[name] = (chosen or options or [""])[0]
            elif (
                kind in {"radio", "checkbox"}
                and (name not in sent or field.get("checked") is not None)
            ) or field.tag == "button":
                sent.setdefault(name, field.get("value", ""))
        yield str(form.get("action")), sent, typed, files


PAGES = [
    route.address for route in ROUTES
    if route.method == "GET" and "page" in route.answers and "q=" not in route.address
    and route.endpoint not in {"static", "core.healthz"}
]  # fmt: skip


def all_forms(
    browser: FlaskClient, place: Village
) -> dict[str, tuple[dict[str, str], list[str], list[str]]]:
    """Return every form that somebody can reach, by its address."""
    found: dict[str, tuple[dict[str, str], list[str], list[str]]] = {}
    for pattern in PAGES:
        page = browser.get(place.address(pattern))
        if page.mimetype == "text/html" and page.status_code == 200:
            for action, sent, typed, files in forms(page.text):
                if typed or files:
                    found.setdefault(action, (sent, typed, files))
    return found


@pytest.mark.parametrize("part", range(CHUNKS))
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_what_is_typed_is_never_more_than_text(place: Village, part: int) -> None:
    browser = place.visit("manager", FlaskClient)
    reachable = all_forms(browser, place)
    assert len(reachable) > 5
    for payload in BARE[part::CHUNKS]:
        for action, (sent, typed, files) in reachable.items():
            if action == "/setup" or "/stop" in action:
                continue
            fields: dict[str, object] = {**sent, **dict.fromkeys(typed, payload)}
            if "form_key" in fields:
                fields["form_key"] = ""
            fields |= {name: (picture(), f"{payload}.jpg") for name in files}
            answer = browser.post(
                action, data=fields, headers=HTMX if len(payload) % 2 else {}
            )
            assert answer.status_code < 500, action
            assert live(answer) == [], f"{action}: {payload}"
        # one field at a time too, as a whole form may be refused for another
        browser.post(
            "/me/edit",
            data={
                "name": payload,
                "call_name": payload[:100],
                "works": "0",
                "locale": "nl",
                "job": payload[:200],
                "about": payload,
                "expertise": payload,
                "interests": payload,
                "location": payload[:200],
            },
        )
        browser.post(
            "/timeline/new",
            data={
                "body": payload,
                "alt": payload,
                "photos": (picture(), f"{payload}.png"),
            },
        )
        browser.post(
            "/teams/new", data={"name": payload[:80], "kind": "open", "about": payload}
        )
        browser.post(
            "/governance/wishes/new", data={"title": payload[:200], "why": payload}
        )
        browser.post(place.address("/timeline/{post}/comments"), data={"body": payload})
        browser.post(
            "/timeline/new",
            data={"body": "x", "photos": (BytesIO(b"no"), f"{payload}.svg")},
        )
        asked = browser.get("/search", query_string={"q": payload})
        asked_part = browser.get("/people/", query_string={"q": payload}, headers=HTMX)
        lost = browser.get(f"/teams/{payload.replace('/', '')}")
        door = browser.get("/login", query_string={"next": payload})
        for answer in (asked, asked_part, lost, door):
            assert answer.status_code < 500
            assert live(answer) == [], payload

    for reader, headers in (("manager", HTMX), ("outsider", {})):
        looker = place.visit(reader, FlaskClient)
        for address in reading_list(place, looker):
            answer = looker.get(address, headers=headers)
            assert live(answer) == [], address


def reading_list(place: Village, browser: FlaskClient) -> list[str]:
    """Return every page on which words of others stand, and every page of a list."""
    found = [place.address(pattern) for pattern in PAGES]
    for start in (
        "/timeline/?show=all",
        "/teams/",
        "/people/",
        "/governance/wishes/",
        "/notifications/",
        "/",
    ):
        page = browser.get(start).text
        found += re.findall(
            r'href="(/(?:timeline|teams|people|governance/wishes)/[^"#]+)"', page
        )
    return list(dict.fromkeys(address.replace("&amp;", "&") for address in found))[:120]
