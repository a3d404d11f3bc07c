from __future__ import annotations

import colorsys
import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from intranet.colleague import palette, portraits
from intranet.colleague.oklch import Shade, contrast, read, write
from intranet.colleague.palette import DAY, NIGHT, SIGN, TEXT, Mode, branded, plain

ROOT = Path(__file__).parents[2]
STYLES = ROOT / "static" / "css"

EXTREME = [
    "#ffffff", "#000000", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff",
    "#ff00ff", "#f2c200", "#555555", "#0d6072", "#bd9a5f", "#fefefe", "#010101",
]  # fmt: skip
WHEEL = [
    "#"
    + "".join(f"{round(255 * part):02x}" for part in colorsys.hsv_to_rgb(h / 24, s, v))
    for h in range(24)
    for s, v in ((1, 1), (0.5, 1), (1, 0.5), (0.3, 0.8))
]
GROUNDS = ("paper", "surface", "sunken", "sun-tint", "brand-tint", "brand-soft")


def faults(brand: str, mode: Mode) -> list[str]:
    """Return every pair of colours that does not stand out enough."""
    shades = plain(mode) | branded(brand, mode)
    pairs = [("brand-ink", ground, TEXT) for ground in GROUNDS]
    pairs += [("ink", ground, TEXT) for ground in (*GROUNDS, "sky-a", "sky-b", "l1")]
    pairs += [("ink-2", ground, TEXT) for ground in (*GROUNDS, "sky-a")]
    pairs += [
        ("on-brand", ground, TEXT) for ground in ("brand-fill", "brand-fill-hover")
    ]
    pairs += [("brand-mid", ground, SIGN) for ground in GROUNDS[:4]]
    pairs += [("focus", ground, SIGN) for ground in ("paper", "surface")]
    shades["focus"] = shades["inverse"]
    return [
        f"{brand}: {one} on {other} is {contrast(shades[one], shades[other]):.2f}"
        for one, other, least in pairs
        if contrast(shades[one], shades[other]) < least
    ]


@pytest.mark.parametrize("mode", [DAY, NIGHT], ids=["day", "night"])
def test_words_stand_out_whatever_colour_is_chosen(mode: Mode) -> None:
    assert [fault for brand in EXTREME + WHEEL for fault in faults(brand, mode)] == []


@settings(max_examples=150, derandomize=True, database=None, deadline=None)
@given(some.integers(0, 0xFFFFFF))
def test_words_stand_out_in_colours_nobody_thought_of(number: int) -> None:
    brand = f"#{number:06x}"

    assert faults(brand, DAY) + faults(brand, NIGHT) == []


@pytest.mark.parametrize("mode", [DAY, NIGHT], ids=["day", "night"])
def test_the_shades_of_the_house_stand_out(mode: Mode) -> None:
    shades = plain(mode)
    pairs = [
        (words, ground, TEXT)
        for words in ("ink", "ink-2", "ink-3")
        for ground in ("paper", "surface", "sunken")
    ]
    pairs += [
        (f"{kind}-ink", f"{kind}-tint", TEXT) for kind in ("sun", "ok", "warn", "bad")
    ]
    pairs += [("on-ok", "ok-fill", TEXT), ("on-bad", "bad-fill", TEXT)]
    pairs += [("on-sun", "sun", TEXT), ("on-sun", "sun-deep", TEXT)]
    pairs += [("on-inverse", "inverse", TEXT), ("ok-ink", "ok-wash", TEXT)]
    pairs += [("line-strong", "surface", SIGN), ("line-strong", "paper", SIGN)]

    assert [
        (one, other, contrast(shades[one], shades[other]))
        for one, other, least in pairs
        if contrast(shades[one], shades[other]) < least
    ] == []


@pytest.mark.parametrize("mode", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("hue", palette.HUES)
def test_every_family_of_colours_stands_out(mode: Mode, hue: float) -> None:
    shades = palette.family(hue, mode)
    surface = plain(mode)["surface"]

    assert contrast(shades["t-ink"], shades["t-tint"]) >= TEXT
    assert contrast(shades["t-on"], shades["t-fill"]) >= TEXT
    assert contrast(shades["t-fill"], surface) >= TEXT
    assert contrast(shades["t-mid"], surface) >= SIGN


def test_a_colour_survives_being_read_and_written() -> None:
    for brand in WHEEL:
        there, back = read(brand), read(write(read(brand)))
        assert back.light == pytest.approx(there.light, abs=0.005)
        assert back.chroma == pytest.approx(there.chroma, abs=0.005)


def test_a_colour_no_screen_shows_becomes_greyer_not_darker() -> None:
    found = read(write(Shade(0.7, 0.37, 150)))

    assert found.light == pytest.approx(0.7, abs=0.01)
    assert found.chroma < 0.3


@pytest.mark.parametrize("odd", ["red", "#fff", "#12345g", "", "#123456\n", "url(x)"])
def test_anything_but_a_colour_is_refused(odd: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        branded(odd, DAY)


def test_the_organisations_stylesheet_is_small_and_sets_tokens_only() -> None:
    rules = palette.stylesheet("#f2c200", "mika")

    assert len(gzip.compress(rules.encode())) < 800
    bodies = re.findall(r"{([^{}]*)}", rules)
    lines = [line for body in bodies for line in body.split(";")]
    assert all(re.fullmatch(r"--[\w-]+:#[0-9a-f]{6}", line) for line in lines)
    assert 'root[data-theme="dark"]' in rules
    assert "prefers-color-scheme:dark" in rules


def test_the_stylesheet_in_the_house_is_what_the_tables_say() -> None:
    kept = (STYLES / "colours.css").read_text()

    assert kept == palette.house_stylesheet(), (
        "run python -m intranet.colleague.palette"
    )


def test_every_token_that_is_used_is_given() -> None:
    styles = {path.name: path.read_text() for path in STYLES.glob("*.css")}
    given_ones = set(re.findall(r"(--[\w-]+)\s*:", "".join(styles.values())))
    # a fallback stands behind the comma, so such a token may be absent
    used = set(re.findall(r"var\((--[\w-]+)\)", "".join(styles.values())))

    assert used - given_ones == set()


def test_no_style_asks_for_colours_that_older_phones_cannot_read() -> None:
    for path in STYLES.glob("*.css"):
        assert not re.search(r"oklch|light-dark|color-mix", path.read_text()), path.name


def test_a_manager_can_choose_from_several_faces_and_each_is_whole() -> None:
    drawing = (ROOT / "static/img/fenna/sprite.svg").read_text()
    asked = set(re.findall(r"var\(--(f-[\w-]+)", drawing))

    assert len(portraits.PORTRAITS) >= 6
    for portrait in portraits.PORTRAITS.values():
        assert asked <= set(portrait.tokens)
    assert portraits.look("gone") == portraits.PORTRAITS[portraits.DEFAULT]
