"""Open the house on this machine: what is missing is made, then gunicorn starts.

Runs in the process that becomes gunicorn, so that the app is read only once and
a second start takes a moment.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
from pathlib import Path

from flask_migrate import upgrade
from gunicorn.app import wsgiapp
from structlog.testing import capture_logs

from app import app
from intranet.config import Settings
from intranet.core import site
from intranet.core.db import db
from intranet.demo import load
from intranet.demo.cast import doors, is_lived_in
from tools.doorstep import Standing, StartError, keep_demo_home, standing

ROOT = Path(__file__).resolve().parents[1]


def take_port(host: str) -> int:
    """Return the port to listen on.

    Raises:
        StartError: when it is no number, taken, or not ours to take.

    """
    told = os.environ.get("PORT") or "8000"
    if not told.isdigit() or not 0 < int(told) < 2**16:
        msg = f"PORT is a number from 1 to 65535, not {told}."
        raise StartError(msg)
    try:
        kind, *_rest, address = socket.getaddrinfo(
            host, int(told), type=socket.SOCK_STREAM
        )[0]
        with socket.socket(kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as trouble:
        msg = (
            f"We cannot open port {told} on {host}: {trouble.strerror}. Stop what "
            "uses it, or choose another port, like: PORT=8001 make run"
        )
        raise StartError(msg) from trouble
    return int(told)


def bring_up_to_date() -> None:
    """Upgrade the database to what this code knows."""
    if standing(app) is Standing.BEHIND:
        logging.getLogger("alembic").setLevel(logging.WARNING)
        upgrade()


def welcome_demo(host: str) -> None:
    """Load the demo organisation when nobody lives here yet."""
    is_empty = not is_lived_in()
    if is_empty or site.current().is_demo:
        keep_demo_home(host)
    if is_empty:
        print("Loading the demo organisation ...", flush=True)
        with capture_logs():  # what happened in the story is no news to log
            load()


def prepare() -> list[str]:
    """Make ready what is missing; return what to tell whoever started us.

    Raises:
        StartError: when the house cannot open.

    """
    settings: Settings = app.config["SETTINGS"]
    port = take_port(settings.host)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{shown}:{port}{os.environ.get('SCRIPT_NAME', '')}/"
    told = [f"Hofje is open: {address} (stop with Ctrl-C)"]
    with app.app_context():
        bring_up_to_date()
        welcome_demo(settings.host)
        if site.current().is_demo:
            told.append("This is a demo; look around as one of these colleagues:")
            told += [
                f"  {door.login:<28}{door.password:<24}{door.name}, {door.role}"
                for door in doors()
            ]
        db.session.remove()
        db.engine.dispose()  # gunicorn forks, and a connection may not go along
    return told


def main() -> None:
    """Prepare, tell where to go, and become gunicorn."""
    try:
        told = prepare()
    except StartError as trouble:
        sys.exit(str(trouble))
    print("\n".join(told), flush=True)
    sys.argv = ["gunicorn", "--config", str(ROOT / "gunicorn.conf.py"), "app:app"]
    wsgiapp.run(prog="gunicorn")


if __name__ == "__main__":
    main()
