from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest
from flask import Flask

from intranet.core.assets import BUNDLES, asset, shelf

STATIC = Path(__file__).parents[2] / "static"


def address(app: Flask, path: str) -> str:
    """Return where a static file is."""
    with app.test_request_context():
        return asset(path)


def test_a_file_is_kept_for_a_year_under_the_name_of_its_content(app: Flask) -> None:
    answer = app.test_client().get(address(app, "app.css"))

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("asked", ["/static/app.css", "/static/app.css?v=000000000000"])
def test_a_file_asked_for_by_another_name_is_not_kept(app: Flask, asked: str) -> None:
    answer = app.test_client().get(asked)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, no-cache"


def test_a_browser_that_has_the_file_does_not_get_it_again(app: Flask) -> None:
    client = app.test_client()
    first = client.get("/static/img/icons.svg")

    again = client.get(
        "/static/img/icons.svg", headers={"If-None-Match": first.headers["ETag"]}
    )

    assert again.status_code == 304
    assert again.data == b""


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("", None)],
)
def test_a_file_comes_as_small_as_the_browser_can_read(
    app: Flask, accepted: str, encoding: str | None
) -> None:
    answer = app.test_client().get(
        address(app, "app.js"), headers={"Accept-Encoding": accepted}
    )

    assert answer.headers.get("Content-Encoding") == encoding
    body = answer.data
    if encoding == "br":
        body = brotli.decompress(body)
    elif encoding == "gzip":
        body = gzip.decompress(body)
    assert body == shelf(STATIC)["app.js"].body
    if encoding:
        assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "odd", ["../app.py", "%2e%2e/app.py", "..%2fapp.py", "nothing.css", "css/"]
)
def test_only_files_of_the_folder_are_served(app: Flask, odd: str) -> None:
    assert app.test_client().get(f"/static/{odd}").status_code == 404


def test_addresses_follow_the_house_to_a_folder_of_a_site(app: Flask) -> None:
    with app.test_request_context(environ_overrides={"SCRIPT_NAME": "/hofje"}):
        assert asset("app.css").startswith("/hofje/static/app.css?v=")


def test_the_style_finds_its_font(app: Flask) -> None:
    style = app.test_client().get(address(app, "app.css")).text
    [font] = re.findall(r'url\("([^"]+)"\)', style)

    answer = app.test_client().get(f"/static/{font}")

    assert answer.mimetype == "font/woff2"
    assert "immutable" in answer.headers["Cache-Control"]


def test_what_a_first_visit_must_fetch_is_light() -> None:
    files = shelf(STATIC)
    fetched = [
        "app.css", "app.js", "fonts/atkinson-next.woff2", "img/icons.svg",
        "img/fenna/sprite.svg", "img/scenes/horizon.svg",
    ]  # fmt: skip

    weight = sum(len(files[name].packed("br")[0]) for name in fetched)

    assert weight < 80_000  # of 100 KB for the whole visit


def test_our_own_scripts_are_small() -> None:
    own = [part for part in BUNDLES["app.js"] if part.startswith("js/")]
    text = b"".join((STATIC / part).read_bytes() for part in own)

    assert len(gzip.compress(text)) < 8192


def test_every_style_is_in_the_bundle() -> None:
    made = {path.relative_to(STATIC).as_posix() for path in STATIC.glob("css/*.css")}

    assert made == set(BUNDLES["app.css"])
