"""Making a backup while people write, and reading it back before we trust it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import text

from intranet.backup import rows
from intranet.backup.manifest import BackupError, Manifest, marked
from intranet.config import Settings
from intranet.core.db import db

TABLES, UPLOADS = "tables", "uploads"
MADE_NEW = ".part"
"""End of the name of a folder whose backup is not whole yet."""


def uploads() -> Path:
    """Return the folder of what people put in."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.data / UPLOADS


def back_up(folder: Path) -> Manifest:
    """Write everything into a folder that is not there yet, and read it back.

    Files are copied before and after the snapshot of the rows. A file is on disk
    before its row, and never changes: so every row finds its file, also when a
    photo came or went meanwhile.

    Args:
        folder: where to; it gets its name when all is well, never before.

    Raises:
        BackupError: when the folder is taken, or what was written does not read
            back the same.

    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        msg = f"{folder} is not empty. Name a new folder for each backup."
        raise BackupError(msg)
    part = folder.with_name(folder.name + MADE_NEW)
    try:
        shutil.rmtree(part, ignore_errors=True)
        (part / TABLES).mkdir(parents=True)
        _copy_new(uploads(), part / UPLOADS)
        manifest = _dump(part)
        _copy_new(uploads(), part / UPLOADS)
    except OSError as trouble:
        msg = f"We cannot write the backup in {folder}: {trouble.strerror}."
        raise BackupError(msg) from trouble
    manifest.files = {
        path.relative_to(part).as_posix(): marked(path)
        for path in sorted(part.rglob("*"))
        if path.is_file()
    }
    manifest.write(part)
    Manifest.read(part).check(part)
    if folder.exists():
        folder.rmdir()
    part.rename(folder)
    return manifest


def _dump(part: Path) -> Manifest:
    """Write every table as it is at one moment."""
    with rows.snapshot(db.engine) as connection:
        manifest = Manifest(
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            schema=str(
                connection.execute(
                    text("select version_num from alembic_version")
                ).scalar_one()
            ),
            database=db.engine.dialect.name,
        )
        for table in rows.tables(connection):
            path = part / TABLES / f"{table.name}.jsonl.gz"
            manifest.rows[table.name] = rows.dump(connection, table, path)
    return manifest


def _copy_new(source: Path, target: Path) -> None:
    """Copy the files that are not there yet; half-written ones have a dot in front."""
    target.mkdir(exist_ok=True)
    for path in sorted(source.rglob("*")):
        there = target / path.relative_to(source)
        if path.name.startswith(".") or not path.is_file() or there.exists():
            continue
        there.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, there)
        except FileNotFoundError:  # taken away by its owner in this very moment
            there.unlink(missing_ok=True)
