"""The file that holds a picture with an encrypted region: a PNG, with what it takes to open it in a text entry.

The pixels are the protected picture's. The entry `ENTRY` is a JSON object: `box`, a list of four integers; `cost`, an
integer; `salt`, `nonce` and `tag`, bytes in hexadecimal. Nothing of it is secret.
"""

import json
import re
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from privatepixels import require

ENTRY = "encrypted-region"
HIGHEST_COST = 2**20  # of scrypt: 1 GiB of memory; a file may come from anybody
LENGTHS = {"salt": 16, "nonce": 12, "tag": 16}  # bytes


class Locked(NamedTuple):
    """What such a file holds; `box` is (top, left, bottom, right), half-open."""

    protected: NDArray[np.uint8]
    box: tuple[int, int, int, int]
    cost: int
    salt: bytes
    nonce: bytes
    tag: bytes


def read(png: bytes) -> Locked:
    """Read a file in this form, and check everything but the tag: nothing is decrypted here.

    png: the file's bytes. Returns `Locked`, with protected uint8 (H, W) or (H, W, 3).
    Raises ValueError where it isn't a PNG, is cut short, has another mode, or lacks an entry that makes sense.
    """
    require.octets("png", png)
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            picture.load()
            mode, text, protected = picture.mode, picture.text.get(ENTRY), np.array(picture)
    except UnidentifiedImageError:
        raise ValueError(f"png: expected a whole PNG file, got {len(png)} bytes of something else") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValueError(f"png: expected a whole PNG file, got {len(png)} bytes ({error})") from None
    require.that(mode in ("L", "RGB"), "png", mode, "a picture of mode L or RGB")
    require.that(isinstance(text, str), "png", text, f"a text entry {ENTRY!r}")
    entry = _entry(text)
    box = tuple(entry["box"])
    return Locked(protected, require.box(box, protected.shape), entry["cost"], *map(entry.get, LENGTHS))


def _entry(text: str) -> dict:
    """Read the entry's JSON, and turn hexadecimal into bytes."""
    try:
        entry = json.loads(text)
    except (ValueError, RecursionError):
        entry = None
    names = {"box", "cost", *LENGTHS}
    good = isinstance(entry, dict) and set(entry) == names and isinstance(entry["box"], list)
    require.that(good, ENTRY, text, "a JSON object with box (a list), cost, salt, nonce and tag, and nothing else")
    require.number("cost", entry["cost"], low=2, high=HIGHEST_COST, integer=True)
    for name, length in LENGTHS.items():
        value = entry[name]
        good = isinstance(value, str) and re.fullmatch(f"[0-9a-fA-F]{{{2 * length}}}", value)
        require.that(bool(good), name, value, f"{length} bytes in hexadecimal")
        entry[name] = bytes.fromhex(value)
    return entry
