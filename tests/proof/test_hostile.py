"""Hostile input is boring: it gets a clear no, never a fault of ours."""

from __future__ import annotations

import random
import re
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from intranet.accounts.security import SAFE
from tests.proof.routes import ROUTES, Ask
from tests.proof.test_routes import ENDINGS
from tests.proof.village import Village

SEED = 20261013
ROUND = 1200
"""Requests per database; a seed makes them the same each time."""

METHODS = (
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "TRACE",
    "PROPFIND",
)
NUMBERS = (
    "0",
    "-1",
    "2147483647",
    "2147483648",
    "9" * 19,
    "9" * 40,
    "1e9",
    "NaN",
    "٣",
    "",
)
WORDS = (
    "", " ", "\x00", "a\x00b", "\u00ed\u00a0\u0080", "\x7f\x1b[31m",
    "é" * 300, "x" * 20_000, "%", "%%%s%n", "' or 1=1 --", "\\", "{{7*7}}", "${7*7}",
    "../../etc/passwd", "\u202egnp.exe", "🂡" * 200, "\r\nSet-Cookie: x=1", "null", "[]",
    "<script>", "\ufeff", "a" * 201, "\u0130\u0131", "=1+1", "*", '"', "NEAR(", "^",
)  # fmt: skip
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"HX-Request": "true"},
    {"HX-Request": "true", "HX-Boosted": "true"},
    {"HX-Request": "true", "HX-Current-URL": "javascript:alert(1)", "HX-Target": "<b>"},
    {"Referer": "//evil.example/x"},
    {"Referer": "http://[::1"},
    {"If-None-Match": "*"},
    {"If-None-Match": '"' * 99},
    {"If-Modified-Since": "yesterday"},
    {"Accept-Language": "x" * 500},
    {"Accept-Encoding": "zstd;q=nonsense, *;q=0"},
    {"Range": "bytes=9-1"},
    {"X-Forwarded-For": "1.1.1.1, ::::, x"},
    {"X-HTTP-Method-Override": "DELETE"},
    {"Cookie": "hofje=abc.def.ghi; locale=xx; theme=<b>"},
    {"Cookie": "hofje=" + "x" * 3000},
)
BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/json", b'{"a": [1'),
    ("application/x-www-form-urlencoded", b"%ff%fe=%00&&&=&a"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"a=+ADw-b"),
    ("multipart/form-data", b"--x"),
    (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data; name=",
    ),
    ("multipart/form-data; boundary=x", b"--x\r\n\r\nnothing\r\n--x--\r\n"),
    ("multipart/form-data; boundary=" + "y" * 300, b""),
    ("text/plain", b"\x00" * 100),
    ("", b"\xff\xfe"),
)


def odd_address(dice: random.Random, place: Village, route: Ask) -> str:
    """Return an address of this route, with one part of it made strange."""
    path, _mark, query = route.address.partition("?")
    spots = re.findall(r"\{\w+\}", path)
    if spots and dice.random() < 0.6:
        word = dice.choice(NUMBERS + WORDS[:12]) or "x"
        path = path.replace(dice.choice(spots), word.replace("{", "").replace("}", ""))
    names = [
        *re.findall(r"(\w+)=", query), "before", "after", "q", "show", "about", "since",
        "team", "kind", "upto", "tip", "next", "state", "id",
    ]  # fmt: skip
    asked = {
        dice.choice(names): dice.choice(NUMBERS + WORDS)
        for _ in range(dice.randint(0, 3))
    }
    # a test client writes the query string as a browser would
    told = "&".join(f"{name}={quote(word)}" for name, word in asked.items())
    filled = path.format(**place.keys)
    return filled + (f"?{told}" if told else "")


def quote(word: str) -> str:
    """Write a word as an address carries it; not every sign, and that is the point."""
    return "".join(
        sign if sign.isascii() and sign.isalnum() else
        "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))
        for sign in word
    )  # fmt: skip


def odd_body(dice: random.Random, place: Village, route: Ask) -> dict[str, Any]:
    """Return a body for this route, with some of its fields made strange."""
    if dice.random() < 0.25:
        kind, body = dice.choice(BODIES)
        return {"data": body, "content_type": kind}
    fields: dict[str, Any] = {
        name: [value.format(**place.keys)] for name, value in route.fields.items()
    }
    known = [*fields, "body", "team_id", "form_key", "version", "newest", "alt", "kept"]
    for name in dice.sample(known, dice.randint(1, 4)):
        fields[name] = [dice.choice(NUMBERS + WORDS) for _ in range(dice.randint(1, 3))]
    if dice.random() < 0.2:
        name = dice.choice(["photo", "photos"])
        content = dice.choice(
            [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"<svg onload=a>", b"\xff\xd8\xff"]
        )
        fields[name] = [
            (BytesIO(content), dice.choice(["a.jpg", "../x", "\x00.png", "<b>.svg"]))
        ]
    return {"data": fields}


