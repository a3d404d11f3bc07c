"""Make .venv if it is not there, and install pinned packages into it.

Runs on the Python of the machine, with nothing installed; so it speaks in one
sentence when that Python will not do.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

VENV = Path(__file__).resolve().parents[1] / ".venv"
INSIDE = VENV / "bin" / "python"
OLDEST = (3, 11)


class SetupError(Exception):
    """This machine lacks something; the message says what to do about it."""


def make_room() -> None:
    """Make an empty .venv, unless there is a working one.

    Raises:
        SetupError: when this Python is too old or comes without venv.

    """
    if sys.version_info < OLDEST:
        msg = (
            f"Hofje needs Python 3.11 or newer and this is {sys.version.split()[0]}. "
            "Name another one, like: make run PYTHON=python3.12"
        )
        raise SetupError(msg)
    if INSIDE.exists() and works([str(INSIDE), "-c", "import sys"]):
        return
    if uv := shutil.which("uv"):
        run([uv, "venv", "-q", "--clear", "--python", sys.executable, str(VENV)])
        return
    if not importlib.util.find_spec("ensurepip"):
        msg = (
            "This Python comes without venv. On Debian or Ubuntu: "
            "apt-get install python3-venv; then try again."
        )
        raise SetupError(msg)
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install(pins: str) -> None:
    """Install exactly what is pinned, and refuse anything with another hash."""
    print(f"Installing what {pins} names; the first time this takes a minute.")
    pip = [str(INSIDE), "-m", "pip", "--disable-pip-version-check"]
    if uv := shutil.which("uv"):
        order = [uv, "pip", "install", "-q", "--python", str(INSIDE)]
    elif works([*pip, "--version"]):
        order = [*pip, "install", "-qq"]
    else:
        msg = "There is no pip in .venv and no uv. Remove .venv and try again."
        raise SetupError(msg)
    run([*order, "--no-deps", "--require-hashes", "-r", pins])


def works(command: list[str]) -> bool:
    """Say whether a command ends well; show nothing of it."""
    try:
        done = subprocess.run(command, check=False, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def run(command: list[str]) -> None:
    """Run a command and show what it says.

    Raises:
        SetupError: when it fails.

    """
    if subprocess.run(command, check=False).returncode:
        msg = f"This did not work: {' '.join(command)}"
        raise SetupError(msg)


def main(pins: str) -> int:
    """Make .venv and fill it."""
    try:
        make_room()
        install(pins)
    except SetupError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
