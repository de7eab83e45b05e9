"""Files as a camera writes them, and the thumbnail in them."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from privatepixels import camera, data


def test_the_thumbnail_is_a_small_picture_of_the_whole():
    photo = data.photo("coffee")
    found = camera.thumbnail(camera.camera_jpeg(photo, 1.0, 2.0))
    small = np.array(Image.fromarray(photo).resize((160, 107)))
    assert found.shape == small.shape
    assert np.abs(found.astype(int) - small).mean() < 6


def test_a_file_without_exif_has_no_thumbnail():
    for form in ("JPEG", "PNG"):
        file = BytesIO()
        Image.fromarray(data.photo("camera")[:40, :60]).save(file, form)
        assert camera.thumbnail(file.getvalue()) is None


@pytest.mark.parametrize("file", [b"", b"no picture", "photo.jpg", None])
def test_what_is_no_picture_is_refused(file):
    with pytest.raises(ValueError, match=r"^file: expected the bytes of a picture file, got .+"):
        camera.thumbnail(file)
