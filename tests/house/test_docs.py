"""What the documents say is true of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from intranet import wiring
from tools import tables

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
DECISIONS = sorted((DOCS / "decisions").glob("0*.md"))
HANDBOOK = sorted((DOCS / "handbook").glob("*.md"))
CATALOGUE = ROOT / "intranet/translations/nl/LC_MESSAGES/messages.po"
HEAVIEST = 300_000

SETTING = re.compile(r"""env(?:iron)?\.get\(\s*["'](\w+)["']""")
READERS = [
    ROOT / "intranet/config.py",
    ROOT / "gunicorn.conf.py",
    ROOT / "tools/doorstep.py",
    ROOT / "tools/run.py",
]
"""Who reads settings when the house opens for real."""


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_the_tables_of_facts_slots_and_chores_are_in_step() -> None:
    page = text("docs/architecture.md")
    assert tables.in_step(page) == page, "run: python -m tools.tables"


def test_every_room_is_on_the_page_about_the_house() -> None:
    page = text("docs/architecture.md")
    rooms = {file.parent.name for file in ROOT.glob("intranet/*/__init__.py")}
    assert {room for room in rooms if not re.search(rf"\b{room}\b", page)} == set()
    assert all(fact.__name__ in page for fact in wiring.HEARS)


def test_every_setting_has_a_sentence() -> None:
    read = {name for file in READERS for name in SETTING.findall(text(named(file)))}
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", text("README.md"), re.MULTILINE))
    assert {"PORT", "HOST", "DATABASE_URL"} <= read
    assert read == told


def test_every_command_is_there_and_told(app: Flask) -> None:
    told = set(re.findall(r"`flask --app app (\w+)", text("README.md")))
    ours = {
        name
        for name, command in app.cli.commands.items()
        if (command.callback or command).__module__.startswith("intranet")
        or name in {group.name for group in app.blueprints.values()}
    }
    assert told - set(app.cli.commands) == set()
    assert ours - told == set()


def test_the_makefile_and_the_procfile_call_what_is_there(app: Flask) -> None:
    called = re.findall(r"--app app (\w+)", text("Makefile") + text("Procfile"))
    assert set(called) <= set(app.cli.commands)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    source = page.read_text("utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", source)
    for link in filter(None, (part for pair in links for part in pair)):
        assert "://" not in link, f"{link} leads out of the house"
        way, _hash, anchor = link.partition("#")
        to = (page.parent / way).resolve() if way else page
        assert to.exists(), f"{link} leads nowhere"
        if anchor:
            assert anchor in anchors(to), f"{link} has no such heading"


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-")
        for head in heads
    }


@pytest.mark.parametrize("page", DECISIONS, ids=named)
def test_a_decision_tells_its_price(page: Path) -> None:
    source = page.read_text("utf-8")
    for head in ("What we chose", "What else there was", "What it costs"):
        assert f"**{head}.**" in source
    title = source.partition("\n")[0].removeprefix("# ")
    assert f"({page.name}) {title}" in text("docs/decisions/README.md")


@pytest.fixture(scope="module", name="screen")
def read_screen() -> list[re.Pattern[str]]:
    """Everything the Dutch screen can say, with its holes open."""
    with CATALOGUE.open("rb") as stream:
        catalog = read_po(stream, locale="nl")
    said = (
        form
        for message in catalog
        if message.id
        for form in (
            message.string if isinstance(message.string, tuple) else (message.string,)
        )
    )
    return [
        re.compile(re.sub(r"%\\\(\w+\\\)s|%\(\w+\)s", ".+", re.escape(str(form))))
        for form in said
        if re.search(r"[A-Za-z]{3}", re.sub(r"%\(\w+\)s", "", str(form)))
    ]


@pytest.mark.parametrize("page", HANDBOOK, ids=named)
def test_the_handbook_names_things_as_the_screen_does(
    page: Path, screen: list[re.Pattern[str]]
) -> None:
    bold = re.findall(r"\*\*(.+?)\*\*", page.read_text("utf-8"), re.DOTALL)
    words = {" ".join(found.split()) for found in bold} - {"vet"}
    assert {w for w in words if not any(p.fullmatch(w) for p in screen)} == set()


def test_pictures_are_light() -> None:
    heavy = {
        picture.name
        for picture in (DOCS / "pictures").glob("*")
        if picture.stat().st_size > HEAVIEST
    }
    assert heavy == set()
    assert (DOCS / "pictures/home.png").exists()
