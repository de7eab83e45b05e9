"""Encryption's references on bad input: a clear error, and the input as it was; and on files that a learner names."""

import contextlib

import numpy as np
import pytest
from PIL import Image

from privatepixels import data, locked_png
from solutions.encryption import answers

KEY, NONCE, TAG = bytes(range(32)), bytes(12), bytes(16)
CALLS = {
    "encrypt_region": lambda picture, box: answers.encrypt_region(picture, box, KEY, NONCE),
    "decrypt_region": lambda picture, box: answers.decrypt_region(picture, box, KEY, NONCE, TAG),
    "crack_one_byte_key": answers.crack_one_byte_key,
    "lock_photo": lambda picture, box: answers.lock_photo(picture, box, "open sesame", 2),
}
NAMES = {
    "encrypt_region": "image",
    "decrypt_region": "protected",
    "crack_one_byte_key": "picture",
    "lock_photo": "image",
}
BOXES = {
    "outside": (2, 3, 13, 9),
    "above": (-1, 3, 8, 9),
    "beside": (2, 3, 8, 17),
    "empty": (2, 3, 2, 9),
    "reversed": (8, 9, 2, 3),
    "columns first": (3, 2, 15, 8),
    "floats": (2.0, 3.0, 8.0, 9.0),
    "truth values": (False, False, True, True),
    "too short": (2, 3, 8),
    "a list": [2, 3, 8, 9],
    "none": None,
}


def grey():
    return (np.arange(12 * 16) % 251).astype(np.uint8).reshape(12, 16)


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_bad_box_is_refused_and_the_picture_stays_as_it_was(call, box):
    picture = grey()
    with pytest.raises(ValueError, match=r"^box: expected .+, got .+"):
        call(picture, box)
    assert np.array_equal(picture, grey())


@pytest.mark.parametrize("mode", ["1", "LA", "RGBA", "CMYK", "I;16", "I", "F"])
@pytest.mark.parametrize("name", CALLS)
def test_a_picture_of_another_mode_is_refused(name, mode):
    with pytest.raises(ValueError, match=rf"^{NAMES[name]}: expected a picture .+, got an array of shape"):
        CALLS[name](np.array(Image.new(mode, (16, 12))), (2, 3, 8, 9))


@pytest.mark.parametrize("dtype", [bool, np.int8, np.uint16, np.int64, np.float32, complex, object])
@pytest.mark.parametrize("name", CALLS)
def test_a_picture_of_another_type_is_refused(name, dtype):
    picture = grey().astype(dtype)
    with pytest.raises(ValueError, match=rf"^{NAMES[name]}: expected a picture .+, got an array of shape"):
        CALLS[name](picture, (2, 3, 8, 9))
    assert np.array_equal(picture, grey().astype(dtype))


@pytest.mark.parametrize("shape", [(12, 16), (12, 16, 3)])
@pytest.mark.parametrize("name", CALLS)
def test_a_picture_that_nobody_may_write_to_is_good_enough(name, shape):
    """A view, flipped and stepped over: not contiguous, and read-only."""
    picture = np.random.default_rng(0).integers(0, 256, (24, 16, 3), np.uint8)[::2, ::-1]
    picture = picture[..., 0] if len(shape) == 2 else picture
    picture.flags.writeable = False
    if name == "decrypt_region":
        protected, tag = answers.encrypt_region(picture, (2, 3, 8, 9), KEY, NONCE)
        protected.flags.writeable = False
        assert np.array_equal(answers.decrypt_region(protected, (2, 3, 8, 9), KEY, NONCE, tag), picture)
    else:
        CALLS[name](picture, (2, 3, 8, 9))


@pytest.mark.parametrize("cost", [0, 1, 3, 24, 2**21, -16, 16.0, True, "16"])
def test_a_cost_that_scrypt_or_the_memory_has_no_use_for_is_refused(cost):
    for call in (
        lambda: answers.key_from_passphrase("open sesame", bytes(16), cost),
        lambda: answers.lock_photo(grey(), (2, 3, 8, 9), "open sesame", cost),
    ):
        with pytest.raises(ValueError, match=r"^cost: expected .+, got .+"):
            call()


