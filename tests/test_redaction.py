"""The redactions refuse what isn't a box or an 8-bit picture, and leave alone what they are given."""

import numpy as np
import pytest

from privatepixels import data
from privatepixels.camera import camera_jpeg
from solutions.redaction import answers

GREY = data.photo("camera")[:40, :60]
COLOUR = data.photo("chelsea")[:40, :60]
BOX = (5, 9, 12, 30)
REDACTIONS = {
    "fill_box": lambda image, box: answers.fill_box(image, box, 0 if np.ndim(image) == 2 else (0, 0, 0)),
    "pixelate_box": lambda image, box: answers.pixelate_box(image, box, 4),
    "blur_box": lambda image, box: answers.blur_box(image, box, 2.0),
    "crop_away": answers.crop_away,
}


@pytest.fixture(params=REDACTIONS)
def redact(request):
    return REDACTIONS[request.param]


@pytest.mark.parametrize(
    "box",
    [
        (-1, 9, 12, 30),
        (5, 9, 41, 30),
        (5, 9, 12, 61),
        (40, 60, 44, 64),
        (5, 9, 5, 30),
        (12, 9, 5, 30),
        (5, 30, 12, 9),
        (5.0, 9.0, 12.0, 30.0),
        (5, 9, float("nan"), 30),
        (5, 9, 12),
        [5, 9, 12, 30],
    ],
)
def test_a_bad_box_is_refused_and_the_picture_left_alone(redact, box):
    for picture in (GREY, COLOUR):
        before = picture.copy()
        with pytest.raises(ValueError, match=r"^box: expected integers .+, got .+"):
            redact(picture, box)
        assert np.array_equal(picture, before)


@pytest.mark.parametrize(
    "picture",
    [
        np.dstack([GREY, GREY]),  # mode LA
        np.dstack([COLOUR, GREY]),  # mode RGBA
        GREY.astype(np.uint16) * 257,
        GREY / 255,
        COLOUR.astype(np.float32),
        GREY > 128,
        GREY.astype(np.int64),
        GREY[:, :0],
        GREY.tolist(),
    ],
)
def test_what_is_no_8_bit_picture_is_refused(redact, picture):
    with pytest.raises(ValueError, match=r"^image: expected a picture .+, got .+"):
        redact(picture, BOX)


def test_a_picture_that_may_not_be_written_to_can_be_redacted(redact):
    for picture in (GREY.copy(), COLOUR[:, ::-1], np.asfortranarray(COLOUR)):
        before = picture.copy()
        picture.setflags(write=False)
        assert redact(picture, BOX).flags.writeable
        assert np.array_equal(picture, before)


def test_a_picture_cannot_be_cropped_to_nothing():
    with pytest.raises(ValueError, match=r"^box: expected a box that leaves something of the picture, got "):
        answers.crop_away(GREY, (0, 0, 40, 60))


@pytest.mark.parametrize("length", [0, 1, 2, 20, 200, 1000, -1])
def test_metadata_of_half_a_file_is_not_stripped(length):
    with pytest.raises(ValueError, match=r"^data: expected the bytes of a whole JPEG or PNG file, got "):
        answers.strip_metadata(camera_jpeg(COLOUR, 52.2, 0.1)[:length])
