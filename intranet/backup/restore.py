"""Putting a backup back: checked first, loaded aside, and switched at the end."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import Migrate, upgrade
from sqlalchemy import func, inspect, make_url, select, text

from intranet.backup import rows
from intranet.backup.actions import TABLES, UPLOADS, uploads
from intranet.backup.manifest import BackupError, Manifest
from intranet.config import Settings
from intranet.core import site
from intranet.core.db import catch_up_keys, db, engine_options

ASIDE = "hofje_aside"
"""The schema on Postgres in which rows are loaded before they count."""


def restore(folder: Path, *, over: bool = False) -> Manifest:
    """Put a backup back; until the last moment the house is as it was.

    Args:
        folder: of the backup.
        over: whether a house that is lived in may be replaced.

    Raises:
        BackupError: when the backup is not whole, from a newer version, or the
            house is lived in and `over` is not said.

    """
    manifest = Manifest.read(folder)
    _know(manifest)
    manifest.check(folder)
    if not over and _is_lived_in():
        msg = (
            "There are people in this house. To replace all of it by the backup, "
            "say so: restore FOLDER --over"
        )
        raise BackupError(msg)
    with _aside() as aside:
        _load(aside, manifest, folder)
        # new files stand beside the old ones: nobody misses one at any moment
        _put_files(folder / UPLOADS, uploads())
        _switch(aside)
    _clear(manifest)
    site.forget()
    return manifest


def _know(manifest: Manifest) -> None:
    """See that our migrations know the tables of the backup."""
    steps = ScriptDirectory(current_app.extensions["migrate"].directory)
    if manifest.schema not in {step.revision for step in steps.walk_revisions()}:
        msg = (
            f"This backup is from a newer version (step {manifest.schema}). "
            "Start a newer version of Hofje to put it back."
        )
        raise BackupError(msg)


def _is_lived_in() -> bool:
    """Say whether there are people, or at least settings, in this database."""
    with db.engine.connect() as connection:
        here = set(inspect(connection).get_table_names())
        return any(
            connection.execute(text(f"select 1 from {name} limit 1")).first()  # noqa: S608
            for name in ("person", "site")
            if name in here
        )


@contextmanager
def _aside() -> Iterator[Flask]:
    """Open a second, empty database beside ours, of the same kind."""
    settings: Settings = current_app.config["SETTINGS"]
    url = make_url(settings.database_url)
    with TemporaryDirectory(prefix="restore-", dir=settings.data) as place:
        spot = Path(place)
        if url.get_backend_name() == "sqlite":
            url = url.set(database=str(spot / "aside.db"))
        else:
            _make_schema()
            url = url.update_query_dict({"options": f"-csearch_path={ASIDE}"})
        address = url.render_as_string(hide_password=False)
        app = Flask("aside")
        app.config.from_mapping(
            SQLALCHEMY_DATABASE_URI=address,
            SQLALCHEMY_ENGINE_OPTIONS=engine_options(address),
        )
        db.init_app(app)
        steps = current_app.extensions["migrate"].directory
        Migrate(app, db, directory=steps, render_as_batch=True)
        try:
            yield app
        finally:
            with app.app_context():
                db.engine.dispose()


def _make_schema() -> None:
    """Make an empty schema for the rows to wait in."""
    with db.engine.begin() as connection:
        connection.execute(text(f"drop schema if exists {ASIDE} cascade"))
        connection.execute(text(f"create schema {ASIDE}"))


def _load(aside: Flask, manifest: Manifest, folder: Path) -> None:
    """Fill the house aside: its tables as they were, the rows, then up to date."""
    with aside.app_context():
        upgrade(revision=manifest.schema)
        with db.engine.begin() as connection:
            here = rows.tables(connection)
            for table in here:
                connection.execute(table.delete())
            for table in here:
                if table.name in manifest.rows:
                    path = folder / TABLES / f"{table.name}.jsonl.gz"
                    rows.load(connection, table, path)
            for table in here:
                count = connection.scalar(select(func.count()).select_from(table))
                if count != manifest.rows.get(table.name, 0):
                    msg = f"This backup cannot be read whole: look at {table.name}."
                    raise BackupError(msg)
        upgrade()
        with db.engine.begin() as connection:
            catch_up_keys(connection)
            _sound(connection.dialect.name)


def _sound(dialect: str) -> None:
    """See that the database aside is in good health."""
    if dialect != "sqlite":
        return
    with db.engine.connect() as connection:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        health = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    if broken or health != "ok":
        msg = f"This backup does not fit together: {broken[:1] or health}"
        raise BackupError(msg)


def _switch(aside: Flask) -> None:
    """Let what was loaded aside be the house, in one transaction."""
    if db.engine.dialect.name == "sqlite":
        _switch_sqlite(aside)
    else:
        _switch_postgres()


def _switch_sqlite(aside: Flask) -> None:
    """Copy the database over ours; who has it open reads the new one from then on."""
    with aside.app_context():
        source = make_url(str(db.engine.url)).database
        db.engine.dispose()
    target = db.engine.url.database
    if not source or not target:
        msg = "A database in memory cannot be restored into."
        raise BackupError(msg)
    db.session.remove()
    db.engine.dispose()
    with sqlite3.connect(source) as new, sqlite3.connect(target, timeout=20) as old:
        new.backup(old)
        old.execute("PRAGMA journal_mode=WAL")
    new.close()
    old.close()


def _switch_postgres() -> None:
    """Drop our tables and move those aside into their place."""
    db.session.remove()
    with db.engine.begin() as connection:
        here = str(connection.execute(text("select current_schema()")).scalar_one())
        looked = inspect(connection)
        for name in looked.get_table_names(schema=here):
            connection.execute(text(f'drop table "{here}"."{name}" cascade'))
        for name in looked.get_table_names(schema=ASIDE):
            connection.execute(
                text(f'alter table {ASIDE}."{name}" set schema "{here}"')
            )
        connection.execute(text(f"drop schema {ASIDE} cascade"))


def _put_files(source: Path, target: Path) -> None:
    """Put the files of the backup beside those that are here."""
    for path in sorted(source.rglob("*")):
        if path.is_file():
            there = target / path.relative_to(source)
            there.parent.mkdir(parents=True, exist_ok=True)
            waiting = there.with_name(f".{there.name}.new")
            shutil.copyfile(path, waiting)
            waiting.replace(there)


def _clear(manifest: Manifest) -> None:
    """Take away files that belonged to the house before."""
    known = {name for name in manifest.files if name.startswith(f"{UPLOADS}/")}
    shelf = uploads()
    for path in sorted(shelf.rglob("*"), reverse=True):
        name = f"{UPLOADS}/{path.relative_to(shelf).as_posix()}"
        if path.is_file() and name not in known:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
