"""Open the house on this machine: what is missing is made, then gunicorn starts.

Runs in the process that becomes gunicorn, so that the app is read only once and
a second start takes a moment.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from gunicorn.app import wsgiapp
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from app import app
from intranet.config import Settings
from intranet.core import site
from intranet.core.db import db
from intranet.people.models import Person

ROOT = Path(__file__).resolve().parents[1]


class StartError(Exception):
    """The house cannot open; the message says why and what to do."""


def take_port(settings: Settings) -> int:
    """Return the port to listen on.

    Raises:
        StartError: when it is no number, taken, or not ours to take.

    """
    told = os.environ.get("PORT") or "8000"
    if not told.isdigit() or int(told) > 65535:  # noqa: PLR2004  # the last port
        msg = f"PORT is a number up to 65535, not {told}."
        raise StartError(msg)
    try:
        [kind, *_rest, address] = socket.getaddrinfo(
            settings.host, int(told), type=socket.SOCK_STREAM
        )[0]
        with socket.socket(kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as trouble:
        msg = (
            f"Port {told} on {settings.host} is taken or not ours: {trouble.strerror}. "
            "Stop the other program, or choose another port: PORT=8001 make run"
        )
        raise StartError(msg) from trouble
    return int(told)


def bring_up_to_date(flask_app: Flask) -> None:
    """Upgrade the database to what this code knows.

    Raises:
        StartError: when the database cannot be used, or is newer than the code.

    """
    steps = ScriptDirectory(flask_app.extensions["migrate"].directory)
    try:
        with db.engine.connect() as connection:
            here = set(MigrationContext.configure(connection).get_current_heads())
        known = {step.revision for step in steps.walk_revisions()}
        if here - known:
            msg = (
                f"The database is newer than this code: it is at {max(here)} and the "
                f"code ends at {max(known)}. Start a newer version of Hofje."
            )
            raise StartError(msg)
        if here != set(steps.get_heads()):
            upgrade()
    except OperationalError as trouble:
        msg = f"We cannot use the database: {trouble.orig}. Look at DATABASE_URL."
        raise StartError(msg) from trouble


def welcome_demo(settings: Settings) -> None:
    """Load the demo organisation into an empty house; keep it on this machine.

    Raises:
        StartError: when others could reach it and nobody said that they may.

    """
    is_empty = not db.session.scalar(select(func.count()).select_from(Person))
    if not (is_empty or site.current().is_demo):
        return
    if not (settings.is_local or os.environ.get("INTRANET_DEMO_ANYWHERE") == "yes"):
        msg = (
            "Everybody knows the passwords of the demo, so it starts on this machine "
            "only. Leave HOST out; or, if you know who can reach it, "
            "set INTRANET_DEMO_ANYWHERE=yes."
        )
        raise StartError(msg)
    if is_empty:
        print("Loading the demo organisation ...", flush=True)
        app.cli.commands["demo"].main([], standalone_mode=False)


def prepare() -> str:
    """Make ready what is missing; return the address to visit.

    Raises:
        StartError: when the house cannot open.

    """
    settings: Settings = app.config["SETTINGS"]
    port = take_port(settings)
    with app.app_context():
        bring_up_to_date(app)
        welcome_demo(settings)
        db.session.remove()
        db.engine.dispose()  # gunicorn forks, and a connection may not go along
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{shown}:{port}{os.environ.get('SCRIPT_NAME', '')}/"


def main() -> None:
    """Prepare, tell where to go, and become gunicorn."""
    try:
        address = prepare()
    except StartError as trouble:
        sys.exit(str(trouble))
    print(f"Hofje is open: {address}  (stop with Ctrl-C)", flush=True)
    sys.argv = ["gunicorn", "--config", str(ROOT / "gunicorn.conf.py"), "app:app"]
    wsgiapp.run(prog="gunicorn")


if __name__ == "__main__":
    main()
