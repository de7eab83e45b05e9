"""Reference answers of lesson 2, redaction."""

import numpy as np
from scipy import ndimage

from privatepixels import files, require


def fill_box(image: np.ndarray, box: tuple[int, int, int, int], colour: int | tuple[int, int, int]) -> np.ndarray:
    """Replace all pixels in a box by one colour.

    Args:
        image: uint8, H x W (grey) or H x W x 3 (colour). It isn't changed.
        box: (top, left, bottom, right), integers in pixels: rows top to bottom - 1, columns left to right - 1.
        colour: for a grey picture an integer 0..255, for a colour picture a tuple of three: red, green, blue.

    Returns:
        uint8, the shape of `image`: a new picture, the same outside the box.

    Raises:
        ValueError: where an argument isn't as described, or the box isn't inside the picture.
    """
    require.image("image", image, dtype=np.uint8)
    require.box(box, image.shape)
    require.colour("colour", colour, image.shape)
    top, left, bottom, right = box
    filled = image.copy()
    filled[top:bottom, left:right] = np.full((right - left, *image.shape[2:]), colour, np.uint8)
    return filled


def pixelate_box(image: np.ndarray, box: tuple[int, int, int, int], block: int) -> np.ndarray:
    """Replace each block of pixels in a box by its mean colour.

    Blocks of block x block pixels are counted from the top left corner of the box; at its bottom and right edge
    there may be room for a part of a block only. Each sample becomes the mean of its block, each colour by itself, over
    the pixels of the block that are in the box, rounded to the nearest whole number.

    Args:
        image: uint8, H x W (grey) or H x W x 3 (colour). It isn't changed.
        box: (top, left, bottom, right), integers in pixels: rows top to bottom - 1, columns left to right - 1.
        block: side of a block, integer, in pixels, >= 1.

    Returns:
        uint8, the shape of `image`: a new picture, the same outside the box.

    Raises:
        ValueError: where an argument isn't as described, or the box isn't inside the picture.
    """
    require.image("image", image, dtype=np.uint8)
    require.box(box, image.shape)
    require.number("block", block, low=1, integer=True)
    top, left, bottom, right = box
    height, width = bottom - top, right - left
    rows, columns = np.arange(0, height, block), np.arange(0, width, block)
    sums = np.add.reduceat(image[top:bottom, left:right], columns, axis=1, dtype=np.int64)
    sums = np.add.reduceat(sums, rows, axis=0)
    pixels = np.outer(np.diff(rows, append=height), np.diff(columns, append=width))
    means = np.rint(sums / pixels.reshape(pixels.shape + (1,) * (image.ndim - 2))).astype(np.uint8)
    pixelated = image.copy()
    pixelated[top:bottom, left:right] = means.repeat(block, axis=1)[:, :width].repeat(block, axis=0)[:height]
    return pixelated


def blur_box(image: np.ndarray, box: tuple[int, int, int, int], sigma: float) -> np.ndarray:
    """Blur what is in a box with a Gaussian.

    The box is blurred by itself, as if it were cut out: no pixel outside has a part in it, and beyond its edges the
    pixels at the edge are taken to go on. Each colour is blurred by itself. The result is rounded to the nearest
    whole number.

    Args:
        image: uint8, H x W (grey) or H x W x 3 (colour). It isn't changed.
        box: (top, left, bottom, right), integers in pixels: rows top to bottom - 1, columns left to right - 1.
        sigma: standard deviation of the Gaussian, a number in pixels, >= 0; with 0 nothing changes.

    Returns:
        uint8, the shape of `image`: a new picture, the same outside the box.

    Raises:
        ValueError: where an argument isn't as described, or the box isn't inside the picture.
    """
    require.image("image", image, dtype=np.uint8)
    require.box(box, image.shape)
    require.number("sigma", sigma, low=0)
    top, left, bottom, right = box
    region = image[top:bottom, left:right].astype(np.float64)
    blurred = image.copy()
    blurred[top:bottom, left:right] = np.rint(ndimage.gaussian_filter(region, sigma, mode="nearest", axes=(0, 1)))
    return blurred


def strip_metadata(data: bytes) -> bytes:
    """Take everything out of a JPEG or PNG file that its pixels don't need.

    EXIF with time, place and thumbnail, XMP, comments, colour profiles, what follows the end of the picture: all of it
    goes, known or not. What stays is copied byte by byte, in its order: the pixels come out as they were, also those of
    transparent, palette, 16-bit and CMYK pictures, and a JPEG isn't encoded again.

    Args:
        data: bytes of a whole JPEG or PNG file.

    Returns:
        bytes of a file of the same kind.

    Raises:
        ValueError: where `data` isn't a whole JPEG or PNG file.
    """
    require.that(isinstance(data, bytes), "data", data, "the bytes of a picture file")
    of_jpeg = {"SOI", "DQT", "DHT", "DAC", "DRI", "SOS", "scan", "DNL", "EOI", "APP14"}
    of_png = {"signature", "IHDR", "PLTE", "tRNS", "IDAT", "IEND"}
    kept = of_jpeg | of_png
    return b"".join(part for name, part in files.parts(data) if name in kept or name.startswith("SOF"))


def crop_away(image: np.ndarray, box: tuple[int, int, int, int]) -> np.ndarray:
    """Cut a picture down to the largest rectangle that has no pixel of a box in it.

    Args:
        image: uint8, H x W (grey) or H x W x 3 (colour). It isn't changed.
        box: (top, left, bottom, right), integers in pixels: rows top to bottom - 1, columns left to right - 1. It
            must leave something of the picture.

    Returns:
        uint8, h x w or h x w x 3: a new picture, the rectangle with the most pixels; of several with equally many the
        first of those above, below, left of and right of the box.

    Raises:
        ValueError: where an argument isn't as described, the box isn't inside the picture, or it covers the picture.
    """
    require.image("image", image, dtype=np.uint8)
    require.box(box, image.shape)
    require.that(box != (0, 0, *image.shape[:2]), "box", box, "a box that leaves something of the picture")
    top, left, bottom, right = box
    pieces = image[:top], image[bottom:], image[:, :left], image[:, right:]
    return max(pieces, key=np.size).copy()


def redaction_recap() -> tuple[str, str, str, str]:
    """Answer the four questions above.

    Returns:
        four letters, each "a", "b", "c" or "d": the answers to questions 1 to 4, such as ("a", "a", "a", "a").
    """
    return ("b", "d", "a", "c")
