"""Counts which tests ran on which database and in a browser; a plugin for pytest."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

GROUNDS = ("sqlite", "postgres", "browser")
"""Where a test may stand: a database named in its parameters, or a browser."""

MARK = "stands on"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `tools.test` say where to write the count."""
    parser.addoption("--tally", type=Path, help="write the count to this file")


def pytest_configure(config: pytest.Config) -> None:
    """Count in the process that hears of every test, not in its workers."""
    file = config.getoption("--tally")
    if file and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Tally(file), "tally of grounds")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Write on every test where it stands, so that its report tells it."""
    for item in items:
        given = getattr(item, "callspec", None)
        named = set(map(str, given.params.values())) if given else set()
        named |= {mark.name for mark in item.iter_markers()}
        item.user_properties += [
            (MARK, ground) for ground in GROUNDS if ground in named
        ]


class Tally:
    """How every test ended, and where it stood."""

    def __init__(self, file: Path) -> None:
        """Begin with nothing.

        Args:
            file: where the count is written at the end.

        """
        self.file = file
        self.ends: dict[str, str] = {}
        self.grounds: dict[str, list[str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the worst of set-up, test and tidying up."""
        if report.when == "call" or not report.passed:
            before = self.ends.get(report.nodeid)
            if before != "failed":
                self.ends[report.nodeid] = report.outcome
            self.grounds[report.nodeid] = [
                str(value) for name, value in report.user_properties if name == MARK
            ]

    def pytest_sessionfinish(self) -> None:
        """Write the count: per end, and per ground of what really ran."""
        ran = (
            ground
            for test, end in self.ends.items()
            if end != "skipped"
            for ground in self.grounds[test]
        )
        count = {"ends": Counter(self.ends.values()), "grounds": Counter(ran)}
        self.file.write_text(json.dumps(count), "utf-8")
