"""The answers of the lesson `redaction` beside loops over pixels and libraries."""

import numpy as np
import skimage
from PIL import Image
from skimage import filters

from benchmarks.contest import LOOP, OURS, Contest
from solutions.redaction import answers as redaction


def contests(picture: np.ndarray) -> list[Contest]:
    """List the contests of this lesson's answers on a picture of a megapixel."""
    whole, inner, block, sigma = (0, 0, *picture.shape), (100, 100, 900, 900), 16, 4.0
    in_colour = np.stack([picture, picture // 2, 255 - picture], axis=-1)
    return [
        Contest(
            "fill_box (800 x 800)",
            OURS,
            {
                LOOP: lambda: fill_by_loop(picture, inner, 255),
                "Pillow paste": lambda: fill_by_pillow(picture, inner, 255),
                OURS: lambda: redaction.fill_box(picture, inner, 255),
            },
        ),
        Contest(
            "fill_box (800 x 800, in colour)",
            OURS,
            {
                "Pillow paste": lambda: fill_by_pillow(in_colour, inner, (0, 128, 255)),
                OURS: lambda: redaction.fill_box(in_colour, inner, (0, 128, 255)),
            },
        ),
        Contest(
            "pixelate_box",
            OURS,
            {
                LOOP: lambda: pixelate_by_loop(picture, whole, block),
                "skimage.downscale_local_mean": lambda: pixelate_by_skimage(picture, block),
                OURS: lambda: redaction.pixelate_box(picture, whole, block),
            },
        ),
        Contest(
            "pixelate_box (in colour)",
            OURS,
            {
                "skimage.downscale_local_mean": lambda: pixelate_by_skimage(in_colour, block),
                OURS: lambda: redaction.pixelate_box(in_colour, whole, block),
            },
        ),
        Contest(
            "blur_box",
            OURS,
            {
                "skimage.filters.gaussian": lambda: np.rint(
                    filters.gaussian(picture, sigma, mode="nearest", preserve_range=True)
                ).astype(np.uint8),
                OURS: lambda: redaction.blur_box(picture, whole, sigma),
            },
        ),
        Contest(
            "crop_away",
            OURS,
            {
                "Pillow crop": lambda: np.array(Image.fromarray(picture).crop((0, 0, 1000, 600))),
                OURS: lambda: redaction.crop_away(picture, (600, 100, 900, 900)),
            },
        ),
    ]


def fill_by_loop(picture: np.ndarray, box: tuple[int, int, int, int], level: int) -> np.ndarray:
    """Set each pixel of a box, one at a time, as the article does; in a copy."""
    image = Image.fromarray(picture)
    top, left, bottom, right = box
    for x in range(left, right):
        for y in range(top, bottom):
            image.putpixel((x, y), level)
    return np.array(image)


def fill_by_pillow(picture: np.ndarray, box: tuple[int, int, int, int], colour: int | tuple) -> np.ndarray:
    """Let Pillow paste a colour."""
    image = Image.fromarray(picture)
    top, left, bottom, right = box
    image.paste(colour, (left, top, right, bottom))
    return np.array(image)


def pixelate_by_loop(picture: np.ndarray, box: tuple[int, int, int, int], block: int) -> np.ndarray:
    """Add up each block and set its pixels, one at a time."""
    result = picture.copy()
    top, left, bottom, right = box
    for y in range(top, bottom, block):
        for x in range(left, right, block):
            rows, columns = range(y, min(y + block, bottom)), range(x, min(x + block, right))
            total = 0
            for row in rows:
                for column in columns:
                    total += int(picture[row, column])
            for row in rows:
                for column in columns:
                    result[row, column] = round(total / (len(rows) * len(columns)))
    return result


def pixelate_by_skimage(picture: np.ndarray, block: int) -> np.ndarray:
    """Average blocks with scikit-image, and repeat them; it fills the last blocks up with zeros."""
    means = skimage.transform.downscale_local_mean(picture, (block, block, 1)[: picture.ndim])
    large = np.rint(means).astype(np.uint8).repeat(block, axis=0).repeat(block, axis=1)
    return large[: picture.shape[0], : picture.shape[1]]