@pytest.mark.parametrize("who", ["anonymous", "member", "manager"])
def test_nothing_anybody_sends_is_a_fault_of_ours(place: Village, who: str) -> None:
    dice = random.Random(f"{SEED} {who}")  # noqa: S311 - the same dice each time
    browser = place.visit(who, FlaskClient)
    calm = [
        route for route in ROUTES if route.endpoint not in ENDINGS
    ]  # fmt: skip

    for turn in range(ROUND // 3):
        route = dice.choice(calm)
        method = dice.choice(METHODS) if dice.random() < 0.2 else route.method
        address = odd_address(dice, place, route)
        sent = odd_body(dice, place, route) if method != "GET" else {}
        headers = dice.choice(HEADERS)
        answer = browser.open(address, method=method, headers=headers, **sent)
        told = f"{turn}: {method} {address[:300]} {str(sent)[:300]} {headers}"
        assert answer.status_code < 500, told
        assert b"Traceback" not in answer.data, told
        location = answer.location or answer.headers.get("HX-Redirect", "/")
        assert re.match(r"/(?![/\\])", location), f"{location}: {told}"
        if turn % 40 == 0:
            # somebody may have changed their own role, face or language by now
            place.again()
            browser = place.visit(who, FlaskClient)


FILES = ("photo", "photos")
"""Where a file is expected, and text may come."""

ODD_FIELDS = [
    (route, name)
    for route in ROUTES
    if route.method == "POST" and ("done" in route.answers or "back" in route.answers)
    for name in [*route.fields, "form_key", "team_id", "version", "newest", *FILES]
]


@pytest.mark.parametrize(
    "word", ["a\x00b", "9" * 30, "x" * 20_000, "\ud83d", "2147483648"]
)
def test_no_field_of_any_form_takes_the_house_down(place: Village, word: str) -> None:
    for route, name in ODD_FIELDS:
        wanted = dict(
            zip(
                ("anonymous", "outsider", "member", "owner", "manager"),
                route.answers.split(),
                strict=True,
            )
        )
        who = next(
            w
            for w in ("manager", "owner", "member", "outsider", "anonymous")
            if wanted[w] in {"done", "back"}
        )
        fields = {
            key: value.format(**place.keys) for key, value in route.fields.items()
        }
        told = word.encode("utf-8", "surrogatepass")
        body = "&".join(
            [f"{key}={quote(value)}" for key, value in fields.items() if key != name]
            + [f"{name}=" + "".join(f"%{byte:02X}" for byte in told)]
        )
        answer = place.visit(who, FlaskClient).post(
            place.address(route.address), data=body,
            content_type="application/x-www-form-urlencoded",
        )  # fmt: skip
        assert answer.status_code < 500, f"{route} with {name}"
    place.again()


NEXTS = (
    "//evil.example", "///evil.example", "/\\evil.example", "\\/evil.example",
    "/%09/evil.example", "/\t/evil.example", "https://evil.example",
    "https:evil.example", "javascript:alert(1)",
    "/%5cevil.example", "http:///evil.example", "//evil.example/%2f..",
    "/\n/evil.example",
    "/x@evil.example//", "\x00//evil.example", "/.//evil.example", "data:text/html,x",
    "http://localhost:80@evil.example/", "/login?next=//evil.example",
)  # fmt: skip


@pytest.mark.parametrize("way", NEXTS)
def test_no_way_back_leads_out_of_the_house(place: Village, way: str) -> None:
    for who in ("anonymous", "member"):
        browser = place.visit(who, FlaskClient)
        for answer in (
            browser.get("/login", query_string={"next": way}),
            browser.post("/login", query_string={"next": way}, data={"next": way}),
            browser.post(
                "/theme",
                headers={"Referer": way.translate({9: None, 10: None, 0: None})},
            ),
            browser.get("/me", query_string={"next": way}),
        ):
            location = answer.location or "/"
            assert answer.status_code < 500
            assert location.startswith("/")
            path = location.partition("?")[0]
            assert not re.match(r"/[/\\\s]", path)
            found = re.search(r'name="next" value="([^"]*)"', answer.text)
            assert not found or SAFE.fullmatch(found[1])


def test_somebody_elses_host_is_believed_by_nothing(place: Village) -> None:
    browser = place.visit("anonymous", FlaskClient)
    for host in ("evil.example", "evil.example:80", "localhost@evil.example"):
        for address in ("/", "/login", "/app.webmanifest", "/.well-known/security.txt"):
            answer = browser.get(
                address, headers={"Host": host, "X-Forwarded-Host": host}
            )
            assert answer.status_code < 500
            assert "evil.example" not in (answer.location or "")
            assert "evil.example" not in answer.text
