"""The house itself: rules that no single room can check."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta

from intranet import wiring
from intranet.core.permissions import RULES

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
ROOMS = ROOT / "intranet"
PARTS = sorted(TEMPLATES.glob("**/_*.html"))
PAGES = sorted(TEMPLATES.glob("**/*.html"))

WEB = {"request", "session", "url_for", "redirect", "current_user", "render_template"}
DEEP = {"models", "facts", "queries", "rules", "actions", "listeners", "forms"}
DEEP_FILES = sorted(file for file in ROOMS.glob("*/*.py") if file.stem in DEEP)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_page_has_a_rule(app: Flask) -> None:
    bare = {
        name
        for name, view in app.view_functions.items()
        if not hasattr(view, "rule") and name.partition(".")[0] != "security"
    }
    assert bare == set()
    assert "people.change_profile" in RULES


@pytest.mark.parametrize("part", PARTS, ids=named)
def test_a_part_says_what_it_needs(app: Flask, part: Path) -> None:
    source = part.read_text()
    told = re.match(r"{# needs: ([\w, ]+) #}", source)
    assert told, f"{part.name} starts with no {{# needs: ... #}} line"
    used = meta.find_undeclared_variables(app.jinja_env.parse(source))
    given = set(app.jinja_env.globals) | {"me", "site", "request", "session", "g"}
    assert used - given <= set(told[1].split(", "))


def test_templates_ask_only_known_rules(app: Flask) -> None:
    asked = {
        name
        for page in PAGES
        for name in re.findall(r'can\("([\w.]+)"', page.read_text())
    }
    assert asked
    assert asked <= set(RULES)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_template_holds_no_script_and_no_style(page: Path) -> None:
    source = page.read_text()
    if page.parts[-3] == "mail" or page.name == "mail.html":
        return
    found = re.findall(r"<script>|<style|\sstyle=|\son[a-z]+=|hx-on|js:", source)
    assert found == []


@pytest.mark.parametrize("file", DEEP_FILES, ids=named)
def test_the_deep_parts_of_a_room_know_no_web(file: Path) -> None:
    words = {
        alias.name
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert words & WEB == set()


@pytest.mark.parametrize("file", sorted(ROOMS.glob("*/actions.py")), ids=named)
def test_actions_do_not_commit(file: Path) -> None:
    assert ".commit(" not in file.read_text()


def test_every_fact_is_wired() -> None:
    facts = {
        node.name
        for file in ROOMS.glob("*/facts.py")
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.ClassDef)
    }
    assert facts == {fact.__name__ for fact in wiring.HEARS}


def test_every_slot_a_template_leaves_is_filled_somewhere() -> None:
    left = {
        name
        for page in PAGES
        for name in re.findall(r'slot\("([\w.]+)"', page.read_text())
    }
    assert left == set(wiring.SLOTS)


@pytest.mark.parametrize("file", sorted(ROOMS.glob("**/*.py")), ids=named)
def test_a_file_is_one_sitting(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= 250


@pytest.mark.parametrize("file", sorted(ROOMS.glob("*/*.py")), ids=named)
def test_nothing_is_skipped_by_offset(file: Path) -> None:
    assert ".offset(" not in file.read_text()
