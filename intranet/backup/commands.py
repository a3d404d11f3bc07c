"""One command to take the house along, and one to put it back."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from intranet.backup import actions
from intranet.backup.manifest import BackupError, Manifest
from intranet.backup.restore import restore as put_back

FOLDER = click.Path(path_type=Path, resolve_path=True)


@click.command("backup")
@click.argument("folder", type=FOLDER)
@with_appcontext
def backup(folder: Path) -> None:
    """Write everything into FOLDER, while people go on working."""
    try:
        manifest = actions.back_up(folder)
    except BackupError as trouble:
        raise click.ClickException(str(trouble)) from trouble
    click.echo(f"The backup is whole: {folder}, {_size(manifest)}.")
    click.echo(
        "The secret key is not in it. Keep that apart, or let links of before end."
    )


@click.command("restore")
@click.argument("folder", type=FOLDER)
@click.option("--over", is_flag=True, help="Replace a house that is lived in.")
@with_appcontext
def restore(folder: Path, *, over: bool) -> None:
    """Put the backup in FOLDER back."""
    try:
        manifest = put_back(folder, over=over)
    except BackupError as trouble:
        raise click.ClickException(str(trouble)) from trouble
    click.echo(f"The house is as it was on {manifest.made_at}: {_size(manifest)}.")


def _size(manifest: Manifest) -> str:
    """Return how much a backup holds, in words."""
    rows, files = sum(manifest.rows.values()), len(manifest.files) - len(manifest.rows)
    return f"{rows} rows and {files} files"
