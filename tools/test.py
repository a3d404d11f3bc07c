"""Everything that must be true before a change is good; `make test` runs this."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from tools import check, machine


def versions(postgres: str, chromium: str) -> dict[str, str]:
    """Return the full name of each ground that tests stand on."""
    with psycopg.connect(postgres) as connection:
        number = connection.info.server_version
    told = subprocess.run(
        [chromium, "--version"], check=True, capture_output=True, text=True
    ).stdout
    browser = re.search(r"\d+", told)
    return {
        "sqlite": f"SQLite {sqlite3.sqlite_version}",
        "postgres": f"Postgres {number // 10_000}.{number % 10_000}",
        "browser": f"Chromium {browser[0] if browser else told.strip()}",
    }


def run_tests(postgres: str, chromium: str, words: list[str]) -> int:
    """Run pytest on both databases and in the browser; tell what ran where.

    Args:
        postgres: address of an empty server.
        chromium: path of the browser.
        words: what else to tell pytest.

    Returns:
        0 when every test ran and passed.

    """
    names = versions(postgres, chromium)
    with tempfile.TemporaryDirectory(prefix="hofje-test-") as room:
        tally = Path(room) / "tally.json"
        env = {
            **os.environ,
            "CHROMIUM": chromium,
            "INTRANET_DATA": f"{room}/data",
            "INTRANET_TEST_DATABASES": "sqlite,postgres",
            "TEST_DATABASE_URL": postgres,
        }
        pytest = [sys.executable, "-m", "pytest", "-q", "-p", "tools.tally"]
        ask = [*pytest, f"--tally={tally}", "-n", "2", "--durations=10", *words]
        code = subprocess.run(ask, cwd=check.ROOT, env=env, check=False).returncode
        if not tally.exists():
            return code or 1
        count = json.loads(tally.read_text("utf-8"))
    ends, grounds = count["ends"], count["grounds"]
    idle = [name for ground, name in names.items() if not grounds.get(ground)]
    skipped = f", {ends['skipped']} skipped" if ends.get("skipped") else ""
    print(f"{ends.get('passed', 0)} passed, {ends.get('failed', 0)} failed{skipped}")
    print(", ".join(f"{name}: {grounds.get(g, 0)}" for g, name in names.items()))
    if idle and not words:
        print(f"No test ran on {' or '.join(idle)}.", file=sys.stderr)
        return 1
    return code or (1 if skipped else 0)


def main(words: list[str]) -> int:
    """Run the checks, then every test; words go to pytest and skip the checks."""
    if not words and not check.run_all(check.CHECKS):
        return 1
    try:
        with machine.postgres() as postgres:
            return run_tests(postgres, machine.chromium(), words)
    except machine.LacksError as trouble:
        print(trouble, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
