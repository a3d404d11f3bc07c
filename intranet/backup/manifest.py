"""What a backup says about itself, and whether that is true."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

NAME = "manifest.json"
FORMAT = 1
BLOCK = 1024 * 1024


class BackupError(Exception):
    """A backup cannot be made or put back; the message says why and what to do."""


@dataclass(slots=True)
class Manifest:
    """What is in a backup.

    Attributes:
        made_at: when its snapshot was taken, in UTC.
        schema: the last migration of the database.
        database: "sqlite" or "postgresql"; for the reader only.
        rows: number of rows, by table.
        files: sha256, by path inside the backup.
        format: how the backup is laid out; this code knows one way.

    """

    made_at: str
    schema: str
    database: str
    rows: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Put it in the folder of its backup."""
        words = json.dumps(asdict(self), indent=1, sort_keys=True)
        (folder / NAME).write_text(words + "\n", "utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Return what a backup says about itself.

        Raises:
            BackupError: when this is no backup, or one of another make.

        """
        try:
            told = json.loads((folder / NAME).read_text("utf-8"))
            found = cls(**told)
        except (OSError, ValueError, TypeError) as trouble:
            msg = f"There is no backup in {folder}: its {NAME} cannot be read."
            raise BackupError(msg) from trouble
        if found.format != FORMAT:
            msg = (
                f"This backup has layout {found.format} and this code reads "
                f"{FORMAT}. Use the version of Hofje that made it, or a newer one."
            )
            raise BackupError(msg)
        return found

    def check(self, folder: Path) -> None:
        """Read every file back and compare.

        Raises:
            BackupError: naming the first file that is missing or was changed.

        """
        for name, mark in self.files.items():
            path = folder / name
            if not path.resolve().is_relative_to(folder.resolve()):
                msg = f"This backup names a file outside its folder: {name}"
                raise BackupError(msg)
            if not path.is_file():
                msg = f"This backup is not whole: {name} is missing."
                raise BackupError(msg)
            if marked(path) != mark:
                msg = f"This backup is damaged: {name} is not what was written."
                raise BackupError(msg)


def marked(path: Path) -> str:
    """Return the sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
