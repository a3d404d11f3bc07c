"""The shelf on disk: uploads/<two letters>/<key>/<width>.webp, names of our own."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

from flask import current_app

from intranet.config import Settings


def new_key() -> str:
    """Return a name made of chance: nobody guesses it, and it tells nothing."""
    return secrets.token_hex(16)


def _shelf() -> Path:
    """Return the folder of all uploads."""
    settings = cast("Settings", current_app.config["SETTINGS"])
    return settings.data / "uploads"


def folder(key: str) -> Path:
    """Return where the sizes of one photo lie; the key comes from a row of ours."""
    return _shelf() / key[:2] / key


def path(key: str, width: int) -> Path:
    """Return where one size of a photo lies."""
    return folder(key) / f"{width}.webp"


def write(key: str, sizes: Mapping[int, bytes]) -> None:
    """Put the sizes of a photo on disk; when this returns, they are there to stay."""
    place = folder(key)
    place.mkdir(parents=True, exist_ok=True)
    for width, body in sizes.items():
        waiting = place / f".{width}.new"
        with waiting.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(path(key, width))
    for spot in (place, place.parent):
        handle = os.open(spot, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(keys: Iterable[str]) -> None:
    """Take photos off the disk; after the commit that forgot them, never before."""
    for key in keys:
        shutil.rmtree(folder(key), ignore_errors=True)


def lying(older_than: float) -> Iterator[str]:
    """Tell the keys of photos on disk that are older than a moment.

    Args:
        older_than: seconds since 1970.

    """
    for place in sorted(_shelf().glob("??/*")):
        if place.is_dir() and place.stat().st_mtime < older_than:
            yield place.name
