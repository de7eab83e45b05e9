"""Photographs: the six in scikit-image's wheel, and the learner's own."""

from collections.abc import Callable
from functools import cache
from os import PathLike
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from privatepixels import require
from privatepixels.data.verify import DataError, verify

# SHA-256 of the pixels.
_SHA256 = {
    "astronaut": "a8c429c18afa7b0fd5673e598d73a21225d94c864a71bbb3885126fdecb41071",
    "camera": "5cb24482a53416f99052258be2b1ee38cd31c559a70c8a8b321cba231b332e21",
    "coffee": "0ce2b51640b9c95f19617f03eabf40c3f0368589cc1ee1190b70966165ac184f",
    "chelsea": "416b729128bfb2c3d1eb69bf9b1734a796293abc17939267b2dc94f8a5784031",
    "page": "667bfd85aab58052ae90251fae1a265cf8be6d1097b1e61dcfc183b65887a1fe",
    "text": "6705caed21e6281799a52591c27498da5526cace39f2b6af3141b2ff11e2e517",
}
PHOTOS = tuple(_SHA256)
REMEDY = "install the wheel that carries the pictures: pip install scikit-image"


def photo(name: str) -> NDArray[np.uint8]:
    """One of the photographs `PHOTOS`, from scikit-image's wheel; a fresh array each time.

    name: "astronaut" (512, 512, 3), "coffee" (400, 600, 3), "chelsea" (300, 451, 3); grey: "camera" (512, 512),
    "page" (191, 384), "text" (172, 448).
    Returns uint8 in 0..255. Who took each, and its licence: privatepixels/data/README.md.
    Raises ValueError for another name, `DataError` if scikit-image is missing or its picture isn't the known one.
    """
    require.choice("name", name, PHOTOS)
    picture = _decoded(name).copy()
    verify(f"photo {name!r}", picture.tobytes(), _SHA256[name], REMEDY)
    return picture


@cache
def _decoded(name: str) -> NDArray[np.uint8]:
    return np.array(_loader(name)())


def open_photo(path: str | PathLike[str], longest_side: int = 512) -> NDArray[np.uint8]:
    """Any picture file that Pillow reads, upright and in colour, for "try your own photo".

    path: the file. longest_side: a larger picture is scaled down to it, in pixels; a smaller one stays as it is.
    Returns uint8 (H, W, 3) in 0..255, turned as its EXIF orientation says, transparency laid on white, the first
    frame of an animation. 16-bit grey is scaled by 1/257; other deep grey is stretched from its least to its
    greatest value. Nothing of the file's metadata comes along.
    Raises ValueError if there is no such file, or it isn't a picture.
    """
    require.that(isinstance(path, str | PathLike), "path", path, "the name of a picture file")
    require.number("longest_side", longest_side, low=1, integer=True)
    require.that(Path(path).is_file(), "path", str(path), "a file that is there")
    try:
        with Image.open(path) as opened:
            picture = _to_rgb(ImageOps.exif_transpose(opened))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValueError(f"path: expected a picture that Pillow can read, got {str(path)!r} ({error})") from error
    picture.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    return np.array(picture)


def _loader(name: str) -> Callable[[], NDArray[np.uint8]]:
    try:
        import skimage.data
    except ImportError as error:
        raise DataError(f"photo {name!r}: the package scikit-image isn't installed; {REMEDY}") from error
    return getattr(skimage.data, name)


def _to_rgb(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16"):
        picture = Image.fromarray((np.asarray(picture) // 257).astype(np.uint8))
    elif picture.mode in ("I", "F"):
        deep = np.asarray(picture, dtype=np.float64)
        span = np.ptp(deep) or 1.0
        picture = Image.fromarray(((deep - deep.min()) / span * 255).round().astype(np.uint8))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert("RGB")
