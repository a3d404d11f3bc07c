"""Which photo may be fetched by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, bindparam, or_, select

from intranet.core.db import db
from intranet.core.errors import NotHereError
from intranet.media.models import StoredFile
from intranet.teams.queries import visible_teams

_file = StoredFile.__table__
_reader: Any = bindparam("reader")
_MAY_FETCH = select(_file.c.id).where(
    _file.c.key == bindparam("key"),
    _file.c.is_face.is_(False),
    or_(
        and_(
            _file.c.is_shown,
            or_(
                _file.c.team_id.is_(None),
                _file.c.team_id.in_(visible_teams(_reader)),
            ),
        ),
        # not placed yet: its maker looks at it in the form
        and_(
            _file.c.is_shown.is_(False),
            _file.c.hidden_at.is_(None),
            _file.c.owner_id == _reader,
        ),
    ),
)
_FACE = select(_file.c.id).where(
    _file.c.key == bindparam("key"), _file.c.is_face, _file.c.is_shown
)


def _is_key(key: str) -> bool:
    """Say whether this could be a name that we gave to a photo."""
    return key.isascii() and key.isalnum()


def see_photo(reader_id: int, key: str) -> None:
    """Make sure that a reader may fetch a photo now.

    Raises:
        NotHereError: when it is not there, not shown, or not for this reader.

    """
    if not _is_key(key):
        raise NotHereError
    found = db.session.execute(_MAY_FETCH, {"key": key, "reader": reader_id})
    if found.scalar() is None:
        raise NotHereError


def see_face(key: str) -> None:
    """Make sure that a photo of a face is there; every colleague may see faces.

    Raises:
        NotHereError: when there is none, or it was replaced.

    """
    if not _is_key(key):
        raise NotHereError
    if db.session.execute(_FACE, {"key": key}).scalar() is None:
        raise NotHereError


def unfinished(owner_id: int, keys: Sequence[str]) -> list[StoredFile]:
    """Return photos of a form that came back, in the order of their keys.

    Args:
        owner_id: who put them in; the photos of others are left out.
        keys: as the form sent them.

    """
    keys = [key for key in keys if _is_key(key)]
    if not keys:
        return []
    found = db.session.scalars(
        select(StoredFile).where(
            StoredFile.key.in_(keys),
            StoredFile.owner_id == owner_id,
            StoredFile.is_shown.is_(False),
            StoredFile.is_face.is_(False),
            StoredFile.hidden_at.is_(None),
        )
    )
    by_key = {file.key: file for file in found}
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]
