"""Number plates and staff badges, drawn: where the sensitive text stands, and what it says, is known exactly."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import matplotlib
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from privatepixels import require

PLATE_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"  # without I, O and Q, which look like 1 and 0
PLATE_DIGITS = "0123456789"
BADGE_FIRST_NAMES = ("ADA", "BO", "CHEN", "DARIA", "EMEKA", "FATIMA", "GUS", "HANA", "IVAN", "JOY", "KOFI", "LENA")
BADGE_LAST_NAMES = (
    "ABARA",
    "BERG",
    "COSTA",
    "DIAZ",
    "EKLUND",
    "FARAH",
    "GOMEZ",
    "HUANG",
    "ITO",
    "JONES",
    "KAYA",
    "LIM",
)

PLATE_HEIGHT, PLATE_WIDTH = 32, 128
BADGE_HEIGHT, BADGE_WIDTH = 112, 176
SKIN = ((244, 212, 184), (222, 172, 128), (170, 112, 72), (104, 66, 44))
HAIR = ((30, 24, 22), (90, 56, 32), (196, 150, 80), (150, 150, 150))
NOISE = 4.0  # grey levels, standard deviation
FAINT = 64  # an edge pixel with less ink than this, of 255, is left blank, so that a box holds all the ink there is


class Drawn(NamedTuple):
    """Drawn pictures with their truth.

    images: uint8 (n, H, W, 3). boxes: int64 (n, 4), top, left, bottom, right in pixels, as `require.box` has them;
    `image[top:bottom, left:right]` holds all of the text's ink, and no smaller box does. texts: n strings, as drawn.
    """

    images: NDArray[np.uint8]
    boxes: NDArray[np.int64]
    texts: list[str]


def plates(n: int, rng: np.random.Generator) -> Drawn:
    """Number plates: three letters and three digits, dark on a light plate with a blue band at its left.

    Tint, light, place and tilt of the text vary a little, and there is sensor noise (standard deviation 4 levels).
    n: how many, at least 1. rng: the source of all variation.
    Returns `Drawn` with images (n, 32, 128, 3); texts of six characters, the first three from `PLATE_LETTERS`, the
    others from `PLATE_DIGITS` (a gap is drawn between them, but isn't part of the text).
    Raises ValueError for a bad n or rng.
    """
    require.number("n", n, low=1, integer=True)
    require.generator("rng", rng)
    images = np.empty((n, PLATE_HEIGHT, PLATE_WIDTH, 3), np.uint8)
    boxes = np.empty((n, 4), np.int64)
    texts = []
    for i in range(n):
        letters = "".join(rng.choice(list(PLATE_LETTERS), 3))
        digits = "".join(rng.choice(list(PLATE_DIGITS), 3))
        place = (14 + rng.integers(10), 2 + rng.integers(5))
        ink = _ink((PLATE_WIDTH, PLATE_HEIGHT), [(place, f"{letters} {digits}")], size=23, tilt=rng.uniform(-1.5, 1.5))
        boxes[i] = _box(ink)
        images[i] = _print(_empty_plate(rng), ink, rng)
        texts.append(letters + digits)
    return Drawn(images, boxes, texts)


def badges(n: int, rng: np.random.Generator) -> Drawn:
    """Staff badges: a coloured header, a drawn portrait, and a name and a number, which are the sensitive text.

    n: how many, at least 1. rng: the source of all variation.
    Returns `Drawn` with images (n, 112, 176, 3); texts "FIRST LAST 12345", from `BADGE_FIRST_NAMES`,
    `BADGE_LAST_NAMES` and five digits, drawn on three lines; each box holds all three.
    Raises ValueError for a bad n or rng.
    """
    require.number("n", n, low=1, integer=True)
    require.generator("rng", rng)
    images = np.empty((n, BADGE_HEIGHT, BADGE_WIDTH, 3), np.uint8)
    boxes = np.empty((n, 4), np.int64)
    texts = []
    for i in range(n):
        lines = [rng.choice(BADGE_FIRST_NAMES), rng.choice(BADGE_LAST_NAMES), f"{rng.integers(100_000):05d}"]
        left, top = 78 + rng.integers(6), 34 + rng.integers(6)
        placed = [((left, top + 22 * k), line) for k, line in enumerate(lines)]
        ink = _ink((BADGE_WIDTH, BADGE_HEIGHT), placed, size=18)
        boxes[i] = _box(ink)
        images[i] = _print(_empty_badge(rng), ink, rng)
        texts.append(" ".join(lines))
    return Drawn(images, boxes, texts)


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font of all that is drawn, so many pixels high."""
    path = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSansMono-Bold.ttf"
    # The basic layout is in every build of Pillow, so that all machines draw the same.
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def _ink(
    shape: tuple[int, int], lines: list[tuple[tuple[int, int], str]], size: int, tilt: float = 0.0
) -> NDArray[np.uint8]:
    """How much ink each pixel gets, 0..255, for lines of (place, text) turned by `tilt` degrees; shape: (W, H)."""
    sheet = Image.new("L", shape)
    draw = ImageDraw.Draw(sheet)
    for place, text in lines:
        draw.text(place, text, fill=255, font=font(size))
    if tilt:
        sheet = sheet.rotate(tilt, Image.Resampling.BILINEAR)
    ink = np.array(sheet)
    ink[ink < FAINT] = 0
    return ink


def _box(ink: NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """The smallest box, top, left, bottom, right, that holds all the ink."""
    left, top, right, bottom = Image.fromarray(ink).getbbox()
    return top, left, bottom, right


def _print(paper: NDArray[np.float32], ink: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Lay dark ink on the paper (H, W, 3), and add the sensor's noise."""
    cover = (ink / np.float32(255))[:, :, None]
    colour = rng.uniform(10, 50, 3).astype(np.float32)
    picture = paper + cover * (colour - paper)
    picture += np.float32(NOISE) * rng.standard_normal(picture.shape, np.float32)
    return np.clip(np.rint(picture, out=picture), 0, 255, out=picture).astype(np.uint8)


def _empty_plate(rng: np.random.Generator) -> NDArray[np.float32]:
    tint = np.array((235, 235, 225 - rng.uniform(0, 90))) * rng.uniform(0.9, 1)  # from white to yellow
    light = np.linspace(1, rng.uniform(0.8, 1), PLATE_HEIGHT)  # darker towards the bottom
    plate = np.repeat((light[:, None, None] * tint).astype(np.float32), PLATE_WIDTH, axis=1)
    plate[:, :10] = (30, 60, 150)
    return plate


def _empty_badge(rng: np.random.Generator) -> NDArray[np.float32]:
    badge = Image.new("RGB", (BADGE_WIDTH, BADGE_HEIGHT), (244, 244, 240))
    draw = ImageDraw.Draw(badge)
    draw.rectangle((0, 0, BADGE_WIDTH, 23), tuple(rng.integers(20, 130, 3)))
    draw.text((8, 3), "PIXEL WORKS", fill="white", font=font(14))
    badge.paste(_portrait(rng), (8, 32))
    return np.asarray(badge, np.float32)


def _portrait(rng: np.random.Generator) -> Image.Image:
    """A head and shoulders, 60 x 72, of nobody."""
    skin, hair = rng.choice(SKIN), rng.choice(HAIR)
    portrait = Image.new("RGB", (60, 72), (205, 215, 225))
    draw = ImageDraw.Draw(portrait)
    long = rng.integers(0, 22)  # how far the hair falls
    draw.ellipse((13, 8, 47, 44 + long), tuple(hair))
    draw.ellipse((4, 54, 56, 110), tuple(rng.integers(40, 200, 3)))
    draw.rectangle((25, 42, 35, 58), tuple(skin))
    draw.ellipse((17, 14, 43, 50), tuple(skin))
    for eye in (24, 34):
        draw.ellipse((eye, 29, eye + 2, 31), (30, 25, 20))
    draw.line((26, 42, 34, 42), (140, 60, 60))
    return portrait
