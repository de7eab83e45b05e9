"""Protections of a person's own photos, tile by tile.

Photos carry no labels, so no recogniser can be trained on them: use is the structural similarity of what is released to
the photo, and leakage is linking of tiles.
"""

from functools import cache
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from privatepixels import data, linking, metrics
from privatepixels.experiment.row import Row, row_of
from privatepixels.own_photos import TILE, Photos, count_tiles, cut, joined
from privatepixels.protections import Protection, Release

MOST_TILES = 400  # that are linked
PRACTICE = ("astronaut", "camera", "coffee", "chelsea")  # the course's photographs, which the attacker practises on


def of_photos(photos: Photos, protection: Protection, seed: int) -> tuple[Row, Release]:
    """Measure a protection on photos, and return its function, ready to protect pictures of a tile's size.

    photos: as `read_photos` gives them. seed: of all random draws, an integer >= 0.
    """
    rng = np.random.default_rng([seed, *protection.name.encode()])
    greys = [np.array(Image.fromarray(photo).convert("L")) for photo in photos.values()]
    tiles = np.concatenate(list(map(cut, greys)))
    release = protection.ready((TILE, TILE), rng)
    start = perf_counter()
    releases = release(tiles, rng)
    seconds = (perf_counter() - start) / len(photos)
    parts = np.split(releases, np.cumsum([len(cut(grey)) for grey in greys])[:-1])
    alike = [metrics.ssim(grey, joined(part, grey.shape)) for grey, part in zip(greys, parts, strict=True)]
    chosen = np.sort(np.random.default_rng(seed).permutation(len(tiles))[:MOST_TILES])
    practice, candidates = _public_tiles(), tiles[chosen]
    practised = protection.seen(practice, release(practice, rng))
    seen = protection.seen(candidates, releases[chosen])
    found = linking.link(practice, practised, seen, candidates, among(photos))
    row = row_of(
        protection.name,
        protection.lesson,
        "the picture",
        protection.what,
        use=np.mean(alike),
        found=found,
        members=(None, None),
        seconds=seconds,
        size=protection.size_of(TILE**2) * len(tiles) / len(photos),
        among=among(photos),
    )
    return row, release


def protected(photo: NDArray[np.uint8], release: Release, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Protect each tile of each colour of a photo by itself. photo: uint8 H x W x 3, whole tiles; so is the result."""
    planes = [joined(release(cut(photo[:, :, colour]), rng), photo.shape[:2]) for colour in range(3)]
    return np.stack(planes, axis=2)


def among(photos: Photos) -> int:
    """Tell among how many tiles the right one is sought."""
    return min(linking.CANDIDATES, count_tiles(photos))


@cache
def _public_tiles() -> NDArray[np.uint8]:
    """Cut the course's photographs into tiles, at two sizes: what the attacker practises on."""
    photos = [Image.fromarray(data.photo(name)).convert("L") for name in PRACTICE]
    return np.concatenate([cut(np.array(photo.resize((side, side)))) for photo in photos for side in (448, 224)])
