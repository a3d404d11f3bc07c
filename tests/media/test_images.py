"""Photos: what goes in may be anything; what stays is small, upright and clean."""

from __future__ import annotations

import zlib
from io import BytesIO
from struct import pack
from typing import Any

import pillow_heif
import pytest
from flask import Flask
from PIL import Image

from intranet.media import images

WHERE = "Hidden Street 1"


def with_place(kind: str, *, turned: int = 6) -> bytes:
    """Make a photo as a phone does: on its side, and telling where it was made."""
    pillow_heif.register_heif_opener(thumbnails=False)
    picture = Image.new("RGB", (2400, 1800), "white")
    picture.paste("red", (0, 0, 2400, 300))
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010E] = WHERE
    place: dict[int, Any] = exif.get_ifd(0x8825)
    place.update({1: "N", 2: (52.0, 22.0, 0.0), 3: "E", 4: (4.0, 53.0, 0.0)})
    made = BytesIO()
    if kind == "HEIF":  # this writer turns a photo by what the picture itself tells
        picture.info["exif"] = exif.tobytes()
        picture.save(made, kind)
    else:
        picture.save(made, kind, exif=exif)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "HEIF", "PNG", "WEBP"])
def test_a_photo_is_upright_small_and_tells_no_place(app: Flask, kind: str) -> None:
    source = BytesIO(with_place(kind))
    with app.test_request_context():
        drawn = images.shrink(source, "IMG_1.HEIC")

    assert drawn.width <= 1600
    assert drawn.width / drawn.height == pytest.approx(3 / 4, abs=0.01)
    for width, body in drawn.sizes.items():
        assert WHERE.encode() not in body
        picture = Image.open(BytesIO(body))
        assert picture.format == "WEBP"
        assert picture.width <= width
        assert not picture.getexif()
        assert {"exif", "xmp", "icc_profile"}.isdisjoint(picture.info)
        # what was on top lies on the right when turned upright
        spot: Any = picture.convert("RGB").getpixel(
            (picture.width - 3, picture.height // 2)
        )
        red, green, _blue = spot
        assert red > 200
        assert green < 80


def bomb(width: int, height: int) -> bytes:
    """Make a tiny PNG that says it is huge."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body))

    rows = zlib.compress(b"\0" * 10_000_000, 9)
    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(8000, 8000), (12_000, 12_000), (60_000, 60_000)])
def test_a_bomb_is_refused_before_it_unfolds(app: Flask, size: tuple[int, int]) -> None:
    with app.test_request_context(), pytest.raises(images.TooLargePhotoError) as no:
        images.shrink(BytesIO(bomb(*size)), "bomb.png")

    assert "bomb.png" in str(no.value)


@pytest.mark.parametrize(
    "body",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"%PDF-1.7",
        b"<html><script>alert(1)</script></html>",
        b"",
        b"\x89PNG\r\n\x1a\n broken",
        b"\xff\xd8\xff\xe0 broken",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
    ],
)
def test_what_is_no_photo_is_refused_whatever_its_name(app: Flask, body: bytes) -> None:
    with app.test_request_context(), pytest.raises(images.UnreadablePhotoError):
        images.shrink(BytesIO(body), "holiday.jpg")


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(app: Flask, kind: str) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    made = BytesIO()
    frames[0].save(made, kind, save_all=True, append_images=frames[1:])

    with app.test_request_context(), pytest.raises(images.MovingPhotoError):
        images.shrink(made, "dance.png")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_colour_becomes_a_photo(app: Flask, mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    made = BytesIO()
    Image.new(mode, (50, 40)).save(made, kind)

    with app.test_request_context():
        drawn = images.shrink(made, "x.png")

    assert (drawn.width, drawn.height) == (50, 40)


def test_half_a_photo_is_refused(app: Flask) -> None:
    whole = with_place("JPEG")

    with app.test_request_context(), pytest.raises(images.UnreadablePhotoError):
        images.shrink(BytesIO(whole[: len(whole) // 2]), "half.jpg")


def test_a_face_is_cut_to_a_square(app: Flask) -> None:
    source = BytesIO(with_place("JPEG"))
    with app.test_request_context():
        drawn = images.shrink_face(source, "me.jpg", (96, 320))

    for side, body in drawn.sizes.items():
        assert Image.open(BytesIO(body)).size == (side, side)
