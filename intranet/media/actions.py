"""What happens to photos: taken in, shown, hidden, forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from sqlalchemy import delete, select, update

from intranet.core.clock import now
from intranet.core.db import db
from intranet.core.drawing import FACE_SIZES
from intranet.core.richtext import tidy
from intranet.media import store
from intranet.media.images import shrink, shrink_face
from intranet.media.models import StoredFile


@dataclass(frozen=True, slots=True)
class Taken:
    """A photo that lies on disk and has no row yet."""

    key: str
    name: str
    width: int
    height: int


def take_in(source: IO[bytes], name: str) -> Taken:
    """Make a photo small and clean and put it on disk.

    It takes a second or more, so it comes before the first write to the
    database: nobody waits for a lock while a photo is made small.

    Raises:
        RefusalError: with what is wrong and what to do.

    """
    drawn = shrink(source, _short(name))
    key = store.new_key()
    store.write(key, drawn.sizes)
    return Taken(key, _short(name), drawn.width, drawn.height)


def take_in_face(source: IO[bytes], name: str) -> Taken:
    """Make a photo of a face small, square and clean and put it on disk."""
    drawn = shrink_face(source, _short(name), FACE_SIZES)
    key = store.new_key()
    store.write(key, drawn.sizes)
    return Taken(key, _short(name), drawn.width, drawn.height)


def _short(name: str) -> str:
    """Return the name of a file for a message: its end, if it is long."""
    return (tidy(name) or "?")[-100:]


def one_line(words: str) -> str:
    """Return what is said of a photo, as one line that fits."""
    return " ".join(tidy(words).split())[:200]


def keep(  # noqa: PLR0913 - a photo has these parts
    taken: Taken,
    owner_id: int,
    *,
    team_id: int | None = None,
    alt: str = "",
    is_face: bool = False,
    is_shown: bool = False,
) -> StoredFile:
    """Give a photo on disk its row; nobody but its owner sees it until it is shown.

    Args:
        taken: what `take_in` returned.
        owner_id: who put it in.
        team_id: only for who sees this team; None is for everyone.
        alt: what is on it, for who does not see it.
        is_face: whether it is the photo of a profile.
        is_shown: whether others may see it at once.

    """
    file = StoredFile(
        key=taken.key,
        owner_id=owner_id,
        team_id=team_id,
        name=taken.name,
        alt=one_line(alt),
        width=taken.width,
        height=taken.height,
        is_face=is_face,
        is_shown=is_shown,
    )
    db.session.add(file)
    db.session.flush()
    return file


def show(file_ids: Sequence[int], team_id: int | None) -> None:
    """Let photos be seen by who sees this team; by everyone when it is None."""
    if file_ids:
        db.session.execute(
            update(StoredFile)
            .where(StoredFile.id.in_(file_ids))
            .values(is_shown=True, hidden_at=None, team_id=team_id)
        )


def hide(file_ids: Sequence[int]) -> None:
    """Let photos be seen by nobody; they can be shown again."""
    if file_ids:
        db.session.execute(
            update(StoredFile)
            .where(StoredFile.id.in_(file_ids))
            .values(is_shown=False, hidden_at=now())
        )


def forget(file_ids: Iterable[int]) -> list[str]:
    """Take the rows of photos away for good.

    Returns:
        Their keys, for `store.remove` once this is committed.

    """
    ids = list(file_ids)
    if not ids:
        return []
    keys = db.session.scalars(
        select(StoredFile.key).where(StoredFile.id.in_(ids))
    ).all()
    db.session.execute(
        delete(StoredFile)
        .where(StoredFile.id.in_(ids))
        .execution_options(synchronize_session=False)
    )
    return list(keys)


def forget_faces(owner_id: int, *, but: str | None = None) -> list[str]:
    """Take the earlier profile photos of a person away.

    Args:
        owner_id: whose.
        but: key of the one that stays.

    """
    old = select(StoredFile.id).where(
        StoredFile.owner_id == owner_id,
        StoredFile.is_face,
        StoredFile.key != (but or ""),
    )
    return forget(db.session.scalars(old))


def sweep(before: datetime) -> list[str]:
    """Forget photos that were put in before a moment and never shown.

    Photos on disk without a row are left-overs of a broken upload; they go too.

    Returns:
        Keys for `store.remove` once this is committed.

    """
    unfinished = select(StoredFile.id).where(
        StoredFile.is_shown.is_(False),
        StoredFile.hidden_at.is_(None),
        StoredFile.stored_at < before,
    )
    keys = forget(db.session.scalars(unfinished))
    lying = list(store.lying(before.timestamp()))
    known = set(
        db.session.scalars(select(StoredFile.key).where(StoredFile.key.in_(lying)))
        if lying
        else ()
    )
    return keys + [key for key in lying if key not in known and key not in keys]
