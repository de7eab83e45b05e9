"""How alike two pictures are."""

import numpy as np
import pytest

from privatepixels import data, metrics

CAMERA = data.photo("camera")
COFFEE = data.photo("coffee")


def darker(picture, levels):
    return np.where(picture > levels, picture - levels, 0).astype(np.uint8)


@pytest.mark.parametrize("picture", [CAMERA, COFFEE, CAMERA / 255])
def test_identical_pictures_have_no_noise_and_the_same_structure(picture):
    assert metrics.psnr(picture, picture.copy()) == np.inf
    assert metrics.ssim(picture, picture.copy()) == pytest.approx(1)


def test_psnr_is_ten_log_ten_of_peak_squared_over_the_mean_squared_error():
    black, ten = np.zeros((8, 8), np.uint8), np.full((8, 8), 10, np.uint8)
    assert metrics.psnr(black, ten) == pytest.approx(20 * np.log10(255 / 10))
    assert metrics.psnr(black / 255, ten / 255) == pytest.approx(20 * np.log10(255 / 10))


@pytest.mark.parametrize("metric", [metrics.psnr, metrics.ssim])
@pytest.mark.parametrize("picture", [CAMERA, COFFEE])
def test_more_change_is_less_alike(metric, picture):
    assert metric(picture, darker(picture, 5)) > metric(picture, darker(picture, 50))


@pytest.mark.parametrize("metric", [metrics.psnr, metrics.ssim])
@pytest.mark.parametrize(
    ("original", "changed", "named"),
    [
        ("camera", CAMERA, "original"),
        (CAMERA, None, "changed"),
        (CAMERA, CAMERA[:100], "changed"),
        (CAMERA, COFFEE, "changed"),
        (CAMERA, CAMERA / 255, "changed"),
        (CAMERA / 255, CAMERA, "changed"),
        (CAMERA / 200, CAMERA / 255, "original"),
    ],
)
def test_what_cannot_be_compared_is_refused(metric, original, changed, named):
    with pytest.raises(ValueError, match=rf"^{named}: expected .*, got "):
        metric(original, changed)


def test_a_picture_smaller_than_the_window_is_refused():
    tiny = np.zeros((6, 9), np.uint8)
    with pytest.raises(ValueError, match="original: expected a picture of at least 7 x 7"):
        metrics.ssim(tiny, tiny)