@pytest.mark.parametrize(
    ("name", "value"),
    [("key", KEY[:31]), ("key", KEY + b"\0"), ("nonce", bytes(11)), ("tag", bytes(15)), ("key", "k" * 32)],
)
def test_a_secret_of_another_length_is_refused_and_not_shown(name, value):
    arguments = {"key": KEY, "nonce": NONCE, "tag": TAG, name: value}
    with pytest.raises(ValueError, match=rf"^{name}: expected (32|12|16) bytes, got "):
        answers.decrypt_region(grey(), (2, 3, 8, 9), **arguments)


def unlock(png, passphrase):
    found = locked_png.read(png)
    key = answers.key_from_passphrase(passphrase, found.salt, found.cost)
    return answers.decrypt_region(found.protected, found.box, key, found.nonce, found.tag)


@pytest.mark.parametrize("shape", [(12, 16), (12, 16, 3)])
@pytest.mark.parametrize("box", [(0, 0, 12, 16), (11, 15, 12, 16), (0, 3, 12, 4), (2, 3, 8, 9)])
def test_a_locked_photo_opens_with_its_passphrase_and_no_other(shape, box):
    picture = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
    png = answers.lock_photo(picture, box, "Caf\u00e9", 16)
    assert np.array_equal(unlock(png, "Cafe\u0301"), picture)
    with pytest.raises(ValueError, match=r"^tag: expected one that fits"):
        unlock(png, "Cafe")


def test_no_bit_of_a_locked_photo_changes_unnoticed():
    """Whichever bit of the file is flipped: it's refused, or the box is as it was."""
    picture, box = grey(), (2, 3, 8, 9)
    png = answers.lock_photo(picture, box, "open sesame", 2)
    refused = 0
    for place in range(len(png)):
        changed = bytearray(png)
        changed[place] ^= 1 << place % 8
        try:
            opened = unlock(bytes(changed), "open sesame")
        except ValueError:
            refused += 1
        else:
            assert np.array_equal(opened[2:8, 3:9], picture[2:8, 3:9])
    assert refused > len(png) / 2


def test_a_locked_photo_cut_short_is_refused():
    """But for its last bytes: checksums, and a mark of the end."""
    png = answers.lock_photo(grey(), (2, 3, 8, 9), "open sesame", 2)
    for length in range(0, len(png) - 30):
        with pytest.raises(ValueError, match=r"^png: expected "):
            unlock(png[:length], "open sesame")
    for length in range(len(png) - 30, len(png)):
        with contextlib.suppress(ValueError):
            assert np.array_equal(unlock(png[:length], "open sesame"), grey())


def saved(folder, mode):
    """Save a picture as a learner may have it, and return its path."""
    path = folder / ("photo.jpg" if mode == "EXIF" else "photo.png")
    if mode == "EXIF":
        exif = Image.Exif()
        exif[0x0112] = 6  # held upright, stored on its side
        Image.fromarray(data.photo("chelsea")).save(path, exif=exif)
    elif mode == "I;16":
        Image.fromarray((np.arange(40 * 60, dtype=np.uint16) * 27).reshape(40, 60)).save(path)
    else:
        Image.fromarray(data.photo("chelsea")[:40, :60]).convert("RGBA").convert(mode).save(path)
    return path


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "EXIF"])
def test_a_learners_own_file_is_locked_and_opened(tmp_path, mode):
    mine = data.open_photo(saved(tmp_path, mode), 640)
    assert (mine.shape[0] > mine.shape[1]) == (mode == "EXIF")
    png = answers.lock_photo(mine, (5, 10, 30, 35), "open sesame", 16)
    assert np.array_equal(unlock(png, "open sesame"), mine)
    assert np.array_equal(locked_png.read(png).protected[30:], mine[30:])
