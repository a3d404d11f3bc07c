"""Photos made small, upright and clean, one at a time.

A phone writes the place where a photo was taken into the file, and turns it on
its side with a note how to hold it. What we keep is drawn anew: upright, at
most 1600 pixels wide, in plain colours, and with nothing else in it.
"""

from __future__ import annotations

import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from flask_babel import gettext as _

from intranet.core.errors import RefusalError

if TYPE_CHECKING:
    from PIL import Image

WIDTHS = (1600, 800, 400)
"""Widths, in pixels, in which a photo is kept; largest first."""

TALLEST = 3
"""How many times as tall as wide a photo may stay; a longer one gets smaller."""

MILLION = 1_000_000
LIMITS = {"JPEG": 50, "MPO": 50, "PNG": 32, "HEIF": 25, "WEBP": 12}
"""Millions of pixels we open, by kind: the process stays under 300 MB.

A JPEG is read at a part of its size; of a HEIC and a WebP the reader of that
format holds a second copy. What is see-through costs double.
"""

_ONE_AT_A_TIME = threading.Lock()
_PLAIN = {"RGB", "RGBA"}


class UnreadablePhotoError(RefusalError):
    """The bytes are no picture that we can open."""

    def __init__(self, name: str) -> None:
        """Name the file as its owner calls it."""
        super().__init__(
            _(
                "We cannot open %(name)s as a photo. "
                "Use a JPEG, PNG, WebP or HEIC file.",
                name=name,
            )
        )


class TooLargePhotoError(RefusalError):
    """The picture has more pixels than we unfold."""

    def __init__(self, name: str) -> None:
        """Name the file as its owner calls it."""
        super().__init__(
            _("%(name)s is too large. Make the photo smaller and try again.", name=name)
        )


class MovingPhotoError(RefusalError):
    """The picture moves."""

    def __init__(self, name: str) -> None:
        """Name the file as its owner calls it."""
        super().__init__(
            _("%(name)s moves. Choose a photo that stands still.", name=name)
        )


@dataclass(frozen=True)
class Drawn:
    """A photo as we keep it.

    Attributes:
        sizes: WebP bytes for each width asked.
        width: of the largest, in pixels.
        height: of the largest, in pixels.

    """

    sizes: dict[int, bytes]
    width: int
    height: int


def shrink(source: IO[bytes], name: str) -> Drawn:
    """Return a photo in three widths, upright and clean.

    Args:
        source: an open file that can seek; not closed.
        name: how the uploader calls it, for messages only.

    Raises:
        UnreadablePhotoError: when the bytes are no picture of a kind we take.
        TooLargePhotoError: when it has too many pixels.
        MovingPhotoError: when it is an animation.

    """
    with _ONE_AT_A_TIME, _opened(source, name) as picture:
        box = (WIDTHS[0], WIDTHS[0] * TALLEST)
        drawn = _upright(picture, box)
        width, height = drawn.size
        sizes = {}
        for side in WIDTHS:
            drawn.thumbnail((side, side * TALLEST), reducing_gap=3.0)
            sizes[side] = _webp(drawn)
        return Drawn(sizes, width, height)


def shrink_face(source: IO[bytes], name: str, sides: tuple[int, ...]) -> Drawn:
    """Return the square middle of a photo of a face in several sides.

    Args:
        source: an open file that can seek; not closed.
        name: how the uploader calls it, for messages only.
        sides: in pixels.

    Raises:
        RefusalError: as `shrink` does.

    """
    with _ONE_AT_A_TIME, _opened(source, name) as picture:
        largest = max(sides)
        # twice the side, so that the shorter edge is still large enough
        drawn = _upright(picture, (largest * 3, largest * 3))
        short = min(drawn.size)
        left = (drawn.width - short) // 2
        # a face is rarely in the lower half of a tall photo
        top = (drawn.height - short) // (3 if drawn.height > drawn.width else 2)
        square = drawn.crop((left, top, left + short, top + short))
        sizes = {side: _webp(square.resize((side, side))) for side in sides}
        return Drawn(sizes, largest, largest)


@cache
def _library() -> Any:  # noqa: ANN401 - a module, imported when first needed
    """Return Pillow, with HEIC; not loaded in a house where nobody adds photos."""
    import pillow_heif  # noqa: PLC0415 - heavy
    from PIL import Image, ImageCms, ImageOps  # noqa: F401, PLC0415 - heavy

    pillow_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = max(LIMITS.values()) * MILLION
    return Image


@contextmanager
def _opened(source: IO[bytes], name: str) -> Iterator[Image.Image]:
    """Open a picture by what is in it; the name of the file tells nothing."""
    image = _library()
    with warnings.catch_warnings():
        warnings.simplefilter("error", image.DecompressionBombWarning)
        try:
            source.seek(0)
            with image.open(source, formats=("JPEG", "PNG", "WEBP", "HEIF")) as picture:
                _look(picture, name)
                yield picture
        except RefusalError:
            raise
        except (image.DecompressionBombError, image.DecompressionBombWarning) as bomb:
            raise TooLargePhotoError(name) from bomb
        except (
            OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError,
            TypeError, AttributeError, OverflowError, RuntimeError, struct.error,
        ) as trouble:  # fmt: skip
            raise UnreadablePhotoError(name) from trouble


def _look(picture: Image.Image, name: str) -> None:
    """Refuse what is too large or moves, before anything is unfolded."""
    kind = picture.format or ""
    most = LIMITS.get(kind, 0) * MILLION
    if kind == "PNG" and _has_holes(picture):
        most //= 2
    if picture.width * picture.height > most:
        raise TooLargePhotoError(name)
    # a phone puts a second view in a JPEG, and bursts in a HEIC: we take the first
    if kind in {"PNG", "WEBP"} and getattr(picture, "is_animated", False):
        raise MovingPhotoError(name)


def _has_holes(picture: Image.Image) -> bool:
    """Say whether one can see through a picture."""
    has_alpha = picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"}
    return has_alpha or "transparency" in picture.info


def _upright(picture: Image.Image, box: tuple[int, int]) -> Image.Image:
    """Return a picture that fits in a box when held upright, in plain colours."""
    from PIL import ImageOps  # noqa: PLC0415 - heavy

    profile = picture.info.get("icc_profile")
    # held as it lies in the file: the box turns with it
    lies = picture.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    wide, tall = box[::-1] if lies else box
    part = min(1.0, wide / picture.width, tall / picture.height)
    size = max(1, round(picture.width * part)), max(1, round(picture.height * part))
    if picture.format in {"JPEG", "MPO"}:
        picture.draft("RGB", size)
    if picture.mode not in _PLAIN | {"L", "CMYK"}:
        picture = picture.convert("RGBA" if _has_holes(picture) else "RGB")
    picture.thumbnail(size, reducing_gap=3.0)
    drawn = _in_plain_colours(ImageOps.exif_transpose(picture), profile)
    drawn.info = {}
    return drawn


def _in_plain_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in sRGB; phones have wider colours than most screens."""
    from PIL import ImageCms  # noqa: PLC0415 - heavy

    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            plain = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, own, plain, outputMode="RGB") or (
                picture.convert("RGB")
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile that is no profile: take the numbers as they are
    return picture if picture.mode in _PLAIN else picture.convert("RGB")


def _webp(picture: Image.Image) -> bytes:
    """Return a picture as WebP with nothing but its pixels."""
    made = BytesIO()
    picture.save(made, "WEBP", quality=80, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return made.getvalue()
