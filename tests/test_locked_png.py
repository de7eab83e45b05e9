"""A file with an encrypted region: what it holds comes back, and what is no such file is refused with a reason."""

import json
import re
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from privatepixels import locked_png

ENTRY = {"box": [1, 2, 3, 5], "cost": 16, "salt": "0a" * 16, "nonce": "0b" * 12, "tag": "0C" * 16}
GREY = np.arange(24, dtype=np.uint8).reshape(4, 6)


def written(picture=GREY, entry=ENTRY, form="PNG"):
    """Write a picture with an entry, which may be a dict or any text."""
    info = PngInfo()
    info.add_text(locked_png.ENTRY, entry if isinstance(entry, str) else json.dumps(entry))
    file = BytesIO()
    (picture if isinstance(picture, Image.Image) else Image.fromarray(picture)).save(file, form, pnginfo=info)
    return file.getvalue()


@pytest.mark.parametrize("picture", [GREY, np.stack([GREY] * 3, axis=2)])
def test_what_was_written_is_read(picture):
    found = locked_png.read(written(picture))
    assert np.array_equal(found.protected, picture)
    assert found.protected.dtype == np.uint8
    assert found[1:] == ((1, 2, 3, 5), 16, b"\n" * 16, b"\x0b" * 12, b"\x0c" * 16)


def reason(png):
    with pytest.raises(ValueError) as raised:
        locked_png.read(png)
    return str(raised.value)


@pytest.mark.parametrize("length", [0, 7, 60, 150, -20])
def test_a_file_cut_short_is_refused(length):
    assert reason(written()[:length]).startswith("png: expected a whole PNG file, got ")


def test_no_png_is_refused():
    assert re.fullmatch(
        r"png: expected a whole PNG file, got \d+ bytes of something else", reason(written(form="JPEG"))
    )
    assert reason("file.png") == "png: expected bytes, got 'file.png'"


@pytest.mark.parametrize("mode", ["1", "LA", "P", "RGBA", "I;16"])
def test_a_picture_of_another_mode_is_refused(mode):
    assert reason(written(Image.new(mode, (6, 4)))).startswith("png: expected a picture of mode L or RGB, got ")


def test_a_png_without_the_entry_is_refused():
    file = BytesIO()
    Image.fromarray(GREY).save(file, "PNG")
    assert reason(file.getvalue()) == "png: expected a text entry 'encrypted-region', got None"


@pytest.mark.parametrize(
    "entry", ["", "{", "[]", "[" * 10_000, {**ENTRY, "key": "00"}, {**ENTRY, "box": "1235"}, {"box": [1, 2, 3, 5]}]
)
def test_an_entry_that_makes_no_sense_is_refused(entry):
    assert reason(written(entry=entry)).startswith("encrypted-region: expected a JSON object with ")


@pytest.mark.parametrize(
    ("name", "value", "start"),
    [
        ("box", [1, 2, 3, 7], "box: expected integers (top, left, bottom, right), "),
        ("box", [1, 2, 3], "box: expected integers"),
        ("box", [1.0, 2, 3, 5], "box: expected integers"),
        ("cost", 2**40, "cost: expected an integer >= 2 and <= 1048576, got "),
        ("cost", "16", "cost: expected an integer"),
        ("cost", True, "cost: expected an integer"),
        ("salt", "0a" * 15, "salt: expected 16 bytes in hexadecimal, got "),
        ("nonce", "zz" * 12, "nonce: expected 12 bytes in hexadecimal, got "),
        ("nonce", "0b" * 12 + "\n", "nonce: expected 12 bytes in hexadecimal, got "),
        ("tag", None, "tag: expected 16 bytes in hexadecimal, got None"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_its_name(name, value, start):
    assert reason(written(entry={**ENTRY, name: value})).startswith(start)
