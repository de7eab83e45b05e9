"""The capstone's pictures: a garment that hangs in a cloakroom, and beside it the ticket with its number."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from privatepixels import data, require
from privatepixels.data.drawn import font

HEIGHT, WIDTH = 32, 64
GARMENT = 32  # the garment hangs in the columns left of this one
TICKET_HEIGHT, TICKET_WIDTH = 15, 30
DIGITS = 3
FONT_SIZE = 15
INK = 0.75  # how dark a digit is, as a share of white
NOISE = 3.0  # grey levels, standard deviation


class Hung(NamedTuple):
    """Pictures with their truth.

    images: uint8 (n, 32, 64). boxes: int64 (n, 4), top, left, bottom, right of each ticket, 15 x 30 pixels.
    kinds: int64 (n,), the kind of garment, which indexes `data.FASHION_CLASSES`. numbers: n strings of three digits.
    """

    images: NDArray[np.uint8]
    boxes: NDArray[np.int64]
    kinds: NDArray[np.int64]
    numbers: list[str]


def hang(n: int, rng: np.random.Generator, split: str = "train") -> Hung:
    """Draw n garments of one split of Fashion-MNIST, none of them twice, each on a dark wall with a ticket beside it.

    Place, light and number vary, and there is sensor noise (standard deviation 3 levels).
    n: 1 to 10,000 for "train", to 2,000 for "test". rng: the source of all variation. Raises ValueError for anything
    else.
    """
    garments, kinds = data.fashion(split)
    require.number("n", n, low=1, high=len(garments), integer=True)
    require.generator("rng", rng)
    chosen = rng.choice(len(garments), n, replace=False)
    scenes = np.repeat(rng.uniform(8, 24, (n, 1, 1)), HEIGHT, axis=1).repeat(WIDTH, axis=2)
    boxes, numbers = np.empty((n, 4), np.int64), []
    for i, garment in enumerate(garments[chosen]):
        top, left = rng.integers(1, 4, 2)
        wall = scenes[i, top : top + 28, left : left + 28]
        np.maximum(wall, garment * rng.uniform(0.8, 1), out=wall)
        top, left = rng.integers(1, HEIGHT - TICKET_HEIGHT), rng.integers(GARMENT, WIDTH - TICKET_WIDTH + 1)
        boxes[i] = top, left, top + TICKET_HEIGHT, left + TICKET_WIDTH
        numbers.append(f"{rng.integers(10**DIGITS):0{DIGITS}d}")
        scenes[i, top : top + TICKET_HEIGHT, left : left + TICKET_WIDTH] = rng.uniform(200, 240) - _ink(numbers[i])
    scenes += rng.normal(0, NOISE, scenes.shape)
    images = np.clip(np.rint(scenes), 0, 255).astype(np.uint8)
    return Hung(images, boxes, kinds[chosen], numbers)


def _ink(number: str) -> NDArray[np.float64]:
    sheet = Image.new("L", (TICKET_WIDTH, TICKET_HEIGHT))
    middle = (TICKET_WIDTH / 2, TICKET_HEIGHT // 2)
    ImageDraw.Draw(sheet).text(middle, number, fill=255, font=font(FONT_SIZE), anchor="mm")
    return INK * np.asarray(sheet, np.float64)
