"""The page that an auditor reads says what the code does."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from intranet.core.permissions import RULES

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"


def test_the_page_of_permissions_is_in_step(app: Flask) -> None:
    told = app.test_cli_runner().invoke(args=["rules"])

    assert told.exit_code == 0
    assert PAGE.read_text() == told.output, (
        "flask --app app rules > docs/permissions.md"
    )


def test_every_rule_says_what_and_who() -> None:
    for name, rule in RULES.items():
        assert rule.may, name
        assert rule.who, name
