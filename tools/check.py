"""Every check that needs no server and no browser; two run at a time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

Command = Sequence[str | Path]

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

# The slowest first, so that the short ones run beside it.
CHECKS: dict[str, Command] = {
    "types": [BIN / "mypy", "--no-error-summary"],
    "lint": [BIN / "ruff", "check", "--quiet"],
    "format": [BIN / "ruff", "format", "--check", "--quiet"],
    "rooms": [BIN / "lint-imports", "--no-logo"],
    "templates": [BIN / "djlint", "--lint", "--quiet", "templates"],
    "words": [sys.executable, "-m", "tools.words", "check"],
    "vendored scripts": [sys.executable, "-m", "tools.vendor", "check"],
}
HOUSE: dict[str, Command] = {
    "tests of the house": [
        *(sys.executable, "-m", "pytest", "tests/house", "-q", "-m", "not browser"),
    ],
}


def run_all(checks: dict[str, Command]) -> bool:
    """Run checks two at a time and tell of each; say whether all passed."""

    def run(name: str) -> tuple[str, float, subprocess.CompletedProcess[str]]:
        begun = time.monotonic()
        done = subprocess.run(
            checks[name],
            cwd=ROOT,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={"INTRANET_TEST_DATABASES": "sqlite", **os.environ},
        )
        return name, time.monotonic() - begun, done

    is_well = True
    with ThreadPoolExecutor(2) as pair:
        for name, seconds, done in pair.map(run, checks):
            word = "FAILED" if done.returncode else "ok"
            print(f"{word:<7}{name}, {seconds:.0f} s", flush=True)
            if done.returncode:
                is_well = False
                print(done.stdout, flush=True)
    return is_well


def main() -> int:
    """Run every check, and the tests of the house on SQLite."""
    return 0 if run_all({**CHECKS, **HOUSE}) else 1


if __name__ == "__main__":
    sys.exit(main())
