"""A person's own photos: read from a folder, and cut into tiles of the size of the course's clothes."""

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from privatepixels import data, require

LONGEST_SIDE = 224  # of a photo, in pixels
TILE = 28  # the side of the pictures that are protected and linked

Photos = dict[str, NDArray[np.uint8]]  # by name: H x W x 3, whole tiles


def read_photos(folder: str | os.PathLike[str]) -> tuple[Photos, list[tuple[str, str]]]:
    """Read the photos of a folder, by name: uint8 H x W x 3, cut to whole tiles; and name the files that can't be used.

    Hidden files and folders are passed over. Raises ValueError if there is no such folder, or nothing to use in it.
    """
    require.that(isinstance(folder, str | os.PathLike), "photos", folder, "the name of a folder")
    require.that(Path(folder).is_dir(), "photos", str(folder), "a folder that is there")
    found, left_out = {}, []
    for path in sorted(Path(folder).iterdir()):
        if path.name.startswith(".") or path.is_dir():
            continue
        try:
            photo = data.open_photo(path, LONGEST_SIDE)
        except ValueError:
            left_out.append((path.name, "no picture that can be read"))
            continue
        height, width = (side // TILE * TILE for side in photo.shape[:2])
        if height and width:
            found[path.name] = photo[:height, :width]
        else:
            left_out.append((path.name, f"smaller than {TILE} x {TILE} pixels"))
    require.that(
        count_tiles(found) >= 2, "photos", str(folder), f"a folder with pictures of more than {TILE} x {TILE} pixels"
    )
    return found, left_out


def count_tiles(photos: Photos) -> int:
    """Count the tiles of all photos."""
    return sum(photo.shape[0] * photo.shape[1] for photo in photos.values()) // TILE**2


def cut(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Cut a grey photo into tiles: n x TILE x TILE."""
    height, width = photo.shape
    return photo.reshape(height // TILE, TILE, width // TILE, TILE).swapaxes(1, 2).reshape(-1, TILE, TILE)


def joined(tiles: NDArray[np.uint8], shape: tuple[int, int]) -> NDArray[np.uint8]:
    """Put tiles together again to a grey photo of this shape."""
    height, width = shape
    return tiles.reshape(height // TILE, width // TILE, TILE, TILE).swapaxes(1, 2).reshape(shape)
