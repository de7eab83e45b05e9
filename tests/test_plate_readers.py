"""The attackers on plates: what each reads, and that one who practised reads more."""

import numpy as np
import pytest

from privatepixels import data, plate_readers


@pytest.fixture(scope="module")
def plates():
    return data.plates(1200, np.random.default_rng(0))


@pytest.fixture(params=[plate_readers.read_by_template, plate_readers.read_trained, plate_readers.read_by_network])
def reader(request):
    return request.param


def read(reader, practice, probes):
    return reader(
        practice.images[:1000], practice.boxes[:1000], practice.texts[:1000], probes[1000:], practice.boxes[1000:]
    )


def coarse(plates):
    """The plates with each box in two shades of each 8 x 8 block's mean, as a redaction would leave them."""
    images = plates.images.copy()
    for image, (top, left, bottom, right) in zip(images, plates.boxes, strict=True):
        for y in range(top, bottom, 8):
            for x in range(left, right, 8):
                block = image[y : min(y + 8, bottom), x : min(x + 8, right)]
                block[...] = block.mean(axis=(0, 1))
    return plates._replace(images=images)


def test_clear_plates_are_read(reader, plates):
    assert plate_readers.characters_read(plates.texts[1000:], read(reader, plates, plates.images)) > 0.8


def test_grey_plates_are_read_as_well(reader, plates):
    grey = plates._replace(images=plates.images.mean(axis=3).astype(np.uint8))
    assert plate_readers.characters_read(plates.texts[1000:], read(reader, grey, grey.images)) > 0.8


def test_who_practised_reads_more(plates):
    published = coarse(plates)
    naive = read(plate_readers.read_by_template, plates, published.images)
    truth = plates.texts[1000:]
    for learner in (plate_readers.read_trained, plate_readers.read_by_network):
        informed = read(learner, published, published.images)
        assert plate_readers.characters_read(truth, informed) > plate_readers.characters_read(truth, naive) + 0.2


def test_black_boxes_are_not_read(reader, plates):
    black = plates._replace(images=np.zeros_like(plates.images))
    assert plate_readers.characters_read(plates.texts[1000:], read(reader, black, black.images)) < 0.11


def test_a_reader_repeats_itself_and_leaves_its_input_alone(reader, plates):
    before = plates.images.copy()
    assert read(reader, plates, plates.images) == read(reader, plates, plates.images)
    assert np.array_equal(before, plates.images)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("images", {"images": np.zeros((4, 32, 128))}),
        ("boxes", {"boxes": np.zeros((3, 4), int)}),
        ("texts", {"texts": ["AB1"] * 3}),
        ("texts", {"texts": ["AB1", "AB1", "AB1", "AB"]}),
        ("probes", {"probes": None}),
        ("places", {"places": np.zeros((2, 4))}),
    ],
)
def test_a_reader_names_the_argument_that_is_wrong(reader, name, change):
    boxes = np.array([[0, 0, 18, 96]] * 4)
    good = {"images": np.zeros((4, 32, 128), np.uint8), "boxes": boxes, "texts": ["AB1"] * 4}
    good |= {"probes": np.zeros((2, 32, 128), np.uint8), "places": boxes[:2]}
    with pytest.raises(ValueError, match=f"^{name}: expected "):
        reader(**{**good, **change})


def test_the_share_of_characters_read():
    assert plate_readers.characters_read(["ABC123", "DEF456"], ["ABC124", "XXX456"]) == pytest.approx(8 / 12)


@pytest.mark.parametrize(
    ("name", "texts", "read"),
    [("texts", [], ["A"]), ("read", ["A"], ["A", "B"]), ("read", ["A"], ["AB"]), ("texts", "A", ["A"])],
)
def test_texts_of_another_form_are_refused(name, texts, read):
    with pytest.raises(ValueError, match=f"^{name}: expected "):
        plate_readers.characters_read(texts, read)
