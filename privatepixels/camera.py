"""A JPEG file as a camera or phone writes it: with much more in it than the picture."""

import struct
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image

from privatepixels import require

THUMBNAIL_SIDE = 160  # pixels, the longer side
TAKEN = b"2024:05:17 08:41:09\0"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>Sam Sample</creator><serial>PX-000417</serial></x:xmpmeta>'
# Types of the values in an EXIF directory.
_TEXT, _SHORT, _LONG, _RATIONAL = 2, 3, 4, 5
# Tags: EXIF 2.3, JEITA CP-3451C, sections 4.6.4 to 4.6.6.
_MAKE, _MODEL, _TIME, _GPS = 0x010F, 0x0110, 0x0132, 0x8825
_NORTH, _LATITUDE, _EAST, _LONGITUDE = 1, 2, 3, 4
_COMPRESSION, _THUMBNAIL_AT, _THUMBNAIL_LENGTH = 0x0103, 0x0201, 0x0202
_JPEG_COMPRESSION = 6


def camera_jpeg(picture: NDArray[np.uint8], latitude: float, longitude: float) -> bytes:
    """Write a picture as a camera does: a JPEG with EXIF (make, time, place, thumbnail), XMP (owner) and a comment.

    picture: uint8, H x W or H x W x 3. latitude, longitude: where it was taken, in degrees, 0..90 north and 0..180
    east. Returns the file's bytes; the thumbnail is the same picture, at most 160 pixels a side. Raises ValueError
    for anything else.
    """
    require.image("picture", picture, dtype=np.uint8)
    require.number("latitude", latitude, low=0, high=90)
    require.number("longitude", longitude, low=0, high=180)
    image = Image.fromarray(picture)
    small = image.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    file = BytesIO()
    image.save(file, "JPEG", quality=92, exif=_exif(_jpeg(small), latitude, longitude), xmp=XMP, comment=b"Sam's phone")
    return file.getvalue()


def thumbnail(file: bytes) -> NDArray[np.uint8] | None:
    """Read the thumbnail in the EXIF block of a JPEG file: uint8, H x W or H x W x 3; None where there is none.

    Raises ValueError for what isn't the bytes of a picture file.
    """
    require.that(isinstance(file, bytes), "file", file, "the bytes of a picture file")
    try:
        image = Image.open(BytesIO(file))
    except OSError as error:
        raise ValueError("file: expected the bytes of a picture file, got others") from error
    entries = image.getexif().get_ifd(ExifTags.IFD.IFD1)
    if not entries:
        return None
    start, length = entries[_THUMBNAIL_AT], entries[_THUMBNAIL_LENGTH]
    block = image.info["exif"].removeprefix(b"Exif\0\0")
    return np.array(Image.open(BytesIO(block[start : start + length])))


def _jpeg(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=85)
    return file.getvalue()


def _exif(thumbnail: bytes, latitude: float, longitude: float) -> bytes:
    """An EXIF block: a header and three directories (the picture, the place, the thumbnail), then the thumbnail."""

    def directories(places: int, small: int, end: int) -> tuple[bytes, bytes, bytes]:
        picture = [
            (_MAKE, _TEXT, b"Private Pixels\0"),
            (_MODEL, _TEXT, b"Pinhole 1\0"),
            (_TIME, _TEXT, TAKEN),
            (_GPS, _LONG, struct.pack("<I", places)),
        ]
        place = [
            (_NORTH, _TEXT, b"N\0"),
            (_LATITUDE, _RATIONAL, _degrees(latitude)),
            (_EAST, _TEXT, b"E\0"),
            (_LONGITUDE, _RATIONAL, _degrees(longitude)),
        ]
        preview = [
            (_COMPRESSION, _SHORT, struct.pack("<H", _JPEG_COMPRESSION)),
            (_THUMBNAIL_AT, _LONG, struct.pack("<I", end)),
            (_THUMBNAIL_LENGTH, _LONG, struct.pack("<I", len(thumbnail))),
        ]
        return _directory(picture, 8, small), _directory(place, places, 0), _directory(preview, small, 0)

    sizes = [len(directory) for directory in directories(0, 0, 0)]
    first, second, third = 8, 8 + sizes[0], 8 + sizes[0] + sizes[1]
    header = b"II*\0" + struct.pack("<I", first)
    return b"Exif\0\0" + header + b"".join(directories(second, third, third + sizes[2])) + thumbnail


def _directory(entries: list[tuple[int, int, bytes]], start: int, following: int) -> bytes:
    """One EXIF directory at byte `start`: a table of entries, the place of the next directory, and the long values."""
    sizes = {_TEXT: 1, _SHORT: 2, _LONG: 4, _RATIONAL: 8}
    values_at = start + 2 + 12 * len(entries) + 4
    table, values = struct.pack("<H", len(entries)), b""
    for tag, kind, value in entries:
        table += struct.pack("<HHI", tag, kind, len(value) // sizes[kind])
        if len(value) <= 4:
            table += value.ljust(4, b"\0")
        else:
            table += struct.pack("<I", values_at + len(values))
            values += value + b"\0" * (len(value) % 2)
    return table + struct.pack("<I", following) + values


def _degrees(angle: float) -> bytes:
    """Degrees, minutes and seconds, each as a fraction."""
    seconds = round(angle * 360_000)
    return struct.pack("<6I", seconds // 360_000, 1, seconds // 6_000 % 60, 1, seconds % 6_000, 100)
