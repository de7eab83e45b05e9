import subprocess
import sys

import numpy as np
import pytest

from privatepixels import data, generators


@pytest.fixture(scope="module")
def clothes():
    return tuple(part[:300] for part in data.fashion("train"))


def test_importing_the_module_does_not_import_tensorflow():
    program = "import privatepixels.generators, sys; sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


@pytest.mark.parametrize("make", [generators.vae, generators.gan])
def test_a_generator_gives_pictures_of_each_class(make, clothes):
    kept = [part.copy() for part in clothes]
    pictures, labels = make(*clothes, 3, epochs=1)
    assert pictures.shape == (30, 28, 28)
    assert pictures.dtype == np.uint8
    np.testing.assert_array_equal(labels, np.repeat(np.arange(10), 3))
    for part, was in zip(clothes, kept, strict=True):
        np.testing.assert_array_equal(part, was)


@pytest.mark.parametrize("make", [generators.vae, generators.gan])
def test_one_seed_gives_the_same_pictures_and_another_seed_others(make, clothes):
    first, again, other = (make(*clothes, 2, epochs=1, seed=seed)[0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert np.any(first != other)


def test_a_vae_learns_what_its_classes_look_like(clothes):
    images, labels = clothes
    pictures, classes = generators.vae(images, labels, 20, epochs=30)
    means = np.array([images[labels == c].mean(axis=0) for c in range(10)])
    far = ((pictures[:, None].astype(float) - means) ** 2).mean(axis=(2, 3))
    assert np.mean(far.argmin(axis=1) == classes) > 0.6


@pytest.mark.parametrize("make", [generators.vae, generators.gan])
@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"images": np.zeros((100, 28, 28))}, "images"),
        ({"images": np.zeros((10, 28, 28), np.uint8)}, "images"),
        ({"labels": np.zeros(99, int)}, "labels"),
        ({"labels": np.full(100, 10)}, "labels"),
        ({"count": 0}, "count"),
        ({"count": 2.0}, "count"),
        ({"epochs": 0}, "epochs"),
        ({"seed": -1}, "seed"),
    ],
)
def test_bad_input_is_refused(make, change, name):
    good = {"images": np.zeros((100, 28, 28), np.uint8), "labels": np.zeros(100, int), "count": 2}
    with pytest.raises(ValueError, match=f"^{name}: expected"):
        make(**{**good, **change})
