"""What must be true before the house opens, however it is started."""

from __future__ import annotations

import os
from enum import Enum

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy.exc import DatabaseError

from intranet.config import THIS_MACHINE
from intranet.core import site
from intranet.core.db import db


class StartError(Exception):
    """The house cannot open; the message says why and what to do."""


class Standing(Enum):
    """How the tables stand to the code."""

    BEHIND = "behind"
    LEVEL = "level"


def standing(app: Flask) -> Standing:
    """Compare the database with the migrations of this code.

    Raises:
        StartError: when the database cannot be used, or is newer than the code.

    """
    steps = ScriptDirectory(app.extensions["migrate"].directory)
    try:
        with db.engine.connect() as connection:
            here = set(MigrationContext.configure(connection).get_current_heads())
    except DatabaseError as trouble:
        told = str(trouble.orig).strip().partition("\n")[0]
        msg = f"We cannot use the database: {told}. Look at DATABASE_URL."
        raise StartError(msg) from trouble
    known = {step.revision for step in steps.walk_revisions()}
    if here - known:
        msg = (
            f"The database is newer than this code: it is at {max(here)} and the code "
            f"ends at {max(known)}. Start a newer version of Hofje."
        )
        raise StartError(msg)
    return Standing.LEVEL if here == set(steps.get_heads()) else Standing.BEHIND


def keep_demo_home(host: str) -> None:
    """Keep a demo, whose passwords everybody knows, on this machine.

    Args:
        host: the address we would listen on.

    Raises:
        StartError: when others could reach it and nobody said that they may.

    """
    if host not in THIS_MACHINE and os.environ.get("INTRANET_DEMO_ANYWHERE") != "yes":
        msg = (
            "Everybody knows the passwords of the demo, so it opens on this machine "
            "only. Leave HOST out; or, if you know who can reach it, "
            "set INTRANET_DEMO_ANYWHERE=yes."
        )
        raise StartError(msg)


def check(app: Flask, hosts: list[str]) -> None:
    """Look whether the house may open on these addresses; change nothing.

    Raises:
        StartError: when it may not.

    """
    with app.app_context():
        if standing(app) is Standing.BEHIND:
            msg = (
                "The database is older than this code. "
                "Bring it up to date with: flask --app app db upgrade"
            )
            raise StartError(msg)
        if site.current().is_demo:
            for host in hosts:
                keep_demo_home(host)
