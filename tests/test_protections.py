"""The protections of pictures that a report compares: their form, their keys, and what they hide."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from privatepixels import camera, data
from privatepixels.protections import PROTECTIONS

CLOTHES = data.fashion("test")[0][:6]
BY_NAME = {protection.name: protection for protection in PROTECTIONS}


def released(name, pictures=CLOTHES, key=0, draws=1):
    release = BY_NAME[name].ready(pictures.shape[1:], np.random.default_rng(key))
    return release(pictures, np.random.default_rng(draws))


@pytest.mark.parametrize("name", BY_NAME)
def test_a_release_is_8_bit_pictures_of_the_same_shape_and_leaves_the_input_alone(name):
    before = CLOTHES.copy()
    found = released(name)
    assert found.shape == CLOTHES.shape
    assert found.dtype == np.uint8
    np.testing.assert_array_equal(CLOTHES, before)
    np.testing.assert_array_equal(found, released(name))
    assert name == "in clear" or (found != CLOTHES).any()


@pytest.mark.parametrize("name", ["binary mask", "permutation", "orthogonal mask", "projection", "encrypted"])
def test_a_key_decides(name):
    assert (released(name, key=0) != released(name, key=5)).any()


@pytest.mark.parametrize("name", ["white noise", "brown noise", "encrypted", "private pixelation"])
def test_draws_are_fresh_for_each_picture(name):
    twice = np.stack([CLOTHES[0], CLOTHES[0]])
    first, second = released(name, twice)
    assert (first != second).any()
    assert (released(name, draws=1) != released(name, draws=2)).any()


def test_a_permutation_keeps_the_pixels_and_pixelation_the_mean():
    np.testing.assert_array_equal(np.sort(released("permutation"), axis=None), np.sort(CLOTHES, axis=None))
    np.testing.assert_allclose(released("pixelated, 14").mean(), CLOTHES.mean(), atol=0.5)


def test_encrypted_pixels_are_even():
    black = np.zeros((40, 28, 28), np.uint8)
    counts = np.bincount(released("encrypted", black).ravel(), minlength=256)
    assert abs(counts / counts.mean() - 1).max() < 0.6


@pytest.mark.parametrize("shape", [(28, 30), (0, 28), (28,), [28, 28], "28"])
def test_other_shapes_are_refused(shape):
    with pytest.raises(ValueError, match=r"^shape: expected two multiples of 28, got .+"):
        PROTECTIONS[0].ready(shape, np.random.default_rng(0))


@pytest.mark.parametrize("pictures", [CLOTHES / 255, CLOTHES[0], CLOTHES[:, :14], CLOTHES.tolist()])
def test_other_pictures_are_refused(pictures):
    release = PROTECTIONS[0].ready((28, 28), np.random.default_rng(0))
    with pytest.raises(ValueError, match=r"^pictures: expected an array .+, got .+"):
        release(pictures, np.random.default_rng(0))


def test_a_thumbnail_left_in_shows_the_original_and_has_the_size_it_says():
    protection = BY_NAME["thumbnail left in"]
    seen = protection.seen(CLOTHES, released("thumbnail left in"))
    assert np.abs(seen.astype(int) - CLOTHES).mean() < 6
    files = [camera.camera_jpeg(one, 1.0, 1.0) for one in data.fashion("test")[0][:50]]
    exif = [len(Image.open(BytesIO(file)).info["exif"]) for file in files]
    assert abs(np.mean(exif) - protection.extra_bytes) < 50
    other = BY_NAME["pixelated, 14"]
    np.testing.assert_array_equal(other.seen(CLOTHES, released(other.name)), released(other.name))


def test_cropping_and_projection_release_fewer_bytes():
    assert BY_NAME["cropped"].size_of(784) == 112
    assert BY_NAME["projection"].size_of(784) == 98
    assert BY_NAME["encrypted"].size_of(784) == 784 + 28
    np.testing.assert_array_equal(released("cropped")[:, :4], CLOTHES[:, :4])
    assert (released("cropped")[:, 4:] == 0).all()
    assert (released("middle filled")[:, 4:-4, 4:-4] == 0).all()
